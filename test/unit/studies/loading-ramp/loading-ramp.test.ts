import { describe, expect, it } from 'vitest';

import { loadSample } from '../../../../src-main/samples/samples.ts';
import { planLoadingRamp } from '../../../../src-main/studies/loading-ramp/plan.ts';
import { runLoadingRamp } from '../../../../src-main/studies/loading-ramp/run.ts';
import type { GridCase } from '../../../../src-shared/grid/grid-case.ts';
import type { StudyNetwork } from '../../../../src-shared/studies/catalogue.ts';
import { loadingRampSpecSchema } from '../../../../src-shared/studies/loading-ramp.ts';
import type { LoadingRampResult } from '../../../../src-shared/studies/loading-ramp.ts';
import { rts96Study, rts96Variants } from '../../../../src-shared/studies/rts96-study.ts';
import type { Rts96Variant } from '../../../../src-shared/studies/rts96-study.ts';
import { anOscillatorDocument } from '../../../fixtures/oscillators.ts';
import { aBranch, aBus, aGenerator, aLoad, triangle } from '../../../fixtures/small-grid.ts';
import { quietContext } from '../../../fixtures/study-context.ts';

const gridOf = (grid: GridCase): StudyNetwork => ({ kind: 'grid', grid });
const run = (subject: StudyNetwork, spec: object = {}): LoadingRampResult =>
  runLoadingRamp(subject, loadingRampSpecSchema.parse(spec), {}, quietContext());

/** Machine – line of a = 10 – load of 100 MW: 1 p.u. flows, and a rating of 500 MVA holds it. */
const pair = (changes: Partial<GridCase> = {}): StudyNetwork =>
  gridOf(
    triangle({
      buses: [aBus(1, { type: 'slack' }), aBus(2)],
      branches: [aBranch(1, 2, { ratingAMva: 500 })],
      generators: [aGenerator(1, 100, { pMaxMw: 1000 })],
      loads: [aLoad(2, 100)],
      ...changes,
    }),
  );

const loadsUp = { change: { what: 'loads', amount: 1, unit: '%' }, compensation: {} };
const quiet = { ramp: { simulate: false } };

describe('the loading of a line', () => {
  it('ends at its rating: 500 MW over 100 MW is 400 %, predicted, exact and simulated', () => {
    const result = run(pair(), { direction: loadsUp });
    const edge = { from: 1, to: 2 };
    expect(result.predicted).toMatchObject({ edge, cause: 'limit' });
    expect(result.predicted.loading).toBeCloseTo(400, 9);
    expect(result.exact).toMatchObject({ edge, cause: 'limit' });
    expect(result.exact.loading).toBeCloseTo(400, 8);
    expect(result.simulated).toMatchObject({ edge, cause: 'limit-trip' });
    // The ramp passes 400 % somewhat late: the angle lags behind the power.
    expect(Math.abs(result.simulated!.loading! - 400)).toBeLessThan(0.5);
    expect(result.trips[0]!.angle).toBeCloseTo(Math.asin(0.5), 8);
    expect(result.coherentGroups).toHaveLength(2);
    expect(result.separationCut).toEqual([edge]);
  });

  it('without limits ends at the saddle-node, 1000 MW, which the ramp shows as a slip', () => {
    const result = run(pair(), { direction: loadsUp, limits: 'none' });
    expect(result.predicted).toMatchObject({ cause: 'saddle-node' });
    expect(result.predicted.loading).toBeCloseTo(900, 9);
    expect(result.exact.cause).toBe('saddle-node');
    expect(result.exact.loading).toBeCloseTo(900, 7);
    expect(result.saddleNodeCut).toEqual([{ from: 1, to: 2 }]);
    expect(result.simulated!.cause).toBe('synchronism-lost');
    expect(result.simulated!.loading!).toBeGreaterThan(900);
    expect(result.simulated!.loading!).toBeLessThan(900 * 1.02 + 1e-9);
  });

  it('ends the ramp soon after the loss: a line that nothing opens would turn ever faster', () => {
    let steps = 0;
    const count = (): void => {
      steps++;
    };
    const result = runLoadingRamp(
      gridOf(loadSample('rts96')),
      loadingRampSpecSchema.parse({ limits: 'none' }),
      {},
      quietContext({ progress: count }),
    );
    const { time, edges } = result.curves!;
    // 80 s were asked for, in which {314, 316} would reach 50,000 rad/s in some 100,000 steps.
    expect(time.at(-1)!).toBeLessThan(60);
    expect(steps).toBeLessThan(2000);
    expect(result.simulated!.cause).toBe('synchronism-lost');
    expect(Math.max(...edges.map(({ angle }) => Math.abs(angle.at(-1)!)))).toBeLessThan(
      25 * Math.PI,
    );
    expect(result.coherentGroups.length).toBeGreaterThan(1);
    expect(result.warnings.join(' ')).toContain('turned ten times');
  });

  it('tells of every rotor: what a line between two of them turns by, and how fast', () => {
    const two = pair({ generators: [aGenerator(1, 100), aGenerator(2, 0)] });
    const { edges, machines, time } = run(two, {
      direction: loadsUp,
      ramp: { from: 0, to: 300 },
    }).curves!;
    const [line, here, there] = [edges[0]!, machines[0]!, machines[1]!];
    const apart = time.map((_, k) => here.angle[k]! - there.angle[k]!);
    apart.forEach((angle, k) => expect(angle).toBeCloseTo(line.angle[k]!, 12));
    // The trapezoidal rule over the difference of their speeds gives back the angle.
    const middle = Math.floor(time.length / 2);
    const turned = time.slice(1, middle).reduce((sum, t, k) => {
      const speed = (j: number): number => here.frequency[j]! - there.frequency[j]!;
      return sum + ((t - time[k]!) * (speed(k) + speed(k + 1))) / 2;
    }, 0);
    expect(turned).toBeCloseTo(apart[middle - 1]! - apart[0]!, 5);
  });

  it('by a slower ramp comes closer to the exact one', () => {
    const late = [10, 40, 160].map((durationSeconds) => {
      const result = run(pair(), { direction: loadsUp, ramp: { durationSeconds } });
      return Math.abs(result.simulated!.loading! - 400);
    });
    expect(late[1]!).toBeLessThan(late[0]! / 2);
    expect(late[2]!).toBeLessThan(late[1]! / 2);
  });

  it('in MW, and downwards, is measured in its own unit and direction', () => {
    const inMw = { ...loadsUp, change: { what: 'loads', amount: 50, unit: 'MW' } };
    expect(run(pair(), { direction: inMw, ...quiet }).exact.loading).toBeCloseTo(400, 7);
    const down = { ...loadsUp, change: { what: 'generation', amount: -1, unit: 'MW' } };
    const two = pair({
      generators: [aGenerator(1, 100), aGenerator(2, 0, { pMaxMw: 1000 })],
    });
    const direction = {
      ...down,
      change: {
        ...down.change,
        group: { kind: 'elements', elements: [{ kind: 'bus', number: 1 }] },
      },
    };
    // 1 p.u. forward first, then 5 p.u. backward: 600 MW less at bus 1.
    const result = run(two, { direction, ...quiet });
    expect(result.exact.loading).toBeCloseTo(600, 7);
    expect(result.loadingUnit).toBe('MW');
  });

  it('for bare oscillators scales all powers', () => {
    const document = anOscillatorDocument([0.5, -0.5], [[0, 1, 1]]);
    const result = run({ kind: 'oscillators', document }, quiet);
    // The right angle is reached at twice the powers: 100 % more.
    expect(result.predicted.loading).toBeCloseTo(100, 9);
    expect(result.exact.loading).toBeCloseTo(100, 7);
  });

  it('goes on in a straight line past Pmax, and says so', () => {
    const tight = pair({ generators: [aGenerator(1, 100, { pMaxMw: 150 })] });
    const result = run(tight, { direction: loadsUp, ...quiet });
    expect(result.exact.loading).toBeCloseTo(400, 7);
    expect(result.warnings.join(' ')).toMatch(/1 generator passes its limit .* at 50.00 %/);
  });
});

describe('a cascade', () => {
  it('is told in order: the stronger of two ties cannot hold alone what both held', () => {
    // Ties with a = 10 and 5 p.u., limits by ratings of 300 and 200 MVA, 3:1.5 shares.
    const ties = pair({
      buses: [aBus(1, { type: 'slack' }), aBus(2), aBus(3)],
      branches: [
        aBranch(1, 2, { ratingAMva: 300 }),
        aBranch(1, 3, { reactancePu: 0.1, ratingAMva: 200 }),
        aBranch(3, 2, { reactancePu: 0.1, ratingAMva: 500 }),
      ],
      generators: [aGenerator(1, 100, { pMaxMw: 1000 })],
    });
    const { exact, trips, coherentGroups } = run(ties, { direction: loadsUp });
    expect(exact.edge).toEqual({ from: 1, to: 2 });
    expect(trips.map(({ edge }) => edge)).toEqual([
      { from: 1, to: 2 },
      { from: 1, to: 3 },
    ]);
    expect(trips[1]!.time).toBeGreaterThanOrEqual(trips[0]!.time);
    expect(coherentGroups.map((group) => group.length)).toEqual([2, 1]);
  });
});

describe('the stressed RTS-96 of paper B', () => {
  const found = new Map(
    (Object.keys(rts96Variants) as Rts96Variant[]).map((variant) => [
      variant,
      run(gridOf(loadSample('rts96')), rts96Study(variant)),
    ]),
  );
  const tie = { from: 121, to: 325 };

  it.each([...found])('%s: {121, 325} reaches its limit first', (_, result) => {
    expect(result.predicted.edge).toEqual(tie);
    expect(result.exact.edge).toEqual(tie);
    if (result.simulated) expect(result.simulated.edge).toEqual(tie);
  });

  it('ends exactly a little above the prediction where the base is the sample’s own', () => {
    const { predicted, exact } = found.get('whole-plant-area-3')!;
    const excess = exact.loading! / predicted.loading! - 1;
    expect(excess).toBeGreaterThan(0.002);
    expect(excess).toBeLessThan(0.004);
  });

  it('calibrated to the 22.20 % of the paper ends at 22.21 to 22.23 %, and is marked', () => {
    const result = found.get('calibrated')!;
    expect(result.predicted.loading).toBeCloseTo(22.2, 9);
    expect(result.exact.loading!).toBeGreaterThan(22.21);
    expect(result.exact.loading!).toBeLessThan(22.23);
    expect(result.simulated!.loading!).toBeGreaterThan(result.exact.loading!);
    expect(result.simulated!.loading!).toBeLessThan(22.23);
    expect(result.calibrationShift).not.toBeNull();
    expect(result.ignored.map(({ topic }) => topic)).toContain('calibration');
  });

  it('loses {223, 318} next, and area 3 with it, as in figure 5', () => {
    const { trips, separationCut, coherentGroups } = found.get('one-unit-north-west')!;
    expect(trips.map(({ edge }) => edge).slice(0, 2)).toEqual([tie, { from: 223, to: 318 }]);
    expect(separationCut).toEqual(expect.arrayContaining([tie, { from: 223, to: 318 }]));
    expect(coherentGroups[1]!.every((bus) => bus > 300)).toBe(true);
  });

  it('cannot be loaded at all where areas 1 and 2 replace the whole plant', () => {
    const result = found.get('whole-plant-north-west')!;
    expect(result.exact).toEqual({ loading: null, edge: tie, cause: 'beyond-limit' });
    expect(result.simulated).toBeNull();
    expect(result.warnings.join(' ')).toMatch('No ramp is simulated');
  });
});

describe('a request that cannot be followed', () => {
  it.each<[string, StudyNetwork, object, RegExp]>([
    [
      'an area that is not there',
      pair(),
      { direction: { ...loadsUp, compensation: { group: { kind: 'areas', areas: [7] } } } },
      /direction.compensation.group: there is no area 7/,
    ],
    [
      'a direction for bare oscillators',
      { kind: 'oscillators', document: anOscillatorDocument([1, -1], [[0, 1, 3]]) },
      { direction: loadsUp },
      /direction: bare oscillators have no areas/,
    ],
    [
      'powers in proportion where none flow',
      { kind: 'oscillators', document: anOscillatorDocument([0, 0], [[0, 1, 3]]) },
      {},
      /direction: no power flows/,
    ],
    [
      'an outage of what does not exist',
      pair(),
      { outages: [{ kind: 'generator', bus: 9, id: '1' }] },
      /outages: Generator 1 at bus 9 does not exist/,
    ],
    [
      'an outage that nobody can replace',
      pair(),
      { outages: [{ kind: 'generator', bus: 1, id: '1' }] },
      /replacement.group: no generators of the whole network in service/,
    ],
    [
      'a limit of a branch that is not there',
      pair(),
      { edgeLimits: [{ from: 1, to: 5, angle: 0.2 }] },
      /edgeLimits: no branch in service joins 1 and 5/,
    ],
    [
      'part of the direction outside the largest island',
      gridOf(
        triangle({
          buses: [...triangle().buses, aBus(4)],
          loads: [...triangle().loads, aLoad(4, 50)],
        }),
      ),
      { direction: loadsUp },
      /direction: part of it lies outside the largest island/,
    ],
  ])('%s is refused at its field', (_, subject, spec, text) => {
    expect(() => run(subject, spec)).toThrow(text);
  });

  it('a ramp that ends below its start, and outages, are refused before anything runs', () => {
    const backwards = loadingRampSpecSchema.parse({ ramp: { from: 5, to: 4 } });
    expect(() => planLoadingRamp(pair(), backwards)).toThrow(/ramp.to is 4/);
    const unknown = loadingRampSpecSchema.parse({ outages: [{ kind: 'bus', number: 77 }] });
    expect(() => planLoadingRamp(pair(), unknown)).toThrow(/outages: Bus 77 does not exist/);
  });
});
