import { packChunk } from '../store/run-queue.ts';
import type { ServiceContext } from './context.ts';
import type { RunPace } from './run-pace.ts';

/** Stores the chunks of a run as they are answered, so that the run can be gone on with. */
export interface ChunkKeeper {
  readonly add: (chunk: number, answer: unknown) => void;
  /** Writes what is due, and waits until it is on the disk. */
  readonly settle: () => Promise<void>;
  /** Writes nothing more: the run has ended. */
  readonly drop: () => Promise<void>;
}

/** A run that is shorter writes nothing; a longer one, once in so long at most. */
const writeEveryMilliseconds = 1000;

export function createChunkKeeper(
  { store, log }: ServiceContext,
  runId: number,
  pace: RunPace,
): ChunkKeeper {
  const due = new Map<number, unknown>();
  let timer: NodeJS.Timeout | null = null;
  let written: Promise<void> = Promise.resolve();
  let dropped = false;

  const write = async (): Promise<void> => {
    const answers = [...due];
    due.clear();
    if (answers.length === 0) return;
    const packed = await Promise.all(answers.map(([chunk, answer]) => packChunk(chunk, answer)));
    if (dropped) return;
    store.transaction(() => store.queue.writeChunks(runId, packed, pace.seconds() ?? 0));
  };

  const flush = (): Promise<void> => {
    if (timer) clearTimeout(timer);
    timer = null;
    // A full disk takes away only the going on after a restart: the run itself continues.
    written = written.then(write).catch((error: unknown) => {
      log.write('storing chunks', error, { runId });
    });
    return written;
  };

  return {
    add(chunk, answer) {
      due.set(chunk, answer);
      timer ??= setTimeout(() => void flush(), writeEveryMilliseconds).unref();
    },
    settle: flush,
    drop() {
      dropped = true;
      due.clear();
      return flush();
    },
  };
}
