import { z } from 'zod';

import type { Assumption, EdgeRef } from './model-options.ts';
import { timeDomainEventSchema, timeDomainSpecSchema } from './time-domain.ts';
import type {
  RecordedEvent,
  Synchronism,
  TimeDomainEvent,
  TimeDomainResult,
  TimeDomainSpec,
} from './time-domain.ts';

/** A disturbance under a name: what happens, and when. */
export const disturbanceSchema = z.strictObject({
  name: z.string().min(1).max(200),
  events: z.array(timeDomainEventSchema).min(1),
});

export type Disturbance = z.infer<typeof disturbanceSchema>;

/** More curves than these nobody follows; each is a run over time of its own. */
export const mostDisturbances = 2000;

/** Which disturbances of a list does the network survive? Each is simulated with the same settings. */
export const simulatedDisturbancesSpecSchema = timeDomainSpecSchema
  .omit({ events: true, coherence: true })
  .extend({
    /** null: every single outage of a branch or machine, at `tripTime`. */
    disturbances: z.array(disturbanceSchema).min(1).max(mostDisturbances).nullable().default(null),
    /** Seconds; of the outages where no disturbances are named. */
    tripTime: z.number().nonnegative().default(1),
  });

export type SimulatedDisturbancesSpec = z.infer<typeof simulatedDisturbancesSpecSchema>;

/** A value and when it was reached, s. */
export interface Reached {
  readonly value: number;
  readonly time: number;
}

/** What came of one disturbance. */
export interface SimulatedDisturbance {
  readonly name: string;
  readonly events: readonly TimeDomainEvent[];
  /** refused: it cannot be simulated on this network; `reason` says why. */
  readonly status: TimeDomainResult['status'] | 'refused';
  readonly reason: string | null;
  /** null where it did not come to its end. */
  readonly synchronism: Synchronism | null;
  /** When a line passed half a turn first, or a trip left parts that no line joins, s; else null. */
  readonly lostAt: number | null;
  /** No line has slipped: the groups are parts that no line in service joins. */
  readonly cutApart: boolean;
  /** rad, up to pi */
  readonly largestAngle: (Reached & { readonly edge: EdgeRef }) | null;
  readonly leastOrderParameter: Reached | null;
  /** Lowest frequency of the centre of inertia, as deviation, rad/s; null where it is cut apart. */
  readonly nadir: Reached | null;
  /** At a machine, in either direction, rad/s. */
  readonly largestFrequencyDeviation: (Reached & { readonly bus: number }) | null;
  /** Groups that stay together at the end. */
  readonly groups: number | null;
  readonly happened: readonly RecordedEvent[];
}

export interface SimulatedDisturbancesResult {
  /** In the order of the list. */
  readonly rows: readonly SimulatedDisturbance[];
  readonly estimatedMachines: readonly number[];
  readonly ignored: readonly Assumption[];
  readonly warnings: readonly string[];
}

/** The simulation of one row, with its curves: the same question, and so the same answer. */
export function simulationOf(
  { disturbances: _list, tripTime: _time, ...settings }: SimulatedDisturbancesSpec,
  events: readonly TimeDomainEvent[],
): TimeDomainSpec {
  return { ...settings, coherence: [], events: [...events] };
}
