import { describe, expect, it } from 'vitest';
import { compileSwingKernel } from '../../../../build/compile-kernels.mjs';
import { planTimeDomain } from '../../../../src-main/studies/time-domain/plan.ts';
import { reduceTimeDomain } from '../../../../src-main/studies/time-domain/reduce.ts';
import { runTimeDomain } from '../../../../src-main/studies/time-domain/run.ts';
import { oscillatorDocumentSchema } from '../../../../src-shared/grid/oscillator-document.ts';
import type { StudyNetwork } from '../../../../src-shared/studies/catalogue.ts';
import type { StudyContext } from '../../../../src-shared/studies/study-room.ts';
import type { TimeDomainResult } from '../../../../src-shared/studies/time-domain.ts';
import { quietContext } from '../../../fixtures/study-context.ts';
import { anOscillatorDocument } from '../../../fixtures/oscillators.ts';
import { fourBuses, oscillators, reportingContext, specOf, trip } from './grids.ts';

const grid: StudyNetwork = { kind: 'grid', grid: fourBuses };

function run(
  given: Parameters<typeof specOf>[0],
  subject = grid,
  context: StudyContext = quietContext(),
): TimeDomainResult {
  const spec = specOf(given);
  const { chunks } = planTimeDomain(subject, spec);
  const partials = chunks.map((chunk) => runTimeDomain(subject, spec, chunk, context));
  return reduceTimeDomain(subject, spec, partials);
}

const bare = (document: ReturnType<typeof oscillators>): StudyNetwork => ({
  kind: 'oscillators',
  document,
});

/** Curve of one node. */
const curve = (values: ArrayLike<number>, result: TimeDomainResult, node: number): number[] =>
  Array.from(result.time, (_, k) => values[k * result.nodes.length + node]!);

describe('a run over time', () => {
  it('stays in the synchronous state that it starts from while nothing happens', () => {
    const result = run({ duration: 2, tolerance: 1e-11 });
    expect(result).toMatchObject({ status: 'finished', reason: null, synchronous: true });
    expect(result.time).toHaveLength(201);
    expect(result.time[200]).toBe(2);
    expect([...result.nodes]).toEqual([1, 2, 3, 4]);
    for (const omega of result.omega) expect(Math.abs(omega)).toBeLessThan(1e-8);
    for (let node = 0; node < 4; node++) {
      const theta = curve(result.theta, result, node);
      expect(Math.max(...theta) - Math.min(...theta)).toBeLessThan(1e-8);
    }
    // P_34 = 0.7 = 10 sin(theta_3 - theta_4)
    expect(result.theta[2]! - result.theta[3]!).toBeCloseTo(Math.asin(0.07), 9);
    expect(result.largestAngleDifference!.value).toBeGreaterThan(0);
  });

  it('gives the same curves by all three methods', () => {
    const events = [trip(0.5, 1, 3), trip(1.2, 1, 3, '1', 'reclose')];
    const shared = { duration: 3, loadDamping: 0.5, events };
    const implicit = run({ ...shared, method: 'implicit', tolerance: 1e-9 });
    const dopri5 = run({ ...shared, method: 'dopri5', tolerance: 1e-10 });
    const rk4 = run({ ...shared, method: 'rk4', dt: 5e-4 });
    expect([implicit.method, dopri5.method, rk4.method]).toEqual(['implicit', 'dopri5', 'rk4']);
    const machines = [0, 1];
    for (const [other, tolerance] of [
      [implicit, 2e-7],
      [rk4, 2e-7],
    ] as const) {
      expect([...other.time]).toEqual([...dopri5.time]);
      dopri5.theta.forEach((angle, k) => {
        expect(Math.abs(angle - other.theta[k]!)).toBeLessThan(tolerance);
      });
      for (const machine of machines) {
        const omega = curve(dopri5.omega, dopri5, machine);
        curve(other.omega, other, machine).forEach((value, k) => {
          expect(Math.abs(value - omega[k]!)).toBeLessThan(10 * tolerance);
        });
      }
    }
    expect(implicit.events).toEqual([
      { time: 0.5, kind: 'trip', element: 'Branch 1–3' },
      { time: 1.2, kind: 'reclose', element: 'Branch 1–3' },
    ]);
  });

  it('is the same to the bit by the compiled kernel', async () => {
    const kernel = new WebAssembly.Module(await compileSwingKernel());
    const spec = specOf({
      duration: 2,
      method: 'rk4',
      loadDamping: 0.5,
      events: [
        trip(0.5, 1, 3),
        { kind: 'ramp', time: 1, bus: 3, changeMw: -20, durationSeconds: 0.3 },
      ],
    });
    const compiled = runTimeDomain(grid, spec, {}, quietContext(), kernel);
    expect(compiled).toEqual(runTimeDomain(grid, spec, {}, quietContext()));
  });

  it('settles where a lost machine leaves the frequency: sum omega / sum D', () => {
    const result = run({
      duration: 60,
      events: [{ kind: 'trip', time: 0, element: { kind: 'generator', bus: 2, id: '1' } }],
    });
    const base = 2 * Math.PI * 60 * 100;
    const damping = (30 * 200) / base + 3 * 0.1;
    const last = result.centreFrequency.length - 1;
    expect(result.centreFrequency[last]).toBeCloseTo(-1.3 / damping, 5);
    expect(result.omega[result.omega.length - 4]).toBeCloseTo(-1.3 / damping, 5);
    expect(result.synchronous).toBe(true);
    expect(result.largestFrequencyDeviation).toMatchObject({ bus: 1 });
  });

  it('goes on through islanding and names the islands and the cut', () => {
    const result = run({ duration: 5, events: [trip(1, 3, 4)] });
    expect(result.status).toBe('finished');
    expect(result.coherentGroups).toEqual([[1, 2, 3], [4]]);
    expect(result.separationCut).toEqual([{ from: 3, to: 4 }]);
    expect(result.synchronous).toBe(false);
    // The cut-off load runs down by itself: theta' = -0.7 / 0.1.
    const last = result.time.length - 1;
    expect(result.omega[4 * last + 3]).toBeCloseTo(-7, 5);
  });

  it('records when lines pass 90 and 180 degrees on the way out of synchronism', () => {
    const result = run({
      duration: 6,
      events: [trip(1, 1, 2), trip(1, 2, 3, '1'), { kind: 'step', time: 1, bus: 2, changeMw: 200 }],
    });
    const beyond90 = result.events.find(({ kind }) => kind === 'angle-beyond-90');
    const lost = result.events.find(({ kind }) => kind === 'synchronism-lost');
    expect(beyond90!.element).toBe('Branch 2–3');
    expect(lost!.element).toBe('Branch 2–3');
    expect(lost!.time).toBeGreaterThan(beyond90!.time);
    expect(beyond90!.time).toBeGreaterThan(1);
    expect(result.coherentGroups).toEqual([[1, 3, 4], [2]]);
    expect(result.separationCut).toEqual([
      { from: 1, to: 2 },
      { from: 2, to: 3 },
    ]);
    expect(result.largestAngleDifference).toMatchObject({ value: Math.PI });
  });

  it('finds the times of these passages in closed form for two oscillators', () => {
    // delta' = w - B sin delta from 0: t(delta) by the half-angle substitution, w > B.
    const [w, B] = [3, 2];
    const root = Math.sqrt(w * w - B * B);
    const timeOf = (tangent: number): number =>
      (2 / root) * (Math.atan((w * tangent - B) / root) + Math.atan(B / root));
    const document = oscillators([{ omega: w / 2 }, { omega: -w / 2 }], [{ from: 1, to: 2, a: 1 }]);
    for (const method of ['dopri5', 'rk4', 'implicit'] as const) {
      const { events } = run({ duration: 3, method, tolerance: 1e-10 }, bare(document));
      expect(events.map(({ kind }) => kind)).toEqual(['angle-beyond-90', 'synchronism-lost']);
      expect(events[0]!.time).toBeCloseTo(timeOf(1), 7);
      expect(events[1]!.time).toBeCloseTo(timeOf(1e16), 7);
    }
  });

  it('starts bare oscillators where they are and shows their frequencies as given', () => {
    const document = oscillators(
      [
        { omega: 1, theta0: 0.3 },
        { omega: 2, D: 2, theta0: -1 },
      ],
      [{ from: 1, to: 2, a: 0.5, phi: 0.2 }],
    );
    const result = run({ duration: 1 }, bare(document));
    expect([result.theta[0], result.theta[1]]).toEqual([0.3, -1]);
    expect(result.omega[0]).toBeCloseTo(1 - 0.5 * Math.sin(1.3 + 0.2), 12);
    expect(result.omega[1]).toBeCloseTo((2 - 0.5 * Math.sin(-1.3 + 0.2)) / 2, 12);
    const [re, im] = [Math.cos(0.3) + Math.cos(-1), Math.sin(0.3) + Math.sin(-1)];
    expect(result.orderParameter[0]).toBeCloseTo(Math.hypot(re, im) / 2, 14);
  });

  it('keeps the energy of undamped machines about a load of constant power, as a document may have', () => {
    const document = oscillatorDocumentSchema.parse(
      oscillators(
        [
          { omega: 0.3, M: 0.1, D: 0, theta0: 0.4 },
          { omega: -0.5, D: 0 },
          { omega: 0.2, M: 0.2, D: 0 },
        ],
        [
          { from: 1, to: 2, a: 1 },
          { from: 2, to: 3, a: 2 },
        ],
      ),
    );
    const result = run({ duration: 3, tolerance: 1e-10 }, bare(document));
    const energyAt = (k: number): number => {
      const [a = 0, b = 0, c = 0] = result.theta.subarray(3 * k, 3 * k + 3);
      const [v = 0, , w = 0] = result.omega.subarray(3 * k, 3 * k + 3);
      const potential = -Math.cos(a - b) - 2 * Math.cos(b - c) - 0.3 * a + 0.5 * b - 0.2 * c;
      return 0.05 * v * v + 0.1 * w * w + potential;
    };
    expect(Math.max(...result.omega)).toBeGreaterThan(0.05);
    expect(energyAt(result.time.length - 1)).toBeCloseTo(energyAt(1), 7);
  });

  it('marks the machines whose data are estimated', () => {
    expect(run({ duration: 0.1 }).estimatedMachines).toEqual([2]);
  });

  it('says what the equations of motion assume, with the damping of the loads', () => {
    const { ignored } = run({ duration: 0.1, loadDamping: 0.3 });
    const assumed = ignored.find(({ topic }) => topic === 'load damping');
    expect(assumed?.amount).toBe(0.3);
    expect(assumed?.text).toMatch(/by 0\.3 p\.u\. per rad\/s.*Kundur 1994, section 11\.1/);
    expect(ignored.map(({ topic }) => topic)).toContain('machines');
  });

  it('reports progress that only rises, up to 1', () => {
    const context = reportingContext();
    run({ duration: 1 }, grid, context);
    const { reported } = context;
    expect(reported.every((fraction, k) => k === 0 || fraction >= reported[k - 1]!)).toBe(true);
    expect(reported.at(-1)).toBe(1);
  });

  it('stops when told to and keeps what it has', () => {
    let asked = 0;
    const context = { ...quietContext(), stopped: () => ++asked > 40 };
    const result = run({ duration: 1000, events: [trip(0.5, 1, 3)] }, grid, context);
    expect(result.status).toBe('cancelled');
    expect(result.reason).toMatch(/^Cancelled at /);
    expect(result.time.at(-1)).toBeLessThan(100);
    expect(result.theta).toHaveLength(4 * result.time.length);
  });

  it('says so where there is no synchronous state to start from', () => {
    const loads = fourBuses.loads.map((load) => ({ ...load, pMw: 20 * load.pMw }));
    const generators = fourBuses.generators.map((unit) => ({ ...unit, pMw: 20 * unit.pMw }));
    const result = run({}, { kind: 'grid', grid: { ...fourBuses, loads, generators } });
    expect(result.status).toBe('no-equilibrium');
    expect(result.reason).toMatch(/no synchronous state/);
    expect(result.time).toHaveLength(0);
  });

  it('warns where the state that it starts from is unstable, and shows it leave', () => {
    // A negative reactance so strong that bus 4 is pushed away from its neighbours.
    const weak = { ...fourBuses.branches[4]!, circuit: '2', reactancePu: -0.09 };
    const branches = [...fourBuses.branches, weak];
    const result = run({ duration: 5 }, { kind: 'grid', grid: { ...fourBuses, branches } });
    expect(result.warnings.join(' ')).toMatch(/starts from is unstable/);
    const angle = curve(result.theta, result, 3);
    expect(Math.abs(angle.at(-1) - angle[0]!)).toBeGreaterThan(1);
    expect(run({ duration: 0.1 }).warnings).toEqual([]);
  });

  it('refuses what it cannot do before it starts', () => {
    expect(() => run({ model: 'network-reduced' })).toThrow(/network-reduced/);
    expect(() => run({ duration: 5, events: [trip(5, 1, 2)] })).toThrow(
      /one is at 5 s, but the run ends at 5 s/,
    );
    expect(() => run({ method: 'rk4', dt: 0.1 })).toThrow(/RK4 is stable on this network only/);
    const two = anOscillatorDocument([0.5, -0.5], [[0, 1, 1]]);
    const document = { ...two, nodes: two.nodes.map((node) => ({ ...node, D: 0 })) };
    expect(() => run({}, { kind: 'oscillators', document })).toThrow(/nothing moves over time/);
  });
});

describe('the reduction of a run', () => {
  it('takes one part and no more', () => {
    const spec = specOf({});
    expect(() => reduceTimeDomain(grid, spec, [])).toThrow(/has one part, not 0/);
  });
});
