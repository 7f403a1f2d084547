import { beforeAll, describe, expect, it } from 'vitest';

import { compileKuramotoKernel } from '../../build/compile-kernels.mjs';
import { planCoherence } from '../../src-main/studies/coherence/plan.ts';
import { reduceCoherence } from '../../src-main/studies/coherence/reduce.ts';
import { runCoherence } from '../../src-main/studies/coherence/run.ts';
import { coherenceSpecSchema } from '../../src-shared/studies/coherence.ts';
import type { CoherenceResult } from '../../src-shared/studies/coherence.ts';
import { quietContext } from '../fixtures/study-context.ts';

/**
 * The validation scheme of paper A over 1000 draws of an independent program (numpy, other random
 * numbers): mean coherence over 25 to 50 s, and in how many draws the paper's statements hold.
 */
const published = {
  mean: [0.254, 0.35, 0.733, 0.926, 0.979],
  meanBelow04: 0.994,
  curveBelow04: 0.035,
  meanBetween06And08: 0.42,
};

const draws = 200;

describe('the validation scheme of paper A', () => {
  let result: CoherenceResult;

  beforeAll(async () => {
    const kernel = new WebAssembly.Module(await compileKuramotoKernel());
    const nothing = { kind: 'none' } as const;
    const spec = coherenceSpecSchema.parse({ samples: draws });
    const context = quietContext({ seed: 11 });
    const parts = planCoherence(nothing, spec).chunks.map((chunk) =>
      runCoherence(nothing, spec, chunk, context, { meanField: kernel, swing: null }),
    );
    result = reduceCoherence(nothing, spec, parts);
  }, 120_000);

  it('has the mean coherence of the independent program within four standard errors', () => {
    result.perK.forEach(({ meanCoherence, spread }, k) => {
      // Both are samples; the published figures have three digits.
      const error = Math.hypot(1, Math.sqrt(draws / 1000)) * spread!.standardError + 0.0005;
      expect(Math.abs(meanCoherence - published.mean[k]!)).toBeLessThan(4 * error);
    });
  });

  it("has the shares of draws in which the paper's statements hold, within four standard errors", () => {
    const near = (share: number, expected: number): void => {
      const error = Math.sqrt(expected * (1 - expected) * (1 / draws + 1 / 1000));
      expect(Math.abs(share - expected)).toBeLessThan(4 * error + 0.005);
    };
    const [weak, middle, strong] = result.statements;
    near(weak!.mean.share, published.meanBelow04);
    near(weak!.curve.share, published.curveBelow04);
    near(middle!.mean.share, published.meanBetween06And08);
    expect(strong!.mean.share).toBe(1);
    expect(strong!.curve.share).toBe(1);
  });
});
