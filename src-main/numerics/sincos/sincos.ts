/**
 * sin and cos of many angles at once, by polynomial: the inner loop of every simulation.
 *
 * An angle is brought to [-pi/4, pi/4] by subtracting a multiple of pi/2 held in three parts
 * (Cody & Waite), so that the remainder keeps full precision; the sine and the cosine there are the
 * minimax polynomials of the freely distributable math library (Sun Microsystems, 1993:
 * k_sin.c and k_cos.c, error below 2^-58). Angles beyond `largestReduced` go to Math.sin.
 */

const twoOverPi = 0.6366197723675814;

// pi/2 in parts: the first two have 33 bits, so that k times them is exact for |k| < 2^20.
const halfPiHigh = 1.5707963267341256;
const halfPiMiddle = 6.077100506303966e-11;
const halfPiLow = 2.0222662487959506e-21;

/** Adding and subtracting 1.5 * 2^52 rounds to the nearest integer. */
const roundingShift = 6755399441055744;

/** k pi/2 is exact up to here. */
const largestReduced = 1.6e6;

const s1 = -1.66666666666666324348e-1;
const s2 = 8.33333333332248946124e-3;
const s3 = -1.98412698298579493134e-4;
const s4 = 2.75573137070700676789e-6;
const s5 = -2.50507602534068634195e-8;
const s6 = 1.58969099521155010221e-10;

const c1 = 4.16666666666666019037e-2;
const c2 = -1.38888888888741095749e-3;
const c3 = 2.48015872894767294178e-5;
const c4 = -2.75573143513906633035e-7;
const c5 = 2.0875723212981748279e-9;
const c6 = -1.13596475577881948265e-11;

/** sin r = r + r³ (s1 + s2 r² + … + s6 r¹⁰) for |r| up to pi/4; fewer terms do for smaller r. */
export const sineSeries = [s1, s2, s3, s4, s5, s6] as const;

/** cos r = 1 - r² / 2 + r⁴ (c1 + c2 r² + … + c6 r¹⁰), likewise. */
export const cosineSeries = [c1, c2, c3, c4, c5, c6] as const;

/** Angles up to pi/4 need no reduction; most angles of a grid are there. */
const quarterPi = 0.7853981633974483;

/**
 * sin[i] = sin(angle[i]), cos[i] = cos(angle[i]) for 0 <= i < n.
 *
 * `angle` in radians, any finite value (a NaN or an infinity gives NaN); `sin` and `cos` hold at
 * least n numbers and are overwritten; neither may be `angle`. Absolute error below 2.3e-16 for
 * |angle| up to 1.6e6, that of Math.sin beyond. About 35 floating-point operations an angle.
 */
export function sincos(
  angle: Float64Array,
  sin: Float64Array,
  cos: Float64Array,
  n: number = angle.length,
): void {
  for (let i = 0; i < n; i++) {
    const x = angle[i]!;
    let r = x;
    let quadrant = 0;
    if (!(Math.abs(x) <= quarterPi)) {
      if (!(Math.abs(x) <= largestReduced)) {
        sin[i] = Math.sin(x);
        cos[i] = Math.cos(x);
        continue;
      }
      // k = nearest multiple of pi/2; r = x - k pi/2
      const k = x * twoOverPi + roundingShift - roundingShift;
      r = x - k * halfPiHigh - k * halfPiMiddle - k * halfPiLow;
      quadrant = k & 3;
    }
    // Estrin's grouping: shorter chains of dependent products than Horner's.
    const z = r * r;
    const zz = z * z;
    const s = r + r * z * (s1 + z * s2 + zz * (s3 + z * s4 + zz * (s5 + z * s6)));
    const half = 0.5 * z;
    const oneMinusHalf = 1 - half;
    const tail = zz * (c1 + z * c2 + zz * (c3 + z * c4 + zz * (c5 + z * c6)));
    const c = oneMinusHalf + (1 - oneMinusHalf - half + tail);
    const swapped = (quadrant & 1) !== 0;
    const sinSize = swapped ? c : s;
    const cosSize = swapped ? s : c;
    sin[i] = (quadrant & 2) !== 0 ? -sinSize : sinSize;
    cos[i] = ((quadrant + 1) & 2) !== 0 ? -cosSize : cosSize;
  }
}
