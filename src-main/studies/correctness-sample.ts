import type { GridCase } from '../../src-shared/grid/grid-case.ts';
import type { EnsemblePoint } from '../../src-shared/studies/random-law.ts';
import type { StatisticalCorrectnessSpec } from '../../src-shared/studies/statistical-correctness.ts';
import { StudyRefusal } from '../../src-shared/studies/study-room.ts';
import { networkOn } from '../equations/graphs/random-network.ts';
import { randomPowers } from '../equations/graphs/random-powers.ts';
import { gridOfOscillators } from '../equations/network/grid-of-oscillators.ts';
import { worstDifference } from '../equations/oscillators/cohesiveness.ts';
import { laplacianFor } from '../equations/oscillators/dense-laplacian-solver.ts';
import type { GroundedLaplacian } from '../equations/oscillators/dense-laplacian-solver.ts';
import type { OscillatorNetwork } from '../equations/oscillators/oscillator-network.ts';
import { connectedGraphOf, ensemblePoints, sampleNumbers } from './ensemble.ts';

type Law = Pick<
  StatisticalCorrectnessSpec,
  'couplingLow' | 'couplingHigh' | 'angleLow' | 'angleHigh'
>;

/** A network whose norm is sin(gamma). */
export interface CorrectnessSample {
  readonly network: OscillatorNetwork;
  readonly gamma: number;
  /** L⁺ omega, and the solver that it is from. */
  readonly theta: Float64Array;
  readonly laplacian: GroundedLaplacian;
  readonly redrawn: number;
}

/** Draws graph, couplings, powers and gamma, in this order; null where no graph is connected. */
export function drawCorrectnessSample(
  point: EnsemblePoint,
  { couplingLow, couplingHigh, angleLow, angleHigh }: Law,
  uniform: () => number,
): CorrectnessSample | null {
  const drawn = connectedGraphOf(point, uniform);
  if (!drawn) return null;
  const weight = Float64Array.from(
    drawn.graph.edgeFrom,
    () => couplingLow + (couplingHigh - couplingLow) * uniform(),
  );
  const omega = randomPowers(point.omega, point.n, uniform);
  const gamma = angleLow + (angleHigh - angleLow) * uniform();
  const network = networkOn(drawn.graph, weight, omega);
  const laplacian = laplacianFor(network);
  laplacian.factorize(weight);
  const theta = new Float64Array(point.n);
  laplacian.solve(omega, theta);
  const scale = Math.sin(gamma) / worstDifference(network, weight, theta).value;
  for (let i = 0; i < point.n; i++) {
    omega[i]! *= scale;
    theta[i]! *= scale;
  }
  return { network, gamma, theta, laplacian, redrawn: drawn.redrawn };
}

/**
 * A sample of the study as a grid of its own, to open it as a scenario: its norm is sin(gamma).
 *
 * @throws StudyRefusal where the study has no such sample
 */
export function gridOfSample(
  spec: StatisticalCorrectnessSpec,
  seed: number,
  row: number,
  sample: number,
): { readonly grid: GridCase; readonly gamma: number } {
  const point = ensemblePoints(spec)[row];
  const drawn = point && drawCorrectnessSample(point, spec, sampleNumbers(seed, row, sample));
  if (!drawn) throw new StudyRefusal(`There is no sample ${sample} of row ${row} in this study.`);
  const { graph, n } = point;
  const name = `Sample ${sample} of ${graph}, ${n} nodes (seed ${seed}, row ${row})`;
  return { grid: gridOfOscillators(drawn.network, name), gamma: drawn.gamma };
}
