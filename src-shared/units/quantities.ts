/**
 * Branded quantities and the only conversions between them.
 *
 * Inside the engine everything is per unit and radians; at the edges (files, forms, database,
 * labels) megawatts, degrees and hertz. A brand costs nothing at run time and stops a value of
 * one unit from being handed to a function that expects another.
 */
declare const unit: unique symbol;
type Quantity<Unit extends string> = number & { readonly [unit]: Unit };

export type PerUnit = Quantity<'p.u.'>;
export type Radian = Quantity<'rad'>;
export type Degree = Quantity<'deg'>;
export type Second = Quantity<'s'>;
export type Hertz = Quantity<'Hz'>;
export type Megawatt = Quantity<'MW'>;

export const perUnit = (value: number): PerUnit => value as PerUnit;
export const radian = (value: number): Radian => value as Radian;
export const degree = (value: number): Degree => value as Degree;
export const second = (value: number): Second => value as Second;
export const hertz = (value: number): Hertz => value as Hertz;
export const megawatt = (value: number): Megawatt => value as Megawatt;

export const degreesFromRadians = (angle: Radian): Degree => degree((angle * 180) / Math.PI);
export const radiansFromDegrees = (angle: Degree): Radian => radian((angle * Math.PI) / 180);

export const perUnitFromMegawatts = (power: Megawatt, baseMva: number): PerUnit =>
  perUnit(power / baseMva);
export const megawattsFromPerUnit = (power: PerUnit, baseMva: number): Megawatt =>
  megawatt(power * baseMva);

/** Frequency deviation in hertz of an angular speed deviation in rad/s. */
export const hertzFromRadiansPerSecond = (omega: number): Hertz => hertz(omega / (2 * Math.PI));

/** Synchronous angular speed in rad/s of a system frequency. */
export const synchronousSpeed = (frequency: Hertz): number => 2 * Math.PI * frequency;
