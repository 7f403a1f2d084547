import { parentPort, workerData } from 'node:worker_threads';

import { runCase } from './fuzz-case.ts';
import { seedFiles } from './seeds.ts';

/** What a worker is asked to do, and where it says which case it is at. */
export interface FuzzOrder {
  readonly runSeed: number;
  readonly first: number;
  readonly end: number;
  readonly format: string | null;
  readonly at: Int32Array;
}

const { runSeed, first, end, format, at } = workerData as FuzzOrder;
const all = await seedFiles();
const seeds = format === null ? all : all.filter((seed) => seed.format === format);

for (let number = first; number < end; number++) {
  Atomics.store(at, 0, number);
  const result = runCase(seeds, runSeed, number);
  parentPort?.postMessage({ number, ...result });
}
