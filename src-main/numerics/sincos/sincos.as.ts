/**
 * `sincos` in AssemblyScript, two doubles an instruction, for the kernels that import it. The order of
 * operations is that of the TypeScript form, so that results are equal to the bit.
 */

// The constants of `sincos`, each twice: loading a pair is cheaper than making it.
const constants: usize = memory.data<f64>(
  [
    0.6366197723675814, 0.6366197723675814, 6755399441055744.0, 6755399441055744.0,
    1.5707963267341256, 1.5707963267341256, 6.077100506303966e-11, 6.077100506303966e-11,
    2.0222662487959506e-21, 2.0222662487959506e-21, 0.7853981633974483, 0.7853981633974483, 0.5,
    0.5, 1.0, 1.0, -1.66666666666666324348e-1, -1.66666666666666324348e-1,
    8.33333333332248946124e-3, 8.33333333332248946124e-3, -1.98412698298579493134e-4,
    -1.98412698298579493134e-4, 2.75573137070700676789e-6, 2.75573137070700676789e-6,
    -2.50507602534068634195e-8, -2.50507602534068634195e-8, 1.58969099521155010221e-10,
    1.58969099521155010221e-10, 4.16666666666666019037e-2, 4.16666666666666019037e-2,
    -1.38888888888741095749e-3, -1.38888888888741095749e-3, 2.48015872894767294178e-5,
    2.48015872894767294178e-5, -2.75573143513906633035e-7, -2.75573143513906633035e-7,
    2.0875723212981748279e-9, 2.0875723212981748279e-9, -1.13596475577881948265e-11,
    -1.13596475577881948265e-11,
  ],
  16,
);

export function constant(index: usize): v128 {
  return v128.load(constants + (index << 4));
}

const twoOverPi: usize = 0;
const roundingShift: usize = 1;
const halfPi: usize = 2; // three parts
const quarterPi: usize = 5;
export const oneHalf: usize = 6;
export const unity: usize = 7;
export const sinSeries: usize = 8; // six coefficients each
export const cosSeries: usize = 14;

export function series(first: usize, z: v128, zz: v128): v128 {
  const low = f64x2.add(constant(first), f64x2.mul(z, constant(first + 1)));
  const middle = f64x2.add(constant(first + 2), f64x2.mul(z, constant(first + 3)));
  const high = f64x2.add(constant(first + 4), f64x2.mul(z, constant(first + 5)));
  return f64x2.add(low, f64x2.mul(zz, f64x2.add(middle, f64x2.mul(zz, high))));
}

/** The same of four coefficients: enough for angles up to 1/8. */
export function shortSeries(first: usize, z: v128, zz: v128): v128 {
  const low = f64x2.add(constant(first), f64x2.mul(z, constant(first + 1)));
  const high = f64x2.add(constant(first + 2), f64x2.mul(z, constant(first + 3)));
  return f64x2.add(low, f64x2.mul(zz, high));
}

/** Sine and cosine of two angles, to `sine` and `cosine`. */
@inline
export function sincosPair(x: v128, sine: usize, cosine: usize): void {
  let r = x;
  let shifted = i64x2.splat(0);
  if (v128.any_true(f64x2.gt(f64x2.abs(x), constant(quarterPi)))) {
    shifted = f64x2.add(f64x2.mul(x, constant(twoOverPi)), constant(roundingShift));
    const q = f64x2.sub(shifted, constant(roundingShift));
    r = f64x2.sub(r, f64x2.mul(q, constant(halfPi)));
    r = f64x2.sub(r, f64x2.mul(q, constant(halfPi + 1)));
    r = f64x2.sub(r, f64x2.mul(q, constant(halfPi + 2)));
  }
  const z = f64x2.mul(r, r);
  const zz = f64x2.mul(z, z);
  let s = f64x2.add(r, f64x2.mul(f64x2.mul(r, z), series(sinSeries, z, zz)));
  const half = f64x2.mul(constant(oneHalf), z);
  const most = f64x2.sub(constant(unity), half);
  const lost = f64x2.sub(f64x2.sub(constant(unity), most), half);
  let c = f64x2.add(most, f64x2.add(lost, f64x2.mul(zz, series(cosSeries, z, zz))));
  if (v128.any_true(shifted)) {
    // The low bits of the shifted quotient are the quadrant: it swaps and it signs.
    const one = i64x2.splat(1);
    const two = i64x2.splat(2);
    const swap = i64x2.sub(i64x2.splat(0), v128.and(shifted, one));
    const sinSign = i64x2.shl(v128.and(shifted, two), 62);
    const cosSign = i64x2.shl(v128.and(i64x2.add(shifted, one), two), 62);
    const sinSize = v128.bitselect(c, s, swap);
    c = v128.xor(v128.bitselect(s, c, swap), cosSign);
    s = v128.xor(sinSize, sinSign);
  }
  v128.store(sine, s);
  v128.store(cosine, c);
}

/**
 * Sine and cosine of `count` angles from `angle`, to `sine` and `cosine`; an odd count writes one
 * spare value more. Angles beyond 1.6e6 lose digits here, where the scalar form goes to the math
 * library.
 */
export function sincos(angle: usize, count: i32, sine: usize, cosine: usize): void {
  for (let at: usize = 0, last = (<usize>count) << 3; at < last; at += 16) {
    sincosPair(v128.load(angle + at), sine + at, cosine + at);
  }
}
