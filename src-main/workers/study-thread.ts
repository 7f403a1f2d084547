import { Worker } from 'node:worker_threads';

import type { Edit } from '../../src-shared/grid/edits.ts';
import type { StudySubject } from '../../src-shared/studies/catalogue.ts';
import type { NetworkDelivery, TaskMessage, TaskOutcome } from './messages.ts';

/** A network by name and version, and how to get it to a thread. */
export interface NetworkSource {
  readonly key: string;
  readonly version: number;
  readonly whole: () => StudySubject;
  /** What leads from an older version to this one; null where that is not known any more. */
  readonly editsSince?: (version: number) => readonly Edit[] | null;
}

export type Task = Omit<TaskMessage, 'network' | 'forget'> & { readonly network: NetworkSource };

/** One worker thread, seen from the main thread. It is started when it is first needed. */
export interface StudyThread {
  readonly isBusy: () => boolean;
  readonly holds: (key: string) => boolean;
  /** Never fails: a thread that ends on the way is an outcome. */
  readonly run: (task: Task) => Promise<TaskOutcome>;
  readonly start: () => void;
  /** Ends the thread now, whatever it does; the next task begins a new one. */
  readonly terminate: () => Promise<void>;
}

/** As many networks as a thread keeps; the one not used for longest goes first. */
const networksKept = 3;

export function createStudyThread(workerUrl: URL): StudyThread {
  let worker: Worker | null = null;
  let settle: ((outcome: TaskOutcome) => void) | null = null;
  let held = new Map<string, number>();

  const end = (outcome: TaskOutcome): void => {
    const settled = settle;
    settle = null;
    worker?.unref();
    // After a defect nobody knows what the thread holds: the next task gets a fresh one.
    if (outcome.kind === 'failed') void terminate();
    settled?.(outcome);
  };

  const lost = (ended: Worker, message: string): void => {
    if (worker !== ended) return;
    worker = null;
    held = new Map();
    end({ kind: 'crashed', message });
  };

  const start = (): Worker => {
    if (worker) return worker;
    const started = new Worker(workerUrl, { name: 'study' });
    started.unref();
    started.on('message', (outcome: TaskOutcome) => end(outcome));
    started.on('messageerror', (error) => end({ kind: 'crashed', message: error.message }));
    started.on('error', (error: unknown) => lost(started, describe(error)));
    started.on('exit', (code) => lost(started, `it ended with code ${code}`));
    worker = started;
    return started;
  };

  const terminate = async (): Promise<void> => {
    const ended = worker;
    if (!ended) return;
    lost(ended, 'it was ended');
    await ended.terminate();
  };

  const deliver = (source: NetworkSource): Pick<TaskMessage, 'network' | 'forget'> => {
    const network = delivery(source, held.get(source.key));
    held.delete(source.key);
    held.set(source.key, source.version);
    const forget = [...held.keys()].slice(0, Math.max(0, held.size - networksKept));
    for (const key of forget) held.delete(key);
    return { network, forget };
  };

  return {
    isBusy: () => settle !== null,
    holds: (key) => held.has(key),
    start: () => void start(),
    terminate,
    run({ network, ...task }) {
      if (settle) throw new Error('A thread takes one task at a time: ask isBusy first.');
      const thread = start();
      // A process with nothing else to do stays alive while a thread works, and only then.
      thread.ref();
      return new Promise((resolve) => {
        settle = resolve;
        try {
          thread.postMessage({ ...task, ...deliver(network) } satisfies TaskMessage);
        } catch (error) {
          end({ kind: 'failed', message: describe(error), stack: String(error) });
        }
      });
    },
  };
}

function delivery(source: NetworkSource, heldVersion: number | undefined): NetworkDelivery {
  const { key, version } = source;
  if (heldVersion === version) return { key, version };
  const edits = heldVersion === undefined ? null : source.editsSince?.(heldVersion);
  return edits ? { key, version, edits } : { key, version, whole: source.whole() };
}

function describe(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const outOfMemory = 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY';
  return outOfMemory ? 'it ran out of memory' : error.message;
}
