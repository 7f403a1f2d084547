import { z } from 'zod';

import { elementRefSchema } from '../grid/edit-schema.ts';
import { busRef, elementLabel } from '../grid/element-ref.ts';
import { defaultModelOptions, modelOptionsSchema } from './model-options.ts';
import type { Assumption, EdgeRef } from './model-options.ts';

const time = z.number().nonnegative();

export const timeDomainEventSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('trip'), time, element: elementRefSchema }),
  z.strictObject({ kind: z.literal('reclose'), time, element: elementRefSchema }),
  /** Step of the injection at a bus, in MW (positive: more generation or less load). */
  z.strictObject({ kind: z.literal('step'), time, bus: z.number().int(), changeMw: z.number() }),
  z.strictObject({
    kind: z.literal('ramp'),
    time,
    bus: z.number().int(),
    changeMw: z.number(),
    durationSeconds: z.number().positive(),
  }),
  /** Bolted three-phase fault at a bus, cleared by itself or by the trip of an element. */
  z.strictObject({
    kind: z.literal('fault'),
    time,
    bus: z.number().int(),
    /** Of the other buses while it lasts; kept where nothing is said. */
    voltages: z.enum(['kept', 'sinking']).optional(),
    clearedAfterSeconds: z.number().positive(),
    trip: elementRefSchema.optional(),
  }),
  /** The same on a branch; all voltages sink. */
  z.strictObject({
    kind: z.literal('line-fault'),
    time,
    branch: elementRefSchema,
    /** Of the branch's reactance, from its `from` bus: 0 to 1. */
    position: z.number().min(0).max(1),
    clearedAfterSeconds: z.number().positive(),
    trip: elementRefSchema.optional(),
  }),
]);

export type TimeDomainEvent = z.infer<typeof timeDomainEventSchema>;

/** A fault, at a bus or on a branch. */
export type FaultEvent = Extract<TimeDomainEvent, { kind: 'fault' | 'line-fault' }>;

export const isFault = (event: TimeDomainEvent): event is FaultEvent =>
  event.kind === 'fault' || event.kind === 'line-fault';

/** 'Bus 3', 'Branch 16–17 at 40 % from bus 16' */
export function faultPlaceLabel(event: FaultEvent): string {
  if (event.kind === 'fault') return elementLabel(busRef(event.bus));
  const { branch, position } = event;
  const from = branch.kind === 'branch' ? ` from bus ${branch.from}` : '';
  return `${elementLabel(branch)} at ${Number((100 * position).toPrecision(6))} %${from}`;
}

const coherenceName = /^(?:weighted|links|window\/\d+(?:\.\d+)?|(?:unit|area|group)\/\d+)$/;

/** What happens over time after these events? */
export const timeDomainSpecSchema = z.strictObject({
  model: z
    .enum(['structure-preserving', 'network-reduced', 'first-order'])
    .default('structure-preserving'),
  network: modelOptionsSchema.default(defaultModelOptions),
  /** Seconds. */
  duration: z.number().positive().max(100_000).default(20),
  /** automatic: dopri5 where the network is not stiff, else implicit. */
  method: z.enum(['automatic', 'rk4', 'dopri5', 'implicit']).default('automatic'),
  /** Step of rk4, seconds; the others choose theirs by the tolerance. */
  dt: z.number().positive().default(0.001),
  /** Error per step relative to 1 rad; adaptive methods only. */
  tolerance: z.number().positive().default(1e-6),
  events: z.array(timeDomainEventSchema).default([]),
  /** Seconds between recorded samples. */
  recordEvery: z.number().positive().default(0.01),
  /** Damping D of a load bus, p.u. power per rad/s, where nothing better is known. */
  loadDamping: z.number().positive().default(0.1),
  /**
   * Coherence to tell beside that of the whole (paper A, section 2.4): 'weighted', 'links',
   * 'window/5' (mean of the last 5 s), 'area/3', 'unit/12' (bus 12), 'group/1' (those that stay
   * together at the end, the largest first).
   */
  coherence: z
    .array(
      z
        .string()
        .regex(
          coherenceName,
          'Name it weighted, links, window/5 (of 5 s), area/3, unit/12 (bus 12) or group/1.',
        ),
    )
    .default([]),
});

export type TimeDomainSpec = z.infer<typeof timeDomainSpecSchema>;

export interface RecordedEvent {
  readonly time: number;
  /** The events of the spec, and what the engine saw: lines passing pi/2 and pi. */
  readonly kind:
    | Exclude<TimeDomainEvent['kind'], 'line-fault'>
    | 'clearing'
    | 'angle-beyond-90'
    | 'synchronism-lost';
  /** Label of the element, as everywhere. */
  readonly element: string;
}

/** A coherence along the run, one value per sample. */
export interface CoherenceCurve {
  readonly name: string;
  readonly label: string;
  readonly value: Float64Array;
}

/**
 * The curves. theta and omega are sample-major: sample k of node i at [k * nodes + i]; rad in the
 * frame rotating at synchronous speed, and rad/s deviation. Kept in 32 bits where a run is
 * so long or so large that 64 would not be worth their memory.
 */
export interface TimeDomainResult {
  readonly status: 'finished' | 'cancelled' | 'diverged' | 'step-too-small' | 'no-equilibrium';
  /** In words where status is not 'finished'. */
  readonly reason: string | null;
  /** Seconds, one per sample. */
  readonly time: Float64Array;
  /** Bus numbers. */
  readonly nodes: Int32Array;
  readonly theta: Float64Array | Float32Array;
  readonly omega: Float64Array | Float32Array;
  readonly orderParameter: Float64Array;
  /** As the spec names it; without groups that there are not. */
  readonly coherence: readonly CoherenceCurve[];
  /** Centre-of-inertia frequency deviation, rad/s. */
  readonly centreFrequency: Float64Array;
  readonly events: readonly RecordedEvent[];
  /** Bus numbers of each group that stays together at the end; one group: synchronism is kept. */
  readonly coherentGroups: readonly (readonly number[])[];
  /** Branches that run between the groups. */
  readonly separationCut: readonly EdgeRef[];
  readonly synchronous: boolean;
  readonly largestAngleDifference: {
    readonly value: number;
    readonly edge: EdgeRef;
    readonly time: number;
  } | null;
  readonly largestFrequencyDeviation: {
    readonly value: number;
    readonly bus: number;
    readonly time: number;
  } | null;
  /** Buses whose machine data were estimated, not given. */
  readonly estimatedMachines: readonly number[];
  readonly steps: number;
  readonly method: string;
  readonly ignored: readonly Assumption[];
  readonly warnings: readonly string[];
}

/** 'regained': together at the end, but a line has slipped by half a turn or more on the way. */
export type Synchronism = 'kept' | 'regained' | 'lost';

export const synchronismOf = ({
  synchronous,
  events,
}: Pick<TimeDomainResult, 'synchronous' | 'events'>): Synchronism => {
  if (!synchronous) return 'lost';
  return events.some(({ kind }) => kind === 'synchronism-lost') ? 'regained' : 'kept';
};
