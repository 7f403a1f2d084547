import { z } from 'zod';

import { contingencySchema } from './contingency.ts';
import type { Contingency } from './contingency.ts';
import { defaultModelOptions, modelOptionsSchema } from './model-options.ts';
import type { Assumption, EdgeRef } from './model-options.ts';
import type { Equilibrium } from './sync-condition.ts';

/** Which outage leaves the least margin? The condition after every outage, and the exact angle. */
export const contingencyScreeningSpecSchema = z.strictObject({
  model: modelOptionsSchema.default(defaultModelOptions),
  /** null: every single branch and machine outage of the network. */
  contingencies: z.array(contingencySchema).nullable().default(null),
  /** For how many of the worst the equilibrium is solved exactly. */
  exactForWorst: z.number().int().nonnegative().default(20),
});

export type ContingencyScreeningSpec = z.infer<typeof contingencyScreeningSpecSchema>;

export type OutageStatus = 'ok' | 'islanding' | 'no-solution';

export interface OutageResult {
  /** The name of the contingency. */
  readonly element: string;
  readonly outage: Contingency;
  /**
   * ok: the network stays in one piece and has a synchronous state as far as is known.
   * islanding: buses are cut off. no-solution: the condition fails (norm > 1) and, where it was
   * asked, Newton found no equilibrium either.
   */
  readonly status: OutageStatus;
  /** Of what remains (for an islanding outage, of the largest island); null if nothing does. */
  readonly norm: number | null;
  readonly worstEdge: EdgeRef | null;
  /** Exact, rad; null where it was not asked for or does not exist. */
  readonly maxAngleDifference: number | null;
  readonly equilibrium: Equilibrium['status'] | null;
  /** Load in the islands cut off; 0 where nothing is cut off. */
  readonly islandedMw: number;
  /** Generation in the islands cut off. */
  readonly islandedGenerationMw: number;
  readonly islandedBuses: number;
}

export interface ContingencyScreeningResult {
  readonly base: {
    readonly norm: number;
    readonly worstEdge: EdgeRef | null;
    readonly maxAngleDifference: number | null;
  };
  /** In the order of the contingency list. */
  readonly outages: readonly OutageResult[];
  readonly ignored: readonly Assumption[];
  readonly warnings: readonly string[];
}
