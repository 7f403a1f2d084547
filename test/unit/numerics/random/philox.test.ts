import { describe, expect, it } from 'vitest';
import { compilePhiloxKernel } from '../../../../build/compile-kernels.mjs';
import { philox4x32 } from '../../../../src-main/numerics/random/philox.ts';
import { RandomStream } from '../../../../src-main/numerics/random/random-stream.ts';
import { sampleNumbers } from '../../../../src-main/numerics/random/sample-numbers.ts';

/** The known answers that Random123 publishes in its kat_vectors file. */
const knownAnswers = [
  {
    counter: [0, 0, 0, 0],
    key: [0, 0],
    out: [0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8],
  },
  {
    counter: [0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff],
    key: [0xffffffff, 0xffffffff],
    out: [0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd],
  },
  {
    counter: [0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344],
    key: [0xa4093822, 0x299f31d0],
    out: [0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1],
  },
] as const;

/** The same bijection in 64-bit integers, straight from the paper. */
function philoxInBigInt(counter: readonly number[], key: readonly number[]): number[] {
  const mask = 0xffffffffn;
  let [x0, x1, x2, x3] = counter.map(BigInt) as [bigint, bigint, bigint, bigint];
  let [k0, k1] = key.map(BigInt) as [bigint, bigint];
  for (let round = 0; round < 10; round++) {
    const a = 0xd2511f53n * x0;
    const b = 0xcd9e8d57n * x2;
    [x0, x1, x2, x3] = [(b >> 32n) ^ x1 ^ k0, b & mask, (a >> 32n) ^ x3 ^ k1, a & mask];
    k0 = (k0 + 0x9e3779b9n) & mask;
    k1 = (k1 + 0xbb67ae85n) & mask;
  }
  return [x0, x1, x2, x3].map(Number);
}

function philox(counter: readonly number[], key: readonly number[]): number[] {
  const out = new Uint32Array(4);
  philox4x32(Uint32Array.from(counter), Uint32Array.from(key), out);
  return [...out];
}

describe('Philox4x32-10', () => {
  it('gives the three published known answers', () => {
    for (const { counter, key, out } of knownAnswers) expect(philox(counter, key)).toEqual(out);
  });

  it('agrees with the bijection written in 64-bit integers on 2,000 counters', () => {
    let word = 1;
    const next = (): number => (word = Math.imul(word, 1664525) + 1013904223) >>> 0;
    for (let i = 0; i < 2000; i++) {
      const counter = [next(), next(), next(), next()];
      const key = [next(), next()];
      expect(philox(counter, key)).toEqual(philoxInBigInt(counter, key));
    }
  });
});

describe('a random stream', () => {
  it('builds its first uniform from the first published block', () => {
    const [high, low] = knownAnswers[0].out;
    const expected = Number((BigInt(high >>> 5) << 26n) | BigInt(low >>> 6)) / 2 ** 53;
    expect(new RandomStream(0, 0).uniform()).toBe(expected);
  });

  it('is the same for the same seed and sample, and another for any other', () => {
    const first = (seed: number, sample: number): number[] => {
      const stream = new RandomStream(seed, sample);
      return Array.from({ length: 5 }, () => stream.uniform());
    };
    expect(first(7, 3)).toEqual(first(7, 3));
    const others = [first(7, 4), first(8, 3), first(7 + 2 ** 32, 3), first(7, 3 + 2 ** 32)];
    for (const other of others) expect(other).not.toEqual(first(7, 3));
  });

  it('draws uniforms whose mean, variance and 16 bins fit within four standard errors', () => {
    const count = 40_000;
    const stream = new RandomStream(2026);
    const bins = new Float64Array(16);
    let sum = 0;
    let squares = 0;
    for (let i = 0; i < count; i++) {
      const u = stream.uniform();
      sum += u;
      squares += (u - 0.5) ** 2;
      bins[Math.floor(16 * u)]! += 1;
    }
    expect(Math.abs(sum / count - 0.5)).toBeLessThan(4 * Math.sqrt(1 / 12 / count));
    expect(Math.abs(squares / count - 1 / 12)).toBeLessThan(4 * Math.sqrt(1 / 180 / count));
    const expected = count / 16;
    for (const bin of bins) expect(Math.abs(bin - expected)).toBeLessThan(4 * Math.sqrt(expected));
  });

  it('fills an array with the numbers that it draws one by one, from wherever it is', () => {
    const [one, many] = [new RandomStream(7, 3), new RandomStream(7, 3)];
    const out = new Float64Array(9);
    for (const length of [3, 4, 9]) {
      const expected = Array.from({ length }, () => one.uniform());
      many.fill(out.subarray(0, length));
      expect([...out.subarray(0, length)]).toEqual(expected);
    }
    expect(many.uniform()).toBe(one.uniform());
  });

  it('comes out of the kernel with the same bits, whatever the seed, the sample and the length', async () => {
    const kernel = new WebAssembly.Module(await compilePhiloxKernel());
    const large = Number.MAX_SAFE_INTEGER;
    for (const seed of [0, 7, 0xfedcba98, large]) {
      const [plain, fast] = [sampleNumbers(seed, null), sampleNumbers(seed, kernel)];
      for (const [sample, length] of [
        [0, 5],
        [3, 0],
        [0x89abcdef, 3000],
        [large, 8],
      ] as const) {
        const [expected, found] = [new Float64Array(length), new Float64Array(length)];
        plain(sample, expected);
        fast(sample, found);
        expect(found).toEqual(expected);
      }
    }
    expect(() => {
      sampleNumbers(1, kernel)(-1, new Float64Array(1));
    }).toThrow(/sample is -1; it must be an integer/);
    expect(() => sampleNumbers(0.5, kernel)).toThrow(/seed is 0.5/);
  });

  it('draws normals with the first four moments of the normal law', () => {
    const count = 40_000;
    const stream = new RandomStream(11, 5);
    const moments = [0, 0, 0, 0];
    for (let i = 0; i < count; i++) {
      const x = stream.normal();
      for (let k = 0; k < 4; k++) moments[k]! += x ** (k + 1) / count;
    }
    const [mean, variance, third, fourth] = moments as [number, number, number, number];
    // Variances of x, x², x³, x⁴ under the law: 1, 2, 15, 96.
    expect(Math.abs(mean)).toBeLessThan(4 * Math.sqrt(1 / count));
    expect(Math.abs(variance - 1)).toBeLessThan(4 * Math.sqrt(2 / count));
    expect(Math.abs(third)).toBeLessThan(4 * Math.sqrt(15 / count));
    expect(Math.abs(fourth - 3)).toBeLessThan(4 * Math.sqrt(96 / count));
  });

  it('draws every integer below a bound equally often', () => {
    const stream = new RandomStream(3);
    const hits = new Float64Array(7);
    for (let i = 0; i < 14_000; i++) hits[stream.below(7)]! += 1;
    for (const hit of hits) expect(Math.abs(hit - 2000)).toBeLessThan(4 * Math.sqrt(2000));
  });

  it('refuses a seed, a sample or a bound that is no counter', () => {
    expect(() => new RandomStream(-1)).toThrow(/seed is -1; it must be an integer/);
    expect(() => new RandomStream(1, 0.5)).toThrow(/sample is 0.5/);
    expect(() => new RandomStream(1).below(0)).toThrow(/n is -1/);
  });
});
