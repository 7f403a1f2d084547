/**
 * Mutates files of every format and reads them: each gives a message or a valid network, never a
 * crash, never in more than five seconds. Then reads a few large files that tempt a reader to hold
 * far more than ten times what they are.
 *
 *   node bench/fuzz.ts                       100,000 mutated files, seed 1
 *   node bench/fuzz.ts --count 2000 --seed 7
 *   node bench/fuzz.ts --format "PSS/E RAW"
 *   node bench/fuzz.ts --case 4711           one case of the run again, its file on standard output
 *
 * Exit code 1 where a reader failed. A case is a pure function of the seed and its number.
 */
import { parseArgs } from 'node:util';
import { Worker } from 'node:worker_threads';

import { fuzzCase } from './fuzzing/fuzz-case.ts';
import type { FuzzResult } from './fuzzing/fuzz-case.ts';
import { measureMemory } from './fuzzing/memory.ts';
import { seedFiles } from './fuzzing/seeds.ts';
import type { FuzzOrder } from './fuzzing/worker.ts';

const { values } = parseArgs({
  options: {
    count: { type: 'string', default: '100000' },
    seed: { type: 'string', default: '1' },
    format: { type: 'string' },
    case: { type: 'string' },
  },
});

const longestMilliseconds = 5000;
/** A reader of a file of at most 300 kB that needs more than this has lost itself. */
const heapMegabytes = 256;

interface Tally {
  files: number;
  read: number;
  refused: number;
  faults: number;
  slowest: number;
}

const tallies = new Map<string, Tally>();
const faults: (FuzzResult & { readonly number: number })[] = [];

function count(number: number, result: FuzzResult): void {
  const tally = tallies.get(result.format) ?? {
    files: 0,
    read: 0,
    refused: 0,
    faults: 0,
    slowest: 0,
  };
  tallies.set(result.format, tally);
  const fault =
    result.milliseconds > longestMilliseconds ? `took ${result.milliseconds} ms` : result.fault;
  tally.files++;
  tally.slowest = Math.max(tally.slowest, result.milliseconds);
  if (fault !== null) {
    tally.faults++;
    faults.push({ ...result, fault, number });
  } else if (result.outcome === 'read') tally.read++;
  else tally.refused++;
}

/** Runs cases in a thread until it ends, hangs or dies; returns the case to go on with. */
async function runThread(runSeed: number, first: number, end: number): Promise<number> {
  const at = new Int32Array(new SharedArrayBuffer(4));
  Atomics.store(at, 0, first);
  const order: FuzzOrder = { runSeed, first, end, format: values.format ?? null, at };
  const worker = new Worker(new URL('fuzzing/worker.ts', import.meta.url), {
    workerData: order,
    resourceLimits: { maxOldGenerationSizeMb: heapMegabytes },
  });
  let next = first;
  worker.on('message', ({ number, ...result }: FuzzResult & { readonly number: number }) => {
    next = number + 1;
    count(number, result);
  });
  const reason = await ended(worker, at);
  if (reason === null) return next;
  count(next, {
    format: fuzzCase(await chosenSeeds(), runSeed, next).format,
    story: 'the thread had to be ended',
    outcome: 'fault',
    fault: reason,
    milliseconds: 0,
  });
  return next + 1;
}

/** Null where the thread ended by itself, else why it did not. */
function ended(worker: Worker, at: Int32Array): Promise<string | null> {
  return new Promise((resolve) => {
    let seen = -1;
    let since = performance.now();
    const watch = setInterval(() => {
      const current = Atomics.load(at, 0);
      if (current !== seen) {
        seen = current;
        since = performance.now();
      } else if (performance.now() - since > 4 * longestMilliseconds) {
        void worker.terminate();
        finish(`hung for ${(4 * longestMilliseconds) / 1000} s`);
      }
    }, 250);
    const finish = (reason: string | null): void => {
      clearInterval(watch);
      resolve(reason);
    };
    worker.on('error', (error: Error) => finish(error.message));
    worker.on('exit', (code) => finish(code === 0 ? null : `exit code ${code}`));
  });
}

async function chosenSeeds(): ReturnType<typeof seedFiles> {
  const all = await seedFiles();
  return all.filter(({ format }) => values.format === undefined || format === values.format);
}

if (values.case !== undefined) {
  const { story, bytes } = fuzzCase(await chosenSeeds(), Number(values.seed), Number(values.case));
  console.error(story);
  process.stdout.write(bytes);
} else {
  const total = Number(values.count);
  const start = performance.now();
  for (let next = 0; next < total;) next = await runThread(Number(values.seed), next, total);
  const seconds = (performance.now() - start) / 1000;
  console.log(`${total} mutated files, seed ${values.seed}, ${seconds.toFixed(0)} s`);
  console.table(
    Object.fromEntries(
      [...tallies].map(([format, tally]) => [
        format,
        { ...tally, slowest: `${tally.slowest.toFixed(0)} ms` },
      ]),
    ),
  );
  for (const { number, format, story, fault } of faults.slice(0, 50)) {
    console.log(`case ${number} (${format}; ${story}):\n  ${(fault ?? '').slice(0, 400)}`);
  }
  const memory = measureMemory();
  console.table(memory);
  const tooMuch = Object.values(memory).some(({ holds }) => !holds);
  process.exitCode = faults.length > 0 || tooMuch ? 1 : 0;
}
