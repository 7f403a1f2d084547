import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { createLdlFactor, factorizeLdl } from '../../src-main/numerics/sparse/ldl-factorize.ts';
import { BLOCK_WIDTH, solveLdl, solveLdlBlock } from '../../src-main/numerics/sparse/ldl-solve.ts';
import { analyzeLdl, fillOf } from '../../src-main/numerics/sparse/ldl-symbolic.ts';
import { minimumDegreeOrder } from '../../src-main/numerics/sparse/minimum-degree.ts';
import { PairSolver } from '../../src-main/numerics/sparse/pair-solve.ts';
import { inverseEntry, selectedInverse } from '../../src-main/numerics/sparse/selected-inverse.ts';
import {
  createRefinementWork,
  hasLostDigits,
  solveRefined,
} from '../../src-main/numerics/sparse/refined-solve.ts';
import {
  multiply,
  patternOfPairs,
  type SymmetricMatrix,
} from '../../src-main/numerics/sparse/symmetric-matrix.ts';
import {
  denseInverse,
  denseOf,
  denseSolve,
  largest,
  largestDifference,
} from '../fixtures/dense.ts';
import { balanced, connectedGraph, type WeightedGraph } from '../fixtures/random-graph.ts';

/** Laplacian of the graph plus `ground` on the diagonal. */
function matrixOf(graph: WeightedGraph, ground: (node: number) => number): SymmetricMatrix {
  const pattern = patternOfPairs(graph.n, graph.from, graph.to);
  const values = new Float64Array(pattern.rowIndex.length);
  for (let i = 0; i < graph.n; i++) values[pattern.colPtr[i]!] = ground(i);
  graph.weight.forEach((weight, e) => {
    const [i, j] = [graph.from[e]!, graph.to[e]!];
    values[e + i + 1] = -weight;
    values[pattern.colPtr[i]!]! += weight;
    values[pattern.colPtr[j]!]! += weight;
  });
  return { pattern, values };
}

const definite = connectedGraph().map((graph) => matrixOf(graph, (i) => Number(i === 0)));

/** Symmetric, diagonally dominant with diagonal of either sign: every pivot order is stable. */
const indefinite = connectedGraph().map((graph) => {
  const matrix = matrixOf(graph, () => 0);
  for (let i = 0; i < graph.n; i++) {
    const p = matrix.pattern.colPtr[i]!;
    matrix.values[p] = (matrix.values[p]! + 1) * (i % 3 === 0 ? -1 : 1);
  }
  return matrix;
});

function factorOf(matrix: SymmetricMatrix, order?: Int32Array) {
  const factor = createLdlFactor(analyzeLdl(matrix.pattern, order));
  return { factor, outcome: factorizeLdl(factor, matrix.values) };
}

describe('minimum degree', () => {
  it('orders every node once', () => {
    fc.assert(
      fc.property(connectedGraph({ maxNodes: 150, maxExtra: 300 }), (graph) => {
        const order = minimumDegreeOrder(patternOfPairs(graph.n, graph.from, graph.to));
        expect([...order].sort((a, b) => a - b)).toEqual(Array.from(order, (_, k) => k));
      }),
    );
  });

  it('fills no more than exact minimum degree would, by and large', () => {
    fc.assert(
      fc.property(
        connectedGraph({ minNodes: 40, maxNodes: 80, minExtra: 20, maxExtra: 60 }),
        (graph) => {
          const symbolic = analyzeLdl(patternOfPairs(graph.n, graph.from, graph.to));
          expect(fillOf(symbolic)).toBeLessThanOrEqual(1.1 * exactMinimumDegreeFill(graph));
        },
      ),
      { numRuns: 40 },
    );
  });

  it('finds the order without fill of a tree', () => {
    fc.assert(
      fc.property(connectedGraph({ maxNodes: 100, maxExtra: 0 }), (graph) => {
        expect(fillOf(analyzeLdl(patternOfPairs(graph.n, graph.from, graph.to)))).toBe(graph.n - 1);
      }),
    );
  });
});

describe('LDLᵀ', () => {
  it.each([
    ['definite', definite],
    ['indefinite', indefinite],
  ])('solves %s systems as dense elimination does', (_, matrices) => {
    fc.assert(
      fc.property(
        matrices.chain((m) => fc.tuple(fc.constant(m), balanced(m.pattern.n))),
        ([m, b]) => {
          const { factor } = factorOf(m);
          const x = new Float64Array(b.length);
          solveLdl(factor, b, x);
          const expected = denseSolve(denseOf(m), b);
          expect(largestDifference(x, expected)).toBeLessThan(1e-9 * (1 + largest(expected)));
          const product = new Float64Array(b.length);
          multiply(m, x, product);
          expect(largestDifference(product, b)).toBeLessThan(1e-8);
        },
      ),
    );
  });

  it('counts the negative eigenvalues by its pivots', () => {
    fc.assert(
      fc.property(indefinite, (matrix) => {
        // Diagonal dominance (Gershgorin): as many negative eigenvalues as negative diagonals.
        const { n } = matrix.pattern;
        expect(factorOf(matrix).outcome).toEqual({
          status: 'factorized',
          negativePivots: Math.ceil(n / 3),
        });
      }),
    );
  });

  it('says which row of a Laplacian without ground is singular', () => {
    fc.assert(
      fc.property(connectedGraph({ maxNodes: 80 }), (graph) => {
        const { factor, outcome } = factorOf(matrixOf(graph, () => 0));
        expect(outcome).toEqual({
          status: 'singular',
          column: factor.symbolic.order[graph.n - 1],
        });
      }),
    );
  });

  it('refactorizes in place to the bits of a fresh factorization', () => {
    fc.assert(
      fc.property(definite, fc.double({ min: 0.1, max: 10, noNaN: true }), (matrix, scale) => {
        const { factor } = factorOf(matrix);
        const scaled = { ...matrix, values: matrix.values.map((value) => value * scale) };
        factorizeLdl(factor, scaled.values);
        const fresh = factorOf(scaled).factor;
        expect(factor.lower).toEqual(fresh.lower);
        expect(factor.diagonal).toEqual(fresh.diagonal);
      }),
    );
  });

  it('solves a block of right-hand sides as one by one', () => {
    fc.assert(
      fc.property(definite, (matrix) => {
        const { n } = matrix.pattern;
        const { factor } = factorOf(matrix);
        const block = Float64Array.from({ length: n * BLOCK_WIDTH }, (_, k) => Math.sin(k));
        const columns = Array.from({ length: BLOCK_WIDTH }, (_, c) => {
          const x = Float64Array.from({ length: n }, (__, i) => block[i * BLOCK_WIDTH + c]!);
          solveLdl(factor, x, x);
          return x;
        });
        solveLdlBlock(factor, block, new Float64Array(block.length));
        const expected = block.map(
          (_, k) => columns[k % BLOCK_WIDTH]![Math.floor(k / BLOCK_WIDTH)]!,
        );
        expect(largestDifference(block, expected)).toBeLessThan(1e-9 * (1 + largest(expected)));
      }),
    );
  });
});

describe('a factorization that has lost digits', () => {
  /** L grows to 1/epsilon where a small pivot comes first; the matrix itself is well conditioned. */
  const smallPivot = (epsilon: number, n: number) =>
    matrixOf(
      {
        n,
        from: Int32Array.from({ length: n - 1 }, (_, i) => i),
        to: Int32Array.from({ length: n - 1 }, (_, i) => i + 1),
        weight: new Float64Array(n - 1).fill(-1),
      },
      (i) => (i === 0 ? 1 + epsilon : i % 2 === 0 ? 5 : -3),
    );
  const first = (n: number) => Int32Array.from({ length: n }, (_, i) => i);

  it('is known by the size of L, and gets them back by refinement', () => {
    const n = 12;
    const matrix = smallPivot(1e-9, n);
    const { factor, outcome } = factorOf(matrix, first(n));
    expect(outcome.status).toBe('factorized');
    expect(
      hasLostDigits(factor, outcome.status === 'factorized' ? outcome.negativePivots : 0),
    ).toBe(true);
    const b = Float64Array.from({ length: n }, (_, i) => Math.cos(i));
    const expected = denseSolve(denseOf(matrix), b);
    const plain = new Float64Array(n);
    solveLdl(factor, b, plain);
    const refined = b.slice();
    solveRefined(factor, matrix, refined, refined, createRefinementWork(n));
    expect(largestDifference(plain, expected)).toBeGreaterThan(1e-9);
    expect(largestDifference(refined, expected)).toBeLessThan(1e-14);
  });

  it('is never that of a definite matrix', () => {
    fc.assert(
      fc.property(definite, (matrix) => {
        const { factor, outcome } = factorOf(matrix);
        expect(outcome).toMatchObject({ status: 'factorized', negativePivots: 0 });
        expect(hasLostDigits(factor, 0)).toBe(false);
      }),
    );
  });
});

describe('solutions in part', () => {
  it('gives the entries of the inverse on the pattern of the matrix', () => {
    fc.assert(
      fc.property(fc.oneof(definite, indefinite), (matrix) => {
        const { n, colPtr, rowIndex } = matrix.pattern;
        const selected = selectedInverse(factorOf(matrix).factor);
        const inverse = denseInverse(denseOf(matrix));
        const size = largest(inverse.flat());
        for (let j = 0; j < n; j++) {
          for (let p = colPtr[j]!; p < colPtr[j + 1]!; p++) {
            const i = rowIndex[p]!;
            expect(Math.abs(inverseEntry(selected, i, j) - inverse[i]![j]!)).toBeLessThan(
              1e-9 * size,
            );
            expect(inverseEntry(selected, j, i)).toBe(inverseEntry(selected, i, j));
          }
        }
      }),
    );
  });

  it('refuses an entry of the inverse off the pattern', () => {
    const path = matrixOf(
      { n: 3, from: Int32Array.of(0, 1), to: Int32Array.of(1, 2), weight: Float64Array.of(1, 1) },
      () => 1,
    );
    // The middle goes last, so that no fill couples the ends.
    const selected = selectedInverse(factorOf(path, Int32Array.of(0, 2, 1)).factor);
    expect(() => inverseEntry(selected, 0, 2)).toThrow('not on the pattern');
  });

  it('solves for a pair of nodes along their paths as a full solve does', () => {
    fc.assert(
      fc.property(definite, fc.array(fc.nat(), { minLength: 6, maxLength: 6 }), (matrix, picks) => {
        const { n } = matrix.pattern;
        const { factor } = factorOf(matrix);
        const solver = new PairSolver(factor);
        const x = new Float64Array(n);
        for (let k = 0; k < 6; k += 2) {
          const i = picks[k]! % n;
          const j = (i + 1 + (picks[k + 1]! % (n - 1))) % n;
          x.fill(0);
          x[i] = 1;
          x[j] = -1;
          solveLdl(factor, x, x);
          const size = 1e-9 * (1 + largest(x));
          expect(Math.abs(solver.start(i, j) - (x[i] - x[j]))).toBeLessThan(size);
          const nodes = picks.map((pick) => pick % n);
          for (const node of [...nodes, i, j]) {
            expect(Math.abs(solver.at(node) - x[node]!)).toBeLessThan(size);
          }
        }
      }),
    );
  });
});

/** Entries of L by the textbook: eliminate a node of least degree, join its neighbours. */
function exactMinimumDegreeFill(graph: WeightedGraph): number {
  const neighbours = new Map(Array.from({ length: graph.n }, (_, i) => [i, new Set<number>()]));
  graph.from.forEach((i, e) => {
    neighbours.get(i)!.add(graph.to[e]!);
    neighbours.get(graph.to[e]!)!.add(i);
  });
  let fill = 0;
  while (neighbours.size > 0) {
    const [pivot, around] = [...neighbours].reduce((a, b) => (b[1].size < a[1].size ? b : a));
    neighbours.delete(pivot);
    fill += around.size;
    for (const i of around) {
      neighbours.get(i)!.delete(pivot);
      for (const j of around) if (i !== j) neighbours.get(i)!.add(j);
    }
  }
  return fill;
}
