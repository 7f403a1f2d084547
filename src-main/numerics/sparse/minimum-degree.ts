import type { SymmetricPattern } from './symmetric-matrix.ts';

/**
 * Fill-reducing order of a symmetric matrix by approximate minimum degree.
 *
 * Eliminates, step by step, a node of (nearly) least degree from the quotient graph, in which an
 * eliminated node lives on as an *element*: the clique of the nodes that it was joined to. Degrees
 * are the upper bound of Amestoy, Davis and Duff (1996), eq. (2.4); nodes with equal neighbourhoods
 * are merged to one supervariable, elements inside a newer one are absorbed, and nodes left with the
 * newest element alone go with it at once.
 *
 * @returns order, length n: order[k] is the k-th node to eliminate
 *
 * Cost in practice proportional to the entries of the matrix, times a small power of log n.
 * Source: P. Amestoy, T. Davis, I. Duff, SIAM J. Matrix Anal. Appl. 17 (1996) 886.
 */
export function minimumDegreeOrder(pattern: SymmetricPattern): Int32Array {
  const graph = new QuotientGraph(pattern);
  for (let pivot = graph.takeLeast(); pivot >= 0; pivot = graph.takeLeast()) {
    graph.formElement(pivot);
    graph.measureOverlaps(pivot);
    graph.updateDegrees(pivot);
    graph.mergeTwins(pivot);
    graph.sealElement(pivot);
  }
  return graph.order();
}

// What a node is: a variable (0), or
const ELEMENT = 1;
const ABSORBED = 2;

/**
 * The graph while it is eliminated. A variable's list holds first the variables, then the elements
 * that it is adjacent to; an element's list holds its variables. All lists share one buffer.
 */
class QuotientGraph {
  private readonly n: number;
  private lists: Int32Array;
  private spare: Int32Array;
  private free: number;

  private readonly kind: Uint8Array;
  private readonly start: Int32Array;
  private readonly length: Int32Array;
  private readonly variables: Int32Array;
  /** Nodes that a supervariable stands for; negative while it is in the newest element. */
  private readonly weight: Int32Array;
  /** Of a variable: bound of its external degree. Of an element: weight of its variables. */
  private readonly degree: Int32Array;
  /** The supervariable, or the pivot, that an absorbed variable went into. */
  private readonly parent: Int32Array;
  /** Rank of a node as pivot. */
  private readonly rank: Int32Array;

  private readonly head: Int32Array;
  private readonly next: Int32Array;
  private readonly previous: Int32Array;
  private readonly bucket: Int32Array;
  private readonly stamp: Int32Array;
  private base = 1;
  private least = 0;
  private pivots = 0;
  private remaining: number;

  constructor(pattern: SymmetricPattern) {
    const { n } = pattern;
    this.n = n;
    const ints = (): Int32Array => new Int32Array(n);
    [this.start, this.length, this.variables] = [ints(), ints(), ints()];
    [this.degree, this.next, this.previous, this.stamp] = [ints(), ints(), ints(), ints()];
    [this.weight, this.parent, this.rank] = [ints().fill(1), ints().fill(-1), ints().fill(n)];
    [this.head, this.bucket] = [new Int32Array(n + 1).fill(-1), ints().fill(-1)];
    this.kind = new Uint8Array(n);
    this.free = 2 * (pattern.rowIndex.length - n);
    this.lists = new Int32Array(this.free + (this.free >> 1) + 2 * n);
    this.spare = new Int32Array(this.lists.length);
    this.remaining = n;
    this.readNeighbours(pattern);
    this.postponeDenseNodes();
    for (let i = 0; i < n; i++) if (this.weight[i]! > 0) this.link(i, this.degree[i]!);
  }

  private readNeighbours({ n, colPtr, rowIndex }: SymmetricPattern): void {
    const { lists, start, length, variables, degree } = this;
    for (let j = 0; j < n; j++) {
      for (let p = colPtr[j]! + 1; p < colPtr[j + 1]!; p++) {
        length[j]!++;
        length[rowIndex[p]!]!++;
      }
    }
    for (let i = 1; i < n; i++) start[i] = start[i - 1]! + length[i - 1]!;
    for (let j = 0; j < n; j++) {
      for (let p = colPtr[j]! + 1; p < colPtr[j + 1]!; p++) {
        const i = rowIndex[p]!;
        lists[start[j]! + variables[j]!++] = i;
        lists[start[i]! + variables[i]!++] = j;
      }
    }
    degree.set(variables);
  }

  /** A node joined to a large part of the matrix fills its row anyway: it comes last. */
  private postponeDenseNodes(): void {
    const limit = Math.max(16, 10 * Math.sqrt(this.n));
    for (let i = 0; i < this.n; i++) {
      if (this.degree[i]! <= limit) continue;
      this.weight[i] = 0;
      this.kind[i] = ABSORBED;
      this.remaining--;
    }
  }

  /** Takes a variable of least degree off the lists; -1 when none is left. */
  takeLeast(): number {
    if (this.remaining === 0) return -1;
    while (this.head[this.least]! < 0) this.least++;
    const pivot = this.head[this.least]!;
    this.unlink(pivot);
    return pivot;
  }

  /** Turns the pivot into the element of all variables that it reaches. */
  formElement(pivot: number): void {
    const { kind, length, variables, weight, degree } = this;
    if (this.free + this.remaining > this.lists.length) this.compact();
    kind[pivot] = ELEMENT;
    this.rank[pivot] = this.pivots++;
    this.remaining -= weight[pivot]!;
    weight[pivot] = 0;
    degree[pivot] = 0;
    const from = this.start[pivot]!;
    const begin = this.free;
    this.collect(pivot, from, from + variables[pivot]!);
    for (let p = from + variables[pivot]!; p < from + length[pivot]!; p++) {
      const element = this.lists[p]!;
      if (kind[element] !== ELEMENT) continue;
      const first = this.start[element]!;
      this.collect(pivot, first, first + length[element]!);
      kind[element] = ABSORBED;
    }
    this.start[pivot] = begin;
    length[pivot] = this.free - begin;
  }

  private collect(pivot: number, from: number, to: number): void {
    const { lists, weight, degree } = this;
    for (let p = from; p < to; p++) {
      const i = lists[p]!;
      const size = weight[i]!;
      if (size <= 0) continue;
      weight[i] = -size;
      degree[pivot]! += size;
      lists[this.free++] = i;
      this.unlink(i);
    }
  }

  /** For every element e next to the new one: stamp[e] - base = weight of its variables outside. */
  measureOverlaps(pivot: number): void {
    const { lists, kind, start, length, variables, weight, degree, stamp } = this;
    const base = this.freshStamps();
    for (let q = start[pivot]!; q < start[pivot]! + length[pivot]!; q++) {
      const i = lists[q]!;
      const end = start[i]! + length[i]!;
      for (let p = start[i]! + variables[i]!; p < end; p++) {
        const e = lists[p]!;
        if (kind[e] !== ELEMENT) continue;
        stamp[e] = (stamp[e]! >= base ? stamp[e]! : degree[e]! + base) + weight[i]!;
      }
    }
  }

  /** Prunes the list of each variable of the new element, bounds its degree, and hashes it. */
  updateDegrees(pivot: number): void {
    const { lists, start, length } = this;
    for (let q = start[pivot]!; q < start[pivot]! + length[pivot]!; q++) {
      const i = lists[q]!;
      const outside = this.prune(i, pivot);
      if (outside === 0) this.eliminateWith(i, pivot);
      else if (outside < this.degree[i]!) this.degree[i] = outside;
    }
  }

  /** Weight next to variable i outside the new element; its list keeps only what is outside. */
  private prune(i: number, pivot: number): number {
    const { lists, kind, start, length, variables, weight, stamp, base } = this;
    const firstElement = start[i]! + variables[i]!;
    const end = start[i]! + length[i]!;
    let write = start[i]!;
    let outside = 0;
    let hash = 0;
    for (let p = write; p < firstElement; p++) {
      const j = lists[p]!;
      if (weight[j]! <= 0) continue;
      outside += weight[j]!;
      hash += j;
      lists[write++] = j;
    }
    variables[i] = write - start[i]!;
    for (let p = firstElement; p < end; p++) {
      const e = lists[p]!;
      if (kind[e] !== ELEMENT) continue;
      const size = stamp[e]! - base;
      if (size === 0) kind[e] = ABSORBED;
      else {
        outside += size;
        hash += e;
        lists[write++] = e;
      }
    }
    // The pivot, or an element that it absorbed, has left the list: there is room for it.
    lists[write++] = pivot;
    length[i] = write - start[i]!;
    if (outside > 0) this.hashInto(i, hash % this.n);
    return outside;
  }

  private hashInto(i: number, slot: number): void {
    this.next[i] = this.bucket[slot]!;
    this.bucket[slot] = i;
    this.previous[i] = slot;
  }

  private eliminateWith(i: number, pivot: number): void {
    const size = -this.weight[i]!;
    this.degree[pivot]! -= size;
    this.remaining -= size;
    this.absorb(i, pivot);
  }

  private absorb(i: number, into: number): void {
    this.weight[i] = 0;
    this.kind[i] = ABSORBED;
    this.parent[i] = into;
  }

  /** Merges variables of the new element whose lists are equal. */
  mergeTwins(pivot: number): void {
    const { lists, start, length, weight, next, previous, bucket } = this;
    for (let q = start[pivot]!; q < start[pivot]! + length[pivot]!; q++) {
      const member = lists[q]!;
      if (weight[member]! >= 0) continue;
      const slot = previous[member]!;
      let i = bucket[slot]!;
      bucket[slot] = -1;
      for (; i >= 0 && next[i]! >= 0; i = next[i]!) this.absorbTwinsOf(i);
    }
  }

  /** Compares i with all that follow it in its bucket. */
  private absorbTwinsOf(i: number): void {
    const { lists, start, length, weight, next, stamp } = this;
    const mark = this.freshStamps();
    for (let p = start[i]!; p < start[i]! + length[i]!; p++) stamp[lists[p]!] = mark;
    for (let before = i, j = next[i]!; j >= 0; j = next[j]!) {
      if (this.isTwin(i, j, mark)) {
        weight[i]! += weight[j]!;
        this.absorb(j, i);
        next[before] = next[j]!;
      } else before = j;
    }
  }

  private isTwin(i: number, j: number, mark: number): boolean {
    const { lists, start, length, variables, stamp } = this;
    if (length[i] !== length[j] || variables[i] !== variables[j]) return false;
    for (let p = start[j]!; p < start[j]! + length[j]!; p++) {
      if (stamp[lists[p]!] !== mark) return false;
    }
    return true;
  }

  /** Keeps the variables still alive and puts them back on the degree lists. */
  sealElement(pivot: number): void {
    const { lists, start, length, weight, degree } = this;
    let write = start[pivot]!;
    for (let q = write; q < start[pivot]! + length[pivot]!; q++) {
      const i = lists[q]!;
      const size = -weight[i]!;
      if (size <= 0) continue;
      weight[i] = size;
      const bound = degree[i]! + degree[pivot]! - size;
      degree[i] = Math.min(bound, this.remaining - size);
      this.link(i, degree[i]);
      lists[write++] = i;
    }
    length[pivot] = write - start[pivot]!;
    this.free = write;
  }

  /** Pivots in their order, each with the variables that went with it. */
  order(): Int32Array {
    const { n, parent, rank } = this;
    const count = new Int32Array(n + 2);
    for (let i = 0; i < n; i++) {
      let root = i;
      while (parent[root]! >= 0) root = parent[root]!;
      rank[i] = rank[root]!;
      count[rank[i]! + 1]!++;
    }
    for (let k = 0; k <= n; k++) count[k + 1]! += count[k]!;
    const order = new Int32Array(n);
    for (let i = 0; i < n; i++) order[count[rank[i]!]!++] = i;
    return order;
  }

  private link(i: number, degree: number): void {
    const first = this.head[degree]!;
    this.next[i] = first;
    this.previous[i] = -1;
    if (first >= 0) this.previous[first] = i;
    this.head[degree] = i;
    if (degree < this.least) this.least = degree;
  }

  private unlink(i: number): void {
    const before = this.previous[i]!;
    const after = this.next[i]!;
    if (before >= 0) this.next[before] = after;
    else this.head[this.degree[i]!] = after;
    if (after >= 0) this.previous[after] = before;
  }

  /** A stamp above all that have been given, with room for weights on top. */
  private freshStamps(): number {
    this.base += this.n + 1;
    if (this.base > 0x7fffffff - 2 * this.n) {
      this.stamp.fill(0);
      this.base = 1;
    }
    return this.base;
  }

  /** Copies the live lists to the front of the spare buffer, and exchanges the two. */
  private compact(): void {
    const { lists, spare, kind, start, length } = this;
    let free = 0;
    for (let i = 0; i < this.n; i++) {
      if (kind[i] === ABSORBED) continue;
      const from = start[i]!;
      start[i] = free;
      for (let p = from; p < from + length[i]!; p++) spare[free++] = lists[p]!;
    }
    [this.lists, this.spare, this.free] = [spare, lists, free];
  }
}
