import { describe, expect, it } from 'vitest';

import { loadSample } from '../../../../src-main/samples/samples.ts';
import { planReinforcement } from '../../../../src-main/studies/reinforcement/plan.ts';
import { reduceReinforcement } from '../../../../src-main/studies/reinforcement/reduce.ts';
import { runReinforcement } from '../../../../src-main/studies/reinforcement/run.ts';
import { runSyncCondition } from '../../../../src-main/studies/sync-condition/run.ts';
import { isSamePair } from '../../../../src-shared/grid/bus-pair.ts';
import type { GridCase } from '../../../../src-shared/grid/grid-case.ts';
import type { StudyNetwork } from '../../../../src-shared/studies/catalogue.ts';
import { reinforcementSpecSchema } from '../../../../src-shared/studies/reinforcement.ts';
import type { ReinforcementResult } from '../../../../src-shared/studies/reinforcement.ts';
import { syncConditionSpecSchema } from '../../../../src-shared/studies/sync-condition.ts';
import { anOscillatorDocument } from '../../../fixtures/oscillators.ts';
import { aBranch, aBus, triangle } from '../../../fixtures/small-grid.ts';
import { quietContext } from '../../../fixtures/study-context.ts';

const gridOf = (grid: GridCase): StudyNetwork => ({ kind: 'grid', grid });

function rank(subject: StudyNetwork, changes: object = {}): ReinforcementResult {
  const spec = reinforcementSpecSchema.parse(changes);
  const parts = planReinforcement().chunks.map((chunk) =>
    runReinforcement(subject, spec, chunk, quietContext()),
  );
  return reduceReinforcement(subject, spec, parts);
}

const condition = (grid: GridCase) =>
  runSyncCondition(gridOf(grid), syncConditionSpecSchema.parse({}), {}, quietContext());

const ieee39 = loadSample('ieee39');
const ieee118 = loadSample('ieee118');

describe('a new circuit', () => {
  it.each<[string, GridCase, object]>([
    ['between buses two branches apart', ieee118, { kind: 'within-hops', hops: 2 }],
    ['beside an existing one', ieee39, { kind: 'parallel' }],
  ])('%s changes norm and exact angle as the network built with it', (_, grid, candidates) => {
    const { best, braess, base } = rank(gridOf(grid), { candidates, exactForBest: 2 });
    expect(base.norm).toBeCloseTo(condition(grid).norm, 12);
    for (const row of [best[0]!, best[1]!, best.at(-1)!, ...braess.slice(0, 2)]) {
      const { from, to, reactancePu } = row;
      const first = grid.branches.find((branch) => isSamePair(branch, row));
      const built = { ...(first ?? aBranch(from, to, {})), reactancePu, circuit: 'new' };
      const expected = condition({ ...grid, branches: [...grid.branches, built] });
      expect(row.norm).toBeCloseTo(expected.norm, 11);
      expect(row.worstEdge).toEqual(expected.worstEdge);
      if (row.maxAngleDifference !== null) {
        expect(row.maxAngleDifference).toBeCloseTo(expected.equilibrium.maxAngleDifference!, 8);
      }
    }
  });

  it('that lowers the margin is shown, and the exact state confirms it', () => {
    const { braess, base, worsening } = rank(gridOf(ieee118), { exactForBest: 5 });
    expect(worsening).toBeGreaterThan(0);
    expect(braess).toHaveLength(Math.min(worsening, 100));
    for (const row of braess.slice(0, 5)) {
      expect(row.norm).toBeGreaterThan(base.norm);
      expect(row.exactChange!).toBeGreaterThan(0);
    }
    const norms = braess.map(({ norm }) => norm);
    norms.slice(1).forEach((norm, k) => expect(norm).toBeLessThan(norms[k]! * (1 + 1e-8)));
  });

  it('over the loaded diagonal of a square halves the angles, over the idle one changes nothing', () => {
    // Ring 0-1-2-3 with a = 1 and 1 p.u. from 0 to 2. A diagonal 1–3 changes nothing (no difference),
    // 0–2 of a = 1 halves the rest: 1 = 2 d/2 + d, d = 1/2, and 1/4 on each side.
    const square = anOscillatorDocument([1, 0, -1, 0], [[0, 1, 1], [1, 2, 1], [2, 3, 1], [0, 3, 1]]); // prettier-ignore
    const { best, candidates } = rank({ kind: 'oscillators', document: square });
    expect(candidates).toBe(2);
    expect(best[0]).toMatchObject({ from: 0, to: 2, isParallel: false });
    expect(best[0]!.norm).toBeCloseTo(0.5, 12);
    expect(best[0]!.dcDifference).toBeCloseTo(0.5, 12);
    expect(best[1]!.normChange).toBeCloseTo(0, 12);
  });

  it('beside a coupling of 4 is another of 4, which halves the difference it carries', () => {
    const path = anOscillatorDocument([1, 0, -1], [[0, 1, 4], [1, 2, 2]]); // prettier-ignore
    const { best } = rank(
      { kind: 'oscillators', document: path },
      { candidates: { kind: 'parallel' } },
    );
    const beside = best.find(({ from, to }) => from === 0 && to === 1);
    expect(beside).toMatchObject({ reactancePu: 0.25, dcDifference: 0.125 });
  });

  it('orders what a bridge ties by the angle against the limit', () => {
    const { best } = rank(gridOf(ieee39), { exactForBest: 0 });
    const tied = best.filter(({ norm }) => norm.toPrecision(9) === best[0]!.norm.toPrecision(9));
    const loadings = tied.map(({ largestLoading }) => largestLoading);
    expect(loadings).toEqual([...loadings].sort((a, b) => a - b));
  });
});

describe('candidates', () => {
  const chain = triangle({
    buses: [1, 2, 3, 4, 5].map((number) => aBus(number, number === 1 ? { type: 'slack' } : {})),
    branches: [aBranch(1, 2), aBranch(2, 3, { reactancePu: 0.3 }), aBranch(3, 4, { reactancePu: 0.2 }), aBranch(4, 5)], // prettier-ignore
  });
  const pairsOf = (result: ReinforcementResult): string[] =>
    result.best.map(({ from, to }) => `${from}-${to}`).sort();

  it('are the pairs within a radius of branches, or of the diagram', () => {
    const two = { candidates: { kind: 'within-hops', hops: 2 } };
    expect(pairsOf(rank(gridOf(chain), two))).toEqual(['1-3', '2-4', '3-5']);
    const three = { candidates: { kind: 'within-hops', hops: 3 } };
    expect(pairsOf(rank(gridOf(chain), three))).toEqual(['1-3', '1-4', '2-4', '2-5', '3-5']);
    const near = { candidates: { kind: 'within-distance', distance: 250 } };
    expect(pairsOf(rank(gridOf(chain), near))).toEqual(['1-3', '2-4', '3-5']);
  });

  it('have the median reactance, more over a longer way where asked for, or the figure given', () => {
    const branches = [{ from: 1, to: 4 }];
    const list = { candidates: { kind: 'list', branches } };
    expect(rank(gridOf(chain), list).best[0]!.reactancePu).toBeCloseTo(0.15, 14);
    const byLength = rank(gridOf(chain), { ...list, reactance: 'length' }).best[0]!;
    expect(byLength.reactancePu).toBeCloseTo(0.45, 14);
    expect(rank(gridOf(chain), { ...list, reactance: 0.7 }).best[0]!.reactancePu).toBe(0.7);
    const own = { candidates: { kind: 'list', branches: [{ from: 2, to: 3 }] } };
    expect(rank(gridOf(chain), own).best[0]).toMatchObject({ reactancePu: 0.3, isParallel: true });
  });

  it('keep to one voltage unless told otherwise', () => {
    const stepped = { ...chain, buses: chain.buses.map((bus) => (bus.number > 3 ? { ...bus, baseKv: 110 } : bus)) }; // prettier-ignore
    expect(pairsOf(rank(gridOf(stepped)))).toEqual(['1-3']);
    expect(rank(gridOf(stepped), { sameVoltage: false }).candidates).toBe(3);
  });

  it('that cannot be built, or are none, are refused at their field', () => {
    const absent = { candidates: { kind: 'list', branches: [{ from: 1, to: 9 }] } };
    expect(() => rank(gridOf(chain), absent)).toThrow(/candidates: 1–9 cannot be built/);
    const looped = { candidates: { kind: 'list', branches: [{ from: 2, to: 2 }] } };
    expect(() => rank(gridOf(chain), looped)).toThrow(/both ends are one bus/);
    expect(() => rank(gridOf(triangle()))).toThrow(/candidates: no pair of buses is so close/);
  });
});
