import { criticalCouplingSpecSchema } from '../../src-shared/studies/critical-coupling.ts';
import type { StudyContext } from '../../src-shared/studies/study-room.ts';
import { statisticalCorrectnessSpecSchema } from '../../src-shared/studies/statistical-correctness.ts';
import { reduceCriticalCoupling } from '../../src-main/studies/critical-coupling/reduce.ts';
import { runCriticalCoupling } from '../../src-main/studies/critical-coupling/run.ts';
import { runStatisticalCorrectness } from '../../src-main/studies/statistical-correctness/run.ts';
import type { Workload, WorkloadPart } from '../workload.ts';

/** Sizes of paper B's figure 3. */
const SIZES = [10, 20, 40, 80, 160];
const COUPLING_SAMPLES = 20;
const CORRECTNESS_SAMPLES = 200;

/** Mean of exact over predicted coupling in these samples, seed 1: must never change. */
const ratios: Readonly<Record<number, number>> = {
  10: 0.9531592198087361,
  20: 0.8659254506551045,
  40: 0.8037729824641837,
  80: 0.7695665907893355,
  160: 0.7628628865950217,
};

const none = { kind: 'none' } as const;
const context: StudyContext = { seed: 1, stopped: () => false, progress: () => undefined };

/** What a sample of the studies on random networks costs against the size of the network. */
export const randomNetworks: Workload = {
  name: 'ENSEMBLES',
  title: 'Cost of a random network against its size',
  parts: () => [...SIZES.map(couplingPart), ...SIZES.map(correctnessPart)],
};

/** The sample of figure 3: draw, norm, algebraic connectivity, exact coupling. */
function couplingPart(n: number): WorkloadPart {
  const given = { graph: 'erdos-renyi', n, p: 0.3, samples: COUPLING_SAMPLES };
  const spec = criticalCouplingSpecSchema.parse(given);
  const chunk = { row: 0, from: 0, to: COUPLING_SAMPLES };
  let part: ReturnType<typeof runCriticalCoupling> | null = null;
  return {
    name: `${COUPLING_SAMPLES} exact couplings, n ${n}`,
    targetMilliseconds: null,
    contestants: [
      {
        label: 'figure 3, Erdős–Rényi, p 0.3',
        run: () => (part = runCriticalCoupling(none, spec, chunk, context)),
      },
    ],
    checks: () => {
      const ratio = part && reduceCriticalCoupling(none, spec, [part]).ratioMean;
      const expected = ratios[n]!;
      return [{ label: 'mean ratio', found: ratio ?? NaN, expected, tolerance: 1e-9 }];
    },
  };
}

/** The sample of the statistical test: draw, norm, exact state. */
function correctnessPart(n: number): WorkloadPart {
  const given = { graph: 'erdos-renyi', n, p: 0.3, samples: CORRECTNESS_SAMPLES };
  const spec = statisticalCorrectnessSpecSchema.parse(given);
  const chunk = { row: 0, from: 0, to: CORRECTNESS_SAMPLES };
  let correct = 0;
  return {
    name: `${CORRECTNESS_SAMPLES} exact states, n ${n}`,
    targetMilliseconds: null,
    contestants: [
      {
        label: 'statistical test, Erdős–Rényi, p 0.3',
        run: () => {
          const { samples, violations } = runStatisticalCorrectness(none, spec, chunk, context);
          correct = samples - violations;
        },
      },
    ],
    checks: () => [
      { label: 'right', found: correct, expected: CORRECTNESS_SAMPLES, tolerance: 0.01 },
    ],
  };
}
