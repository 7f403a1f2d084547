import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { modelOf } from '../../src-main/equations/network/model-of.ts';
import type { NetworkModel } from '../../src-main/equations/network/network-model.ts';
import { OutageCompiler } from '../../src-main/equations/network/outage.ts';
import { Outages } from '../../src-main/equations/network/outages.ts';
import { fillLaplacian, laplacianPattern } from '../../src-main/equations/oscillators/laplacian.ts';
import { LaplacianSolver } from '../../src-main/equations/oscillators/laplacian-solver.ts';
import { elementKey, refOf, type ElementRef } from '../../src-shared/grid/element-ref.ts';
import type { GridCase } from '../../src-shared/grid/grid-case.ts';
import { defaultModelOptions, type ModelOptions } from '../../src-shared/studies/model-options.ts';
import { StudyRefusal } from '../../src-shared/studies/study-room.ts';
import { denseOf, denseSolve } from '../fixtures/dense.ts';
import { randomGrid } from '../fixtures/random-grid.ts';

const rules = ['uniform', 'slack', 'generators', 'proportional'] as const;

/** What the product computes: by updates of one factorization. */
function screen(grid: GridCase, options: ModelOptions) {
  const subject = { kind: 'grid', grid } as const;
  const model = modelOf(subject, options);
  const laplacian = new LaplacianSolver(model.network);
  laplacian.factorize(model.network.weight);
  const theta = new Float64Array(model.network.n);
  laplacian.solve(model.network.omega, theta);
  const outages = new Outages(model, laplacian, theta);
  const compiler = new OutageCompiler(subject, model);
  return (elements: readonly ElementRef[]) => {
    const outage = compiler.compile('test', elements);
    const { worst, cutOff } = outages.state(outage);
    return { norm: worst.value, cutOff: Array.from(cutOff, (node) => model.nodes[node]!) };
  };
}

/** The second witness: the grid without the elements, compiled anew and solved densely. */
function rebuilt(grid: GridCase, out: readonly ElementRef[], options: ModelOptions) {
  const keys = new Set(out.map(elementKey));
  const without = {
    ...grid,
    branches: grid.branches.filter((b) => !keys.has(elementKey(refOf('branch', b)))),
    generators: grid.generators.filter((g) => !keys.has(elementKey(refOf('generator', g)))),
    loads: grid.loads.filter((l) => !keys.has(elementKey(refOf('load', l)))),
  };
  const model = modelOf({ kind: 'grid', grid: without }, options);
  const inModel = new Set(model.nodes);
  const cutOff = grid.buses.map(({ number }) => number).filter((number) => !inModel.has(number));
  return { norm: denseNorm(model), cutOff };
}

function isFactorized(grid: GridCase): boolean {
  const { network } = modelOf({ kind: 'grid', grid }, defaultModelOptions);
  return new LaplacianSolver(network).factorize(network.weight).status === 'factorized';
}

function denseNorm({ network }: NetworkModel): number {
  const pattern = laplacianPattern(network);
  const matrix = { pattern, values: new Float64Array(pattern.rowIndex.length) };
  fillLaplacian(network, network.weight, [0], matrix);
  const theta = denseSolve(denseOf(matrix), network.omega);
  const differences = Array.from(network.edgeFrom, (i, e) =>
    Math.abs(theta[i]! - theta[network.edgeTo[e]!]!),
  );
  return Math.max(...differences);
}

/** Compares the two; where the rebuilt grid is refused (nothing left to study), there is nothing to compare. */
function compare(
  grid: GridCase,
  outages: readonly (readonly ElementRef[])[],
  options: ModelOptions,
  largestNorm = Infinity,
): void {
  const screened = screen(grid, options);
  const base = rebuiltOrRefused(grid, [], options)?.norm ?? 0;
  for (const elements of outages) {
    const expected = rebuiltOrRefused(grid, elements, options);
    if (expected === null || expected.norm > largestNorm) continue;
    const found = screened(elements);
    expect(found.cutOff.toSorted((a, b) => a - b)).toEqual(expected.cutOff);
    // A state that is nearly singular, before the outage or after it, costs digits by its size.
    const tolerance = 1e-9 * (1 + Math.max(base, expected.norm) / 10);
    expect(Math.abs(found.norm - expected.norm)).toBeLessThan(tolerance * (1 + expected.norm));
  }
}

function rebuiltOrRefused(...question: Parameters<typeof rebuilt>) {
  try {
    return rebuilt(...question);
  } catch (error) {
    if (error instanceof StudyRefusal) return null;
    throw error;
  }
}

const optionsOf = (balance: ModelOptions['balance']): ModelOptions => ({
  ...defaultModelOptions,
  balance,
});

const branchesOf = (grid: GridCase) => grid.branches.map((branch) => [refOf('branch', branch)]);
const machinesOf = (grid: GridCase) => grid.generators.map((unit) => [refOf('generator', unit)]);
const loadsOf = (grid: GridCase) => grid.loads.map((load) => [refOf('load', load)]);

describe('the condition after an outage', () => {
  it.each(rules)('is that of the grid without the branch, balance %s', (balance) => {
    fc.assert(
      fc.property(randomGrid(), (grid) => compare(grid, branchesOf(grid), optionsOf(balance))),
      { numRuns: 30 },
    );
  });

  it.each(rules)('is that of the grid without the machine or load, balance %s', (balance) => {
    fc.assert(
      fc.property(randomGrid(), (grid) => {
        compare(grid, [...machinesOf(grid), ...loadsOf(grid)], optionsOf(balance));
      }),
      { numRuns: 30 },
    );
  });

  it('is that of the grid without the branch where couplings are negative', () => {
    fc.assert(
      fc.property(randomGrid({ negative: true }), (grid) => {
        // A pivot that vanishes exactly is reported as singular, and nothing is screened.
        fc.pre(isFactorized(grid));
        // Larger norms are those of nearly singular systems, and rounding error.
        compare(grid, branchesOf(grid), defaultModelOptions, 1e4);
      }),
      { numRuns: 150 },
    );
  });

  it('is that of the grid without several elements at once', () => {
    fc.assert(
      fc.property(
        randomGrid(),
        fc.array(fc.tuple(fc.constantFrom('branch', 'generator', 'load'), fc.nat()), {
          minLength: 2,
          maxLength: 4,
        }),
        fc.constantFrom(...rules),
        (grid, picks, balance) => {
          const elements = picks.flatMap(([kind, pick]) => {
            const table = { branch: grid.branches, generator: grid.generators, load: grid.loads }[
              kind
            ];
            const element = table[pick % Math.max(table.length, 1)];
            return element ? [refOf(kind, element)] : [];
          });
          const distinct = [...new Map(elements.map((e) => [elementKey(e), e])).values()];
          compare(grid, [distinct], optionsOf(balance));
        },
      ),
    );
  });
});
