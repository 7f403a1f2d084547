import type { StudyNetwork } from '../../../src-shared/studies/catalogue.ts';
import type { NetworkModel } from '../../equations/network/network-model.ts';
import { centre } from '../../equations/oscillators/cohesiveness.ts';
import { EquilibriumSolver } from '../../equations/oscillators/equilibrium.ts';
import { LaplacianSolver } from '../../equations/oscillators/laplacian-solver.ts';

export interface StartingAngles {
  /** null where the network has no synchronous state. */
  readonly theta: Float64Array | null;
  readonly warnings: readonly string[];
}

/**
 * Where a run starts: a grid in its synchronous state, by Newton from the linear solution, mean
 * angle 0; bare oscillators at the theta0 that they were given.
 */
export function startingAngles(subject: StudyNetwork, { network }: NetworkModel): StartingAngles {
  if (subject.kind === 'oscillators') {
    const theta = Float64Array.from(subject.document.nodes, ({ theta0 }) => theta0);
    return { theta, warnings: [] };
  }
  const theta = new Float64Array(network.n);
  const laplacian = new LaplacianSolver(network);
  if (laplacian.factorize(network.weight).status === 'factorized') {
    laplacian.solve(network.omega, theta);
  }
  const { status } = new EquilibriumSolver(network, laplacian).solve(theta);
  if (status === 'no-solution') return { theta: null, warnings: [] };
  centre(theta);
  const warnings =
    status === 'beyond-limit'
      ? ['The run starts from a state with an angle beyond 90 degrees, which may be unstable.']
      : [];
  return { theta, warnings };
}
