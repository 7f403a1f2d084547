import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { runKronReduction } from '../../src-main/studies/kron-reduction/run.ts';
import { runPowerFlow } from '../../src-main/studies/power-flow/run.ts';
import { applyEdit } from '../../src-shared/grid/edits.ts';
import type { Branch, GridCase } from '../../src-shared/grid/grid-case.ts';
import { emptyGrid } from '../../src-shared/grid/grid-case.ts';
import { powerFlowSpecSchema } from '../../src-shared/studies/power-flow.ts';
import type { PowerFlowResult } from '../../src-shared/studies/power-flow.ts';
import { connectedGraph } from '../fixtures/random-graph.ts';
import { aBranch, aBus, aGenerator, aLoad } from '../fixtures/small-grid.ts';
import { quietContext } from '../fixtures/study-context.ts';

const context = quietContext();
const spec = powerFlowSpecSchema.parse({ start: 'flat', tolerance: 1e-11, maxIterations: 30 });

const solve = (grid: GridCase): PowerFlowResult =>
  runPowerFlow({ kind: 'grid', grid }, spec, {}, context);

/** Lightly loaded networks with taps, shifters, losses, charging and shunts. */
function anyGrid(options: { readonly shifters: boolean }): fc.Arbitrary<GridCase> {
  return connectedGraph({ minNodes: 3, maxNodes: 14, maxExtra: 12 }).chain((graph) =>
    fc
      .array(fc.integer({ min: -1000, max: 1000 }), {
        minLength: 4 * graph.weight.length + graph.n,
        maxLength: 4 * graph.weight.length + graph.n,
      })
      .map((raw) =>
        gridOf(
          graph,
          raw.map((value) => value / 1000),
          options.shifters,
        ),
      ),
  );
}

function gridOf(
  graph: { n: number; from: Int32Array; to: Int32Array; weight: Float64Array },
  numbers: readonly number[],
  shifters: boolean,
): GridCase {
  const branches = Array.from(graph.weight, (weight, e): Branch => {
    const [r, tap, shift, charging] = numbers.slice(4 * e, 4 * e + 4) as [
      number,
      number,
      number,
      number,
    ];
    const isTransformer = tap > 0.3;
    return aBranch(graph.from[e]! + 1, graph.to[e]! + 1, {
      reactancePu: 0.02 + 1 / (10 + weight),
      resistancePu: 0.01 * Math.abs(r),
      chargingPu: 0.02 * Math.abs(charging),
      isTransformer,
      tapRatio: isTransformer ? 1 + 0.05 * r : 1,
      shiftDegrees: shifters && isTransformer ? 5 * shift : 0,
    });
  });
  const power = numbers.slice(4 * graph.weight.length);
  return {
    ...emptyGrid,
    buses: Array.from({ length: graph.n }, (_, i) =>
      aBus(i + 1, { type: i === 0 ? 'slack' : i % 3 === 1 ? 'pv' : 'pq' }),
    ),
    branches,
    generators: Array.from({ length: graph.n }, (_, i) => i)
      .filter((i) => i === 0 || i % 3 === 1)
      .map((i) =>
        aGenerator(i + 1, 4 + 4 * power[i]!, { vSetPu: 1 + 0.02 * power[i]!, ratingMva: 50 }),
      ),
    loads: Array.from({ length: graph.n }, (_, i) =>
      aLoad(i + 1, 3 + 2 * power[i]!, { qMvar: power[i]! }),
    ),
    shunts: [{ bus: graph.n, id: '1', gMw: 0.5, bMvar: 2, inService: true }],
  };
}

function expectSameVoltages(
  a: PowerFlowResult,
  b: PowerFlowResult,
  map = (bus: number) => bus,
): void {
  const other = new Map(b.buses.map((bus) => [bus.bus, bus]));
  for (const { bus, vm, vaDegrees } of a.buses) {
    const twin = other.get(map(bus))!;
    expect(Math.abs(vm - twin.vm)).toBeLessThan(1e-9);
    expect(Math.abs(vaDegrees - twin.vaDegrees)).toBeLessThan(1e-7);
  }
}

describe('a solved power flow', () => {
  it('balances power at every bus: what is injected flows off on the branches and the shunts', () => {
    fc.assert(
      fc.property(anyGrid({ shifters: true }), (grid) => {
        const result = solve(grid);
        expect(result.status).toBe('converged');
        for (const { bus, vm, pMw, qMvar } of result.buses) {
          let [p, q] = [pMw, qMvar];
          for (const flow of result.branches) {
            if (flow.from === bus) [p, q] = [p - flow.pFromMw, q - flow.qFromMvar];
            if (flow.to === bus) [p, q] = [p - flow.pToMw, q - flow.qToMvar];
          }
          for (const shunt of grid.shunts.filter((s) => s.bus === bus)) {
            [p, q] = [p - shunt.gMw * vm * vm, q + shunt.bMvar * vm * vm];
          }
          expect(Math.abs(p)).toBeLessThan(1e-7);
          expect(Math.abs(q)).toBeLessThan(1e-7);
        }
      }),
    );
  });

  it('keeps its voltages when the base changes and the per-unit figures with it', () => {
    fc.assert(
      fc.property(anyGrid({ shifters: true }), (grid) => {
        const factor = 2.5;
        const rebased: GridCase = {
          ...grid,
          baseMva: grid.baseMva * factor,
          branches: grid.branches.map((branch) => ({
            ...branch,
            resistancePu: branch.resistancePu * factor,
            reactancePu: branch.reactancePu * factor,
            chargingPu: branch.chargingPu / factor,
          })),
        };
        expectSameVoltages(solve(grid), solve(rebased));
      }),
    );
  });

  it('does not depend on the order of the tables, nor on bus numbers, nor on which end is which', () => {
    fc.assert(
      fc.property(anyGrid({ shifters: false }), (grid) => {
        const { grid: renumbered } = applyEdit(grid, { kind: 'renumber-bus', number: 2, to: 77 });
        const reordered: GridCase = {
          ...renumbered,
          buses: renumbered.buses.toReversed(),
          generators: renumbered.generators.toReversed(),
          branches: renumbered.branches
            .toReversed()
            .map((branch) =>
              branch.isTransformer ? branch : { ...branch, from: branch.to, to: branch.from },
            ),
        };
        expectSameVoltages(solve(grid), solve(reordered), (bus) => (bus === 2 ? 77 : bus));
      }),
    );
  });
});

describe('the Kron reduction', () => {
  const reduce = (grid: GridCase) =>
    runKronReduction({ kind: 'grid', grid }, { voltages: 'power-flow' }, {}, context);

  it('is symmetric where no shifter is', () => {
    fc.assert(
      fc.property(anyGrid({ shifters: false }), (grid) => {
        const { yReduced } = reduce(grid);
        yReduced.forEach((row, i) => {
          row.forEach(([re, im], j) => {
            expect(Math.abs(re - yReduced[j]![i]![0])).toBeLessThan(1e-9);
            expect(Math.abs(im - yReduced[j]![i]![1])).toBeLessThan(1e-9);
          });
        });
      }),
    );
  });

  it('gives each machine its own power back at the operating point', () => {
    fc.assert(
      fc.property(anyGrid({ shifters: true }), (grid) => {
        const { yReduced, eAbs, delta0, pm } = reduce(grid);
        pm.forEach((power, i) => {
          let electrical = 0;
          yReduced[i]!.forEach(([re, im], j) => {
            const angle = delta0[i]! - delta0[j]!;
            electrical += eAbs[i]! * eAbs[j]! * (re * Math.cos(angle) + im * Math.sin(angle));
          });
          expect(Math.abs(electrical - power)).toBeLessThan(1e-7);
        });
      }),
    );
  });
});
