/**
 * `sine` in AssemblyScript, two doubles an instruction, for the kernels that import it. The order of
 * operations is that of the TypeScript form, so that results are equal to the bit.
 */

// The coefficients of `sine`, each twice: loading a pair is cheaper than making it.
const coefficients: usize = memory.data<f64>(
  [
    -0.16666666666666666, -0.16666666666666666, 0.008333333333333194, 0.008333333333333194,
    -0.00019841269841209218, -0.00019841269841209218, 2.7557319211137288e-6,
    2.7557319211137288e-6, -2.5052106872803255e-8, -2.5052106872803255e-8, 1.6058939705942778e-10,
    1.6058939705942778e-10, -7.642991490418e-13, -7.642991490418e-13, 2.721174973476604e-15,
    2.721174973476604e-15,
  ],
  16,
);

@inline
function linear(first: usize, z: v128): v128 {
  const constant = v128.load(coefficients + (first << 4));
  return f64x2.add(constant, f64x2.mul(z, v128.load(coefficients + (first << 4) + 16)));
}

/** Sines of two angles of at most pi/2. */
@inline
export function sinePair(x: v128): v128 {
  const z = f64x2.mul(x, x);
  const zz = f64x2.mul(z, z);
  const low = f64x2.add(linear(0, z), f64x2.mul(zz, linear(2, z)));
  const high = f64x2.add(linear(4, z), f64x2.mul(zz, linear(6, z)));
  const all = f64x2.add(low, f64x2.mul(f64x2.mul(zz, zz), high));
  return f64x2.add(x, f64x2.mul(f64x2.mul(x, z), all));
}
