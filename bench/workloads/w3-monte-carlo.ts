import { compileChordKernel } from '../../build/compile-kernels.mjs';
import { modelOf } from '../../src-main/equations/network/model-of.ts';
import type { NetworkModel } from '../../src-main/equations/network/network-model.ts';
import { RandomDispatch } from '../../src-main/equations/network/random-dispatch.ts';
import type { DispatchLaw } from '../../src-main/equations/network/random-dispatch.ts';
import { LANES } from '../../src-main/equations/oscillators/chord-steps.ts';
import { worstDifference } from '../../src-main/equations/oscillators/cohesiveness.ts';
import { EquilibriumSolver } from '../../src-main/equations/oscillators/equilibrium.ts';
import { LaplacianSolver } from '../../src-main/equations/oscillators/laplacian-solver.ts';
import { NearbyEquilibria } from '../../src-main/equations/oscillators/nearby-equilibria.ts';
import { defaultModelOptions } from '../../src-shared/studies/model-options.ts';
import type { StudyNetwork } from '../../src-shared/studies/catalogue.ts';
import { mulberry32Arrays } from '../mulberry32.ts';
import { referenceCase } from '../reference-case.ts';
import type { Check, Contestant, MissingPart, Workload, WorkloadPart } from '../workload.ts';

const DRAWS = 1000;
const TARGET_MILLISECONDS = 500;

const law: DispatchLaw = {
  loadFraction: 0.5,
  unitFraction: 0.33,
  adjusterFraction: 0.1,
  standardDeviation: 0.1,
};

/** What two independent programs find: means of the exact angle and of the norm over the draws. */
const published = [
  { name: 'case9', angle: 0.138698381871, norm: 0.138301086788 },
  { name: 'case14', angle: 0.167960219766, norm: 0.167460885807 },
  { name: 'case24_ieee_rts', angle: 0.217808259791, norm: 0.216607534304 },
  { name: 'case_ieee30', angle: 0.160627143894, norm: 0.160127471696 },
  { name: 'case39', angle: 0.168991455551, norm: 0.168184734415 },
  { name: 'case57', angle: 0.22222818726, norm: 0.219062436084 },
  { name: 'pglib_opf_case73_ieee_rts', angle: 0.210548404261, norm: 0.209238955138 },
  { name: 'case118', angle: 0.234051272505, norm: 0.232511426569 },
  { name: 'case300', angle: 0.491573131848, norm: 0.462882801195 },
  { name: 'case2383wp', angle: 0.290758281206, norm: 0.28835331914 },
] as const;

/** Draws of case300 that have a solution; of the others all have. */
const SOLVED_OF_CASE300 = 958;

interface System {
  readonly name: string;
  readonly subject: StudyNetwork;
  readonly model: NetworkModel;
  readonly seed: number;
}

interface Found {
  readonly norm: Float64Array;
  readonly angle: Float64Array;
}

/** Drawing the powers, the condition and the equilibrium of each; the models are made before. */
export const randomizedGrids: Workload = {
  name: 'W3',
  title: 'Ten randomised grids, 1000 draws each',
  async parts() {
    const systems = published.flatMap(({ name }, q) => systemOf(name, 1000 + q) ?? []);
    if (systems.length < published.length) return [missing];
    const kernel = new WebAssembly.Module(await compileChordKernel());
    return [wholeTable(systems, kernel), ...systems.map((system) => oneSystem(system, kernel))];
  },
};

const missing: MissingPart = { name: 'ten systems', missing: 'case files not found' };

function systemOf(name: string, seed: number): System | null {
  const grid = referenceCase(name);
  if (!grid) return null;
  const subject: StudyNetwork = { kind: 'grid', grid };
  const options = { ...defaultModelOptions, voltages: 'flat', taps: false } as const;
  return { name, subject, model: modelOf(subject, options), seed };
}

function wholeTable(systems: readonly System[], kernel: WebAssembly.Module): WorkloadPart {
  let found: Found[] = [];
  const byKernel = (system: System): Found => byChords(system, kernel);
  const inTypeScript = (system: System): Found => byChords(system, null);
  return {
    name: 'ten systems',
    targetMilliseconds: TARGET_MILLISECONDS,
    contestants: [
      { label: 'one Jacobian, four draws at a time', run: () => (found = systems.map(byKernel)) },
      { label: 'Newton for every draw', run: () => void systems.map(byNewton) },
      { label: 'the same in TypeScript', run: () => void systems.map(inTypeScript) },
    ],
    checks: () => found.flatMap((draws, q) => checksOf(q, draws)),
  };
}

/** For the cost of a draw against size. */
function oneSystem(system: System, kernel: WebAssembly.Module): WorkloadPart {
  const run: Contestant = {
    label: `${system.model.network.n} nodes`,
    run: () => void byChords(system, kernel),
  };
  return { name: system.name, targetMilliseconds: null, contestants: [run], checks: () => [] };
}

/** The product. */
function byChords({ subject, model, seed }: System, kernel: WebAssembly.Module | null): Found {
  const { n } = model.network;
  const numbers = mulberry32Arrays(seed);
  const dispatch = new RandomDispatch(subject, model, law);
  const solver = new NearbyEquilibria(model.network, kernel);
  const omega = new Float64Array(n * LANES);
  const norm = new Float64Array(DRAWS);
  const angle = new Float64Array(DRAWS);
  for (let first = 0; first < DRAWS; first += LANES) {
    for (let c = 0; c < LANES; c++) {
      dispatch.draw(numbers);
      for (let i = 0; i < n; i++) omega[i * LANES + c] = dispatch.omega[i]!;
    }
    solver.solve(omega).forEach((lane, c) => {
      norm[first + c] = lane.norm;
      angle[first + c] = lane.status === 'converged' ? lane.angle : NaN;
    });
  }
  return { norm, angle };
}

/** The plain way: every draw factorizes its own Jacobians; the symbolic analysis is shared. */
function byNewton({ subject, model, seed }: System): Found {
  const { network } = model;
  const numbers = mulberry32Arrays(seed);
  const dispatch = new RandomDispatch(subject, model, law);
  const linear = new LaplacianSolver(network);
  linear.factorize(network.weight);
  const solver = new EquilibriumSolver(network);
  const theta = new Float64Array(network.n);
  const norm = new Float64Array(DRAWS);
  const angle = new Float64Array(DRAWS);
  for (let k = 0; k < DRAWS; k++) {
    dispatch.draw(numbers);
    linear.solve(dispatch.omega, theta);
    norm[k] = worstDifference(network, network.weight, theta).value;
    const { weight } = network;
    const { status, worst } = solver.solve(theta, { weight, omega: dispatch.omega });
    angle[k] = status === 'converged' ? worst.value : NaN;
  }
  return { norm, angle };
}

function checksOf(q: number, { norm, angle }: Found): Check[] {
  const expected = published[q]!;
  const solved = Array.from(angle.keys()).filter((k) => !Number.isNaN(angle[k]!));
  const mean = (values: Float64Array): number =>
    solved.reduce((sum, k) => sum + values[k]!, 0) / solved.length;
  const { name } = expected;
  const isNearFold = name === 'case300';
  return [
    {
      label: `${name}, draws with a state`,
      found: solved.length,
      expected: isNearFold ? SOLVED_OF_CASE300 : DRAWS,
      tolerance: 0,
    },
    {
      label: `${name}, mean angle`,
      found: mean(angle),
      expected: expected.angle,
      tolerance: isNearFold ? 1e-7 : 1e-10,
    },
    { label: `${name}, mean norm`, found: mean(norm), expected: expected.norm, tolerance: 1e-10 },
  ];
}
