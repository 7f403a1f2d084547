import { beforeAll, describe, expect, it } from 'vitest';

import { fuzzCase, runCase } from '../../bench/fuzzing/fuzz-case.ts';
import { seedFiles } from '../../bench/fuzzing/seeds.ts';
import type { Seed } from '../../bench/fuzzing/seeds.ts';
import { judge } from '../../bench/fuzzing/verdict.ts';

/** `node bench/fuzz.ts` does the same a hundred thousand times, with an eye on time and memory. */
const casesOfTest = 1200;

let seeds: readonly Seed[] = [];
beforeAll(async () => {
  seeds = await seedFiles();
});

describe('mutated files of every format', () => {
  it('give a message or a valid network, and never an exception', { timeout: 120_000 }, () => {
    const results = Array.from({ length: casesOfTest }, (_, i) => runCase(seeds, 20261121, i));
    expect(results.filter(({ fault }) => fault !== null)).toEqual([]);
    const formats = new Set(results.map(({ format }) => format));
    expect([...formats].sort()).toEqual([
      'CSV contingencies',
      'CSV tables',
      'IEEE CDF',
      'JSON contingencies',
      'MATPOWER',
      'PSS/E CON',
      'PSS/E DYR',
      'PSS/E RAW',
      'Phaselock JSON',
      'XLSX tables',
      'clipboard',
      'pandapower JSON',
    ]);
    for (const format of formats) {
      const outcomes = new Set(
        results.filter((result) => result.format === format).map(({ outcome }) => outcome),
      );
      expect(outcomes, format).toEqual(new Set(['read', 'refused']));
    }
  });

  it('come from good files, which are all read but for those that are meant to be refused', () => {
    const refused = seeds.filter((seed) => {
      const packed = seed.pack ? seed.pack(seed.bytes) : seed.bytes;
      return judge(seed, packed).outcome === 'refused';
    });
    expect(refused.map(({ fileName }) => fileName).sort()).toEqual([
      'code-not-understood.m',
      'duplicate-bus.m',
      'missing-bus.m',
      'not-a-number.m',
      'truncated.m',
    ]);
  });

  it('are the same for the same seed and number, and differ for others', () => {
    const bytes = (runSeed: number, number: number): string =>
      Buffer.from(fuzzCase(seeds, runSeed, number).bytes).toString('latin1');
    expect(bytes(1, 25)).toBe(bytes(1, 25));
    expect(bytes(1, 25)).not.toBe(bytes(2, 25));
    expect(bytes(1, 25)).not.toBe(bytes(1, 37));
  });
});
