import { existsSync, readFileSync } from 'node:fs';

import { describe, expect, it } from 'vitest';

import { planCoherence } from '../../src-main/studies/coherence/plan.ts';
import { reduceCoherence } from '../../src-main/studies/coherence/reduce.ts';
import { runCoherence } from '../../src-main/studies/coherence/run.ts';
import { coherenceSpecSchema } from '../../src-shared/studies/coherence.ts';
import { quietContext } from '../fixtures/study-context.ts';

interface GoldenRun {
  readonly K: number;
  readonly theta_T: readonly number[];
  readonly C_times: readonly number[];
  readonly C_at_times: readonly number[];
  readonly mean_C_all_5001_samples: number;
  readonly mean_C_second_half_t_ge_25: number;
  readonly local_C_T_groups: readonly number[];
  readonly local_C_mean_second_half: readonly number[];
  readonly weighted_C_T_ramp: number;
  readonly trailing_window_5s_C_at_times: readonly number[];
  readonly universal_link_order_T: number;
  readonly mean_frequency_T_minus_mean_omega: number;
  readonly perturbation_growth_factor_1e9: number;
}

interface Golden {
  readonly definitions: { readonly groups: readonly (readonly number[])[] };
  readonly cases: readonly {
    readonly omega: readonly number[];
    readonly theta0: readonly number[];
    readonly runs: readonly GoldenRun[];
  }[];
  readonly Kc: Readonly<Record<string, number>>;
}

const file = new URL('../../../shared/golden/kuramoto.json', import.meta.url);
const nothing = { kind: 'none' } as const;
const context = quietContext();

describe.skipIf(!existsSync(file))(
  'the coherence study on ../shared/golden/kuramoto.json (skipped where that file is not)',
  () => {
    const golden = (): Golden => JSON.parse(readFileSync(file, 'utf8')) as Golden;

    it('gives the curves and the final values of every scale, at every coupling', () => {
      const { cases, definitions } = golden();
      const { omega, theta0, runs } = cases[0]!;
      const spec = coherenceSpecSchema.parse({
        omega,
        theta0,
        K: runs.map(({ K }) => K),
        dt: 0.01,
        duration: 50,
        window: 5,
        groups: definitions.groups,
        weights: omega.map((_, j) => j + 1),
      });
      const parts = planCoherence(nothing, spec).chunks.map((chunk) =>
        runCoherence(nothing, spec, chunk, context),
      );
      const { perK, time } = reduceCoherence(nothing, spec, parts);
      expect(time).toHaveLength(5001);
      runs.forEach((run, k) => {
        const found = perK[k]!;
        // A run that amplifies disturbances amplifies rounding as well; the file says by how much.
        const tolerance = 1e-12 * Math.max(10, run.perturbation_growth_factor_1e9);
        const near = (value: number | undefined, expected: number): void =>
          expect(Math.abs(value! - expected)).toBeLessThan(tolerance);
        run.theta_T.forEach((angle, i) => near(found.thetaFinal[i], angle));
        run.C_times.forEach((t, at) => {
          const sample = Math.round(t / 0.01);
          near(found.coherence[sample], run.C_at_times[at]!);
          near(found.windowed[sample], run.trailing_window_5s_C_at_times[at]!);
        });
        near(found.meanCoherence, run.mean_C_second_half_t_ge_25);
        near(found.meanCoherenceWholeRun, run.mean_C_all_5001_samples);
        found.local.forEach((group, g) => {
          near(group.final, run.local_C_T_groups[g]!);
          near(group.mean, run.local_C_mean_second_half[g]!);
        });
        near(found.weighted.final, run.weighted_C_T_ramp);
        const mean = found.units.reduce((sum, unit) => sum + unit, 0) / omega.length;
        near(mean, run.mean_C_second_half_t_ge_25);
      });
    });

    it('links all pairs by default as the paper does, self-links included', () => {
      const { omega, theta0, runs } = golden().cases[0]!;
      const spec = coherenceSpecSchema.parse({ omega, theta0, K: [5] });
      const part = runCoherence(nothing, spec, { kind: 'coupling', K: 5 }, context);
      const [found] = reduceCoherence(nothing, spec, [part]).perK;
      const run = runs.find(({ K }) => K === 5)!;
      expect(found!.links.final).toBeCloseTo(run.universal_link_order_T, 11);
    });

    it('knows the onset of every law', () => {
      const { Kc } = golden();
      const onset = (distribution: string): number => {
        const spec = coherenceSpecSchema.parse({
          n: 2,
          samples: 1,
          distribution,
          K: [0],
          duration: 1,
        });
        const [chunk] = planCoherence(nothing, spec).chunks;
        const part = runCoherence(nothing, spec, chunk!, context);
        return reduceCoherence(nothing, spec, [part]).criticalCoupling.value;
      };
      expect(onset('normal')).toBeCloseTo(Kc['normal_sigma1']!, 12);
      expect(onset('lorentzian')).toBeCloseTo(Kc['lorentzian_gamma1']!, 12);
      expect(onset('uniform')).toBeCloseTo(Kc['uniform_halfwidth1']!, 12);
    });
  },
);
