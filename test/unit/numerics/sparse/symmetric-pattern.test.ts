import { describe, expect, it } from 'vitest';

import {
  createLdlFactor,
  factorizeLdl,
} from '../../../../src-main/numerics/sparse/ldl-factorize.ts';
import { solveLdlBlock } from '../../../../src-main/numerics/sparse/ldl-solve.ts';
import { analyzeLdl, fillOf } from '../../../../src-main/numerics/sparse/ldl-symbolic.ts';
import { minimumDegreeOrder } from '../../../../src-main/numerics/sparse/minimum-degree.ts';
import { patternOfPairs } from '../../../../src-main/numerics/sparse/symmetric-matrix.ts';

describe('pattern of pairs', () => {
  it('puts pair e at position e + from[e] + 1, behind the diagonal of its column', () => {
    const pattern = patternOfPairs(4, Int32Array.of(0, 0, 2), Int32Array.of(1, 3, 3));
    expect([...pattern.colPtr]).toEqual([0, 3, 4, 6, 7]);
    expect([...pattern.rowIndex]).toEqual([0, 1, 3, 1, 2, 3, 3]);
  });

  it('refuses pairs that are not sorted, and says what to do', () => {
    expect(() => patternOfPairs(3, Int32Array.of(1, 0), Int32Array.of(2, 2))).toThrow('sort them');
  });
});

describe('minimum degree on particular graphs', () => {
  it('leaves the hub of a star for the end, whatever its size', () => {
    const leaves = Int32Array.from({ length: 5000 }, (_, k) => k + 1);
    const star = patternOfPairs(5001, new Int32Array(5000), leaves);
    expect(minimumDegreeOrder(star)[5000]).toBe(0);
    expect(fillOf(analyzeLdl(star))).toBe(5000);
  });

  it('keeps the fill of a square mesh within a few times n log2 n', () => {
    // Nested dissection fills (31/4) n log2 n and no order fills less than c n log n: A. George 1973.
    const side = 60;
    const n = side * side;
    const from: number[] = [];
    const to: number[] = [];
    for (let i = 0; i < n; i++) {
      if (i % side < side - 1) [from[from.length], to[to.length]] = [i, i + 1];
      if (i + side < n) [from[from.length], to[to.length]] = [i, i + side];
    }
    const fill = fillOf(analyzeLdl(patternOfPairs(n, Int32Array.from(from), Int32Array.from(to))));
    expect(fill).toBeLessThan(2 * n * Math.log2(n));
  });
});

describe('misuse', () => {
  it('says how long a block of right-hand sides must be', () => {
    const factor = createLdlFactor(
      analyzeLdl(patternOfPairs(2, Int32Array.of(0), Int32Array.of(1))),
    );
    factorizeLdl(factor, Float64Array.of(2, -1, 2));
    expect(() => {
      solveLdlBlock(factor, new Float64Array(2), new Float64Array(2));
    }).toThrow('pad with zero columns');
  });
});
