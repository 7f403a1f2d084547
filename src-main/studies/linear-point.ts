import { StudyRefusal } from '../../src-shared/studies/study-room.ts';
import type { NetworkModel } from '../equations/network/network-model.ts';
import { worstDifference } from '../equations/oscillators/cohesiveness.ts';
import type { WorstDifference } from '../equations/oscillators/cohesiveness.ts';
import { LaplacianSolver } from '../equations/oscillators/laplacian-solver.ts';

/** The linear (DC) solution of a model, which every static study starts from. */
export interface LinearPoint {
  /** Factorized with the couplings of the model. */
  readonly laplacian: LaplacianSolver;
  /** L⁺ omega */
  readonly theta: Float64Array;
  /** ||Bᵀ L⁺ omega||_inf and its edge. */
  readonly worst: WorstDifference;
}

/**
 * @throws StudyRefusal where the linear system is singular, which negative couplings can make it,
 * or the couplings carry phase shifts, which the condition does not know.
 */
export function linearPoint({ network, nodes }: NetworkModel): LinearPoint {
  if (network.phaseShift !== null) {
    throw new StudyRefusal(
      'Some edges have phi other than 0; the synchronization condition is for phi = 0: remove them.',
    );
  }
  const laplacian = new LaplacianSolver(network);
  const outcome = laplacian.factorize(network.weight);
  if (outcome.status === 'singular') {
    throw new StudyRefusal(
      `The couplings cancel at bus ${nodes[outcome.column]!}, so that the linear system is singular: look at the negative reactances near it.`,
    );
  }
  const theta = new Float64Array(network.n);
  laplacian.solve(network.omega, theta);
  return { laplacian, theta, worst: worstDifference(network, network.weight, theta) };
}
