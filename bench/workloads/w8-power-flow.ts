import { readFileSync } from 'node:fs';

import { compileBlockLuKernel } from '../../build/compile-kernels.mjs';
import { readNetwork } from '../../src-main/formats/read-network.ts';
import {
  createPowerFlowWorkspace,
  solvePowerFlow,
} from '../../src-main/equations/network/newton-power-flow.ts';
import type { NewtonOptions } from '../../src-main/equations/network/newton-power-flow.ts';
import { powerFlowCase } from '../../src-main/equations/network/power-flow-case.ts';
import { startOf } from '../../src-main/equations/network/power-flow-start.ts';
import type { GridCase } from '../../src-shared/grid/grid-case.ts';
import { referenceFile } from '../reference-case.ts';
import type { Check, Contestant, MissingPart, Workload, WorkloadPart } from '../workload.ts';

/** What a program in C and MATPOWER agree on: iterations, least and largest |V|. */
interface Published {
  readonly name: string;
  readonly solveMilliseconds: number;
  readonly loadMilliseconds: number;
  readonly iterations: number;
  readonly leastVm: number;
  readonly largestVm: number;
}

const published: readonly Published[] = [
  {
    ...{ name: 'case2383wp', solveMilliseconds: 15, loadMilliseconds: 50 },
    ...{ iterations: 6, leastVm: 0.893781121, largestVm: 1.0626862 },
  },
  {
    ...{ name: 'case9241pegase', solveMilliseconds: 80, loadMilliseconds: 150 },
    ...{ iterations: 6, leastVm: 0.823485393, largestVm: 1.17759 },
  },
  {
    ...{ name: 'case13659pegase', solveMilliseconds: 95, loadMilliseconds: 220 },
    ...{ iterations: 5, leastVm: 0.838359297, largestVm: 1.18140278 },
  },
];

const options: NewtonOptions = {
  tolerance: 1e-8,
  maxIterations: 20,
  damped: false,
  stopped: () => false,
};

/**
 * Newton's power flow from the start that the file stores, without reactive limits. *Solve* begins
 * with the tables of buses, branches and machines in memory; *load and solve* with the file's bytes.
 */
export const powerFlow: Workload = {
  name: 'W8',
  title: 'AC power flow',
  parts: async () => {
    const kernel = new WebAssembly.Module(await compileBlockLuKernel());
    return published.flatMap((figures) => partsOf(figures, kernel));
  },
};

interface Solution {
  readonly iterations: number;
  readonly vm: Float64Array;
}

function partsOf(figures: Published, kernel: WebAssembly.Module): (WorkloadPart | MissingPart)[] {
  const { name } = figures;
  const file = referenceFile(name);
  if (!file) return [{ name, missing: 'case file not found' }];
  const bytes = readFileSync(file);
  const load = (): GridCase => {
    const { grid } = readNetwork(`${name}.m`, bytes);
    if (!grid) throw new Error(`${name} cannot be read.`);
    return grid;
  };
  const grid = load();
  return [
    part(figures, `${name}, solve`, figures.solveMilliseconds, () => grid, kernel),
    part(figures, `${name}, load and solve`, figures.loadMilliseconds, load, kernel),
  ];
}

function part(
  figures: Published,
  name: string,
  targetMilliseconds: number,
  given: () => GridCase,
  kernel: WebAssembly.Module,
): WorkloadPart {
  let solution: Solution | null = null;
  const product: Contestant = {
    label: 'one symbolic analysis',
    run: () => (solution = solve(given(), kernel)),
  };
  const naive: Contestant = {
    label: 'ordered anew in every iteration',
    run: () => {
      solveAnew(given());
    },
  };
  const inTypeScript: Contestant = {
    label: 'one analysis, in TypeScript',
    run: () => void solve(given(), null),
  };
  return {
    name,
    targetMilliseconds,
    contestants: [product, naive, inTypeScript],
    checks: () => (solution ? checksOf(figures, solution) : []),
  };
}

function solve(grid: GridCase, kernel: WebAssembly.Module | null): Solution {
  const given = powerFlowCase(grid);
  const state = startOf(given, 'case');
  const workspace = createPowerFlowWorkspace(given.admittance, kernel);
  const { iterations } = solvePowerFlow(given.admittance, state, workspace, options);
  return { iterations, vm: state.vm };
}

/** An iteration at a time, each with a workspace of its own. */
function solveAnew(grid: GridCase): void {
  const given = powerFlowCase(grid);
  const state = startOf(given, 'case');
  const step = { ...options, maxIterations: 1 };
  for (let status = 'not-converged'; status !== 'converged';) {
    const workspace = createPowerFlowWorkspace(given.admittance);
    ({ status } = solvePowerFlow(given.admittance, state, workspace, step));
  }
}

function checksOf(figures: Published, { iterations, vm }: Solution): Check[] {
  const least = vm.reduce((a, b) => Math.min(a, b));
  const largest = vm.reduce((a, b) => Math.max(a, b));
  return [
    { label: 'iterations', found: iterations, expected: figures.iterations, tolerance: 0 },
    { label: 'least |V|', found: least, expected: figures.leastVm, tolerance: 1e-9 },
    { label: 'largest |V|', found: largest, expected: figures.largestVm, tolerance: 1e-8 },
  ];
}
