import { describe, expect, it } from 'vitest';

import { statisticalCorrectnessSpecSchema } from '../../../../src-shared/studies/statistical-correctness.ts';
import type { StatisticalCorrectnessResult } from '../../../../src-shared/studies/statistical-correctness.ts';
import { gridOfSample } from '../../../../src-main/studies/correctness-sample.ts';
import { planStatisticalCorrectness } from '../../../../src-main/studies/statistical-correctness/plan.ts';
import { reduceStatisticalCorrectness } from '../../../../src-main/studies/statistical-correctness/reduce.ts';
import { runStatisticalCorrectness } from '../../../../src-main/studies/statistical-correctness/run.ts';
import { runSyncCondition } from '../../../../src-main/studies/sync-condition/run.ts';
import { defaultModelOptions } from '../../../../src-shared/studies/model-options.ts';
import { answerChunks } from '../../../fixtures/run-study.ts';
import { quietContext } from '../../../fixtures/study-context.ts';

const none = { kind: 'none' } as const;

function study(given: object, seed = 1): StatisticalCorrectnessResult {
  const spec = statisticalCorrectnessSpecSchema.parse(given);
  const parts = answerChunks(
    planStatisticalCorrectness(none, spec),
    (chunk, context) => runStatisticalCorrectness(none, spec, chunk, context),
    seed,
  );
  return reduceStatisticalCorrectness(none, spec, parts);
}

/** Small sparse graphs, the kind for which the condition is wrong most often. */
const wrongAtTimes = { graph: 'erdos-renyi', n: 10, p: 0.3, samples: 3000 };

describe('the share of networks for which the condition is right', () => {
  it('is all of them on trees and on rings of four', () => {
    const { rows, worstExcess, violating } = study({
      graph: ['tree', 'ring'],
      n: 4,
      samples: 500,
    });
    for (const row of rows) expect(row).toMatchObject({ samples: 500, correct: 500, share: 1 });
    expect([worstExcess, violating]).toEqual([0, []]);
  });

  it('is the 99.9 % of the paper and of an independent run over 10,800 networks', () => {
    const { share, interval, samples, correct, violations, worstExcess } = study({
      graph: ['erdos-renyi', 'random-geometric', 'watts-strogatz'],
      n: [10, 20],
      p: [0.3, 0.6],
      samples: 300,
    });
    expect(samples).toBe(3 * 2 * 2 * 300);
    expect(correct + violations).toBe(samples);
    expect(share).toBeGreaterThan(0.997);
    expect(interval.low).toBeLessThan(share!);
    expect(interval.high).toBeGreaterThan(share!);
    expect(worstExcess).toBeLessThan(0.05);
  });

  it('takes as many samples as accuracy and risk ask for', () => {
    const { samples, chernoffSamples } = study({ graph: 'tree', n: 3, accuracy: 0.1, risk: 0.1 });
    expect([samples, chernoffSamples]).toEqual([150, 150]);
  });

  it('does not depend on how the samples are cut into chunks', () => {
    const spec = statisticalCorrectnessSpecSchema.parse({ ...wrongAtTimes, samples: 900 });
    const cut = [
      { row: 0, from: 0, to: 1 },
      { row: 0, from: 1, to: 700 },
      { row: 0, from: 700, to: 900 },
    ].map((chunk) => runStatisticalCorrectness(none, spec, chunk, quietContext()));
    expect(reduceStatisticalCorrectness(none, spec, cut)).toEqual(study(spec));
  });
});

describe('a violating network', () => {
  const result = study(wrongAtTimes);

  it('is kept, the worst first', () => {
    const { violations, violating, worstExcess } = result;
    expect(violations).toBeGreaterThan(0);
    expect(violating).toHaveLength(violations);
    const excesses = violating.map(({ exact, gamma }) => exact! - gamma);
    expect(excesses[0]).toBe(worstExcess);
    expect(excesses).toEqual(excesses.toSorted((a, b) => b - a));
    expect(Math.min(...excesses)).toBeGreaterThan(1e-9);
  });

  it('opens as a grid on which the condition is wrong by as much', () => {
    const spec = statisticalCorrectnessSpecSchema.parse(wrongAtTimes);
    for (const { row, sample, gamma, exact } of result.violating.slice(0, 3)) {
      const { grid } = gridOfSample(spec, 1, row, sample);
      expect(grid.buses).toHaveLength(10);
      const found = runSyncCondition(
        { kind: 'grid', grid },
        { model: defaultModelOptions },
        {},
        quietContext(),
      );
      expect(found.norm).toBeCloseTo(Math.sin(gamma), 12);
      expect(found.gammaPredicted).toBeCloseTo(gamma, 9);
      expect(found.equilibrium.maxAngleDifference).toBeCloseTo(exact!, 9);
      expect(found.equilibrium.maxAngleDifference).toBeGreaterThan(gamma);
    }
  });

  it('that is none is refused', () => {
    const spec = statisticalCorrectnessSpecSchema.parse(wrongAtTimes);
    expect(() => gridOfSample(spec, 1, 7, 0)).toThrow(/no sample 0 of row 7/);
  });
});

describe('a law that makes no sense', () => {
  it.each([
    [{ couplingLow: 2, couplingHigh: 1 }, 'couplingHigh'],
    [{ angleLow: 1.4, angleHigh: 1 }, 'angleHigh'],
    [{ angleHigh: 1.6 }, 'angleHigh'],
    [{ accuracy: 0 }, 'accuracy'],
    [{ risk: 1 }, 'risk'],
    [{ graph: 'ring', n: 2 }, 'n'],
    [{ p: 0 }, 'p'],
  ] as const)('is refused at its field: %j', (given, field) => {
    const { error } = statisticalCorrectnessSpecSchema.safeParse(given);
    expect(error?.issues.map(({ path }) => path[0])).toEqual([field]);
  });

  it('is refused when it runs where only drawing can tell', () => {
    expect(() => study({ graph: 'random-geometric', n: 60, p: 0.01, samples: 1 })).toThrow(
      /raise p/,
    );
  });
});
