import type { Position } from '../../src-shared/grid/grid-case.ts';
import { at, neighbourRows } from './neighbour-rows.ts';
import { pivotDistances } from './pivot-distances.ts';

type Neighbours = readonly (readonly number[])[];

/**
 * Pivot MDS (Brandes & Pich 2007): places nodes so that their distances on paper resemble their
 * distances in the network, as the first draft of a layout. Deterministic: the same network always
 * gets the same picture.
 *
 * `neighbours[i]`: nodes joined to node i. Returns one place per node; an edge is about one unit
 * long on average. Cost O(pivots x (nodes + edges) + pivots² x nodes).
 */
export function pivotLayout(neighbours: Neighbours): Position[] {
  const count = neighbours.length;
  if (count === 0) return [];
  const columns = doublyCentred(
    pivotDistances(neighbourRows(neighbours), Math.min(count, 50)),
    count,
  );
  const products = productsOf(columns);
  const first = principalAxis(products, null);
  const second = principalAxis(products, first);
  const x = combine(columns, first, count);
  const y = combine(columns, second, count);
  const scale = unitEdgeScale(neighbours, x, y);
  return Array.from({ length: count }, (_, i) => ({ x: at(x, i) * scale, y: at(y, i) * scale }));
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += at(a, i) * at(b, i);
  return sum;
}

/** CᵀC; one half is worked out, the other is the same. */
function productsOf(columns: readonly Float64Array[]): number[][] {
  const products: number[][] = [];
  columns.forEach((a, i) => {
    const before = products.map((row) => row[i] ?? 0);
    products.push([...before, ...columns.slice(i).map((b) => dot(a, b))]);
  });
  return products;
}

/** Squared distances less their row and column means: the inner products that MDS works on. */
function doublyCentred(distances: readonly Float64Array[], count: number): Float64Array[] {
  const rowMeans = new Float64Array(count);
  for (const column of distances) {
    for (let i = 0; i < count; i++) {
      rowMeans[i] = at(rowMeans, i) + at(column, i) ** 2 / distances.length;
    }
  }
  const mean = rowMeans.reduce((sum, value) => sum + value, 0) / count;
  return distances.map((column) => {
    const columnMean = dot(column, column) / count;
    const centred = new Float64Array(count);
    for (let i = 0; i < count; i++) {
      centred[i] = -(at(column, i) ** 2 - columnMean - at(rowMeans, i) + mean) / 2;
    }
    return centred;
  });
}

/** Largest eigenvector of CᵀC by power iteration, orthogonal to one found before. */
function principalAxis(
  products: readonly (readonly number[])[],
  found: Float64Array | null,
): Float64Array {
  let axis = Float64Array.from(products, (_, i) => Math.sin(1 + i * (found ? 2.3 : 1.7)));
  for (let iteration = 0; iteration < 200; iteration++) {
    if (found) subtractProjection(axis, found);
    const next = Float64Array.from(products, (row) =>
      row.reduce((sum, value, i) => sum + value * at(axis, i), 0),
    );
    const length = Math.sqrt(dot(next, next)) || 1;
    axis = next.map((value) => value / length);
  }
  return axis;
}

function subtractProjection(vector: Float64Array, unit: Float64Array): void {
  const share = dot(vector, unit);
  unit.forEach((value, i) => (vector[i] = at(vector, i) - share * value));
}

function combine(
  columns: readonly Float64Array[],
  weights: Float64Array,
  count: number,
): Float64Array {
  const sum = new Float64Array(count);
  columns.forEach((column, k) => {
    for (let i = 0; i < count; i++) sum[i] = at(sum, i) + at(weights, k) * at(column, i);
  });
  return sum;
}

function unitEdgeScale(neighbours: Neighbours, x: Float64Array, y: Float64Array): number {
  let total = 0;
  let edges = 0;
  neighbours.forEach((joined, i) => {
    for (const j of joined) {
      total += Math.hypot(at(x, i) - at(x, j), at(y, i) - at(y, j));
      edges++;
    }
  });
  return total > 0 ? edges / total : 1;
}
