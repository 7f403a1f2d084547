import { threadCpuUsage } from 'node:process';

import type { Contestant } from './workload.ts';

export interface Timing {
  readonly label: string;
  readonly medianMilliseconds: number;
  readonly leastMilliseconds: number;
  /** Median processor time of the thread: below the wall clock's where others share the machine. */
  readonly cpuMilliseconds: number;
  readonly runs: number;
}

/** A contestant warms up for this long, unless it is slow, so that the compiler has seen its code. */
const WARM_UP_MILLISECONDS = 400;
/** Then the contestants take turns, each for about this long a turn, at least one run. */
const TURN_MILLISECONDS = 60;
const TURNS = 9;
/** A contestant slower than this runs once in all: what it is known for is not fractions. */
const SLOW_MILLISECONDS = 2000;

interface Run {
  readonly wall: number;
  readonly cpu: number;
}

interface Series {
  readonly contestant: Contestant;
  readonly counted: Run[];
  readonly perTurn: number;
}

/**
 * Runs the contestants in turns and takes medians, so that what disturbs the machine for a while
 * disturbs all of them alike.
 */
export function measureAlternately(contestants: readonly Contestant[]): Timing[] {
  const all = contestants.map(warmUp);
  for (let turn = 0; turn < TURNS; turn++) {
    for (const { contestant, counted, perTurn } of all) {
      for (let run = 0; run < perTurn; run++) counted.push(timed(contestant));
    }
  }
  return all.map(({ contestant, counted }) => ({
    label: contestant.label,
    medianMilliseconds: median(counted.map(({ wall }) => wall)),
    leastMilliseconds: Math.min(...counted.map(({ wall }) => wall)),
    cpuMilliseconds: median(counted.map(({ cpu }) => cpu)),
    runs: counted.length,
  }));
}

/** Warms up, and plans the turns; a slow contestant has had its one run. */
function warmUp(contestant: Contestant): Series {
  const first = timed(contestant);
  if (first.cpu > SLOW_MILLISECONDS) return { contestant, counted: [first], perTurn: 0 };
  let least = first.cpu;
  for (let spent = first.cpu; spent < WARM_UP_MILLISECONDS;) {
    const { cpu } = timed(contestant);
    spent += cpu;
    least = Math.min(least, cpu);
  }
  const perTurn = Math.max(1, Math.floor(TURN_MILLISECONDS / Math.max(least, 0.01)));
  return { contestant, counted: [], perTurn };
}

function timed({ run }: Contestant): Run {
  const start = performance.now();
  const before = threadCpuUsage();
  run();
  const spent = threadCpuUsage(before);
  return { wall: performance.now() - start, cpu: (spent.user + spent.system) / 1000 };
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}
