import type { StudyKind } from '../studies/catalogue.ts';

/** Runs of studies, and what of their results is asked for in parts. Dates are ISO 8601 in UTC. */

export type RunStatus =
  'queued' | 'running' | 'paused' | 'finished' | 'no-answer' | 'cancelled' | 'failed';

export interface RunSummary {
  readonly id: number;
  readonly scenarioId: number;
  readonly revisionId: number;
  readonly revisionHash: string;
  readonly kind: StudyKind;
  /** Short description of what was asked. */
  readonly title: string;
  readonly status: RunStatus;
  /** One line of what was found, or why there is no answer. */
  readonly outcome: string | null;
  readonly seed: number;
  readonly engineVersion: string;
  readonly createdAt: string;
  readonly finishedAt: string | null;
  readonly durationSeconds: number | null;
  /** The network of the scenario is no longer the one it ran on. */
  readonly stale: boolean;
  /** null once it has ended. */
  readonly queue: QueuePlace | null;
}

/** Where a run that has not ended stands. */
export interface QueuePlace {
  /** The least goes first. */
  readonly place: number;
  /** What it is cut into: between two pieces it can be paused, and go on after a restart. */
  readonly pieces: number;
}

export interface RunProgress {
  readonly runId: number;
  readonly fraction: number;
  readonly remainingSeconds: number | null;
}

/** Something that happened to a run on its way. */
export interface RunMessage {
  readonly at: string;
  readonly text: string;
}

/** What a run was asked and how it went, without its result. */
export interface RunLog {
  readonly run: RunSummary;
  readonly spec: unknown;
  readonly machine: string;
  readonly startedAt: string | null;
  readonly messages: readonly RunMessage[];
  /** What does the same from the command line. */
  readonly command: string;
}

/** The stored answer of a run; large arrays stay behind and are asked for by `studies.curves`. */
export interface RunDocument {
  readonly run: RunSummary;
  readonly spec: unknown;
  readonly result: unknown;
}

/** One array of a result. */
export interface StudyArray {
  readonly values: Float64Array;
}

/** Curves decimated to the pixels they are drawn on: least and largest value per pixel. */
export interface Curves {
  readonly from: number;
  readonly to: number;
  readonly curves: readonly {
    readonly signal: string;
    readonly label: string;
    readonly unit: string;
    readonly time: Float64Array;
    readonly value: Float64Array;
  }[];
}

/** Every node's angle and frequency at one instant, for the diagram. */
export interface Snapshot {
  readonly time: number;
  readonly nodes: Int32Array;
  readonly theta: Float32Array;
  readonly omega: Float32Array;
}

/** A simulation at instants from its beginning to its end; frame k of node i at [k * nodes + i]. */
export interface Frames {
  readonly time: Float64Array;
  readonly nodes: Int32Array;
  /** rad, in the frame that turns at synchronous speed; not wrapped. */
  readonly theta: Float32Array;
  /** rad/s, deviation. */
  readonly omega: Float32Array;
}
