import { z } from 'zod';

import {
  graphFamilies,
  graphParameter,
  nodeCount,
  oneOrMore,
  powerLaws,
  refuseImpossible,
} from './random-law.ts';
import type { EnsemblePoint } from './random-law.ts';
import type { ShareInterval } from './monte-carlo.ts';

const between0and1 = z.number().positive('Give a number above 0.').lt(1, 'Give a number below 1.');

/**
 * For which share of random networks does ||Bᵀ L† omega||_inf <= sin(gamma) mean that no angle is
 * above gamma? (paper B, statistical synchronization assessment). A row for every combination of the
 * lists; couplings uniform between two bounds, gamma too, and powers scaled so that the norm is
 * sin(gamma): the hardest that the condition lets pass.
 */
export const statisticalCorrectnessSpecSchema = z
  .strictObject({
    graph: oneOrMore(z.enum(graphFamilies)).default(['erdos-renyi']),
    n: oneOrMore(nodeCount).default([10, 20, 40]),
    p: oneOrMore(graphParameter).default([0.3, 0.6]),
    omega: oneOrMore(z.enum(powerLaws)).default(['uniform']),
    couplingLow: z.number().positive().default(0.5),
    couplingHigh: z.number().positive().default(1.5),
    /** Bounds of gamma, rad. */
    angleLow: z.number().nonnegative().default(0.05),
    angleHigh: z
      .number()
      .positive()
      .lt(Math.PI / 2, 'gamma is below pi/2 = 1.5708.')
      .default(1.5),
    /** The share is to be known to within this … */
    accuracy: between0and1.default(0.01),
    /** … but for this probability: how many samples that takes is Chernoff's bound. */
    risk: between0and1.default(0.01),
    /** Of each row; null: as many as accuracy and risk ask for. */
    samples: z.number().int().min(1).max(10_000_000).nullable().default(null),
  })
  .superRefine(refuseImpossible)
  .refine(({ couplingLow, couplingHigh }) => couplingLow <= couplingHigh, {
    path: ['couplingHigh'],
    message: 'couplingHigh is below couplingLow.',
  })
  .refine(({ angleLow, angleHigh }) => angleLow <= angleHigh, {
    path: ['angleHigh'],
    message: 'angleHigh is below angleLow.',
  });

export type StatisticalCorrectnessSpec = z.infer<typeof statisticalCorrectnessSpecSchema>;

/** A network for which the condition is wrong: sample `sample` of row `row`, to be drawn again. */
export interface ViolatingNetwork {
  readonly row: number;
  readonly sample: number;
  /** rad */
  readonly gamma: number;
  /** Largest angle of the exact state, rad; null where there is none below pi/2. */
  readonly exact: number | null;
}

export interface CorrectnessRow extends EnsemblePoint {
  readonly status: 'ok' | 'not-connected';
  readonly samples: number;
  readonly correct: number;
  readonly violations: number;
  /** Violations in which no state with all angles below pi/2 was found. */
  readonly noSolution: number;
  /** Share of correct samples, and its 95 % interval (Wilson); null without samples. */
  readonly share: number | null;
  readonly interval: ShareInterval;
  /** Largest exact angle minus gamma among the violations that have a state, rad; 0 without. */
  readonly worstExcess: number;
  readonly redrawn: number;
}

export interface StatisticalCorrectnessResult {
  /** Samples of a row that accuracy and risk ask for. */
  readonly chernoffSamples: number;
  readonly rows: readonly CorrectnessRow[];
  /** Over all rows. */
  readonly samples: number;
  readonly correct: number;
  readonly violations: number;
  readonly share: number | null;
  readonly interval: ShareInterval;
  readonly worstExcess: number;
  /** Worst first, up to a hundred: no state at all, then by excess. */
  readonly violating: readonly ViolatingNetwork[];
  readonly warnings: readonly string[];
}
