import { givenAngles } from '../../../src-shared/grid/oscillator-document.ts';
import type { StudyNetwork } from '../../../src-shared/studies/catalogue.ts';
import type { NetworkModel } from '../../equations/network/network-model.ts';
import { centre } from '../../equations/oscillators/cohesiveness.ts';
import { EquilibriumSolver } from '../../equations/oscillators/equilibrium.ts';
import { LaplacianSolver } from '../../equations/oscillators/laplacian-solver.ts';
import type { OscillatorNetwork } from '../../equations/oscillators/oscillator-network.ts';

export interface StartingAngles {
  /** null where the network has no synchronous state. */
  readonly theta: Float64Array | null;
  readonly warnings: readonly string[];
}

/**
 * Where a run starts: a grid in its synchronous state, by Newton from the linear solution, mean
 * angle 0; bare oscillators at the theta0 that they were given.
 */
export function startingAngles(
  subject: StudyNetwork,
  { network, nodes }: NetworkModel,
): StartingAngles {
  if (subject.kind === 'oscillators') {
    return { theta: givenAngles(subject.document, nodes), warnings: [] };
  }
  const theta = new Float64Array(network.n);
  const laplacian = new LaplacianSolver(network);
  if (laplacian.factorize(network.weight).status === 'factorized') {
    laplacian.solve(network.omega, theta);
  }
  const { status } = new EquilibriumSolver(network, laplacian).solve(theta);
  if (status === 'no-solution') return { theta: null, warnings: [] };
  centre(theta);
  return { theta, warnings: isStable(network, laplacian, theta) ? [] : [unstableStart] };
}

const unstableStart =
  'The synchronous state that the run starts from is unstable: the angles leave it by themselves, whatever happens.';

/** Stable where the Laplacian of a_ij cos(theta_i - theta_j) has no negative eigenvalue. */
function isStable(
  { edgeFrom, edgeTo, weight }: OscillatorNetwork,
  laplacian: LaplacianSolver,
  theta: Float64Array,
): boolean {
  const stiffness = weight.map((a, e) => a * Math.cos(theta[edgeFrom[e]!]! - theta[edgeTo[e]!]!));
  const outcome = laplacian.factorize(stiffness);
  return outcome.status === 'factorized' && outcome.negativePivots === 0;
}
