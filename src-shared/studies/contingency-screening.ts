import { z } from 'zod';

import { compensationSchema } from '../grid/dispatch-rule.ts';
import { elementRefSchema } from '../grid/edit-schema.ts';
import { contingencySchema } from './contingency.ts';
import type { Contingency } from './contingency.ts';
import { defaultModelOptions, modelOptionsSchema } from './model-options.ts';
import type { Assumption, EdgeRef } from './model-options.ts';
import type { Equilibrium } from './sync-condition.ts';

/** Which outage leaves the least margin? The condition after every outage, and the exact angle. */
export const contingencyScreeningSpecSchema = z.strictObject({
  model: modelOptionsSchema.default(defaultModelOptions),
  /** null: every single outage of the kinds below. */
  contingencies: z.array(contingencySchema).nullable().default(null),
  /** Kinds of elements that go out one by one; a bus goes with everything at it. */
  singles: z
    .array(z.enum(['branches', 'machines', 'loads', 'buses']))
    .default(['branches', 'machines']),
  /** N-2 beside them: all pairs of these elements, or of the branches with the worst single outages. */
  pairs: z
    .strictObject({
      elements: z.array(elementRefSchema).min(2).max(2000).nullable().default(null),
      /** Where no elements are named: of how many of the worst branches. */
      worst: z.number().int().min(2).max(1000).default(30),
    })
    .nullable()
    .default(null),
  /** Which machines make up for a machine or load that is lost; null: the balance rule of the model. */
  compensation: compensationSchema.nullable().default(null),
  /** For how many of the worst the equilibrium is solved exactly. */
  exactForWorst: z.number().int().nonnegative().default(20),
});

export type ContingencyScreeningSpec = z.infer<typeof contingencyScreeningSpecSchema>;

/** An edge over its angle limit, by the condition: arcsin of its linear difference. */
export interface Violation extends EdgeRef {
  /** rad */
  readonly angle: number;
  readonly limit: number;
}

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
  /** Islands afterwards, single buses included; 1 where nothing is cut off. */
  readonly islands: number;
  /** Of the elements that went out themselves. */
  readonly lostGenerationMw: number;
  readonly lostLoadMw: number;
  /**
   * Largest angle over its limit by the condition, and where; this ranks outages of equal norm. null
   * where it was not evaluated: of large networks only the worst outages are looked at so closely.
   */
  readonly largestLoading: number | null;
  readonly loadedEdge: EdgeRef | null;
  /** Edges over their limits, the worst first, at most twenty; and how many there are. */
  readonly violations: readonly Violation[];
  readonly violationCount: number | null;
  /** The same at the exact state; null where that was not solved for. */
  readonly exactLoading: number | null;
  /** Place among the outages that leave the network whole, 1 the worst; null where it is islanded. */
  readonly rankPredicted: number | null;
  /** Place among those solved exactly. */
  readonly rankExact: number | null;
  /**
   * Place in the list of the first outage that takes the same off the network (a parallel identical
   * circuit, the same elements once more) and whose answer this one shares; null where there is none
   * before it. Results of before 0.1 do not say.
   */
  readonly equalTo?: number | null;
}

/** An edge that is over its limit after some outage, by the condition. */
export interface LoadedElement extends EdgeRef {
  /** rad */
  readonly limit: number;
  /** After how many outages, equal ones each counted. */
  readonly outages: number;
  /** The largest angle over the limit, and the place of the outage in the list. */
  readonly worst: number;
  readonly worstOutage: number;
  /** The same before any outage; null where it is within its limit then and nobody looked closer. */
  readonly base: number | null;
}

export interface ContingencyScreeningResult {
  readonly base: {
    readonly norm: number;
    readonly worstEdge: EdgeRef | null;
    readonly maxAngleDifference: number | null;
    readonly largestLoading: number;
    readonly loadedEdge: EdgeRef | null;
    readonly violations: readonly Violation[];
    readonly violationCount: number;
  };
  /** In the order of the contingency list. */
  readonly outages: readonly OutageResult[];
  /**
   * Every edge that is over its limit after some outage whose edges were looked at, the worst first.
   * Results of before 0.1 do not say.
   */
  readonly byElement?: readonly LoadedElement[];
  readonly ignored: readonly Assumption[];
  readonly warnings: readonly string[];
}

/** Outages that share one answer: by the place of the first of them, the places of all, where there are more. */
export function equalOutages(
  outages: readonly Pick<OutageResult, 'equalTo'>[],
): ReadonlyMap<number, readonly number[]> {
  const groups = new Map<number, number[]>();
  outages.forEach(({ equalTo }, place) => {
    if (typeof equalTo !== 'number') return;
    const group = groups.get(equalTo) ?? [equalTo];
    group.push(place);
    groups.set(equalTo, group);
  });
  return groups;
}
