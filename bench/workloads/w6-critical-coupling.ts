import { erdosRenyi } from '../../src-main/equations/graphs/random-graphs.ts';
import { drawConnected, networkOn } from '../../src-main/equations/graphs/random-network.ts';
import { randomPowers } from '../../src-main/equations/graphs/random-powers.ts';
import { worstDifference } from '../../src-main/equations/oscillators/cohesiveness.ts';
import { criticalCoupling } from '../../src-main/equations/oscillators/critical-coupling.ts';
import {
  DenseLaplacianSolver,
  type GroundedLaplacian,
} from '../../src-main/equations/oscillators/dense-laplacian-solver.ts';
import { LaplacianSolver } from '../../src-main/equations/oscillators/laplacian-solver.ts';
import type {
  Graph,
  OscillatorNetwork,
} from '../../src-main/equations/oscillators/oscillator-network.ts';
import { mulberry32 } from '../mulberry32.ts';
import type { Check, Workload } from '../workload.ts';

const N = 160;
const P = 0.3;
const SAMPLES = 100;

/** What an independent program (SciPy) finds. */
const published = {
  ratioMean: 0.760415434617,
  sumExact: 3.659943015953,
  sumPredicted: 4.81539061753,
  firstEdges: 3920,
  firstExact: 0.036673932969,
} as const;

/** From the stream of random numbers to the couplings: drawing the networks is part of the time. */
export const exactCoupling: Workload = {
  name: 'W6',
  title: 'Exact critical coupling of random networks',
  parts() {
    let found: Found | null = null;
    return [
      {
        name: `Erdős–Rényi, n ${N}, p ${P}, ${SAMPLES} samples`,
        targetMilliseconds: 800,
        contestants: [
          {
            label: 'full matrix',
            run: () => (found = run((graph) => new DenseLaplacianSolver(graph))),
          },
          {
            label: 'sparse factor, minimum degree',
            run: () => void run((graph) => new LaplacianSolver(graph)),
          },
        ],
        checks: () => (found ? checksOf(found) : []),
      },
    ];
  },
};

interface Found {
  readonly exact: Float64Array;
  readonly predicted: Float64Array;
  firstEdges: number;
}

function run(solverOf: (graph: Graph) => GroundedLaplacian): Found {
  const uniform = mulberry32(N);
  const found: Found = {
    exact: new Float64Array(SAMPLES),
    predicted: new Float64Array(SAMPLES),
    firstEdges: 0,
  };
  const theta = new Float64Array(N);
  for (let k = 0; k < SAMPLES; k++) {
    const network = draw(uniform);
    if (k === 0) found.firstEdges = network.weight.length;
    const laplacian = solverOf(network);
    laplacian.factorize(network.weight);
    laplacian.solve(network.omega, theta);
    found.predicted[k] = worstDifference(network, network.weight, theta).value;
    found.exact[k] = criticalCoupling(network, theta, Math.PI / 2, laplacian) ?? NaN;
  }
  return found;
}

function draw(uniform: () => number): OscillatorNetwork {
  const drawn = drawConnected(() => erdosRenyi(N, P, uniform));
  if (!drawn) throw new Error('No connected graph: the workload is not the one it should be.');
  const weight = new Float64Array(drawn.graph.edgeFrom.length).fill(1);
  return networkOn(drawn.graph, weight, randomPowers('uniform', N, uniform));
}

function checksOf({ exact, predicted, firstEdges }: Found): Check[] {
  const sum = (values: Float64Array): number => values.reduce((total, value) => total + value, 0);
  const ratioMean = sum(exact.map((K, k) => K / predicted[k]!)) / SAMPLES;
  const check = (label: string, value: number, expected: number): Check => ({
    label,
    found: value,
    expected,
    tolerance: 1e-10,
  });
  return [
    check('mean K exact / predicted', ratioMean, published.ratioMean),
    check('sum of K, exact', sum(exact), published.sumExact),
    check('sum of K, predicted', sum(predicted), published.sumPredicted),
    check('edges of the first sample', firstEdges, published.firstEdges),
    check('K of the first sample', exact[0]!, published.firstExact),
  ];
}
