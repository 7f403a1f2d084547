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
const WARM_UP_MILLISECONDS = 300;
/** Then the contestants take turns, each for about this long a turn, at least one run. */
const TURN_MILLISECONDS = 60;
const TURNS = 9;
/** A contestant slower than this runs once in all: it is not known for fractions. */
const SLOW_MILLISECONDS = 250;

interface Series {
  readonly contestant: Contestant;
  readonly runsPerTurn: number;
  readonly wall: number[];
  /** Mean processor time of a run, by turn: the thread's clock is too coarse for single runs. */
  readonly cpu: number[];
}

/**
 * Runs the contestants in turns and takes medians, so that what disturbs the machine for a while
 * disturbs all of them alike.
 */
export function measureAlternately(contestants: readonly Contestant[]): Timing[] {
  const all = contestants.map(warmUp);
  for (let turn = 0; turn < TURNS; turn++) {
    for (const series of all) if (series.runsPerTurn > 0) takeTurn(series, series.runsPerTurn);
  }
  return all.map(({ contestant, wall, cpu }) => ({
    label: contestant.label,
    medianMilliseconds: median(wall),
    leastMilliseconds: Math.min(...wall),
    cpuMilliseconds: median(cpu),
    runs: wall.length,
  }));
}

/** Warms up, and plans the turns; a slow contestant has had its one run. */
function warmUp(contestant: Contestant): Series {
  const trial: Series = { contestant, runsPerTurn: 0, wall: [], cpu: [] };
  takeTurn(trial, 1);
  if (trial.cpu[0]! > SLOW_MILLISECONDS) return trial;
  const begin = performance.now();
  while (performance.now() - begin < WARM_UP_MILLISECONDS) takeTurn(trial, 1);
  const runsPerTurn = Math.max(1, Math.floor(TURN_MILLISECONDS / Math.min(...trial.wall)));
  return { contestant, runsPerTurn, wall: [], cpu: [] };
}

function takeTurn({ contestant, wall, cpu }: Series, runs: number): void {
  const before = threadCpuUsage();
  for (let run = 0; run < runs; run++) {
    const start = performance.now();
    contestant.run();
    wall.push(performance.now() - start);
  }
  const spent = threadCpuUsage(before);
  cpu.push((spent.user + spent.system) / 1000 / runs);
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}
