import { eliminationTree, postorder } from './elimination-tree.ts';
import type { UpperPattern } from './elimination-tree.ts';
import { minimumDegreeOrder } from './minimum-degree.ts';
import type { SymmetricPattern } from './symmetric-matrix.ts';

/**
 * What a factorization P A Pᵀ = L D Lᵀ knows before any value: order, elimination tree, and the
 * pattern of L by columns and by rows. Made once per pattern and shared by all factorizations on it.
 */
export interface LdlSymbolic {
  readonly pattern: SymmetricPattern;
  /** order[k]: row of A that is the k-th pivot; rank is its inverse. */
  readonly order: Int32Array;
  readonly rank: Int32Array;
  /** Elimination tree of the pivots; -1 at a root. */
  readonly parent: Int32Array;
  /** Strict upper triangle of P A Pᵀ by columns; `source` tells where in A each entry comes from. */
  readonly upper: UpperPattern & { readonly source: Int32Array };
  /** Strict lower triangle L by columns, rows ascending. */
  readonly colPtr: Int32Array;
  readonly rowIndex: Int32Array;
  /** The same by rows, columns ascending. */
  readonly rowPtr: Int32Array;
  readonly colIndex: Int32Array;
}

/**
 * Symbolic analysis for LDLᵀ: approximate minimum degree, then a postorder of the elimination tree
 * (same fill, neighbours stay near in memory), then the pattern of L.
 *
 * @param pattern lower triangle of A with its diagonal
 * @param order a fill-reducing order of one's own, order[k] the k-th pivot
 *
 * Cost: the order, plus O(entries of L). Source: J. Liu, SIAM J. Matrix Anal. Appl. 11 (1990) 134.
 */
export function analyzeLdl(
  pattern: SymmetricPattern,
  order: Int32Array = minimumDegreeOrder(pattern),
): LdlSymbolic {
  const tree = eliminationTree(permuteToUpper(pattern, inverseOf(order)));
  const postordered = postorder(tree).map((k) => order[k]!);
  const rank = inverseOf(postordered);
  const upper = permuteToUpper(pattern, rank);
  const parent = eliminationTree(upper);
  const columns = patternOfL(upper, parent);
  return { pattern, order: postordered, rank, parent, upper, ...columns, ...rowsOf(columns) };
}

/** Number of entries of L below the diagonal. */
export const fillOf = (symbolic: LdlSymbolic): number => symbolic.rowIndex.length;

function inverseOf(order: Int32Array): Int32Array {
  const rank = new Int32Array(order.length);
  for (let k = 0; k < order.length; k++) rank[order[k]!] = k;
  return rank;
}

function permuteToUpper(pattern: SymmetricPattern, rank: Int32Array): LdlSymbolic['upper'] {
  const { n } = pattern;
  const colPtr = new Int32Array(n + 1);
  forEachOffDiagonal(pattern, (_p, i, j) => {
    colPtr[Math.max(rank[i]!, rank[j]!) + 1]!++;
  });
  for (let k = 0; k < n; k++) colPtr[k + 1]! += colPtr[k]!;
  const next = colPtr.slice(0, n);
  const rowIndex = new Int32Array(colPtr[n]!);
  const source = new Int32Array(colPtr[n]!);
  forEachOffDiagonal(pattern, (p, i, j) => {
    const slot = next[Math.max(rank[i]!, rank[j]!)]!++;
    rowIndex[slot] = Math.min(rank[i]!, rank[j]!);
    source[slot] = p;
  });
  return { n, colPtr, rowIndex, source };
}

function forEachOffDiagonal(
  { n, colPtr, rowIndex }: SymmetricPattern,
  visit: (entry: number, row: number, column: number) => void,
): void {
  for (let j = 0; j < n; j++) {
    for (let p = colPtr[j]! + 1; p < colPtr[j + 1]!; p++) visit(p, rowIndex[p]!, j);
  }
}

/** Row k of L is the part of the elimination tree between the entries of row k of A and k itself. */
function patternOfL(
  upper: UpperPattern,
  parent: Int32Array,
): Pick<LdlSymbolic, 'colPtr' | 'rowIndex'> {
  const { n } = upper;
  const colPtr = new Int32Array(n + 1);
  forEachEntryOfL(upper, parent, (_k, j) => {
    colPtr[j + 1]!++;
  });
  for (let j = 0; j < n; j++) colPtr[j + 1]! += colPtr[j]!;
  const next = colPtr.slice(0, n);
  const rowIndex = new Int32Array(colPtr[n]!);
  forEachEntryOfL(upper, parent, (k, j) => {
    rowIndex[next[j]!++] = k;
  });
  return { colPtr, rowIndex };
}

function forEachEntryOfL(
  { n, colPtr, rowIndex }: UpperPattern,
  parent: Int32Array,
  visit: (row: number, column: number) => void,
): void {
  const seen = new Int32Array(n).fill(-1);
  for (let k = 0; k < n; k++) {
    seen[k] = k;
    for (let p = colPtr[k]!; p < colPtr[k + 1]!; p++) {
      for (let j = rowIndex[p]!; seen[j] !== k; j = parent[j]!) {
        seen[j] = k;
        visit(k, j);
      }
    }
  }
}

function rowsOf(
  columns: Pick<LdlSymbolic, 'colPtr' | 'rowIndex'>,
): Pick<LdlSymbolic, 'rowPtr' | 'colIndex'> {
  const { colPtr, rowIndex } = columns;
  const n = colPtr.length - 1;
  const rowPtr = new Int32Array(n + 1);
  for (const row of rowIndex) rowPtr[row + 1]!++;
  for (let k = 0; k < n; k++) rowPtr[k + 1]! += rowPtr[k]!;
  const next = rowPtr.slice(0, n);
  const colIndex = new Int32Array(rowIndex.length);
  for (let j = 0; j < n; j++) {
    for (let p = colPtr[j]!; p < colPtr[j + 1]!; p++) colIndex[next[rowIndex[p]!]!++] = j;
  }
  return { rowPtr, colIndex };
}
