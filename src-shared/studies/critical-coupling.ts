import { z } from 'zod';

import { dispatchSchema } from '../grid/dispatch-rule.ts';
import type { LoadingAnswer } from './loading-ramp.ts';
import { defaultModelOptions, modelOptionsSchema } from './model-options.ts';
import type { Assumption, EdgeRef } from './model-options.ts';
import { nodeDirectionSchema, refuseTwoDirections } from './node-direction.ts';
import type { LoadingUnit } from './node-direction.ts';
import {
  graphFamilies,
  graphParameter,
  nodeCount,
  noneOrMore,
  oneOrMore,
  powerLaws,
  refuseImpossible,
} from './random-law.ts';
import type { EnsemblePoint } from './random-law.ts';

/**
 * How far is the predicted critical coupling from the exact one? Of random networks (paper B,
 * figure 3), a row for every combination of the lists; or, without `graph`, of the network at hand.
 */
export const criticalCouplingSpecSchema = z
  .strictObject({
    /** null: the network at hand. */
    graph: noneOrMore(z.enum(graphFamilies)).default(null),
    n: oneOrMore(nodeCount).default([20]),
    /** erdos-renyi: probability of an edge; random-geometric: radius; watts-strogatz: rewiring. */
    p: oneOrMore(graphParameter).default([0.5]),
    omega: oneOrMore(z.enum(powerLaws)).default(['uniform']),
    /** Of each row. */
    samples: z.number().int().min(1).max(1_000_000).default(100),
    /** Angle that no edge may pass, rad. */
    angleLimit: z
      .number()
      .positive()
      .max(Math.PI / 2)
      .default(Math.PI / 2),
    /**
     * How far the network at hand can be stressed this way, beside the uniform gain; its amount only
     * fixes the sign. null: the gain alone.
     */
    direction: dispatchSchema.nullable().default(null),
    /** The same node by node, for bare oscillators and for what no rule says. */
    nodeDirection: nodeDirectionSchema.nullable().default(null),
    /** How a power network becomes an oscillator network; random networks are not asked. */
    model: modelOptionsSchema.default(defaultModelOptions),
  })
  .superRefine(refuseImpossible)
  .refine(({ graph, direction }) => graph === null || direction === null, {
    path: ['direction'],
    message: 'Random networks have no areas, generators or loads to move: leave it out, or graph.',
  })
  .refine(({ graph, nodeDirection }) => graph === null || nodeDirection === null, {
    path: ['nodeDirection'],
    message: 'Random networks are drawn without it: leave it out, or graph.',
  })
  .superRefine(refuseTwoDirections);

export type CriticalCouplingSpec = z.infer<typeof criticalCouplingSpecSchema>;

/** Means over the samples of a point; null where there are none. */
export interface CriticalCouplingRow extends EnsemblePoint {
  /** not-connected: the law gave no connected graph; it is left without figures. */
  readonly status: 'ok' | 'not-connected';
  /** Samples with an exact coupling. */
  readonly samples: number;
  /** K_exact / K_predicted. */
  readonly ratioMean: number | null;
  readonly ratioStandardError: number | null;
  readonly ratioLeast: number | null;
  readonly ratioLargest: number | null;
  readonly predictedMean: number | null;
  readonly exactMean: number | null;
  /** Coupling that the algebraic connectivity asks for (sufficient), over the exact one. */
  readonly connectivityRatioMean: number | null;
  /** Coupling that the degrees ask for (necessary), over the exact one. */
  readonly degreeRatioMean: number | null;
  /** Graphs thrown away because they were not connected. */
  readonly redrawn: number;
  /** Samples in which the search for the exact coupling did not settle. */
  readonly unsettled: number;
}

/** The largest island of the network at hand; every one in `islands`. */
export interface NetworkCoupling {
  readonly nodes: number;
  readonly edges: number;
  readonly predicted: number;
  readonly exact: number | null;
  readonly ratio: number | null;
  readonly worstEdge: EdgeRef | null;
  readonly connectivityBound: number | null;
  readonly degreeBound: number;
  /** Along the stress direction; null where none was named. */
  readonly stress: StressedCoupling | null;
  /** Every island, the one above first: each asks for a coupling of its own. */
  readonly islands: readonly IslandCoupling[];
}

export interface IslandCoupling {
  readonly buses: number;
  /** Lowest bus number in it. */
  readonly firstBus: number;
  /** null where there is nothing to evaluate; `message` then says why. */
  readonly predicted: number | null;
  readonly exact: number | null;
  readonly worstEdge: EdgeRef | null;
  readonly message: string | null;
}

/** How far the powers can go in a direction until an edge reaches the angle limit. */
export interface StressedCoupling {
  /** In words. */
  readonly direction: string;
  /** Of the loadings. */
  readonly unit: LoadingUnit;
  readonly predicted: LoadingAnswer;
  readonly exact: LoadingAnswer;
  /** Exact over predicted loading; null where one is missing or 0. */
  readonly ratio: number | null;
}

export interface CriticalCouplingResult {
  /** Over all samples of all rows; of the network where there are no rows. */
  readonly ratioMean: number | null;
  readonly ratioStandardError: number | null;
  readonly redrawn: number;
  readonly rows: readonly CriticalCouplingRow[];
  /** Of every sample, row by row; NaN where missing. */
  readonly exact: Float64Array;
  readonly predicted: Float64Array;
  /** Where the study ran on the network at hand. */
  readonly network: NetworkCoupling | null;
  readonly ignored: readonly Assumption[];
  readonly warnings: readonly string[];
}
