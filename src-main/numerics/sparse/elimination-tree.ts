/**
 * The upper triangle of a permuted symmetric pattern, by columns: column k lists the i < k with
 * A(i, k) != 0, that is, the row k of the lower triangle.
 */
export interface UpperPattern {
  readonly n: number;
  readonly colPtr: Int32Array;
  readonly rowIndex: Int32Array;
}

/**
 * Elimination tree: parent[k] = min { i > k : L(i, k) != 0 }, -1 at a root.
 *
 * Cost nearly O(entries), by path compression. Source: J. Liu, SIAM J. Matrix Anal. Appl. 11 (1990) 134.
 */
export function eliminationTree({ n, colPtr, rowIndex }: UpperPattern): Int32Array {
  const parent = new Int32Array(n).fill(-1);
  const ancestor = new Int32Array(n).fill(-1);
  for (let k = 0; k < n; k++) {
    for (let p = colPtr[k]!; p < colPtr[k + 1]!; p++) {
      for (let i = rowIndex[p]!; i >= 0 && i < k;) {
        const above = ancestor[i]!;
        ancestor[i] = k;
        if (above < 0) parent[i] = k;
        i = above;
      }
    }
  }
  return parent;
}

/** Children before parents, each subtree in one piece: order[k] is the k-th node. Cost O(n). */
export function postorder(parent: Int32Array): Int32Array {
  const n = parent.length;
  const firstChild = new Int32Array(n).fill(-1);
  const sibling = new Int32Array(n).fill(-1);
  for (let k = n - 1; k >= 0; k--) {
    const above = parent[k]!;
    if (above < 0) continue;
    sibling[k] = firstChild[above]!;
    firstChild[above] = k;
  }
  const order = new Int32Array(n);
  const stack = new Int32Array(n);
  let placed = 0;
  for (let root = 0; root < n; root++) {
    if (parent[root]! >= 0) continue;
    let top = 0;
    stack[0] = root;
    while (top >= 0) {
      const k = stack[top]!;
      const child = firstChild[k]!;
      if (child >= 0) {
        firstChild[k] = sibling[child]!;
        stack[++top] = child;
      } else {
        order[placed++] = k;
        top--;
      }
    }
  }
  return order;
}
