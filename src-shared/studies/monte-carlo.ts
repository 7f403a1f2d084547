import { z } from 'zod';

import { defaultModelOptions, modelOptionsSchema } from './model-options.ts';
import type { Assumption, EdgeRef } from './model-options.ts';

const share = (what: string) =>
  z
    .number()
    .min(0, `${what} is a share: between 0 and 1.`)
    .max(1, `${what} is a share: between 0 and 1.`);

/**
 * Is the condition right when loads and generation fluctuate? Random dispatches of one network, each
 * with the condition and the exact state (paper B, the table of ten systems).
 */
export const monteCarloSpecSchema = z.strictObject({
  model: modelOptionsSchema.default(defaultModelOptions),
  draws: z.number().int().min(1).max(1_000_000).default(1000),
  /** Shares of the loads and of the machines that are drawn normal about their own power. */
  loadFraction: share('loadFraction').default(0.5),
  unitFraction: share('unitFraction').default(0.33),
  /** Share of the machines, and of the loads, that take the imbalance in equal parts. */
  adjusterFraction: share('adjusterFraction')
    .positive('adjusterFraction is 0: somebody has to take the imbalance, give more.')
    .default(0.1),
  /** Of each power, as a share of it. */
  standardDeviation: z
    .number()
    .min(0, 'A standard deviation is not negative.')
    .max(10)
    .default(0.1),
});

export type MonteCarloSpec = z.infer<typeof monteCarloSpecSchema>;

/** 95 %, Wilson. */
export interface ShareInterval {
  readonly low: number;
  readonly high: number;
}

export interface ViolatingDraw {
  /** Index of the draw, by which it can be made again. */
  readonly draw: number;
  readonly norm: number;
  /** arcsin(norm), rad. */
  readonly predicted: number;
  /** Largest angle of the exact state, rad; null where there is none. */
  readonly exact: number | null;
  readonly worstEdge: EdgeRef | null;
}

/** correct + violations + noSolution + conservative = draws. */
export interface MonteCarloResult {
  readonly draws: number;
  readonly nodes: number;
  readonly edges: number;
  /** The condition holds, and no exact angle is above arcsin(norm). */
  readonly correct: number;
  /** The condition holds, and an exact angle is above arcsin(norm), or there is no state. */
  readonly violations: number;
  /** The condition does not hold, and there is no state with all angles below pi/2. */
  readonly noSolution: number;
  /** The condition does not hold, and there is one all the same. */
  readonly conservative: number;
  readonly intervals: {
    /** Of the draws for which the condition holds. */
    readonly correct: ShareInterval;
    readonly violations: ShareInterval;
    /** Of all draws. */
    readonly noSolution: ShareInterval;
  };
  /** Mean of |largest exact angle - arcsin(norm)|, rad; null where no draw has both. */
  readonly accuracyMean: number | null;
  readonly accuracyStandardError: number | null;
  /** The same with its sign: negative where the condition is conservative. */
  readonly signedAccuracyMean: number | null;
  /** Mean of the largest exact angle, rad. */
  readonly cohesivePhasesMean: number | null;
  readonly cohesivePhasesStandardError: number | null;
  /** Mean norm of the draws that have a state. */
  readonly normMean: number | null;
  readonly normStandardError: number | null;
  /** Of every draw; NaN where there is no state. */
  readonly norm: Float64Array;
  readonly exact: Float64Array;
  /** The first thousand. */
  readonly violating: readonly ViolatingDraw[];
  /** Edges that are the worst in most draws, and in how many. */
  readonly worstEdges: readonly (EdgeRef & { readonly draws: number })[];
  /** Without disturbance, the imbalance taken by the rule of the model. */
  readonly base: { readonly norm: number; readonly worstEdge: EdgeRef | null };
  readonly ignored: readonly Assumption[];
  readonly warnings: readonly string[];
}
