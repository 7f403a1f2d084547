import { describe, expect, it } from 'vitest';

import { planSimulatedDisturbances } from '../../../../src-main/studies/simulated-disturbances/plan.ts';
import {
  partOfSimulatedDisturbances,
  reduceSimulatedDisturbances,
} from '../../../../src-main/studies/simulated-disturbances/reduce.ts';
import { runSimulatedDisturbances } from '../../../../src-main/studies/simulated-disturbances/run.ts';
import { runTimeDomain } from '../../../../src-main/studies/time-domain/run.ts';
import type { StudyNetwork } from '../../../../src-shared/studies/catalogue.ts';
import {
  simulatedDisturbancesSpecSchema,
  simulationOf,
} from '../../../../src-shared/studies/simulated-disturbances.ts';
import type {
  SimulatedDisturbancesResult,
  SimulatedDisturbancesSpec,
} from '../../../../src-shared/studies/simulated-disturbances.ts';
import { worstDisturbanceFirst } from '../../../../src-shared/studies/disturbance-words.ts';
import { synchronismOf } from '../../../../src-shared/studies/time-domain.ts';
import { quietContext } from '../../../fixtures/study-context.ts';
import { fourBuses, machineAndInfiniteBus } from '../time-domain/grids.ts';

const four: StudyNetwork = { kind: 'grid', grid: fourBuses };
const smib: StudyNetwork = { kind: 'grid', grid: machineAndInfiniteBus };

const specOf = (given: object = {}): SimulatedDisturbancesSpec =>
  simulatedDisturbancesSpecSchema.parse(given);

const partsOf = (subject: StudyNetwork, spec: SimulatedDisturbancesSpec) =>
  planSimulatedDisturbances(subject, spec).chunks.map((chunk) =>
    runSimulatedDisturbances(subject, spec, chunk, quietContext()),
  );

const ask = (subject: StudyNetwork, spec: SimulatedDisturbancesSpec): SimulatedDisturbancesResult =>
  reduceSimulatedDisturbances(subject, spec, partsOf(subject, spec));

const fault = (seconds: number) => ({
  name: `cleared after ${seconds} s`,
  events: [
    {
      ...{ kind: 'fault', bus: 1, time: 0.5, clearedAfterSeconds: seconds },
      trip: { kind: 'branch', from: 1, to: 2, circuit: '2' },
    },
  ],
});

describe('disturbances one by one', () => {
  it('are every single outage where none is named, each as a simulation alone has it', () => {
    const spec = specOf({ duration: 4 });
    const { rows } = ask(four, spec);
    expect(rows.map(({ name }) => name)).toEqual([
      ...['Branch 1–2', 'Branch 1–3', 'Branch 2–3', 'Branch 2–3 circuit 2', 'Branch 3–4'],
      ...['Generator 1 at bus 1', 'Generator 1 at bus 2'],
    ]);
    for (const row of rows) {
      const alone = runTimeDomain(four, simulationOf(spec, row.events), {}, quietContext());
      expect([row.synchronism, row.groups]).toEqual([
        synchronismOf(alone),
        alone.coherentGroups.length,
      ]);
      // From the curves: |sum of e^{i theta}| / n, and the mean of omega by inertia.
      const n = alone.nodes.length;
      const coherence = Array.from(alone.time, (_t, k) => {
        let [re, im] = [0, 0];
        for (let i = k * n; i < (k + 1) * n; i++) {
          re += Math.cos(alone.theta[i]!);
          im += Math.sin(alone.theta[i]!);
        }
        return Math.hypot(re, im) / n;
      });
      const least = Math.min(...coherence);
      expect(row.leastOrderParameter!.value).toBeCloseTo(least, 12);
      expect(row.leastOrderParameter!.time).toBe(alone.time[coherence.indexOf(least)]);
      expect(row.nadir?.value).toBe(row.cutApart ? undefined : Math.min(...alone.centreFrequency));
    }
    const cut = rows.find(({ name }) => name === 'Branch 3–4')!;
    expect([cut.synchronism, cut.cutApart, cut.lostAt]).toEqual(['lost', true, 1]);
  });

  it('tell those below the critical clearing time of equal areas from those above', () => {
    // Pm = 0.8, Pmax = 2 before, 0 during and 1.5 after the fault.
    const delta0 = Math.asin(0.4);
    const deltaMax = Math.PI - Math.asin(0.8 / 1.5);
    const delta = Math.acos((0.8 * (deltaMax - delta0)) / 1.5 + Math.cos(deltaMax));
    const M = 10 / (2 * Math.PI * 60);
    const critical = Math.sqrt((2 * M * (delta - delta0)) / 0.8);
    const list = [0.5, 0.99, 1.01, 1.5].map((share) => fault(share * critical));
    const { rows } = ask(smib, specOf({ duration: 5, tolerance: 1e-9, disturbances: list }));
    expect(rows.map(({ synchronism }) => synchronism)).toEqual(['kept', 'kept', 'lost', 'lost']);
    const [, , late, later] = rows;
    expect(later!.lostAt!).toBeLessThan(late!.lostAt!);
    const worst = rows.toSorted(worstDisturbanceFirst).map(({ name }) => name);
    expect(worst).toEqual([later, late, rows[1], rows[0]].map((row) => row!.name));
  });

  it('have a row for what this network refuses, and say at its place what no network takes', () => {
    const gone = {
      name: 'gone',
      events: [
        { kind: 'trip', time: 1, element: { kind: 'branch', from: 1, to: 4, circuit: '1' } },
      ],
    };
    const { rows } = ask(smib, specOf({ duration: 5, disturbances: [fault(0.1), gone] }));
    expect(rows.map(({ status }) => status)).toEqual(['finished', 'refused']);
    expect(rows[1]!.reason).toMatch(/Branch 1–4 is not in service/);
    expect(() => ask(smib, specOf({ duration: 5, disturbances: [gone, fault(6)] }))).toThrow(
      /^disturbances\[1\] \(cleared after 6 s\): events\[0\]\.clearedAfterSeconds is 6 s/,
    );
  });

  it('show what is finished on the way, without what was stopped', () => {
    const spec = specOf({ duration: 2, disturbances: [fault(0.1), fault(0.2), fault(0.3)] });
    const parts = partsOf(smib, spec);
    const stopped = { ...parts[1]!, row: { ...parts[1]!.row, status: 'cancelled' as const } };
    const found = partOfSimulatedDisturbances(smib, spec, [undefined, stopped, parts[2]]);
    expect(found!.extent).toBe('1 of 3 disturbances');
    expect(found!.result.rows).toEqual([parts[2]!.row]);
    expect(partOfSimulatedDisturbances(smib, spec, [undefined, stopped])).toBeNull();
  });
});
