/** Resistance and reactance in per unit. */
export interface Impedance {
  readonly r: number;
  readonly x: number;
}

/**
 * The leakage impedance of a pair of windings in per unit of the system base, between the two ideal
 * turns ratios:
 *
 *   CZ = 1:  z as it stands
 *   CZ = 2:  z · SBASE / SBASE12
 *   CZ = 3:  r = loss / (10⁶ SBASE12),  x = sqrt(|z|² - r²),  then as for 2
 *
 * `r` is in per unit, or in watts for CZ = 3; `x` is the reactance, or |z| for CZ = 3. The winding
 * voltages do not enter: a per-unit impedance between ideal ratios is the same on both their sides,
 * and seen from a bus it comes out as z t², t the ratio in per unit of the bus voltage. Null where
 * the loss is larger than |z| allows. PSS/E Program Operation Manual, transformer data (CZ).
 */
export function systemImpedance(
  { r, x }: Impedance,
  code: number,
  windingMva: number,
  systemMva: number,
): Impedance | null {
  if (code === 1) return { r, x };
  const scale = systemMva / windingMva;
  if (code === 2) return { r: r * scale, x: x * scale };
  const loss = r / (1e6 * windingMva);
  const reactance = Math.sqrt(x ** 2 - loss ** 2);
  return Number.isNaN(reactance) ? null : { r: loss * scale, x: reactance * scale };
}

/**
 * The turns ratio of a winding in per unit of its bus voltage:
 *
 *   CW = 1:  WINDV,   CW = 2:  WINDV / BASKV (kV),   CW = 3:  WINDV · NOMV / BASKV
 *
 * A ratio of 0 and a NOMV of 0 stand for nominal. `baseKv` of 0 (not given) counts as NOMV.
 */
export function windingRatio(
  windv: number,
  nominalKv: number,
  baseKv: number,
  code: number,
): number {
  const bus = baseKv > 0 ? baseKv : nominalKv;
  const nominal = nominalKv > 0 ? nominalKv : bus;
  if (windv === 0) return 1;
  if (code === 1 || !(bus > 0)) return code === 2 ? 1 : windv;
  return code === 2 ? windv / bus : (windv * nominal) / bus;
}

/**
 * The legs of the star that three windings form: z1 = (z12 + z31 - z23) / 2 and so on round. One of
 * them is often slightly negative.
 */
export function starLegs(
  z12: Impedance,
  z23: Impedance,
  z31: Impedance,
): readonly [Impedance, Impedance, Impedance] {
  const leg = (a: Impedance, b: Impedance, across: Impedance): Impedance => ({
    r: (a.r + b.r - across.r) / 2,
    x: (a.x + b.x - across.x) / 2,
  });
  return [leg(z12, z31, z23), leg(z12, z23, z31), leg(z23, z31, z12)];
}

/**
 * The magnetizing admittance at winding 1, as MW and Mvar at nominal bus voltage:
 *
 *   CM = 1:  g, b in per unit of the system
 *   CM = 2:  g = loss / 10⁶ (MW),  |y| = MAG2 · SBASE12 (MVA),  b = -sqrt(|y|² - g²), all at NOMV
 *
 * `nominal` is NOMV1 over the bus voltage; powers at NOMV1 are by its square smaller at the bus.
 */
export function magnetizing(
  mag1: number,
  mag2: number,
  code: number,
  bases: {
    readonly systemMva: number;
    readonly windingMva: number;
    readonly nominal: number;
  },
): { gMw: number; bMvar: number } {
  if (code !== 2) return { gMw: mag1 * bases.systemMva, bMvar: mag2 * bases.systemMva };
  const lossMw = mag1 / 1e6;
  const current = Math.abs(mag2) * bases.windingMva;
  const reactive = Math.sqrt(Math.max(0, current ** 2 - lossMw ** 2));
  return { gMw: lossMw / bases.nominal ** 2, bMvar: 0 - reactive / bases.nominal ** 2 };
}
