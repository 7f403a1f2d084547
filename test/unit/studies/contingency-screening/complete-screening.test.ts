import { describe, expect, it } from 'vitest';

import { outcomeOf } from '../../../../src-main/services/study-outcomes.ts';
import { loadSample } from '../../../../src-main/samples/samples.ts';
import { planContingencyScreening } from '../../../../src-main/studies/contingency-screening/plan.ts';
import { reduceContingencyScreening } from '../../../../src-main/studies/contingency-screening/reduce.ts';
import { runContingencyScreening } from '../../../../src-main/studies/contingency-screening/run.ts';
import { runSyncCondition } from '../../../../src-main/studies/sync-condition/run.ts';
import type { ElementRef } from '../../../../src-shared/grid/element-ref.ts';
import { elementKey } from '../../../../src-shared/grid/element-ref.ts';
import type { GridCase } from '../../../../src-shared/grid/grid-case.ts';
import type { StudyNetwork } from '../../../../src-shared/studies/catalogue.ts';
import {
  contingencyScreeningSpecSchema,
  equalOutages,
} from '../../../../src-shared/studies/contingency-screening.ts';
import type { ContingencyScreeningResult } from '../../../../src-shared/studies/contingency-screening.ts';
import { syncConditionSpecSchema } from '../../../../src-shared/studies/sync-condition.ts';
import { anOscillatorDocument } from '../../../fixtures/oscillators.ts';
import { aBranch, aBus, aGenerator, aLoad, triangle } from '../../../fixtures/small-grid.ts';
import { quietContext } from '../../../fixtures/study-context.ts';

function screen(subject: StudyNetwork, changes: object = {}): ContingencyScreeningResult {
  const spec = contingencyScreeningSpecSchema.parse(changes);
  const parts = planContingencyScreening(subject, spec).chunks.map((chunk) =>
    runContingencyScreening(subject, spec, chunk, quietContext()),
  );
  return reduceContingencyScreening(subject, spec, parts);
}

const gridOf = (grid: GridCase): StudyNetwork => ({ kind: 'grid', grid });
const ieee39 = loadSample('ieee39');

/** The condition on the network with the elements taken out of its tables. */
function conditionWithout(grid: GridCase, elements: readonly ElementRef[]) {
  const out = new Set(elements.map(elementKey));
  const keyOf = ({ from, to, circuit }: GridCase['branches'][number]): string =>
    elementKey({ kind: 'branch', from, to, circuit });
  const branches = grid.branches.filter((branch) => !out.has(keyOf(branch)));
  const spec = syncConditionSpecSchema.parse({});
  return runSyncCondition(gridOf({ ...grid, branches }), spec, {}, quietContext());
}

describe('ranking', () => {
  const { outages } = screen(gridOf(ieee39), { exactForWorst: 1000 });

  it('orders what ties behind a bridge by the angle against the limit', () => {
    // The norm is that of 6–31 after most outages: none of these is to be ranked by its place alone.
    const tied = outages.filter(({ norm }) => norm !== null && Math.abs(norm - 0.18036) < 1e-4);
    expect(tied.length).toBeGreaterThan(10);
    const ranked = tied
      .filter(({ rankPredicted }) => rankPredicted !== null)
      .sort((a, b) => a.rankPredicted! - b.rankPredicted!);
    const sameNorm = ranked.filter(
      ({ norm }) => norm!.toPrecision(9) === ranked[0]!.norm!.toPrecision(9),
    );
    const loadings = sameNorm.map(({ largestLoading }) => largestLoading!);
    expect(loadings).toEqual([...loadings].sort((a, b) => b - a));
    expect(new Set(loadings).size).toBeGreaterThan(2);
  });

  it('stands beside the exact one, which orders by the exact angles', () => {
    const whole = outages.filter(({ rankExact }) => rankExact !== null);
    expect(whole.length).toBeGreaterThan(30);
    const byExact = whole.toSorted((a, b) => a.rankExact! - b.rankExact!);
    const angles = byExact.map(({ maxAngleDifference }) => maxAngleDifference!);
    angles.slice(1).forEach((angle, k) => expect(angle).toBeLessThan(angles[k]! + 1e-9));
    expect(byExact.map(({ rankExact }) => rankExact)).toEqual(whole.map((_, k) => k + 1));
  });

  it('finds the violations that the condition on the rest finds', () => {
    const worst = outages.find(({ rankPredicted }) => rankPredicted === 1)!;
    const { perEdge } = conditionWithout(ieee39, worst.outage.elements);
    const over = perEdge.filter(({ predictedAngle, limit }) => Math.abs(predictedAngle!) > limit);
    expect(worst.violationCount).toBe(over.length);
    expect(over.length).toBeGreaterThan(0);
    const [first] = worst.violations;
    const same = over.find(({ from, to }) => from === first!.from && to === first!.to)!;
    expect(first!.angle).toBeCloseTo(Math.abs(same.predictedAngle!), 10);
    expect(worst.largestLoading).toBeCloseTo(first!.angle / first!.limit, 12);
    const loadings = perEdge.map(({ exactAngle, limit }) => Math.abs(exactAngle!) / limit);
    expect(worst.exactLoading).toBeCloseTo(Math.max(...loadings), 8);
  });
});

describe('N-2', () => {
  it('screens all pairs of chosen branches as the network without both', () => {
    const elements = [
      [16, 21],
      [23, 24],
      [3, 4],
      [28, 29],
    ].map(
      // prettier-ignore
      ([from, to]): ElementRef => ({ kind: 'branch', from: from!, to: to!, circuit: '1' }),
    );
    const { outages } = screen(gridOf(ieee39), { contingencies: [], pairs: { elements } });
    expect(outages).toHaveLength(6);
    expect(outages[0]!.element).toBe('Branch 16–21 + Branch 23–24');
    for (const { outage, norm, worstEdge, islandedBuses, maxAngleDifference } of outages) {
      if (islandedBuses > 0) continue;
      const rest = conditionWithout(ieee39, outage.elements);
      expect(norm).toBeCloseTo(rest.norm, 11);
      expect(worstEdge).toEqual(rest.worstEdge);
      expect(maxAngleDifference).toBeCloseTo(rest.equilibrium.maxAngleDifference!, 9);
    }
  });

  it('pairs the worst branches where none are named, the two worst first', () => {
    const single = screen(gridOf(ieee39)).outages.filter(
      ({ outage, rankPredicted }) => outage.elements[0]!.kind === 'branch' && rankPredicted,
    );
    const [first, second] = single.toSorted((a, b) => a.rankPredicted! - b.rankPredicted!);
    const { outages } = screen(gridOf(ieee39), { contingencies: [], pairs: { worst: 6 } });
    expect(outages).toHaveLength(15);
    expect(outages[0]!.element).toBe(`${first!.element} + ${second!.element}`);
  });

  it('says what two circuits of one load cut off together', () => {
    const grid = triangle({
      buses: [...triangle().buses, aBus(4)],
      branches: [...triangle().branches, aBranch(3, 4), aBranch(3, 4, { circuit: '2' })],
      loads: [...triangle().loads, aLoad(4, 25)],
    });
    const elements = ['1', '2'].map((circuit) => ({ kind: 'branch', from: 3, to: 4, circuit }));
    const { outages } = screen(gridOf(grid), { contingencies: [], pairs: { elements } });
    expect(outages[0]).toMatchObject({
      status: 'islanding',
      islands: 2,
      islandedBuses: 1,
      islandedMw: 25,
    });
  });

  it('is refused where there are more pairs than anybody reads', () => {
    const grid = gridOf(loadSample('ieee118'));
    const elements = Array.from({ length: 1100 }, (_, i) => ({ kind: 'bus', number: i + 1 }));
    expect(() => screen(grid, { pairs: { elements } })).toThrow(/pairs: 1100 elements make 604450/);
  });
});

describe('outages of buses and loads', () => {
  it('take the branches, machines and loads at a bus with them', () => {
    const { outages } = screen(gridOf(triangle()), { singles: ['buses'] });
    expect(outages.map(({ element }) => element)).toEqual(['Bus 1', 'Bus 2', 'Bus 3']);
    expect(outages[1]).toMatchObject({ islands: 2, islandedBuses: 1, islandedMw: 60 });
    // Bus 1 feeds 3 alone: 100 MW against 40 MW over a = 10, the surplus of 60 shared by both.
    expect(outages[1]!.norm).toBeCloseTo(0.07, 12);
  });

  it('of loads leave the rest with more', () => {
    const { outages } = screen(gridOf(triangle()), { singles: ['loads'] });
    expect(outages.map(({ lostLoadMw }) => lostLoadMw)).toEqual([60, 40]);
  });
});

describe('the loss of a machine with a rule of compensation', () => {
  const grid = triangle({
    buses: [aBus(1, { type: 'slack' }), aBus(2), aBus(3)],
    branches: [aBranch(1, 2), aBranch(2, 3)],
    generators: [
      aGenerator(1, 60, { pMaxMw: 100 }),
      aGenerator(2, 20, { pMaxMw: 300 }),
      aGenerator(3, 20, { pMaxMw: 100 }),
    ],
    loads: [aLoad(1, 10), aLoad(2, 30), aLoad(3, 60)],
  });

  it.each([
    // Lost at bus 3: 20 MW. 1–2 carries 50 of bus 1 and what it makes up for; 2–3 the load of 60.
    ['pmax', {}, 0.5 + 0.2 / 4],
    ['equal', {}, 0.5 + 0.2 / 2],
    ['slack', {}, 0.5 + 0.2],
    ['output', { group: { kind: 'elements', elements: [{ kind: 'bus', number: 2 }] } }, 0.5],
  ])('%s: shares out what is lost among those that stay', (share, more, flow) => {
    const { outages } = screen(gridOf(grid), { compensation: { share, ...more }, singles: ['machines'] }); // prettier-ignore
    const lost = outages.find(({ element }) => element === 'Generator 1 at bus 3')!;
    const [first, second] = [flow / 10, 0.06];
    expect(lost.norm).toBeCloseTo(Math.max(first, second), 12);
    expect(lost.lostGenerationMw).toBeCloseTo(20, 12);
  });

  it('is refused where nobody can, and for bare oscillators', () => {
    const nobody = { compensation: { group: { kind: 'areas', areas: [9] } } };
    expect(() => screen(gridOf(grid), nobody)).toThrow(/compensation.group: there is no area 9/);
    const document = anOscillatorDocument([1, -1], [[0, 1, 2]]);
    const rule = { compensation: {} };
    expect(() => screen({ kind: 'oscillators', document }, rule)).toThrow(/compensation: bare/);
  });
});

describe('equal outages', () => {
  const twice = triangle({
    branches: [
      aBranch(1, 2),
      aBranch(1, 2, { circuit: '2' }),
      aBranch(1, 2, { circuit: '3', reactancePu: 0.35 }),
      aBranch(2, 3),
      aBranch(1, 3),
    ],
  });
  const ref = (from: number, to: number, circuit = '1'): ElementRef => ({
    ...{ kind: 'branch', from, to, circuit },
  });
  const named = (name: string, ...elements: ElementRef[]) => ({ name, elements, enabled: true });

  it('share one answer, which is that of the network without either, and are all counted', () => {
    const { outages, ignored } = screen(gridOf(twice), { singles: ['branches'] });
    expect(outages.map(({ equalTo }) => equalTo)).toEqual([null, 0, null, null, null]);
    expect([...equalOutages(outages)]).toEqual([[0, [0, 1]]]);
    for (const { norm, outage, maxAngleDifference } of outages) {
      const alone = conditionWithout(twice, outage.elements);
      expect(norm).toBeCloseTo(alone.norm, 12);
      expect(maxAngleDifference).toBeCloseTo(alone.equilibrium.maxAngleDifference!, 10);
    }
    expect(ignored.find(({ topic }) => topic === 'equal outages')).toMatchObject({ amount: 1 });
    const [, second] = outages;
    expect(outcomeOf('contingency-screening', screen(gridOf(twice))).text).toMatch(/^\d+ outages/);
    expect(second!.rankPredicted).not.toBeNull();
  });

  it('are those of the same elements under two names and in any order, over all parts of a run', () => {
    const list = [
      named('one', ref(1, 2), ref(2, 3)),
      named('other', ref(1, 3)),
      named('same', ref(2, 3), ref(1, 2, '2')),
      named('bus', { kind: 'bus', number: 3 }),
      named('its lines', ref(2, 3), ref(1, 3)),
    ];
    const whole = screen(gridOf(twice), { contingencies: list });
    expect(whole.outages.map(({ equalTo }) => equalTo)).toEqual([null, null, 0, null, 3]);
    const spec = contingencyScreeningSpecSchema.parse({ contingencies: list });
    const parts = [
      { from: 0, to: 2 },
      { from: 2, to: 5 },
    ].map((chunk) => runContingencyScreening(gridOf(twice), spec, chunk, quietContext()));
    expect(reduceContingencyScreening(gridOf(twice), spec, parts)).toEqual(whole);
  });
});

describe('lines over their limits, by element', () => {
  it('are counted and their worst found as by one condition after another', () => {
    const tight: GridCase = {
      ...ieee39,
      branches: ieee39.branches.map((branch) => ({ ...branch, angleMaxDegrees: 6 })),
    };
    const { byElement, outages } = screen(gridOf(tight), { singles: ['branches'] });
    const key = (a: number, b: number): string => `${Math.min(a, b)}-${Math.max(a, b)}`;
    const counted = new Map<string, { outages: number; worst: number }>();
    for (const { outage, status } of outages) {
      if (status === 'islanding') continue;
      for (const { from, to, predictedAngle, limit } of conditionWithout(tight, outage.elements)
        .perEdge) {
        const angle = Math.abs(predictedAngle ?? NaN);
        if (!(angle > limit)) continue;
        const known = counted.get(key(from, to)) ?? { outages: 0, worst: 0 };
        const worst = Math.max(known.worst, angle / limit);
        counted.set(key(from, to), { outages: known.outages + 1, worst });
      }
    }
    const whole = new Set(outages.flatMap((one, k) => (one.status === 'islanding' ? [k] : [])));
    // Islanding outages leave lines over their limits as well; they are counted apart.
    const amongIslanding = (from: number, to: number): number =>
      [...whole].filter((k) =>
        outages[k]!.violations.some((one) => one.from === from && one.to === to),
      ).length;
    expect(byElement!.length).toBeGreaterThan(5);
    // None has more than are told one by one.
    expect(Math.max(...outages.map((one) => one.violationCount ?? 0))).toBeLessThan(20);
    let most = 0;
    for (const { from, to, outages: count, worst, worstOutage } of byElement!) {
      const expected = counted.get(key(from, to)) ?? { outages: 0, worst: 0 };
      expect(count - amongIslanding(from, to)).toBe(expected.outages);
      if (!whole.has(worstOutage)) expect(worst).toBeCloseTo(expected.worst, 9);
      const told = outages[worstOutage]!.violations.find((v) => v.from === from && v.to === to);
      expect(told!.angle / told!.limit).toBe(worst);
      most = Math.max(most, count);
    }
    expect(most).toBeGreaterThan(3);
    const worsts = byElement!.map(({ worst }) => worst);
    expect(worsts).toEqual([...worsts].sort((a, b) => b - a));
  });

  it('are counted among the outages told in detail where not all were looked at', () => {
    const tight = {
      ...ieee39,
      branches: ieee39.branches.map((branch) => ({ ...branch, angleMaxDegrees: 6 })),
    };
    const spec = contingencyScreeningSpecSchema.parse({ singles: ['branches'], exactForWorst: 6 });
    const parts = planContingencyScreening(gridOf(tight), spec).chunks.map((chunk) => {
      const part = runContingencyScreening(gridOf(tight), spec, chunk, quietContext());
      const outages = part.outages.map((one) =>
        one.exact ? one : { ...one, violationCount: null },
      );
      return { ...part, outages };
    });
    const { base, byElement, outages } = reduceContingencyScreening(gridOf(tight), spec, parts);
    const told = outages.flatMap(({ violations }) => violations);
    expect(told.length).toBeGreaterThan(byElement!.length);
    expect(byElement!.reduce((sum, one) => sum + one.outages, 0)).toBe(told.length);
    for (const { from, to, worst, base: before } of byElement!) {
      const isIt = (one: { from: number; to: number }): boolean =>
        one.from === from && one.to === to;
      expect(worst).toBe(Math.max(...told.filter(isIt).map(({ angle, limit }) => angle / limit)));
      const already = base.violations.find(isIt);
      expect(before).toBe(already ? already.angle / already.limit : null);
    }
    expect(byElement!.some(({ base: before }) => before !== null)).toBe(true);
  });
});
