import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { MeanFieldKuramoto } from '../../src-main/equations/oscillators/mean-field-kuramoto.ts';
import { FixedStep } from '../../src-main/numerics/ode/fixed-step.ts';
import { RungeKutta4 } from '../../src-main/numerics/ode/runge-kutta-4.ts';

interface GoldenRun {
  readonly K: number;
  readonly theta_T: readonly number[];
  readonly C_times: readonly number[];
  readonly C_at_times: readonly number[];
  readonly mean_C_all_5001_samples: number;
  readonly mean_C_second_half_t_ge_25: number;
  readonly perturbation_growth_factor_1e9: number;
}

interface Golden {
  readonly dt: number;
  readonly cases: readonly {
    readonly omega: readonly number[];
    readonly theta0: readonly number[];
    readonly runs: readonly GoldenRun[];
  }[];
}

const file = new URL('../../../shared/golden/kuramoto.json', import.meta.url);

const coherence = (theta: Float64Array): number => {
  let [re, im] = [0, 0];
  for (const angle of theta) [re, im] = [re + Math.cos(angle), im + Math.sin(angle)];
  return Math.hypot(re, im) / theta.length;
};

const meanOf = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

describe.skipIf(!existsSync(file))(
  'the Kuramoto trajectories of ../shared/golden/kuramoto.json (skipped where that file is not)',
  () => {
    for (const K of [0.5, 1, 2, 3, 5]) {
      it(`agree at K = ${K} in phases, coherence and its means`, () => {
        const golden = JSON.parse(readFileSync(file, 'utf8')) as Golden;
        const draw = golden.cases[0]!;
        const run = draw.runs.find((candidate) => candidate.K === K)!;
        const rk4 = new FixedStep(
          new RungeKutta4(new MeanFieldKuramoto(Float64Array.from(draw.omega), K)),
          golden.dt,
        );
        rk4.restart(0, Float64Array.from(draw.theta0));
        const C = [coherence(rk4.state)];
        for (let step = 1; step <= 5000; step++) {
          expect(rk4.advance(Infinity)).toBe('accepted');
          C.push(coherence(rk4.state));
        }
        // A run that amplifies disturbances amplifies rounding as well; the file says by how much.
        const tolerance = 1e-12 * Math.max(10, run.perturbation_growth_factor_1e9);
        const worst = Math.max(
          ...run.theta_T.map((angle, i) => Math.abs(rk4.state[i]! - angle)),
          ...run.C_times.map((t, k) => Math.abs(C[Math.round(100 * t)]! - run.C_at_times[k]!)),
        );
        expect(worst).toBeLessThan(tolerance);
        expect(meanOf(C)).toBeCloseTo(run.mean_C_all_5001_samples, 10);
        expect(meanOf(C.slice(2500))).toBeCloseTo(run.mean_C_second_half_t_ge_25, 10);
      });
    }
  },
);
