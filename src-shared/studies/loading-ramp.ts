import { z } from 'zod';

import { compensationSchema, dispatchSchema } from '../grid/dispatch-rule.ts';
import { elementRefSchema } from '../grid/edit-schema.ts';
import { defaultModelOptions, modelOptionsSchema } from './model-options.ts';
import type { Assumption, EdgeRef } from './model-options.ts';
import { nodeDirectionSchema, refuseTwoDirections } from './node-direction.ts';
import type { LoadingUnit } from './node-direction.ts';

const busNumber = z.number().int();

/** How much more can be loaded in a stress direction: predicted, exact and by a slow ramp. */
export const loadingRampSpecSchema = z
  .strictObject({
    model: modelOptionsSchema.default(defaultModelOptions),
    /**
     * Where power goes up and who compensates. Its amount only fixes the sign: the loading is the
     * answer, in its unit. Machine limits bend no line: passing them is a warning. null: all powers
     * in proportion, in %.
     */
    direction: dispatchSchema.nullable().default(null),
    /** The same node by node, for bare oscillators and for what no rule says. */
    nodeDirection: nodeDirectionSchema.nullable().default(null),
    /** Out of service before anything is loaded: branches, machines, loads. */
    outages: z.array(elementRefSchema).default([]),
    /** Who makes up for machines and loads that are out. */
    replacement: z
      .strictObject({
        ...compensationSchema.shape,
        limits: z.enum(['respect', 'ignore']).default('respect'),
      })
      .default({ group: { kind: 'all' }, share: 'pmax', limits: 'respect' }),
    /** Ratings and angle limits of the branches, 90 degrees, or none: up to the saddle-node. */
    limits: z.enum(['ratings', 'right-angle', 'none']).default('ratings'),
    /** Limits of single edges in their place, rad. */
    edgeLimits: z
      .array(
        z.strictObject({
          from: busNumber,
          to: busNumber,
          angle: z
            .number()
            .positive()
            .max(Math.PI / 2),
        }),
      )
      .default([]),
    /**
     * Shifts the base transfer along the direction until the predicted loading is this. Marked in the
     * result, as the base is then no longer that of the network.
     */
    calibrateTo: z.number().positive().nullable().default(null),
    ramp: z
      .strictObject({
        simulate: z.boolean().default(true),
        /** Loadings that the ramp starts from and ends at; null: 2 % about the answers. */
        from: z.number().nonnegative().nullable().default(null),
        to: z.number().positive().nullable().default(null),
        durationSeconds: z.number().positive().max(10_000).default(60),
        /** How long the simulation goes on at the highest loading. */
        holdSeconds: z.number().nonnegative().max(10_000).default(20),
      })
      .default({ simulate: true, from: null, to: null, durationSeconds: 60, holdSeconds: 20 }),
    /** Damping D of a bus without machines, p.u. power per rad/s. */
    loadDamping: z.number().positive().default(0.1),
    /** Error per step of the simulation, rad. */
    tolerance: z.number().positive().default(1e-6),
  })
  .superRefine(refuseTwoDirections);

export type LoadingRampSpec = z.infer<typeof loadingRampSpecSchema>;

/** Why the loading goes no further. */
export type LoadingCause =
  'limit' | 'saddle-node' | 'beyond-limit' | 'no-solution' | 'unlimited' | 'lost';

export interface LoadingAnswer {
  /** In `loadingUnit`; null where there is none: the cause says why. */
  readonly loading: number | null;
  readonly edge: EdgeRef | null;
  readonly cause: LoadingCause;
}

export interface RampTrip {
  readonly time: number;
  readonly loading: number;
  readonly edge: EdgeRef;
  /** rad, at that time */
  readonly angle: number;
}

/** A slow ramp with limit tripping: when and where the network is lost. */
export interface SimulatedLoading {
  readonly loading: number | null;
  readonly time: number | null;
  readonly edge: EdgeRef | null;
  /** limit-trip: a branch opened at its limit; synchronism-lost: an angle passed 180 degrees. */
  readonly cause:
    'limit-trip' | 'synchronism-lost' | 'no-balance' | 'kept' | 'cancelled' | 'failed';
}

/** How far a single edge is from its limit by the linear prediction. */
export interface EdgeLoading extends EdgeRef {
  /** rad; null where it has none. */
  readonly limit: number | null;
  /** At the base and per unit of loading: sines of angles. */
  readonly dcDifference: number;
  readonly dcGrowth: number;
  /** Loading at which it reaches its limit (90 degrees where it has none); null where it never does. */
  readonly loading: number | null;
}

export interface LoadingRampResult {
  /** Unit of every loading. */
  readonly loadingUnit: LoadingUnit;
  /** The direction in words. */
  readonly direction: string;
  /** What is out, in words; empty where nothing is. */
  readonly outages: readonly string[];
  readonly base: { readonly norm: number; readonly worstEdge: EdgeRef | null };
  readonly predicted: LoadingAnswer;
  readonly exact: LoadingAnswer;
  /** Edges between the sides that part at the saddle-node; empty at a limit. */
  readonly saddleNodeCut: readonly EdgeRef[];
  /** null where no ramp was asked for, or none can begin. */
  readonly simulated: SimulatedLoading | null;
  /** The cascade: every branch that opened at its limit, in order. */
  readonly trips: readonly RampTrip[];
  /** Bus numbers that stay together at the end of the ramp; one group: synchronism is kept. */
  readonly coherentGroups: readonly (readonly number[])[];
  readonly separationCut: readonly EdgeRef[];
  /** Added to every loading of the direction by the calibration; null where there is none. */
  readonly calibrationShift: number | null;
  /** Edges by the linear prediction, the first to reach its limit first. */
  readonly perEdge: readonly EdgeLoading[];
  /** Angles of the edges that matter over the ramp; null without one. */
  readonly curves: {
    readonly time: readonly number[];
    readonly loading: readonly number[];
    readonly edges: readonly (EdgeRef & {
      readonly limit: number | null;
      /** rad */
      readonly angle: readonly number[];
    })[];
    /** Rotors, the first hundred by bus: angle in rad, deviation of frequency in rad/s. */
    readonly machines: readonly {
      readonly bus: number;
      readonly angle: readonly number[];
      readonly frequency: readonly number[];
    }[];
  } | null;
  readonly ignored: readonly Assumption[];
  readonly warnings: readonly string[];
}
