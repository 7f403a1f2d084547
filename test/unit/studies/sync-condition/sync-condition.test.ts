import { describe, expect, it } from 'vitest';

import { runLiveMargin } from '../../../../src-main/studies/sync-condition/live-margin.ts';
import { planSyncCondition } from '../../../../src-main/studies/sync-condition/plan.ts';
import { reduceSyncCondition } from '../../../../src-main/studies/sync-condition/reduce.ts';
import { runSyncCondition } from '../../../../src-main/studies/sync-condition/run.ts';
import type { StudyNetwork } from '../../../../src-shared/studies/catalogue.ts';
import { syncConditionSpecSchema } from '../../../../src-shared/studies/sync-condition.ts';
import { anOscillatorDocument } from '../../../fixtures/oscillators.ts';
import { aBranch, aGenerator, triangle } from '../../../fixtures/small-grid.ts';
import { quietContext } from '../../../fixtures/study-context.ts';

const spec = syncConditionSpecSchema.parse({});
const run = (network: StudyNetwork) => runSyncCondition(network, spec, {}, quietContext());
const margin = (network: StudyNetwork) => runLiveMargin(network, spec, {}, quietContext());

const grid: StudyNetwork = {
  kind: 'grid',
  grid: triangle({
    branches: [aBranch(1, 2, { angleMaxDegrees: 20 }), aBranch(2, 3), aBranch(1, 3)],
  }),
};

describe('the synchronization condition', () => {
  it('of the triangle is what Kirchhoff gives by hand', () => {
    // a = 10 on each line; 1 p.u. from bus 1, 0.6 to bus 2, 0.4 to bus 3: flows 8/15, 7/15, 1/15.
    const result = run(grid);
    expect(result.norm).toBeCloseTo(8 / 150, 14);
    expect(result.worstEdge).toEqual({ from: 1, to: 2 });
    expect(result.gammaPredicted).toBeCloseTo(Math.asin(8 / 150), 14);
    expect(result.perEdge.map(({ dcDifference }) => dcDifference)).toEqual([
      expect.closeTo(8 / 150, 13),
      expect.closeTo(7 / 150, 13),
      expect.closeTo(-1 / 150, 13),
    ]);
  });

  it('reports the margin of each edge to its limit', () => {
    const [first, second] = run(grid).perEdge;
    expect(first!.limit).toBeCloseTo(Math.PI / 9, 12);
    expect(first!.margin).toBeCloseTo(first!.limit - Math.abs(first!.exactAngle!), 14);
    expect(second!.limit).toBe(Math.PI / 2);
  });

  it('says that there is no solution, and predicts no angle, beyond the capacity', () => {
    const result = run({
      kind: 'oscillators',
      document: anOscillatorDocument([2, -2], [[0, 1, 1]]),
    });
    expect(result.norm).toBeCloseTo(2, 14);
    expect(result.gammaPredicted).toBeNull();
    expect(result.equilibrium).toMatchObject({ status: 'no-solution', maxAngleDifference: null });
    expect(result.perEdge[0]).toMatchObject({
      predictedAngle: null,
      exactAngle: null,
      margin: null,
    });
    expect(result.criticalCoupling.exact).toBeCloseTo(2, 8);
    expect(result.exactness).toMatchObject({ exact: true, reason: 'The network is a tree.' });
  });

  it('refuses phase shifts, which it does not know', () => {
    const document = anOscillatorDocument([1, -1], [[0, 1, 2]]);
    const shifted = { ...document, edges: document.edges.map((edge) => ({ ...edge, phi: 0.1 })) };
    expect(() => run({ kind: 'oscillators', document: shifted })).toThrow('phi');
  });

  it('refuses a network whose couplings cancel', () => {
    // The spanning trees of the triangle sum to 1 * 1 - 1 * 0.5 - 1 * 0.5 = 0.
    const document = anOscillatorDocument(
      [1, -1, 0],
      [
        [0, 1, 1],
        [1, 2, 1],
        [0, 2, -0.5],
      ],
    );
    expect(() => run({ kind: 'oscillators', document })).toThrow('singular');
  });

  it('takes voltages from an AC power flow on wish', () => {
    const model = { ...spec.model, voltages: 'power-flow' } as const;
    const solved = runSyncCondition(grid, { model }, {}, quietContext());
    // Load buses sag below the 1 p.u. of the case, so that couplings fall and differences grow.
    expect(solved.norm).toBeGreaterThan(run(grid).norm);
  });

  it('is one chunk, whose answer is the result', () => {
    const result = run(grid);
    expect(planSyncCondition().chunks).toHaveLength(1);
    expect(reduceSyncCondition(grid, spec, [result])).toBe(result);
  });
});

describe('the live margin', () => {
  it('is the study in arrays', () => {
    const result = run(grid);
    const live = margin(grid);
    expect(live.norm).toBe(result.norm);
    expect(live.worstEdge).toEqual(result.worstEdge);
    expect(live.equilibrium).toEqual(result.equilibrium);
    expect([...live.edgeFrom]).toEqual(result.perEdge.map(({ from }) => from));
    expect([...live.edgeTo]).toEqual(result.perEdge.map(({ to }) => to));
    expect([...live.exactAngle]).toEqual(result.perEdge.map(({ exactAngle }) => exactAngle));
    expect([...live.limit]).toEqual(result.perEdge.map(({ limit }) => limit));
    expect(live.refusal).toBeNull();
  });

  it('answers a network that has nothing to study with the reason', () => {
    const off = triangle({ generators: [aGenerator(1, 100, { inService: false })] });
    const live = margin({ kind: 'grid', grid: off });
    expect(live.refusal).toContain('No generator in service');
    expect(live.norm).toBeNaN();
    expect(live.edgeFrom).toHaveLength(0);
  });

  it('has no angles where there is no equilibrium', () => {
    const live = margin({
      kind: 'oscillators',
      document: anOscillatorDocument([2, -2], [[0, 1, 1]]),
    });
    expect([...live.exactAngle]).toEqual([NaN]);
    expect([...live.dcDifference]).toEqual([expect.closeTo(2, 12)]);
  });
});
