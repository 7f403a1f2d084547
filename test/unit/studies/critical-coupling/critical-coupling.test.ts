import { describe, expect, it } from 'vitest';

import { criticalCouplingSpecSchema } from '../../../../src-shared/studies/critical-coupling.ts';
import type {
  CriticalCouplingResult,
  CriticalCouplingSpec,
} from '../../../../src-shared/studies/critical-coupling.ts';
import type { StudyNetwork, StudySubject } from '../../../../src-shared/studies/catalogue.ts';
import { planCriticalCoupling } from '../../../../src-main/studies/critical-coupling/plan.ts';
import type { CouplingChunk } from '../../../../src-main/studies/critical-coupling/plan.ts';
import { reduceCriticalCoupling } from '../../../../src-main/studies/critical-coupling/reduce.ts';
import { loadSample } from '../../../../src-main/samples/samples.ts';
import { runCriticalCoupling } from '../../../../src-main/studies/critical-coupling/run.ts';
import { runLoadingRamp } from '../../../../src-main/studies/loading-ramp/run.ts';
import { loadingRampSpecSchema } from '../../../../src-shared/studies/loading-ramp.ts';
import { anOscillatorDocument } from '../../../fixtures/oscillators.ts';
import { answerChunks } from '../../../fixtures/run-study.ts';
import { aBranch, aBus, aGenerator, aLoad, triangle } from '../../../fixtures/small-grid.ts';
import { quietContext } from '../../../fixtures/study-context.ts';

const none: StudySubject = { kind: 'none' };

const specOf = (given: object): CriticalCouplingSpec => criticalCouplingSpecSchema.parse(given);

function study(
  given: object,
  { seed = 1, subject = none }: { seed?: number; subject?: StudySubject } = {},
): CriticalCouplingResult {
  const spec = specOf(given);
  const parts = answerChunks(
    planCriticalCoupling(subject, spec),
    (chunk, context) => runCriticalCoupling(subject, spec, chunk, context),
    seed,
  );
  return reduceCriticalCoupling(subject, spec, parts);
}

/** Paper B, figure 3, and SCIENCE's independent check of it. */
describe('the ratio of exact to predicted coupling', () => {
  it('is 1 on trees', () => {
    const { rows, exact, predicted } = study({ graph: 'tree', n: 30, samples: 20 });
    expect(rows).toMatchObject([{ graph: 'tree', p: null, samples: 20, redrawn: 0 }]);
    exact.forEach((K, i) => expect(K / predicted[i]!).toBeCloseTo(1, 10));
  });

  it('is 1 on complete graphs of bipolar powers', () => {
    const { rows } = study({ graph: 'complete', n: [5, 40], omega: 'bipolar', samples: 10 });
    for (const { ratioLeast, ratioLargest } of rows) {
      expect(ratioLeast).toBeCloseTo(1, 9);
      expect(ratioLargest).toBeCloseTo(1, 9);
    }
  });

  it('goes to about 0.78 on large complete graphs of uniform powers', () => {
    const { ratioMean, ratioStandardError } = study({ graph: 'complete', n: 160, samples: 8 });
    // pi/4 in the limit: arcsin(r x) spreads over pi/2 between x = -1 and 1 (Pazó 2005).
    expect(Math.abs(ratioMean! - Math.PI / 4)).toBeLessThan(0.005 + 4 * ratioStandardError!);
  });

  it('goes to 1 as graphs get sparse', () => {
    const { rows } = study({ graph: 'erdos-renyi', n: 40, p: [0.06, 0.2, 0.8], samples: 40 });
    const [sparse, middle, dense] = rows.map(({ ratioMean }) => ratioMean!);
    expect(sparse).toBeGreaterThan(0.9);
    expect(sparse! > middle! && middle! > dense!).toBe(true);
    expect(rows[0]!.redrawn).toBeGreaterThan(0);
  });

  it('lies between 0.85 and 0.90 on small worlds, whatever n and p', () => {
    const { rows } = study({ graph: 'watts-strogatz', n: [20, 80], p: [0.1, 0.9], samples: 60 });
    expect(rows).toHaveLength(4);
    for (const { ratioMean, ratioStandardError } of rows) {
      expect(ratioMean).toBeGreaterThan(0.85 - 4 * ratioStandardError!);
      expect(ratioMean).toBeLessThan(0.9 + 4 * ratioStandardError!);
    }
  });

  it('stands beside what the older conditions ask for: one too much, the other too little', () => {
    const { rows } = study({ graph: 'random-geometric', n: 40, p: 0.4, samples: 20 });
    expect(rows[0]!.connectivityRatioMean).toBeGreaterThan(1);
    expect(rows[0]!.degreeRatioMean).toBeLessThan(1);
  });
});

describe('a sample', () => {
  const given = { graph: 'erdos-renyi', n: 12, p: 0.3, samples: 9 };

  it('depends on the seed and its number only, not on how the samples are cut', () => {
    const spec = specOf(given);
    const whole = study(given);
    const parts = [0, 4, 5].map((from, k): CouplingChunk => ({ row: 0, from, to: [4, 5, 9][k]! }));
    const cut = parts.map((chunk) => runCriticalCoupling(none, spec, chunk, quietContext()));
    expect(reduceCriticalCoupling(none, spec, cut)).toEqual(whole);
    expect(study({ ...given, samples: 5 }).exact).toEqual(whole.exact.slice(0, 5));
    expect(study(given, { seed: 2 }).exact).not.toEqual(whole.exact);
  });

  it('stays the same when its row gets more of them before it', () => {
    const both = (samples: number) => study({ ...given, n: [12, 13], samples });
    expect(both(3).exact.slice(3)).toEqual(both(5).exact.slice(5, 8));
  });
});

describe('what cannot be drawn', () => {
  it('is a row without figures beside others', () => {
    const { rows, warnings, ratioMean } = study({
      graph: 'erdos-renyi',
      n: 60,
      p: [0.001, 0.5],
      samples: 2,
    });
    expect(rows.map(({ status }) => status)).toEqual(['not-connected', 'ok']);
    expect(rows[0]).toMatchObject({ ratioMean: null, samples: 0, redrawn: 0 });
    expect(ratioMean).toBe(rows[1]!.ratioMean);
    expect(warnings.join()).toMatch(/n = 60 and p = 0.001 gave no connected graph/);
  });

  it('is refused alone, with the remedy', () => {
    expect(() => study({ graph: 'erdos-renyi', n: 60, p: 0.001, samples: 2 })).toThrow(/raise p/);
  });

  it.each([
    [{ graph: 'watts-strogatz', n: 4 }, 'n', /at least 5/],
    [{ graph: 'erdos-renyi', n: -3 }, 'n', /at least 2/],
    [{ graph: 'erdos-renyi', n: [10, 1.5] }, 'n', /whole number/],
    [{ graph: 'erdos-renyi', p: 1.2 }, 'p', /between 0 and 1/],
    [{ graph: 'erdos-renyi', p: [0.5, 0] }, 'p', /no edges/],
    [{ graph: 'star' }, 'graph', /erdos-renyi/],
    [{ graph: 'complete', samples: 0 }, 'samples', />=1/],
    [{ graph: 'complete', omega: 'normal' }, 'omega', /bipolar/],
  ] as const)('is refused at its field: %j', (given, field, message) => {
    const { error } = criticalCouplingSpecSchema.safeParse(given);
    expect(error?.issues).toHaveLength(1);
    expect(error?.issues[0]?.path[0]).toBe(field);
    expect(error?.issues[0]?.message).toMatch(message);
  });
});

describe('on a network', () => {
  const subject: StudySubject = {
    kind: 'oscillators',
    document: anOscillatorDocument(
      [0.3, -0.9, 0.4, 0.2],
      [
        [0, 1, 1],
        [1, 2, 2],
        [2, 3, 0.5],
      ],
    ),
  };

  it('is the closed form of a path, at any angle limit', () => {
    const { network, ratioMean, rows } = study({}, { subject });
    expect(network).toMatchObject({ nodes: 4, edges: 3, worstEdge: { from: 2, to: 3 } });
    expect(network!.exact).toBeCloseTo(0.4, 10);
    expect(ratioMean).toBeCloseTo(1, 10);
    expect(rows).toEqual([]);
    const limited = study({ angleLimit: 0.5 }, { subject }).network!;
    expect(limited.exact).toBeCloseTo(0.4 / Math.sin(0.5), 10);
    expect(limited.predicted).toBeCloseTo(0.4 / Math.sin(0.5), 10);
  });

  it('is not asked for where a graph is named', () => {
    const given = { graph: 'ring', n: 7, samples: 2 };
    expect(study(given, { subject })).toEqual(study(given));
  });

  it('is asked for where none is', () => {
    expect(() => study({})).toThrow(/name a network, or give graph/);
  });
});

describe('along a stress direction', () => {
  const loadsUp = {
    change: { what: 'loads', amount: 1, unit: '%' },
    compensation: {},
    limits: 'ignore',
  };
  const gridOf = (lines: readonly (readonly [number, number, number])[], loadAt: number) =>
    ({
      kind: 'grid',
      grid: triangle({
        buses: [1, 2, 3, 4].map((bus) => aBus(bus, { type: bus === 1 ? 'slack' : 'pq' })),
        branches: lines.map(([from, to, a]) => aBranch(from, to, { reactancePu: 1 / a })),
        generators: [aGenerator(1, 100, { pMaxMw: 5000 })],
        loads: [aLoad(loadAt, 100)],
      }),
    }) as const;
  const stressOf = (subject: StudyNetwork, given: object = {}) =>
    study({ direction: loadsUp, ...given }, { subject }).network!.stress!;

  it('is the closed form of a line: a sin(gamma) less what flows already', () => {
    const path = gridOf([[1, 2, 10], [2, 3, 20], [3, 4, 30]], 4); // prettier-ignore
    for (const angleLimit of [0.5, Math.PI / 2]) {
      const { predicted, exact, ratio, unit } = stressOf(path, { angleLimit });
      const expected = 100 * (10 * Math.sin(angleLimit) - 1);
      expect(unit).toBe('%');
      expect(predicted).toMatchObject({ cause: 'limit', edge: { from: 1, to: 2 } });
      expect(predicted.loading! / expected).toBeCloseTo(1, 10);
      expect(exact).toMatchObject({ cause: 'limit', edge: { from: 1, to: 2 } });
      expect(exact.loading! / expected).toBeCloseTo(1, 9);
      expect(ratio).toBeCloseTo(1, 9);
    }
  });

  it('is the closed form of a triangle behind a bridge, where the condition is conservative', () => {
    const composed = gridOf([[1, 2, 10], [2, 3, 5], [2, 4, 5], [3, 4, 5]], 3); // prettier-ignore
    const { network } = study({ direction: loadsUp }, { subject: composed });
    const { predicted, exact } = network!.stress!;
    // Over 2-3 and half as far over 2-4-3: 5 sin(x) + 5 sin(x/2) at 90 degrees; linear 7.5 p.u.
    const most = 5 * (1 + Math.SQRT1_2);
    expect(predicted.loading! / 650).toBeCloseTo(1, 10);
    expect(exact.loading! / (100 * (most - 1))).toBeCloseTo(1, 9);
    expect(exact.edge).toEqual({ from: 2, to: 3 });
    // One machine and one load: the direction is that of all powers, and K its inverse.
    expect(exact.loading! / 100 + 1).toBeCloseTo(1 / network!.exact!, 7);
  });

  it('is what the loading ramp finds exactly, on RTS-96 and its areas', () => {
    const subject = { kind: 'grid', grid: loadSample('rts96') } as const;
    const direction = {
      change: { what: 'loads', group: { kind: 'areas', areas: [3] }, amount: 1, unit: '%' },
      compensation: { group: { kind: 'areas', areas: [1, 2] } },
      limits: 'ignore',
    };
    const stress = stressOf(subject, { direction });
    const ramp = loadingRampSpecSchema.parse({
      direction,
      limits: 'right-angle',
      ramp: { simulate: false },
    });
    const found = runLoadingRamp(subject, ramp, {}, quietContext());
    expect(stress.exact).toEqual(found.exact);
    expect(stress.predicted).toEqual(found.predicted);
    expect(stress.exact.loading!).toBeGreaterThan(stress.predicted.loading!);
  });

  it('warns of machines that pass their limits on the way', () => {
    const path = gridOf([[1, 2, 10], [2, 3, 20], [3, 4, 30]], 4); // prettier-ignore
    const [machine] = path.grid.generators;
    const small = { ...path.grid, generators: [{ ...machine!, pMaxMw: 150 }] };
    const { warnings } = study({ direction: loadsUp }, { subject: { kind: 'grid', grid: small } });
    expect(warnings.join()).toMatch(/generator passes its limit.*at 50\.00 %/);
  });

  it('is refused at the field where it moves nothing, or for networks that are drawn', () => {
    const path = gridOf([[1, 2, 10], [2, 3, 20], [3, 4, 30]], 4); // prettier-ignore
    const nowhere = {
      ...loadsUp,
      change: { ...loadsUp.change, group: { kind: 'areas', areas: [7] } },
    };
    expect(() => study({ direction: nowhere }, { subject: path })).toThrow(/^direction\./);
    const { error } = criticalCouplingSpecSchema.safeParse({ graph: 'tree', direction: loadsUp });
    expect(error?.issues).toMatchObject([{ path: ['direction'] }]);
  });
});

describe('along changes node by node', () => {
  // A path of a = 1, 2 and 0.5, which carries 0.3, -0.6 and -0.2.
  const document = anOscillatorDocument(
    [0.3, -0.9, 0.4, 0.2],
    [
      [0, 1, 1],
      [1, 2, 2],
      [2, 3, 0.5],
    ],
  );
  const along = (nodeDirection: object[], of = document) =>
    study({ nodeDirection }, { subject: { kind: 'oscillators', document: of } }).network!.stress!;

  it('is the closed form of a path: the first edge that carries all it can', () => {
    const { predicted, exact, unit } = along([
      { node: 0, change: 0.1 },
      { node: 3, change: -0.1 },
    ]);
    // (1 - 0.3) / 0.1, (2 + 0.6) / 0.1 and (0.5 + 0.2) / 0.1: two edges at once.
    expect(unit).toBe('×');
    expect(predicted.loading).toBeCloseTo(7, 10);
    expect(exact.loading).toBeCloseTo(7, 7);
  });

  it('shares what is not balanced as the frame of the synchronous frequency does', () => {
    const open = along([{ node: 0, change: 0.4 }]);
    const closed = along([0.3, -0.1, -0.1, -0.1].map((change, node) => ({ node, change })));
    expect(open.exact.loading).toBeCloseTo(closed.exact.loading!, 9);
    expect(open.exact.loading).toBeCloseTo(0.7 / 0.3, 9);
  });

  it('is refused where it strains nothing, or names who is not there', () => {
    const alike = [0, 1, 2, 3].map((node) => ({ node, change: 1 }));
    expect(() => along(alike)).toThrow(/^nodeDirection: it moves all nodes alike/);
    expect(() => along([{ node: 8, change: 1 }])).toThrow(/^nodeDirection: there is no node 8/);
    const nodeDirection = [
      { node: 1, change: 1 },
      { node: 1, change: 2 },
    ];
    const { error } = criticalCouplingSpecSchema.safeParse({ nodeDirection });
    expect(error?.issues).toMatchObject([{ path: ['nodeDirection', 1, 'node'] }]);
  });

  it('cannot stand beside another direction, or beside networks that are drawn', () => {
    const nodeDirection = [{ node: 1, change: 1 }];
    const direction = { change: { what: 'loads', amount: 1, unit: '%' }, compensation: {} };
    for (const given of [{ direction }, { graph: 'tree' }]) {
      const { error } = criticalCouplingSpecSchema.safeParse({ nodeDirection, ...given });
      expect(error?.issues).toMatchObject([{ path: ['nodeDirection'] }]);
    }
  });
});

describe('of a network in several islands', () => {
  it('is told of each, and the one that asks for most is named', () => {
    const document = anOscillatorDocument(
      [0.1, -0.1, 0, 1, -1, 5],
      [
        [0, 1, 1],
        [1, 2, 1],
        [3, 4, 2],
      ],
    );
    const { network, warnings } = study({}, { subject: { kind: 'oscillators', document } });
    const [main, pair, single] = network!.islands;
    expect(main).toMatchObject({ buses: 3, firstBus: 0, exact: network!.exact });
    expect(pair).toMatchObject({ buses: 2, firstBus: 3, worstEdge: { from: 3, to: 4 } });
    expect(pair!.exact).toBeCloseTo(0.5, 10);
    expect(single).toMatchObject({ firstBus: 5, exact: null });
    expect(single!.message).toContain('alone');
    expect(warnings.join()).toMatch(/island at oscillator 3 asks for the largest coupling, 0.5/);
  });
});
