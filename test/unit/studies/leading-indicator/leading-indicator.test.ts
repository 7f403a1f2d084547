import { beforeAll, describe, expect, it } from 'vitest';

import { compileSwingKernel } from '../../../../build/compile-kernels.mjs';
import { RandomStream } from '../../../../src-main/numerics/random/random-stream.ts';
import { loadSample } from '../../../../src-main/samples/samples.ts';
import { indicatorSeries } from '../../../../src-main/studies/leading-indicator/indicators.ts';
import { noisyRuns, stepOf } from '../../../../src-main/studies/leading-indicator/noisy-runs.ts';
import { planLeadingIndicator } from '../../../../src-main/studies/leading-indicator/plan.ts';
import { reduceLeadingIndicator } from '../../../../src-main/studies/leading-indicator/reduce.ts';
import type { IndicatorPart } from '../../../../src-main/studies/leading-indicator/run.ts';
import { runLeadingIndicator } from '../../../../src-main/studies/leading-indicator/run.ts';
import {
  powersAt,
  stressedNetwork,
} from '../../../../src-main/studies/leading-indicator/stressed-network.ts';
import type { StudyNetwork } from '../../../../src-shared/studies/catalogue.ts';
import {
  indicatorKinds,
  leadingIndicatorSpecSchema,
} from '../../../../src-shared/studies/leading-indicator.ts';
import type { LeadingIndicatorResult } from '../../../../src-shared/studies/leading-indicator.ts';
import { anOscillatorDocument } from '../../../fixtures/oscillators.ts';
import { swingNetwork } from '../../equations/machines/networks.ts';

const context = { seed: 5, stopped: () => false, progress: () => undefined };
/** Two oscillators on one line: the state ends where the power is the coupling, 1 = 200 % of 0.5. */
const pair: StudyNetwork = {
  kind: 'oscillators',
  document: anOscillatorDocument([0.5, -0.5], [[0, 1, 1]]),
};

const quick = {
  ...{ ramps: 6, calibrationRuns: 6, quietRuns: 6, durationSeconds: 40, windowSeconds: 5 },
  holdSeconds: 30,
};

function study(fields: object, subject = pair): LeadingIndicatorResult {
  const spec = leadingIndicatorSpecSchema.parse({ ...quick, ...fields });
  const parts = planLeadingIndicator(subject, spec).chunks.map((chunk) =>
    runLeadingIndicator(subject, spec, chunk, context),
  );
  return reduceLeadingIndicator(subject, spec, parts);
}

describe('the leading-indicator study', () => {
  it('finds the critical loading of one line in closed form, and ramps that lose it about there', () => {
    const result = study({});
    expect(result.criticalLoading.value).toBeCloseTo(200, 6);
    expect(result.held).toBe(0);
    expect(result.lossLoading!.median).toBeGreaterThan(0.9);
    expect(result.lossLoading!.median).toBeLessThanOrEqual(1.05);
    expect(result.indicators.map(({ kind }) => kind)).toEqual([...indicatorKinds]);
    for (const { noticed, falseAlarms, noticeSeconds, early } of result.indicators) {
      expect(noticed.of).toBe(6);
      expect(falseAlarms.of).toBe(6);
      expect(noticed.count + early).toBeLessThanOrEqual(6);
      if (noticeSeconds) expect(noticeSeconds.low).toBeGreaterThanOrEqual(0);
    }
  });

  it('sees of one line in coherence what it sees in the angle: C = |cos(angle / 2)|', () => {
    const { example, indicators } = study({ noise: 0.001 });
    const { coherence, 'angle-margin': margin } = example.values;
    coherence.forEach((C, k) => {
      const angle = Math.PI / 2 - margin[k]!;
      expect(C!).toBeCloseTo(Math.cos(angle / 2), 2);
    });
    expect(indicators[0]!.verdict).toBe('level');
  });

  it('recovers from a kick at the rate of the slowest eigenvalue: 2 cos(angle) without inertia', () => {
    const { recovery, recoveryWords } = study({ ramps: 4, calibrationRuns: 4, quietRuns: 4 });
    expect(recovery.map(({ loading }) => loading).slice(0, 3)).toEqual([0.6, 0.8, 0.9]);
    for (const { loading, rate } of recovery) {
      // Two oscillators at the share s: sin(angle) = s, and the difference decays at 2 cos(angle).
      const slowest = 2 * Math.sqrt(1 - loading * loading);
      expect(Math.abs(rate! / slowest - 1)).toBeLessThan(0.01);
    }
    // Half of 2 * 0.6 is 2 * 0.3, the rate at 0.954: the next loading looked at is 0.98.
    expect(recoveryWords).toMatch(
      /1\.2\d\d 1\/s at 80\.0 %.*less than half as fast from 98\.0 % on/,
    );
  });

  it('recovers with inertia at D / 2M until just before the loss', () => {
    const light = anOscillatorDocument([0.5, -0.5], [[0, 1, 1]]);
    const nodes = light.nodes.map((node) => ({ ...node, M: 1, D: 0.5 }));
    const heavy: StudyNetwork = { kind: 'oscillators', document: { ...light, nodes } };
    const { recovery, recoveryWords } = study(
      { ramps: 4, calibrationRuns: 4, quietRuns: 4 },
      heavy,
    );
    for (const { loading, rate } of recovery) {
      const stiffness = 2 * Math.sqrt(1 - loading * loading);
      expect(stiffness).toBeGreaterThan(0.25 ** 2);
      // Nearer to the loss an oscillation takes 40 s and leaves two peaks to tell its decay from.
      expect(Math.abs(rate! / 0.25 - 1)).toBeLessThan(loading > 0.995 ? 0.2 : 0.05);
    }
    expect(recoveryWords).toContain('not half as slowly up to 99.9 %');
  });

  it('draws the same runs whatever the chunks are', () => {
    const spec = leadingIndicatorSpecSchema.parse({ ...quick, durationSeconds: 10 });
    const run = (runs: readonly [number] | readonly [number, number]) =>
      runLeadingIndicator(pair, spec, { role: 'quiet', runs }, context).runs;
    expect(run([6, 7])).toEqual([...run([6]), ...run([7])]);
  });

  it('says that nothing can be said where no ramp loses synchronism', () => {
    const result = study({ endLoading: 0.7, noise: 0.001, holdSeconds: 0 });
    expect(result.held).toBe(6);
    expect(result.verdict).toContain('nothing can be said');
    expect(result.warnings.join()).toContain('6 ramps kept synchronism');
  });

  it('goes in a direction of a power network', () => {
    const grid = loadSample('wscc9');
    const subject: StudyNetwork = { kind: 'grid', grid };
    const direction = {
      change: { what: 'loads', group: { kind: 'all' }, amount: 1, unit: 'MW' },
      compensation: {},
    };
    const spec = leadingIndicatorSpecSchema.parse({ ...quick, direction });
    const stressed = stressedNetwork(subject, spec, () => false);
    const all = stressedNetwork(subject, leadingIndicatorSpecSchema.parse(quick), () => false);
    expect([stressed.unit, all.unit]).toEqual(['MW', '%']);
    expect([...powersAt(stressed, 0)]).toEqual([...stressed.model.network.omega]);
    powersAt(all, 100 / all.critical).forEach((power, i) =>
      expect(power).toBeCloseTo(all.model.network.omega[i]!, 12),
    );
  });

  it.each([
    [{ quietLoading: 1.1 }, 'quietLoading: Nothing is quiet'],
    [{ startLoading: 0.9, endLoading: 0.8 }, 'endLoading: A ramp goes up'],
    [{ noise: 0 }, 'noise: Without noise'],
    [{ windowSeconds: 90 }, 'windowSeconds: A window of more than half'],
    [{ ramps: 1 }, 'ramps: Four runs are the least'],
  ])('refuses %j at its field', (fields, message) => {
    const { error } = leadingIndicatorSpecSchema.safeParse(fields);
    const told = error?.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
    expect(told?.join('\n')).toContain(message);
  });

  it('refuses a network without power, and one without a synchronous state', () => {
    const still = { ...pair, document: anOscillatorDocument([0, 0], [[0, 1, 1]]) };
    expect(() => study({}, still)).toThrow(/moves nothing/);
    const torn = { ...pair, document: anOscillatorDocument([2, -2], [[0, 1, 1]]) };
    expect(() => study({}, torn)).toThrow(/no synchronous state/);
  });
});

describe('its verdicts', () => {
  /** Runs whose indicators cross their thresholds where we say: the reduction alone. */
  function judged(coherenceAt: number, angleAt: number): LeadingIndicatorResult {
    const spec = leadingIndicatorSpecSchema.parse(quick);
    const series = (crossing: (kind: string) => number) =>
      Object.fromEntries(
        indicatorKinds.map((kind) => {
          const below =
            kind === 'coherence' || kind.endsWith('recovery') || kind === 'angle-margin';
          const values = Float64Array.from(
            { length: 40 },
            (_, k) => (k + 1 >= crossing(kind) ? 2 : 0) * (below ? -1 : 1),
          );
          return [kind, values];
        }),
      ) as IndicatorPart['runs'][number]['series'];
    const part = (role: IndicatorPart['role']): IndicatorPart => ({
      ...{ nodes: 2, direction: '', dt: 0.01, ignored: [], warnings: [], role },
      recovery: [],
      criticalLoading: { value: 1, unit: '%', edge: null },
      runs: Array.from({ length: 20 }, () =>
        role === 'ramp'
          ? {
              lossSeconds: 38,
              series: series((kind) =>
                kind === 'angle-margin' ? angleAt : kind === 'coherence' ? coherenceAt : Infinity,
              ),
            }
          : { lossSeconds: null, series: series(() => Infinity) },
      ),
    });
    return reduceLeadingIndicator(pair, spec, [part('calibration'), part('quiet'), part('ramp')]);
  }

  it('lead where the alarm comes before that of the angle margin, with the seconds', () => {
    const { indicators, verdict } = judged(30, 35);
    expect(indicators[0]).toMatchObject({
      verdict: 'leads',
      noticeSeconds: { median: 8 },
      leadOverAngle: { median: 5 },
      falseAlarms: { count: 0, of: 20 },
    });
    expect(verdict).toContain('the coherence gives notice before');
  });

  it('lag where it comes after, are level where together, and give no notice without an alarm', () => {
    expect(judged(36, 30).indicators[0]!.verdict).toBe('lags');
    const { indicators, verdict } = judged(30, 30);
    expect(indicators[0]!.verdict).toBe('level');
    expect(indicators[1]!.verdict).toBe('no-notice');
    expect(indicators[1]!.words).toContain('0 of 20');
    expect(verdict).toContain('no leading indicator');
  });

  it('count an alarm below the quiet loading as early, not as notice', () => {
    // At second 5 of 40 the ramp from 0.6 to 1.05 is at 0.656, below the quiet 0.8.
    const [coherence] = judged(5, 30).indicators;
    expect(coherence).toMatchObject({ early: 20, noticed: { count: 0 }, noticeSeconds: null });
  });
});

describe('runs under random load', () => {
  let kernel: WebAssembly.Module;

  beforeAll(async () => {
    kernel = new WebAssembly.Module(await compileSwingKernel());
  });

  const network = swingNetwork({
    omega: [0.3, -0.1, -0.2],
    M: [0.2, 0, 0.1],
    D: [0.1, 1, 0.1],
    edges: [
      [0, 1, 1],
      [1, 2, 1.5],
    ],
  });
  const problem = {
    network,
    theta0: Float64Array.of(0, -0.3, -0.4),
    noise: { deviation: Float64Array.of(0.02, 0, 0.05), correlationSeconds: 0.8 },
    powers: (_t: number, out: Float64Array): void => out.set(network.omega),
    duration: 20,
  };
  const runs = (module: WebAssembly.Module | null) =>
    noisyRuns(
      problem,
      [new RandomStream(1, 0), new RandomStream(1, 1)],
      module,
      () => false,
      () => undefined,
    );

  it('are the same to the bit in the kernel and without it', () => {
    expect(runs(kernel)).toEqual(runs(null));
  });

  it('take steps that divide the time for which noise is held', () => {
    const steps = 0.05 / stepOf(network);
    expect(steps).toBeCloseTo(Math.round(steps), 9);
  });

  it('have ten samples a second, and indicators by the second once their window is full', () => {
    const [run] = runs(kernel);
    expect(run!.coherence).toHaveLength(201);
    const series = indicatorSeries(run!, 5);
    expect(series.coherence).toHaveLength(20);
    expect(series['coherence-variance'].findIndex((value) => !Number.isNaN(value))).toBe(4);
    const last = run!.largestAngle.slice(190, 200);
    const margin = Math.PI / 2 - last.reduce((sum, angle) => sum + angle, 0) / 10;
    expect(series['angle-margin'][19]).toBeCloseTo(margin, 12);
  });

  it('swing as wide as linear theory has it: sd of a damped line under slow noise', () => {
    // Noise far slower than the line: angle = asin(p / a), so its sd is sigma / (a cos angle).
    const line = swingNetwork({ omega: [0, 0], M: [0, 0], D: [0.05, 0.05], edges: [[0, 1, 1]] });
    const [run] = noisyRuns(
      {
        network: line,
        theta0: new Float64Array(2),
        noise: { deviation: Float64Array.of(0.1, 0.1), correlationSeconds: 2 },
        powers: (_t, out) => out.fill(0),
        duration: 3000,
      },
      [new RandomStream(3)],
      kernel,
      () => false,
      () => undefined,
    );
    // theta_0 - theta_1 follows (eta_0 - eta_1) / 2, of standard deviation 0.1 / sqrt 2, closely.
    const squares = run!.largestAngle.reduce((sum, angle) => sum + angle * angle, 0);
    expect(Math.sqrt(squares / run!.largestAngle.length)).toBeCloseTo(0.1 / Math.SQRT2, 2);
  });
});
