import { compileKuramotoKernel } from '../../build/compile-kernels.mjs';
import { meanFieldStepper } from '../../src-main/equations/oscillators/kuramoto-kernel.ts';
import { MeanFieldKuramoto } from '../../src-main/equations/oscillators/mean-field-kuramoto.ts';
import { RungeKutta4 } from '../../src-main/numerics/ode/runge-kutta-4.ts';
import { runDraws } from '../../src-main/studies/coherence/draws.ts';
import { settingOf } from '../../src-main/studies/coherence/setting.ts';
import { coherenceSpecSchema } from '../../src-shared/studies/coherence.ts';
import { mulberry32 } from '../mulberry32.ts';
import type { Check, Workload, WorkloadPart } from '../workload.ts';

/** Frequencies, then phases, oscillator by oscillator. */
interface Start {
  readonly omega: Float64Array;
  readonly theta0: Float64Array;
  readonly strength: null;
}

function starts(n: number, draws: number, seed: number): Start[] {
  const random = mulberry32(seed);
  const normal = (): number => {
    const radius = Math.sqrt(-2 * Math.log(1 - random()));
    return radius * Math.cos(2 * Math.PI * random());
  };
  return Array.from({ length: draws }, () => ({
    omega: Float64Array.from({ length: n }, normal),
    theta0: Float64Array.from({ length: n }, () => 2 * Math.PI * random()),
    strength: null,
  }));
}

const context = { stopped: () => false, progress: () => undefined };

/**
 * The Kuramoto model all to all, from frequencies and phases to the coherence at every step.
 *
 * By count of operations, of the time of (a) three quarters are the stages and a quarter is the end of
 * the step; of a stage of 40 operations, 8 are the rate, 18 the series of sine and cosine, 8 the turn
 * and the sums. Full sines, 55 operations, come every 16 steps. Two draws run side by side; their 20
 * oscillators stay in the nearest cache. What is left to the C program is the fused multiply-add that
 * plain SIMD of WebAssembly does not have.
 */
export const kuramoto: Workload = {
  name: 'W4',
  title: 'Kuramoto model by its mean field',
  parts: async () => {
    const kernel = new WebAssembly.Module(await compileKuramotoKernel());
    return [manyDraws(kernel), oneLargeRun(kernel)];
  },
};

/** Mean over the draws of the mean coherence at each coupling, by two independent programs. */
const published = [0.252347943229, 0.34399445671, 0.729554157612, 0.926716284997, 0.979267072715];

function manyDraws(kernel: WebAssembly.Module): WorkloadPart {
  const draws = starts(20, 1000, 20);
  const spec = coherenceSpecSchema.parse({ n: 20, samples: draws.length });
  const setting = settingOf({ kind: 'none' }, spec);
  const means = (count: number, module: WebAssembly.Module | null): number[] => {
    const range = { from: 0, to: count };
    const { perK } = runDraws(spec, setting, range, (index) => draws[index]!, context, module);
    return perK.map(({ mean }) => mean.reduce((sum, C) => sum + C, 0) / count);
  };
  let found: number[] = [];
  return {
    name: '(a) 20 oscillators, 1000 draws, 5 couplings',
    targetMilliseconds: 10_000,
    contestants: [
      { label: 'WebAssembly SIMD, two draws', run: () => (found = means(1000, kernel)) },
      { label: 'TypeScript, a tenth of the draws', run: () => void means(100, null) },
    ],
    checks: () =>
      spec.K.map((K, k) => ({
        label: `mean coherence at K = ${K}`,
        found: found[k] ?? NaN,
        expected: published[k]!,
        // Chaos makes single draws differ by 1e-9, their mean by less than this.
        tolerance: 1e-6,
      })),
  };
}

function oneLargeRun(kernel: WebAssembly.Module): WorkloadPart {
  const [start] = starts(10_000, 1, 10_000);
  const [K, dt, steps] = [2, 0.05, 400];
  const coherence = new Float64Array(steps + 1);
  const byStepper = (module: WebAssembly.Module | null, out: Float64Array): void => {
    const stepper = meanFieldStepper([{ ...start!, K }], module);
    stepper.advance(steps, dt);
    for (let k = 0; k < steps; k++) out[k] = stepper.coherence[2 * k]!;
    stepper.look();
    out[steps] = stepper.coherence[0]!;
  };
  return {
    name: '(b) 10,000 oscillators, 400 steps',
    targetMilliseconds: 90,
    contestants: [
      { label: 'WebAssembly SIMD', run: () => byStepper(kernel, coherence) },
      {
        label: 'RK4 with full sines, TypeScript',
        run: () => {
          const method = new RungeKutta4(new MeanFieldKuramoto(start!.omega, K));
          method.state.set(start!.theta0);
          method.begin(0);
          for (let k = 0; k < steps; k++) method.step(0, dt);
        },
      },
      { label: 'the same stages, TypeScript', run: () => byStepper(null, new Float64Array(401)) },
    ],
    checks: () => checksOfLargeRun(coherence),
  };
}

function checksOfLargeRun(coherence: Float64Array): Check[] {
  const later = coherence.subarray(200);
  const tolerance = 1e-9;
  return [
    { label: 'C(0)', found: coherence[0]!, expected: 0.003768765206537, tolerance },
    { label: 'C(20)', found: coherence[400]!, expected: 0.702794058944, tolerance },
    {
      label: 'mean C over 10 to 20 s',
      found: later.reduce((sum, C) => sum + C, 0) / later.length,
      expected: 0.588206982754,
      tolerance,
    },
  ];
}
