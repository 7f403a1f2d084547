/**
 * The three files of a study's folder in the engine, as functions:
 * `plan` cuts the question into chunks (main thread, cheap), `run` answers one chunk (worker
 * thread), `reduce` joins the answers in the order of the chunks (main thread).
 */
export interface StudyPlan<Chunk> {
  readonly chunks: readonly Chunk[];
}

/** What a running study may know of the world: nothing but these three. */
export interface StudyContext {
  readonly seed: number;
  /** True once somebody has cancelled; polled at least every 50 ms. */
  readonly stopped: () => boolean;
  /** Work done in this chunk, from 0 to 1. */
  readonly progress: (fraction: number) => void;
}

/** What a study has found by now, or had when it was cancelled. */
export interface PartialAnswer<Result> {
  readonly result: Result;
  /** How far it had come: '120 of 412 outages'. */
  readonly extent: string;
}

/** Stands among the warnings of every such result. */
export const incomplete = (extent: string): string =>
  `This result is of ${extent}: the others are not in it.`;

/** A study that cannot run on this network with this spec: names the field, the rule and the remedy. */
export class StudyRefusal extends Error {
  override readonly name = 'StudyRefusal';
}
