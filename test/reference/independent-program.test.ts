import { describe, expect, it } from 'vitest';

import { loadSample } from '../../src-main/samples/samples.ts';
import { runLoadingRamp } from '../../src-main/studies/loading-ramp/run.ts';
import { runTimeDomain } from '../../src-main/studies/time-domain/run.ts';
import type { GridCase } from '../../src-shared/grid/grid-case.ts';
import { loadingRampSpecSchema } from '../../src-shared/studies/loading-ramp.ts';
import { timeDomainSpecSchema } from '../../src-shared/studies/time-domain.ts';
import { quietContext } from '../fixtures/study-context.ts';

/**
 * What a program in NumPy and SciPy finds for the same questions, written from the equations alone:
 * limits by marching the loading, saddle-nodes by pseudo-arclength, trajectories by Radau at 1e-12.
 */
const areas = (...numbers: number[]) => ({ kind: 'areas', areas: numbers });

const directions = [
  {
    name: 'loads of area 1 in %, areas 3 and 4 by Pmax',
    change: { what: 'loads', group: areas(1), amount: 5, unit: '%' },
    compensation: { group: areas(3, 4), share: 'pmax' },
    ratings: [88.44351963577306, 87.54387953892822],
    rightAngle: [457.5863744633328, 525.5191294266547],
    saddleNode: 545.3739113983852,
  },
  {
    name: 'loads of area 2 in MW, area 3 equally',
    change: { what: 'loads', group: areas(2), amount: 5, unit: 'MW' },
    compensation: { group: areas(3), share: 'equal' },
    ratings: [464.5452780085832, 465.5390038575601],
    rightAngle: [2004.7150853306393, 2274.4740576721783],
    saddleNode: 2333.2595409126043,
  },
  {
    name: 'generation of area 3 in MW, areas 1 and 2 by output',
    change: { what: 'generation', group: areas(3), amount: 5, unit: 'MW' },
    compensation: { group: areas(1, 2), share: 'output' },
    ratings: [592.2604625597539, 592.9620528021123],
    rightAngle: [2555.8616994843364, 2735.7594338767767],
    saddleNode: 2756.480411372045,
  },
] as const;

const ramp = (grid: GridCase, spec: object) =>
  runLoadingRamp({ kind: 'grid', grid }, loadingRampSpecSchema.parse(spec), {}, quietContext());

describe('the RTS of 24 buses under stress', () => {
  it.each(directions)('$name', ({ change, compensation, ratings, rightAngle, saddleNode }) => {
    const found = (limits: string) => {
      const direction = { change, compensation };
      const { predicted, exact } = ramp(loadSample('ieee24'), {
        ...{ direction, limits },
        ramp: { simulate: false },
      });
      return [predicted.loading ?? NaN, exact.loading ?? NaN];
    };
    const close = (ours: readonly number[], theirs: readonly number[]) =>
      theirs.forEach((loading, k) => expect((ours[k] ?? NaN) / loading).toBeCloseTo(1, 10));
    close(found('ratings'), ratings);
    close(found('right-angle'), rightAngle);
    close(found('none'), [rightAngle[0], saddleNode]);
  });
});

describe('the ties of RTS-96 in a slow ramp', () => {
  it('open when those of the other program do, to the microsecond', () => {
    const { calibrationShift, trips } = ramp(loadSample('rts96'), {
      direction: {
        change: { what: 'loads', group: areas(3), amount: 1, unit: '%' },
        compensation: { group: areas(1, 2), share: 'pmax' },
      },
      limits: 'none',
      edgeLimits: [
        { from: 121, to: 325, angle: 0.1977 },
        { from: 223, to: 318, angle: 0.1977 },
      ],
      calibrateTo: 22.2,
      ramp: { from: 22, to: 22.24, durationSeconds: 24, holdSeconds: 0 },
      tolerance: 1e-8,
    });
    expect(calibrationShift).toBeCloseTo(-13.718920023117, 10);
    expect(trips.map(({ edge }) => edge)).toEqual([
      { from: 121, to: 325 },
      { from: 223, to: 318 },
    ]);
    [22.4056036, 22.9143403].forEach((time, k) => expect(trips[k]?.time).toBeCloseTo(time, 5));
  });
});

describe('nine buses with an inverter of 4 % droop at bus 2', () => {
  it('move as they do in the other program after a trip, a step of load and the loss of a machine', () => {
    const { generators, ...rest } = loadSample('wscc9');
    const grid: GridCase = {
      ...rest,
      generators: generators.map((unit) =>
        unit.bus === 2 && unit.dynamics
          ? { ...unit, dynamics: { ...unit.dynamics, droopPercent: 4, source: 'entered' } }
          : unit,
      ),
    };
    const spec = timeDomainSpecSchema.parse({
      ...{ duration: 10, recordEvery: 2.5, method: 'implicit', tolerance: 1e-10 },
      events: [
        { kind: 'trip', time: 1, element: { kind: 'branch', from: 7, to: 8, circuit: '1' } },
        { kind: 'step', time: 3, bus: 5, changeMw: -20 },
        { kind: 'trip', time: 6, element: { kind: 'generator', bus: 3, id: '1' } },
      ],
    });
    const { theta, nodes } = runTimeDomain({ kind: 'grid', grid }, spec, {}, quietContext());
    const n = nodes.length;
    // Against bus 1, rad, at 2.5, 5 and 10 s.
    const expected = {
      1: [0.354774806, -0.119130694, -0.041290723, -0.140181257, -0.168626541, -0.270186321],
      2: [0.370499604, -0.119460396, -0.041528595, -0.150708843, -0.169027742, -0.267632011],
      4: [0.4275265, -0.285452417, -0.042292076, -0.18856905, -0.293007449, -0.380925103],
    };
    for (const [sample, angles] of Object.entries(expected)) {
      const at = Number(sample) * n;
      angles.forEach((angle, k) =>
        expect((theta[at + k + 1] ?? NaN) - (theta[at] ?? NaN)).toBeCloseTo(angle, 7),
      );
    }
  });
});
