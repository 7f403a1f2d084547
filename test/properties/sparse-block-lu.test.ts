import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';

import { compileBlockLuKernel } from '../../build/compile-kernels.mjs';
import {
  createBlockLu,
  factorizeBlockLu,
  solveBlockLu,
} from '../../src-main/numerics/sparse/block-lu.ts';
import { blockSolver } from '../../src-main/numerics/sparse/block-solver.ts';
import { blockPatternOfPairs } from '../../src-main/numerics/sparse/block-matrix.ts';
import type { BlockPattern } from '../../src-main/numerics/sparse/block-matrix.ts';
import { denseSolve, largest, largestDifference } from '../fixtures/dense.ts';
import type { Dense } from '../fixtures/dense.ts';
import { connectedGraph } from '../fixtures/random-graph.ts';

interface BlockSystem {
  readonly pattern: BlockPattern;
  readonly values: Float64Array;
  readonly right: Float64Array;
}

/** Unsymmetric values on a random graph; block rows dominated by their diagonal block. */
const system: fc.Arbitrary<BlockSystem> = connectedGraph().chain((graph) => {
  const pattern = blockPatternOfPairs(graph.n, graph.from, graph.to);
  const blocks = pattern.colIndex.length;
  return fc
    .tuple(numbers(4 * blocks), numbers(2 * graph.n))
    .map(([values, right]) => ({ pattern, values: dominated(pattern, values), right }));
});

function numbers(length: number): fc.Arbitrary<Float64Array> {
  return fc
    .array(fc.integer({ min: -1000, max: 1000 }), { minLength: length, maxLength: length })
    .map((thousandths) => Float64Array.from(thousandths, (value) => value / 1000));
}

function dominated({ n, rowPtr, diagonal }: BlockPattern, values: Float64Array): Float64Array {
  for (let i = 0; i < n; i++) {
    const blocks = rowPtr[i + 1]! - rowPtr[i]!;
    values[4 * diagonal[i]!]! += 2 * blocks + 1;
    values[4 * diagonal[i]! + 3]! -= 2 * blocks + 1;
  }
  return values;
}

function denseOf({ pattern, values }: BlockSystem): Dense {
  const { n, rowPtr, colIndex } = pattern;
  const dense = Array.from({ length: 2 * n }, () => new Array<number>(2 * n).fill(0));
  for (let i = 0; i < n; i++) {
    for (let p = rowPtr[i]!; p < rowPtr[i + 1]!; p++) {
      const j = colIndex[p]!;
      for (let s = 0; s < 4; s++) dense[2 * i + (s >> 1)]![2 * j + (s & 1)] = values[4 * p + s]!;
    }
  }
  return dense;
}

describe('the block LU kernel', () => {
  let module: WebAssembly.Module;
  beforeAll(async () => {
    module = new WebAssembly.Module(await compileBlockLuKernel());
  });

  it('gives the bits of the plain form, when it is used again and after a singular matrix too', () => {
    fc.assert(
      fc.property(system, ({ pattern, values, right }) => {
        const [plain, fast] = [null, module].map((kernel) => {
          const solver = blockSolver(pattern, kernel);
          return [values, new Float64Array(values.length), values.map((a) => 3 * a)].map(
            (given) => {
              solver.values.set(given);
              const outcome = solver.factorize();
              const x = right.slice();
              if (outcome.status === 'factorized') solver.solve(x, x);
              return { outcome, x };
            },
          );
        });
        expect(fast).toEqual(plain);
        expect(fast![1]!.outcome.status).toBe('singular');
      }),
      { numRuns: 40 },
    );
  });
});

describe('the block LU factorization', () => {
  it('solves unsymmetric systems as dense elimination with row exchanges does', () => {
    fc.assert(
      fc.property(system, (given) => {
        const lu = createBlockLu(given.pattern);
        expect(factorizeBlockLu(lu, given.values)).toEqual({ status: 'factorized' });
        const x = given.right.slice();
        solveBlockLu(lu, x, x);
        const expected = denseSolve(denseOf(given), given.right);
        expect(largestDifference(x, expected)).toBeLessThan(1e-11 * Math.max(1, largest(expected)));
      }),
    );
  });

  it('gives the same solution when its room is used again after other values', () => {
    fc.assert(
      fc.property(system, (given) => {
        const lu = createBlockLu(given.pattern);
        const first = new Float64Array(2 * given.pattern.n);
        const again = new Float64Array(2 * given.pattern.n);
        factorizeBlockLu(lu, given.values);
        solveBlockLu(lu, given.right, first);
        factorizeBlockLu(
          lu,
          given.values.map((value) => 3 * value),
        );
        factorizeBlockLu(lu, given.values);
        solveBlockLu(lu, given.right, again);
        expect(again).toEqual(first);
      }),
    );
  });

  it('names the block row of a matrix that is singular, and can be used again after', () => {
    const pattern = blockPatternOfPairs(2, Int32Array.of(0), Int32Array.of(1));
    const lu = createBlockLu(pattern);
    // Block rows [I I; I I]: the second pivot vanishes, whichever comes first.
    const ones = Float64Array.of(1, 0, 0, 1, 1, 0, 0, 1, 1, 0, 0, 1, 1, 0, 0, 1);
    expect(factorizeBlockLu(lu, ones).status).toBe('singular');
    const sound = ones.slice();
    sound[4 * pattern.diagonal[0]!] = 5;
    sound[4 * pattern.diagonal[0]! + 3] = 5;
    expect(factorizeBlockLu(lu, sound).status).toBe('factorized');
    const x = Float64Array.of(6, 6, 2, 2);
    solveBlockLu(lu, x, x);
    expect(largestDifference(x, [1, 1, 1, 1])).toBeLessThan(1e-15);
  });
});
