import type { Edit } from '../../src-shared/grid/edits.ts';
import type { StudySubject } from '../../src-shared/studies/catalogue.ts';

/**
 * How a network reaches a thread: whole; as the edits that lead from the version that the thread
 * has to the one wanted; or not at all, where the thread has it already.
 */
export interface NetworkDelivery {
  readonly key: string;
  readonly version: number;
  readonly whole?: StudySubject;
  readonly edits?: readonly Edit[];
}

/** From the pool to a thread: one chunk of one job. */
export interface TaskMessage {
  readonly question: string;
  readonly spec: unknown;
  readonly chunk: unknown;
  readonly seed: number;
  readonly network: NetworkDelivery;
  /** Networks that the pool will not name again. */
  readonly forget: readonly string[];
  readonly control: SharedArrayBuffer;
  readonly chunkIndex: number;
}

/** From a thread to the pool: how the chunk ended. */
export type TaskOutcome =
  | { readonly kind: 'done'; readonly value: unknown }
  /** The thread saw the stop flag; `value` is what the study had by then, where it had begun. */
  | { readonly kind: 'stopped'; readonly value: unknown }
  /** The study cannot answer this question on this network: the user's to put right. */
  | { readonly kind: 'refused'; readonly message: string }
  /** A defect of ours. */
  | { readonly kind: 'failed'; readonly message: string; readonly stack: string }
  /** The thread itself ended: out of memory, or killed. */
  | { readonly kind: 'crashed'; readonly message: string };
