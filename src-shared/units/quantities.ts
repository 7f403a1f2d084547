/**
 * Branded quantities and the only conversions between them.
 *
 * Inside the engine everything is per unit and radians; at the edges (files, forms, database,
 * labels) megawatts, degrees and hertz. A brand costs nothing at run time and stops a value of
 * one unit from being handed to a function that expects another.
 */
declare const unit: unique symbol;
type Quantity<Unit extends string> = number & { readonly [unit]: Unit };

export type Radian = Quantity<'rad'>;
export type Degree = Quantity<'deg'>;
export type Hertz = Quantity<'Hz'>;

export const radian = (value: number): Radian => value as Radian;

export const degreesFromRadians = (angle: Radian): Degree => ((angle * 180) / Math.PI) as Degree;

/** Frequency deviation of an angular speed deviation in rad/s. */
export const hertzFromRadiansPerSecond = (omega: number): Hertz => (omega / (2 * Math.PI)) as Hertz;
