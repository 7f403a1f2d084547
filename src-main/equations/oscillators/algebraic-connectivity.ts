import { largestEigenvalue } from '../../numerics/eigen/lanczos.ts';
import { centre } from './cohesiveness.ts';
import type { GroundedLaplacian } from './dense-laplacian-solver.ts';
import type { OscillatorNetwork } from './oscillator-network.ts';

/**
 * lambda2 of the weighted Laplacian L: the inverse of the largest eigenvalue of L⁺, by Lanczos on
 * vectors of mean zero, each product one solve.
 *
 * @param laplacian factorized with the weights of the network
 *
 * null where some coupling is negative, since eigenvalues of either sign have no such order, and
 * where the iteration does not settle.
 */
export function algebraicConnectivity(
  { n, weight }: OscillatorNetwork,
  laplacian: GroundedLaplacian,
): number | null {
  if (n < 2 || weight.some((a) => a < 0)) return null;
  const { status, value } = largestEigenvalue(n, (x, y) => {
    y.set(x);
    centre(y);
    laplacian.solve(y, y);
    centre(y);
  });
  return status === 'converged' && value > 0 ? 1 / value : null;
}
