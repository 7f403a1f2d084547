import { SwingSystem } from '../../src-main/equations/machines/swing.ts';
import type { OscillatorNetwork } from '../../src-main/equations/oscillators/oscillator-network.ts';
import type { Check, MissingPart, Workload, WorkloadPart } from '../workload.ts';
import {
  byImplicitMethod,
  byKernel,
  byTypeScript,
  swingKernelModule,
  withLibrarySine,
} from './w1-methods.ts';
import { rowsByFlow, swingCase, withoutBranch } from './w1-network.ts';
import {
  largestDifference,
  largestEdgeAngle,
  largestFrequency,
  sample,
  sumOfSquares,
  type Trajectory,
} from './w1-trajectory.ts';

const dt = 1e-3;
const lanes = 64;
/** The branch of case2383wp with the largest flow that does not island. */
const tripped = 168;

/**
 * The swing equations after a branch outage at t = 0, from the synchronous state: RK4 with a fixed
 * step (a: one network, b: 64 lanes) and the stiff case by a method of one's own (c). Parsing and
 * the starting state are not part of the time; making the method ready is.
 */
export const swing: Workload = {
  name: 'W1',
  title: 'swing equations over ten seconds',
  parts: async () => {
    const module = await swingKernelModule();
    return [oneNetwork(module), manyLanes(module), stiffLoads(module)];
  },
};

function oneNetwork(module: WebAssembly.Module): WorkloadPart | MissingPart {
  const name = 'W1a case2383wp';
  const given = swingCase('case2383wp', 20);
  if (!given) return { name, missing: 'case file not found' };
  const { theta0 } = given;
  const network = withoutBranch(given, tripped);
  let found: Trajectory | undefined;
  return {
    name,
    targetMilliseconds: 900,
    contestants: [
      {
        label: 'RK4, WebAssembly SIMD',
        run: () => ([found] = byKernel(module, [network], theta0, dt)),
      },
      {
        label: 'RK4, TypeScript, library sine',
        run: () => void byTypeScript(withLibrarySine(network), theta0, dt),
      },
      {
        label: 'RK4, TypeScript, polynomial sine',
        run: () => void byTypeScript(new SwingSystem(network), theta0, dt),
      },
    ],
    checks: () => (found ? checksOfOne(network, found) : []),
  };
}

function checksOfOne(network: OscillatorNetwork, found: Trajectory): Check[] {
  const { n } = network;
  const theta = (k: number): number => sumOfSquares(sample(found, k).subarray(0, n));
  const omega = (k: number): number => sumOfSquares(sample(found, k).subarray(n));
  const tolerance = 1e-9;
  return [
    { label: 'sum theta² at 1 s', found: theta(100), expected: 106.00758865769, tolerance },
    { label: 'sum theta² at 10 s', found: theta(1000), expected: 109.29567784311, tolerance },
    { label: 'sum omega² at 1 s', found: omega(100), expected: 0.24542088748, tolerance },
    {
      label: 'largest |omega|',
      found: largestFrequency(n, found),
      expected: 2.581977557966,
      tolerance,
    },
    {
      label: 'largest edge angle',
      found: largestEdgeAngle(network, found),
      expected: 0.312975564948,
      tolerance,
    },
  ];
}

function manyLanes(module: WebAssembly.Module): WorkloadPart | MissingPart {
  const name = 'W1b case118, 64 lanes';
  const given = swingCase('case118', 1);
  if (!given) return { name, missing: 'case file not found' };
  const { theta0 } = given;
  const rows = rowsByFlow(given).slice(0, lanes);
  const networks = rows.map((row) => withoutBranch(given, row));
  let found: Trajectory[] = [];
  return {
    name,
    targetMilliseconds: 3300,
    contestants: [
      {
        label: 'RK4, WebAssembly SIMD, 16 lanes',
        run: () => (found = byKernel(module, networks, theta0, dt)),
      },
      {
        label: 'RK4, TypeScript, library sine',
        run: () => {
          for (const network of networks) byTypeScript(withLibrarySine(network), theta0, dt);
        },
      },
      {
        label: 'RK4, TypeScript, polynomial sine',
        run: () => {
          for (const network of networks) byTypeScript(new SwingSystem(network), theta0, dt);
        },
      },
    ],
    checks: () => [
      {
        label: 'first rows',
        found: rows.slice(0, 8).join(' '),
        expected: '7 50 35 37 140 96 95 30',
        tolerance: 0,
      },
      {
        label: 'sum theta² at 10 s, all lanes',
        found: found.reduce(
          (sum, lane) => sum + sumOfSquares(sample(lane, 1000).subarray(0, given.network.n)),
          0,
        ),
        expected: 143.98723606705,
        tolerance: 1e-9,
      },
      {
        label: 'largest edge angle, all lanes',
        found: Math.max(...found.map((lane, l) => largestEdgeAngle(networks[l]!, lane))),
        expected: 0.454613627032,
        tolerance: 1e-9,
      },
    ],
  };
}

function stiffLoads(module: WebAssembly.Module): WorkloadPart | MissingPart {
  const name = 'W1c case2383wp, stiff loads';
  const given = swingCase('case2383wp', 1);
  if (!given) return { name, missing: 'case file not found' };
  const { theta0 } = given;
  const network = withoutBranch(given, tripped);
  let found: Trajectory | undefined;
  let reference: Trajectory | undefined;
  return {
    name,
    targetMilliseconds: 1000,
    contestants: [
      {
        label: 'Rodas5P, own sparse LDLᵀ',
        run: () => (found = byImplicitMethod(network, theta0, 2e-6)),
      },
      {
        label: 'RK4 with a step of 1e-4 (kernel)',
        run: () => ([reference] = byKernel(module, [network], theta0, 1e-4)),
      },
    ],
    checks: () => (found && reference ? checksOfStiff(network, found, reference) : []),
  };
}

function checksOfStiff(
  network: OscillatorNetwork,
  found: Trajectory,
  reference: Trajectory,
): Check[] {
  const { n } = network;
  const theta = (k: number): number => sumOfSquares(sample(reference, k).subarray(0, n));
  const error = largestDifference(found, reference);
  return [
    {
      label: 'RK4: sum theta² at 1 s',
      found: theta(100),
      expected: 112.7030037998,
      tolerance: 1e-9,
    },
    {
      label: 'RK4: sum theta² at 10 s',
      found: theta(1000),
      expected: 167.79032681729,
      tolerance: 1e-9,
    },
    {
      label: 'RK4: largest edge angle',
      found: largestEdgeAngle(network, reference),
      expected: 0.449822465825,
      tolerance: 1e-9,
    },
    {
      label: 'largest error against RK4',
      found: `${error.toExponential(1)} ${error <= 1e-5 ? '<=' : '>'} 1e-5`,
      expected: `${error.toExponential(1)} <= 1e-5`,
      tolerance: 0,
    },
  ];
}
