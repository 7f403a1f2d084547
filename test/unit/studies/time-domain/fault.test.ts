import { existsSync, readFileSync } from 'node:fs';

import { describe, expect, it } from 'vitest';

import { modelOf } from '../../../../src-main/equations/network/model-of.ts';
import { planTimeDomain } from '../../../../src-main/studies/time-domain/plan.ts';
import { runTimeDomain } from '../../../../src-main/studies/time-domain/run.ts';
import { timelineOf } from '../../../../src-main/studies/time-domain/stages.ts';
import type { Stage, Timeline } from '../../../../src-main/studies/time-domain/stages.ts';
import type { StudyNetwork } from '../../../../src-shared/studies/catalogue.ts';
import type { TimeDomainResult } from '../../../../src-shared/studies/time-domain.ts';
import { timeDomainSpecSchema } from '../../../../src-shared/studies/time-domain.ts';
import { quietContext } from '../../../fixtures/study-context.ts';
import { fourBuses, machineAndInfiniteBus, oscillators, specOf, trip } from './grids.ts';

const grid: StudyNetwork = { kind: 'grid', grid: fourBuses };
const smib: StudyNetwork = { kind: 'grid', grid: machineAndInfiniteBus };
const branch = (from: number, to: number, circuit = '1') => ({
  ...{ kind: 'branch' as const, from, to, circuit },
});
const fault = (bus: number, time: number, clearedAfterSeconds: number, out?: object) => ({
  ...{ kind: 'fault' as const, bus, time, clearedAfterSeconds },
  ...(out ? { trip: out as ReturnType<typeof branch> } : {}),
});

type Given = Parameters<typeof specOf>[0];

function timeline(given: Given, subject = grid): Timeline {
  const spec = specOf(given);
  return timelineOf(subject, modelOf(subject, spec.network), spec);
}

function run(given: Given, subject = grid): TimeDomainResult {
  const spec = specOf(given);
  planTimeDomain(subject, spec);
  return runTimeDomain(subject, spec, {}, quietContext());
}

/** Weights in the order of the edges 1–2, 1–3, 2–3, 3–4. */
const weights = ({ network }: Stage): number[] => [...network.weight];

describe('the stages of a three-phase fault', () => {
  it('take all couplings of the bus, and give them back but for the branch that has tripped', () => {
    const { stages, events } = timeline({ events: [fault(3, 1, 0.25, branch(2, 3, '2'))] });
    expect(stages.map(({ time }) => time)).toEqual([0, 1, 1.25]);
    expect(stages.map(weights)).toEqual([
      [5, 10, 7.5, 10],
      [5, 0, 0, 0],
      [5, 10, 5, 10],
    ]);
    expect(events).toEqual([
      { time: 1, kind: 'fault', element: 'Bus 3' },
      { time: 1.25, kind: 'clearing', element: 'Bus 3' },
      { time: 1.25, kind: 'trip', element: 'Branch 2–3 circuit 2' },
    ]);
  });

  it('leave a machine its whole power without the load at its bus, and a bus of loads nothing', () => {
    const both = { ...fourBuses, loads: [...fourBuses.loads, { ...fourBuses.loads[0]!, bus: 2 }] };
    const atMachine = timeline({ events: [fault(2, 0, 1)] }, { kind: 'grid', grid: both });
    const { before, stages } = atMachine;
    // At bus 2: 130 MW made, 180 MW drawn; the fault takes the 180 MW away.
    const [during, after] = stages;
    expect(during!.network.omega[1]! - before.omega[1]!).toBeCloseTo(1.8, 14);
    expect(during!.network.M[1]).toBe(before.M[1]);
    expect(after!.network).toEqual(before);
    const atLoads = timeline({ events: [fault(4, 0, 1)] }).stages[0]!.network;
    expect(atLoads.omega[3]).toBe(0);
    expect([...atLoads.omega.slice(0, 3)]).toEqual([...timeline({}).before.omega.slice(0, 3)]);
  });

  it('hold back steps and ramps at a bus of loads until it has its voltage again', () => {
    const { stages } = timeline({
      events: [
        fault(4, 1, 2),
        { kind: 'ramp', time: 0, bus: 4, changeMw: -40, durationSeconds: 4 },
        { kind: 'step', time: 2, bus: 4, changeMw: 10 },
      ],
    });
    const at4 = stages.map(({ time, network, ramp }) => [
      time,
      network.omega[3]!,
      ramp?.rate[3] ?? 0,
    ]);
    const expected = [
      [0, -0.7, -0.1],
      [1, 0, 0],
      [2, 0, 0],
      [3, -0.7 - 0.3 + 0.1, -0.1],
      [4, -0.7 - 0.4 + 0.1, 0],
    ];
    at4.flat().forEach((value, k) => expect(value).toBeCloseTo(expected.flat()[k]!, 12));
  });

  it('treat an oscillator with inertia as a machine and one without as a load', () => {
    const document = oscillators(
      [
        { omega: 1, M: 2 },
        { omega: -1, D: 0 },
      ],
      [{ from: 1, to: 2, a: 2 }],
    );
    const events = [fault(1, 0, 1), fault(2, 2, 1)];
    const { stages } = timeline({ events }, { kind: 'oscillators', document });
    const [first, between, second] = stages.map(({ network }) => network);
    expect([...first!.omega, ...first!.weight]).toEqual([1, -1, 0]);
    expect([...between!.omega, ...between!.weight]).toEqual([1, -1, 2]);
    // Without couplings and damping nothing would say where the angle is: it is held.
    expect([...second!.omega, second!.D[1]]).toEqual([1, 0, 1]);
  });

  it('refuse a bus that is not there or out, a fault on a fault, and a branch that is out', () => {
    const refusal = (events: Given['events']) => () => timeline({ events });
    expect(refusal([fault(9, 1, 0.1)])).toThrow(/Bus 9 is not in service/);
    expect(refusal([fault(3, 1, 1), fault(3, 1.5, 1)])).toThrow(/a fault that is not cleared yet/);
    expect(refusal([fault(3, 1, 0.1, branch(1, 4))])).toThrow(/Branch 1–4 is not in service/);
    expect(refusal([trip(0, 1, 3), fault(3, 1, 0.1, branch(1, 3))])).toThrow(/is out already/);
    const busOut = { kind: 'trip' as const, time: 0, element: { kind: 'bus' as const, number: 3 } };
    expect(refusal([busOut, fault(3, 1, 0.1)])).toThrow(/the bus is out/);
  });

  it('warn where the branch that trips does not end at the bus', () => {
    expect(timeline({ events: [fault(3, 1, 0.1, branch(1, 3))] }).warnings).toEqual([]);
    const { warnings } = timeline({ events: [fault(4, 1, 0.1, branch(1, 3))] });
    expect(warnings).toEqual([
      'Branch 1–3, which trips when the fault at bus 4 is cleared, does not end at that bus.',
    ]);
  });
});

describe('a fault in a request', () => {
  it('is refused at its field where its bus is not there or it outlasts the run', () => {
    expect(() => run({ duration: 5, events: [fault(3, 4, 1)] })).toThrow(
      /^events\[0\]\.clearedAfterSeconds is 1 s, .*bus 3 would be cleared at 5 s, but the run ends at 5 s/,
    );
    expect(() => run({ events: [trip(1, 1, 3), fault(9, 4, 1)] })).toThrow(
      /^events\[1\]\.bus is 9, which is not in the network/,
    );
    expect(() => run({ model: 'network-reduced', events: [fault(3, 1, 0.1)] })).toThrow(
      /^model is "network-reduced"/,
    );
  });

  it('is refused by its schema with a negative time or no clearing time', () => {
    const paths = (event: object): (string | undefined)[] => {
      const { error } = timeDomainSpecSchema.safeParse({ events: [event] });
      return error?.issues.map(({ path }) => path.join('.')) ?? [];
    };
    expect(paths(fault(3, -1, 0.1))).toEqual(['events.0.time']);
    expect(paths(fault(3, 1, 0))).toEqual(['events.0.clearedAfterSeconds']);
    expect(paths({ kind: 'fault', time: 1, bus: 3 })).toEqual(['events.0.clearedAfterSeconds']);
  });
});

describe('a machine at an infinite bus', () => {
  // Pm = 0.8, Pmax = 2 before and 1.5 after: equal areas, with no power during the fault.
  const [Pm, before, after] = [0.8, 2, 1.5];
  const delta0 = Math.asin(Pm / before);
  const deltaMax = Math.PI - Math.asin(Pm / after);
  const deltaCritical = Math.acos((Pm * (deltaMax - delta0)) / after + Math.cos(deltaMax));
  const M = (2 * 5) / (2 * Math.PI * 60);
  const criticalSeconds = Math.sqrt((2 * M * (deltaCritical - delta0)) / Pm);

  const cleared = (seconds: number, method: 'dopri5' | 'rk4' | 'implicit' = 'dopri5') =>
    run(
      {
        ...{ duration: 5, recordEvery: 0.001, tolerance: 1e-10, method, dt: 5e-4 },
        events: [fault(1, 0.5, seconds, branch(1, 2, '2'))],
      },
      smib,
    );

  it('keeps synchronism just below the critical clearing time of equal areas, not just above', () => {
    for (const method of ['dopri5', 'rk4', 'implicit'] as const) {
      const below = cleared(criticalSeconds * (1 - 2e-5), method);
      const above = cleared(criticalSeconds * (1 + 2e-5), method);
      expect([below.synchronous, above.synchronous]).toEqual([true, false]);
      expect(below.largestAngleDifference!.value).toBeLessThan(deltaMax);
      expect(below.largestAngleDifference!.value).toBeGreaterThan(deltaMax - 0.05);
      expect(above.events.map(({ kind }) => kind)).toContain('synchronism-lost');
    }
  });

  const golden = '../shared/golden/transient.json';
  const title = 'has the critical angle and time of the published closed form';
  it.skipIf(!existsSync(golden))(`${title} (needs ${golden})`, () => {
    const { SMIB } = JSON.parse(readFileSync(golden, 'utf8')) as {
      SMIB: { CCT: number; delta_critical: number };
    };
    expect(criticalSeconds).toBeCloseTo(SMIB.CCT, 9);
    expect(deltaCritical).toBeCloseTo(SMIB.delta_critical, 9);
    const { theta, time } = cleared(SMIB.CCT);
    const last = time.findLastIndex((t) => t <= 0.5 + SMIB.CCT);
    const sinceFault = time[last]! - 0.5;
    const angle = theta[2 * last]! - theta[2 * last + 1]!;
    expect(angle).toBeCloseTo(delta0 + (Pm * sinceFault ** 2) / (2 * M), 6);
    expect(angle).toBeLessThan(SMIB.delta_critical);
  });

  it('has lost synchronism where its rotor passes half a turn while the fault lasts', () => {
    const { events } = cleared(0.7);
    const lost = events.find(({ kind }) => kind === 'synchronism-lost');
    expect(lost!.time).toBeCloseTo(0.5 + Math.sqrt((2 * M * (Math.PI - delta0)) / Pm), 6);
  });

  it('conserves kinetic plus potential energy within every stage without damping', () => {
    const { time, theta, omega } = cleared(0.2);
    const { stages } = timeline(
      { duration: 5, events: [fault(1, 0.5, 0.2, branch(1, 2, '2'))] },
      smib,
    );
    const energy = ({ network }: Stage, k: number): number => {
      const at = (values: ArrayLike<number>, i: number): number => values[2 * k + i]!;
      const own = [0, 1].reduce(
        (sum, i) =>
          sum + (network.M[i]! * at(omega, i) ** 2) / 2 - network.omega[i]! * at(theta, i),
        0,
      );
      return own - network.weight[0]! * Math.cos(at(theta, 0) - at(theta, 1));
    };
    stages.forEach((stage, s) => {
      const until = stages[s + 1]?.time ?? 5;
      const within = [...time.keys()].filter(
        (k) => time[k]! > stage.time + 1e-9 && time[k]! < until - 1e-9,
      );
      const energies = within.map((k) => energy(stage, k));
      expect(within.length).toBeGreaterThan(100);
      expect(Math.max(...energies) - Math.min(...energies)).toBeLessThan(1e-7);
    });
  });
});

describe('a fault in a grid', () => {
  it('gives the same curves by all three methods, and leaves the grid as it was', () => {
    const shared = { duration: 3, loadDamping: 0.5, events: [fault(4, 0.5, 0.1)] };
    const dopri5 = run({ ...shared, method: 'dopri5', tolerance: 1e-10 });
    for (const other of [
      run({ ...shared, method: 'implicit', tolerance: 1e-9 }),
      run({ ...shared, method: 'rk4', dt: 5e-4 }),
    ]) {
      expect([...other.time]).toEqual([...dopri5.time]);
      dopri5.theta.forEach((angle, k) => {
        expect(Math.abs(angle - other.theta[k]!)).toBeLessThan(2e-7);
      });
    }
    expect(dopri5.synchronous).toBe(true);
    expect(dopri5.ignored.find(({ topic }) => topic === 'faults')).toMatchObject({ amount: 1 });
  });

  it('holds the angle of a faulted bus of loads while the machines run ahead of it', () => {
    const { time, theta, omega } = run({ duration: 1, events: [fault(3, 0.2, 0.3)] });
    const at = (seconds: number): number => time.findIndex((t) => t > seconds + 1e-6);
    expect(theta[4 * at(0.45) + 2]).toBeCloseTo(theta[4 * at(0.2) + 2]!, 14);
    expect(omega[4 * at(0.45) + 2]).toBe(0);
    expect(omega[4 * at(0.45)]!).toBeGreaterThan(1);
  });
});

const lineFault = (
  ref: ReturnType<typeof branch>,
  position: number,
  time: number,
  clearedAfterSeconds: number,
  out?: ReturnType<typeof branch>,
) => ({
  ...{ kind: 'line-fault' as const, branch: ref, position, time, clearedAfterSeconds },
  ...(out ? { trip: out } : {}),
});

describe('a fault on a line', () => {
  /** The same grid with a bus 9 on circuit 1 of 2–3, a share s of its reactance from bus 2. */
  const withBusAt = (s: number): StudyNetwork => ({
    kind: 'grid',
    grid: {
      ...fourBuses,
      buses: [...fourBuses.buses, { ...fourBuses.buses[3]!, number: 9, vmPu: 1 }],
      branches: fourBuses.branches.flatMap((one) =>
        one.from === 2 && one.circuit === '1'
          ? [
              { ...one, to: 9, reactancePu: s * one.reactancePu },
              { ...one, from: 9, reactancePu: (1 - s) * one.reactancePu },
            ]
          : [one],
      ),
    },
  });

  it('does what a fault at a bus in its place does', () => {
    for (const s of [0.2, 0.7]) {
      const onLine = timeline({ events: [lineFault(branch(2, 3), s, 0, 1)] }).stages[0]!;
      const sinking = { ...fault(9, 0, 1), voltages: 'sinking' as const };
      const atBus = timeline({ events: [sinking] }, withBusAt(s)).stages[0]!;
      // Edges 1–2, 1–3, 2–3, 3–4, and with bus 9: 1–2, 1–3, 2–3, 2–9, 3–4, 3–9.
      const [w12, w13, w23, w29, w34, w39] = weights(atBus);
      expect([w29, w39]).toEqual([0, 0]);
      [w12!, w13!, w23!, w34!].forEach((a, e) => {
        expect(weights(onLine)[e]).toBeCloseTo(a, 7);
      });
      const { omega } = onLine.network;
      omega.forEach((power, node) => expect(power).toBeCloseTo(atBus.network.omega[node]!, 7));
    }
  });

  it('is harder the nearer it is, and at its ends the fault at the bus there', () => {
    const during = (position: number) =>
      timeline({ events: [lineFault(branch(2, 3), position, 0, 1)] }).stages[0]!;
    const coupling12 = [0, 0.01, 0.3, 0.6].map((s) => weights(during(s))[0]!);
    expect(coupling12).toEqual(coupling12.toSorted((a, b) => a - b));
    expect(coupling12[0]).toBe(0);
    for (const [position, bus] of [
      [0, 2],
      [1, 3],
    ] as const) {
      const sinking = { ...fault(bus, 0, 1), voltages: 'sinking' as const };
      expect(during(position)).toEqual(timeline({ events: [sinking] }).stages[0]);
    }
  });

  it('is told from the branch that has it, and gives everything back when it is cleared', () => {
    const trip23 = branch(2, 3);
    const { events, stages, warnings, before } = timeline({
      events: [lineFault(branch(2, 3), 0.4, 1, 0.25, trip23)],
    });
    expect(events.map(({ kind, element }) => [kind, element])).toEqual([
      ['fault', 'Branch 2–3 at 40 % from bus 2'],
      ['clearing', 'Branch 2–3 at 40 % from bus 2'],
      ['trip', 'Branch 2–3'],
    ]);
    expect(weights(stages[2]!)).toEqual([5, 10, 2.5, 10]);
    expect(stages[2]!.network.omega).toEqual(before.omega);
    expect(warnings).toEqual([]);
    const elsewhere = lineFault(branch(2, 3), 0.4, 1, 0.25, branch(1, 3));
    expect(timeline({ events: [elsewhere] }).warnings).toEqual([
      'Branch 1–3, which trips when the fault at Branch 2–3 is cleared, is another element.',
    ]);
  });

  it('is refused where it cannot be', () => {
    const refused = (event: ReturnType<typeof lineFault>, ...others: Given['events'] & object) =>
      expect(() => run({ duration: 5, events: [event, ...others] }));
    refused(lineFault(branch(1, 4), 0.5, 1, 0.1)).toThrow(
      /^events\[0\]\.branch is Branch 1–4, which is no branch of the network/,
    );
    refused(lineFault(branch(2, 3), 0.5, 1, 9)).toThrow(
      /fault on Branch 2–3 at 50 % from bus 2 would be cleared at 10 s/,
    );
    refused(lineFault(branch(2, 3), 0.5, 1, 0.5), fault(4, 1.2, 0.1)).toThrow(
      /one fault at a time/,
    );
    refused(lineFault(branch(1, 3), 0.5, 2, 0.5), trip(1, 1, 3)).toThrow(/the branch is out/);
    const { error } = timeDomainSpecSchema.safeParse({
      events: [lineFault(branch(2, 3), 1.2, 1, 0.1)],
    });
    expect(error?.issues[0]?.path.join('.')).toBe('events.0.position');
    const document = oscillators([{ omega: 1 }, { omega: -1 }], [{ from: 1, to: 2, a: 2 }]);
    expect(() =>
      run({ events: [lineFault(branch(1, 2), 0.5, 1, 0.1)] }, { kind: 'oscillators', document }),
    ).toThrow(/bare oscillators have no reactances/);
  });

  it('has the critical clearing time of equal areas, with the power that its place leaves', () => {
    // Circuit 2 (b = 0.5) faulted at a share s from the machine; x'd = 0.3 at either bus.
    const [s, b, source] = [0.1, 0.5, 1 / 0.3];
    const [u1, u2] = twoBusVoltages(source, 1.5, b / s, b / (1 - s));
    const [Pm, before, during, after] = [0.8, 2, 1.5 * u1 * u2, 1.5];
    // Little power is left, so that the machine does not rest during the fault.
    expect(during).toBeLessThan(Pm);
    const delta0 = Math.asin(Pm / before);
    const deltaMax = Math.PI - Math.asin(Pm / after);
    const deltaCritical = Math.acos(
      (Pm * (deltaMax - delta0) + after * Math.cos(deltaMax) - during * Math.cos(delta0)) /
        (after - during),
    );
    const M = (2 * 5) / (2 * Math.PI * 60);
    const critical = secondsTo(deltaCritical, { M, Pm, during, delta0 });
    const cleared = (seconds: number) =>
      run(
        {
          ...{ duration: 5, tolerance: 1e-10, method: 'dopri5' },
          events: [lineFault(branch(1, 2, '2'), s, 0.5, seconds, branch(1, 2, '2'))],
        },
        smib,
      );
    expect(cleared(critical * (1 - 1e-4)).synchronous).toBe(true);
    expect(cleared(critical * (1 + 1e-4)).synchronous).toBe(false);
    expect(cleared(0.1).ignored.find(({ topic }) => topic === 'faults')!.text).toMatch(/sink/);
  });
});

/** Two buses of 1 p.u. behind a source each, joined by `tie`, with a fault behind b1 and b2. */
function twoBusVoltages(source: number, tie: number, b1: number, b2: number): [number, number] {
  const [y11, y22] = [source + tie + b1, source + tie + b2];
  const det = y11 * y22 - tie * tie;
  return [(source * (y22 + tie)) / det, (source * (y11 + tie)) / det];
}

/** t = integral of d(delta) / omega, M omega² / 2 = Pm (delta - delta0) + P (cos delta - cos delta0). */
function secondsTo(
  delta: number,
  { M, Pm, during, delta0 }: { M: number; Pm: number; during: number; delta0: number },
): number {
  const speed = (x: number) =>
    Math.sqrt((2 / M) * (Pm * (x - delta0) + during * (Math.cos(x) - Math.cos(delta0))));
  // x = delta0 + q² takes the root at the beginning away; midpoints.
  const end = Math.sqrt(delta - delta0);
  const steps = 20_000;
  let sum = 0;
  for (let k = 0; k < steps; k++) {
    const q = ((k + 0.5) * end) / steps;
    sum += (2 * q) / speed(delta0 + q * q);
  }
  return (sum * end) / steps;
}
