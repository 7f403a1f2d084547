import { z } from 'zod';

import { defaultModelOptions, modelOptionsSchema } from './model-options.ts';
import type { Assumption, EdgeRef } from './model-options.ts';

const busNumber = z.number().int();

/** Which one new circuit raises the margin most, and which lowers it? */
export const reinforcementSpecSchema = z.strictObject({
  model: modelOptionsSchema.default(defaultModelOptions),
  candidates: z
    .discriminatedUnion('kind', [
      /** Second circuits of the branches in service. */
      z.strictObject({ kind: z.literal('parallel') }),
      /** Pairs of buses that no branch joins, at most so many branches apart. */
      z.strictObject({ kind: z.literal('within-hops'), hops: z.number().int().min(2).max(10) }),
      /** Pairs of buses that no branch joins, at most so far apart on the diagram. */
      z.strictObject({ kind: z.literal('within-distance'), distance: z.number().positive() }),
      /** These, with their reactances where known. */
      z.strictObject({
        kind: z.literal('list'),
        branches: z
          .array(
            z.strictObject({
              from: busNumber,
              to: busNumber,
              reactancePu: z.number().positive().optional(),
            }),
          )
          .min(1),
      }),
    ])
    .default({ kind: 'within-hops', hops: 2 }),
  /**
   * Reactance where a candidate names none: the median of the lines at its voltage; that, in
   * proportion to its length on the diagram; or this figure, p.u.
   */
  reactance: z.union([z.enum(['median', 'length']), z.number().positive()]).default('median'),
  /** New lines join buses of one voltage; transformers are no candidates. */
  sameVoltage: z.boolean().default(true),
  /** For how many of the best, and of those that lower the margin, the state is solved exactly. */
  exactForBest: z.number().int().nonnegative().max(1000).default(10),
});

export type ReinforcementSpec = z.infer<typeof reinforcementSpecSchema>;

/** The network with one new circuit. */
export interface Reinforcement extends EdgeRef {
  /** A branch joins the two buses already. */
  readonly isParallel: boolean;
  readonly reactancePu: number;
  readonly norm: number;
  /** Norm with it less norm without it: negative raises the margin. */
  readonly normChange: number;
  readonly worstEdge: EdgeRef | null;
  /** Largest angle over its limit, by the condition; this ranks circuits of equal norm. */
  readonly largestLoading: number;
  readonly loadedEdge: EdgeRef | null;
  /** Linear difference over the new circuit. */
  readonly dcDifference: number;
  /** The norm rises: a new line that makes it worse (Braess). */
  readonly isBraess: boolean;
  /** Exact largest angle, rad, and its change; null where it was not solved for or does not exist. */
  readonly maxAngleDifference: number | null;
  readonly exactChange: number | null;
}

export interface ReinforcementResult {
  readonly base: {
    readonly norm: number;
    readonly worstEdge: EdgeRef | null;
    readonly largestLoading: number;
    readonly loadedEdge: EdgeRef | null;
    readonly maxAngleDifference: number | null;
  };
  /** How many candidates there are, lower the norm and raise it. */
  readonly candidates: number;
  readonly improving: number;
  readonly worsening: number;
  /** The best first, at most 500. */
  readonly best: readonly Reinforcement[];
  /** Those that raise the norm, the worst first, at most 100. */
  readonly braess: readonly Reinforcement[];
  readonly ignored: readonly Assumption[];
  readonly warnings: readonly string[];
}
