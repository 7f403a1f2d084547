import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

import { largeFiles } from './large-files.ts';

/** The program itself, and the file as the test makes it. */
const floorMegabytes = 40;

export interface MemoryUse {
  readonly megabytes: number;
  /** What the heap was allowed to hold: ten times the file, and the floor. */
  readonly heapMegabytes: number;
  /** Of computing; null where the heap did not suffice. */
  readonly seconds: number | null;
  readonly holds: boolean;
}

/** Reads each large file in a process whose heap is limited; at most five seconds of computing. */
export function measureMemory(): Record<string, MemoryUse> {
  return Object.fromEntries(Object.keys(largeFiles).map((name) => [name, measureOne(name)]));
}

function measureOne(name: string): MemoryUse {
  const script = fileURLToPath(new URL('read-large-file.ts', import.meta.url));
  const megabytes = (largeFiles[name]?.().bytes.length ?? NaN) / 2 ** 20;
  const heapMegabytes = Math.ceil(10 * megabytes + floorMegabytes);
  const limit = `--max-old-space-size=${heapMegabytes}`;
  const { status, stdout } = spawnSync(process.execPath, [limit, script, name], {
    encoding: 'utf8',
  });
  const seconds = status === 0 ? Number(stdout) : null;
  return {
    megabytes: Number(megabytes.toFixed(1)),
    heapMegabytes,
    seconds,
    holds: seconds !== null && seconds <= 5,
  };
}
