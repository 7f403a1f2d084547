import { beforeAll, describe, expect, it } from 'vitest';

import { compileKuramotoKernel } from '../../../../build/compile-kernels.mjs';
import { KuramotoKernel } from '../../../../src-main/equations/oscillators/kuramoto-kernel.ts';
import { MeanFieldKuramoto } from '../../../../src-main/equations/oscillators/mean-field-kuramoto.ts';
import { MeanFieldSteps } from '../../../../src-main/equations/oscillators/mean-field-steps.ts';
import type {
  MeanFieldRun,
  MeanFieldRuns,
  MeanFieldStepper,
} from '../../../../src-main/equations/oscillators/mean-field-runs.ts';
import type { OdeSystem } from '../../../../src-main/numerics/ode/ode-system.ts';
import { RungeKutta4 } from '../../../../src-main/numerics/ode/runge-kutta-4.ts';
import { RandomStream } from '../../../../src-main/numerics/random/random-stream.ts';

function aRun(n: number, K: number, sample: number, disordered = false, spread = 1): MeanFieldRun {
  const random = new RandomStream(20, sample);
  const draws = (draw: () => number): Float64Array => Float64Array.from({ length: n }, draw);
  return {
    omega: draws(() => spread * random.normal()),
    theta0: draws(() => 20 * random.uniform() - 10),
    strength: disordered ? draws(() => 0.5 + random.uniform()) : null,
    K,
  };
}

/** The double sum over all pairs, term by term: no mean field. */
function pairwise({ omega, strength, K }: MeanFieldRun): OdeSystem {
  const n = omega.length;
  const s = strength ?? new Float64Array(n).fill(1);
  return {
    dimension: n,
    derivative: (_t, theta, out) => {
      for (let i = 0; i < n; i++) {
        let pull = 0;
        for (let j = 0; j < n; j++) pull += s[j]! * Math.sin(theta[j]! - theta[i]!);
        out[i] = omega[i]! + (K / n) * s[i]! * pull;
      }
    },
  };
}

function byRungeKutta(system: OdeSystem, run: MeanFieldRun, steps: number, h: number): number[] {
  const method = new RungeKutta4(system);
  method.state.set(run.theta0);
  method.begin(0);
  for (let step = 0; step < steps; step++) method.step(step * h, h);
  return [...method.state];
}

const anglesOf = (stepper: MeanFieldStepper, run: number, n: number): number[] => {
  const out = new Float64Array(n);
  stepper.angles(run, out);
  return [...out];
};

const largestError = (found: number[], expected: number[]): number =>
  Math.max(...found.map((value, i) => Math.abs(value - expected[i]!)));

describe('steps of the mean-field model', () => {
  // Frequencies times steps that take the short series, the long one, and full sines.
  it.each([
    [0.01, 1],
    [0.05, 1.5],
    [0.2, 4],
  ])('are those of Runge and Kutta over the sum of all pairs, h = %d, spread %d', (h, spread) => {
    const run = aRun(11, 2, 3, true, spread);
    const steps = new MeanFieldSteps([run]);
    steps.advance(100, h);
    const expected = byRungeKutta(pairwise(run), run, 100, h);
    expect(largestError(anglesOf(steps, 0, 11), expected)).toBeLessThan(2e-12);
  });

  it('without strengths are those of the paper, for each of two runs side by side', () => {
    const runs: MeanFieldRuns = [aRun(20, 0.5, 1), aRun(20, 3, 2)];
    const steps = new MeanFieldSteps(runs);
    steps.advance(200, 0.01);
    runs.forEach((run, r) => {
      const system = new MeanFieldKuramoto(run.omega, run.K);
      const expected = byRungeKutta(system, run, 200, 0.01);
      expect(largestError(anglesOf(steps, r, 20), expected)).toBeLessThan(1e-12);
    });
  });

  it('trace the coherence at the start of each step, plain and weighted', () => {
    const run = aRun(7, 1, 5, true);
    const steps = new MeanFieldSteps([run]);
    const phasor = (weights: Float64Array, theta: readonly number[]): number => {
      const total = weights.reduce((sum, s) => sum + s, 0);
      const x = theta.reduce((sum, angle, i) => sum + weights[i]! * Math.cos(angle), 0);
      const y = theta.reduce((sum, angle, i) => sum + weights[i]! * Math.sin(angle), 0);
      return Math.hypot(x, y) / total;
    };
    const ones = new Float64Array(7).fill(1);
    for (let step = 0; step < 5; step++) {
      const theta = anglesOf(steps, 0, 7);
      steps.advance(1, 0.01);
      expect(steps.coherence[0]).toBeCloseTo(phasor(ones, theta), 13);
      expect(steps.weighted[0]).toBeCloseTo(phasor(run.strength!, theta), 13);
    }
  });

  it('refuse runs of different sizes and more steps than are traced', () => {
    expect(() => new MeanFieldSteps([aRun(4, 1, 1), aRun(5, 1, 1)])).toThrow(/one size/);
    expect(() => new MeanFieldSteps([aRun(4, 1, 1)]).advance(513, 0.01)).toThrow(/at most 512/);
  });
});

describe('the Kuramoto kernel in WebAssembly', () => {
  let module: WebAssembly.Module;

  beforeAll(async () => {
    module = new WebAssembly.Module(await compileKuramotoKernel());
  });

  const cases: [string, MeanFieldRuns, number][] = [
    ['two runs', [aRun(20, 0.5, 1), aRun(20, 5, 2)], 0.01],
    ['two runs with strengths', [aRun(9, 2, 3, true), aRun(9, 2, 4, true)], 0.01],
    ['one run of an even size', [aRun(30, 2, 5, true)], 0.05],
    ['one run of an odd size', [aRun(31, 2, 6)], 0.05],
    ['stages that turn far', [aRun(12, 3, 7, true, 40), aRun(12, 1, 8)], 0.05],
  ];

  it.each(cases)('equals the TypeScript form to the bit: %s', (_title, runs, h) => {
    const both = [new KuramotoKernel(module, runs), new MeanFieldSteps(runs)];
    const found = both.map((stepper) => {
      stepper.advance(512, h);
      const trace = [...stepper.coherence, ...stepper.weighted];
      stepper.advance(100, h);
      stepper.look();
      const n = runs[0].omega.length;
      const angles = runs.flatMap((_, r) => anglesOf(stepper, r, n));
      return [...trace, stepper.coherence[0]!, ...angles];
    });
    expect(found[0]).toEqual(found[1]);
  });
});
