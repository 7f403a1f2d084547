import { RandomStream } from '../../src-main/numerics/random/random-stream.ts';
import { mutate } from './mutate.ts';
import type { Seed } from './seeds.ts';
import { judge } from './verdict.ts';

export interface FuzzCase {
  readonly format: string;
  /** The seed and what was done to it. */
  readonly story: string;
  readonly bytes: Uint8Array;
  readonly seed: Seed;
}

/** The mutated file of a case: a pure function of the seed of the run and the number of the case. */
export function fuzzCase(seeds: readonly Seed[], runSeed: number, number: number): FuzzCase {
  const random = new RandomStream(runSeed, number);
  const formats = [...new Set(seeds.map(({ format }) => format))];
  const format = formats[number % formats.length]!;
  const ofFormat = seeds.filter((candidate) => candidate.format === format);
  const seed = ofFormat[random.below(ofFormat.length)]!;
  const other = seeds[random.below(seeds.length)]!;
  const { bytes, names } = mutate(seed.bytes, other.bytes, random);
  const packed = seed.pack ? seed.pack(bytes) : bytes;
  return { format, story: `${seed.fileName}: ${names.join(', ')}`, bytes: packed, seed };
}

export interface FuzzResult {
  readonly format: string;
  readonly story: string;
  readonly outcome: 'read' | 'refused' | 'fault';
  readonly fault: string | null;
  /** Of computing in this thread: the machine may be busy with other things. */
  readonly milliseconds: number;
}

/** Runs one case; whatever the reader throws is a fault. */
export function runCase(seeds: readonly Seed[], runSeed: number, number: number): FuzzResult {
  const { format, story, bytes, seed } = fuzzCase(seeds, runSeed, number);
  const start = process.threadCpuUsage();
  try {
    const { outcome, fault } = judge(seed, bytes);
    const milliseconds = millisecondsSince(start);
    return { format, story, fault, milliseconds, outcome: fault === null ? outcome : 'fault' };
  } catch (error) {
    const fault = error instanceof Error ? (error.stack ?? error.message) : String(error);
    return { format, story, outcome: 'fault', fault, milliseconds: millisecondsSince(start) };
  }
}

function millisecondsSince(start: NodeJS.CpuUsage): number {
  const { user, system } = process.threadCpuUsage(start);
  return (user + system) / 1000;
}
