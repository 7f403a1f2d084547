const s1 = -0.16666666666666666;
const s2 = 0.008333333333333194;
const s3 = -0.00019841269841209218;
const s4 = 2.7557319211137288e-6;
const s5 = -2.5052106872803255e-8;
const s6 = 1.6058939705942778e-10;
const s7 = -7.642991490418e-13;
const s8 = 2.721174973476604e-15;

/**
 * sin x for |x| up to pi/2, by the odd polynomial of degree 17 whose largest relative error there is
 * least: 2.8e-19, so that only rounding is left, below one unit in the last place. Beyond pi/2 it
 * stays smooth and loses digits: 1e-7 at 2.5, 6e-5 at pi.
 *
 * 20 operations and no table, branch or cosine: where the sines of differences are wanted, one of
 * these an edge costs less than a sine and a cosine a node. Coefficients: Remez's exchange in 50
 * digits. Estrin's grouping: shorter chains of dependent products than Horner's.
 */
export function sine(x: number): number {
  const z = x * x;
  const zz = z * z;
  const low = s1 + z * s2 + zz * (s3 + z * s4);
  const high = s5 + z * s6 + zz * (s7 + z * s8);
  return x + x * z * (low + zz * zz * high);
}
