import type { Position } from '../../src-shared/grid/grid-case.ts';
import { at, indexAt, neighbourRows } from './neighbour-rows.ts';
import type { NeighbourRows } from './neighbour-rows.ts';

/**
 * Evens a draft out: edges pull towards unit length, nodes nearer than `reach` push each other
 * apart (Fruchterman & Reingold 1991, their grid variant). Units are edge lengths; nodes in
 * `fixed` stay where they are. Deterministic. Cost of a round O(nodes + edges) while the picture
 * is even.
 */
export function evenOut(
  draft: readonly Position[],
  neighbours: readonly (readonly number[])[],
  fixed: ReadonlySet<number>,
  rounds: number,
): Position[] {
  const rows = neighbourRows(neighbours);
  const x = Float64Array.from(draft, (place) => place.x);
  const y = Float64Array.from(draft, (place) => place.y);
  const push: Push = { x: new Float64Array(draft.length), y: new Float64Array(draft.length) };
  for (let round = 0; round < rounds; round++) {
    repel(x, y, push, round > 0.85 * rounds ? crowding : 0);
    attract(x, y, rows, push);
    const longest = 0.5 * (1 - round / rounds) + 0.01;
    for (let i = 0; i < x.length; i++) {
      if (fixed.has(i)) continue;
      const length = Math.sqrt(at(push.x, i) ** 2 + at(push.y, i) ** 2) || 1;
      const step = Math.min(length, longest) / length;
      x[i] = at(x, i) + at(push.x, i) * step;
      y[i] = at(y, i) + at(push.y, i) * step;
    }
  }
  return draft.map((_, i) => ({ x: at(x, i), y: at(y, i) }));
}

interface Push {
  readonly x: Float64Array;
  readonly y: Float64Array;
}

const reach = 2.2;
const repulsion = 0.35;
const attraction = 0.5;
/** Nodes nearer than this would cover each other; towards the end they are pushed harder. */
const clearance = 0.65;
const crowding = 2.5;

/**
 * Pairs are found by sorting the nodes into square cells as wide as the reach; each pair is met
 * once. The pushes of all nodes are overwritten.
 */
function repel(x: Float64Array, y: Float64Array, push: Push, apart: number): void {
  const { columns, cells, order, starts } = sortIntoCells(x, y);
  // In the order of the cells, what a node meets lies one after the other in memory.
  const sorted: Sorted = {
    x: Float64Array.from(order, (i) => at(x, i)),
    y: Float64Array.from(order, (i) => at(y, i)),
    pushX: new Float64Array(x.length),
    pushY: new Float64Array(x.length),
  };
  for (let place = 0; place < order.length; place++) {
    const own = indexAt(cells, indexAt(order, place));
    // The rest of its own cell and the next one, then the three cells below.
    repelFrom(sorted, place, place + 1, indexAt(starts, own + 2), apart);
    const below = own + columns;
    repelFrom(sorted, place, indexAt(starts, below - 1), indexAt(starts, below + 2), apart);
  }
  for (let place = 0; place < order.length; place++) {
    const i = indexAt(order, place);
    push.x[i] = at(sorted.pushX, place);
    push.y[i] = at(sorted.pushY, place);
  }
}

interface Sorted {
  readonly x: Float64Array;
  readonly y: Float64Array;
  readonly pushX: Float64Array;
  readonly pushY: Float64Array;
}

/** A node and those from `first` up to `end` push each other apart. */
function repelFrom(
  { x, y, pushX, pushY }: Sorted,
  place: number,
  first: number,
  end: number,
  apart: number,
): void {
  const ownX = at(x, place);
  const ownY = at(y, place);
  let sumX = at(pushX, place);
  let sumY = at(pushY, place);
  for (let k = first; k < end; k++) {
    const dx = ownX - at(x, k);
    const dy = ownY - at(y, k);
    const squared = dx * dx + dy * dy;
    if (squared > reach * reach) continue;
    const crowded = squared < clearance * clearance ? apart : 0;
    const strength = repulsion / Math.max(squared, 0.01) + crowded;
    sumX += strength * dx;
    sumY += strength * dy;
    pushX[k] = at(pushX, k) - strength * dx;
    pushY[k] = at(pushY, k) - strength * dy;
  }
  pushX[place] = sumX;
  pushY[place] = sumY;
}

interface Cells {
  readonly columns: number;
  /** Cell of each node. */
  readonly cells: Int32Array;
  /** Nodes cell by cell; those of cell c from `starts[c]` up to `starts[c + 1]`. */
  readonly order: Int32Array;
  readonly starts: Int32Array;
}

/** A counting sort; cells have an empty rim, so that neighbours of a cell always exist. */
function sortIntoCells(x: Float64Array, y: Float64Array): Cells {
  const [left, right] = rangeOf(x);
  const [top, bottom] = rangeOf(y);
  // A picture that is mostly empty gets larger cells, rather than more of them than nodes.
  const spread = Math.sqrt(((right - left) * (bottom - top)) / (4 * x.length + 16));
  const size = Math.max(reach, spread);
  const columns = Math.floor((right - left) / size) + 3;
  const rows = Math.floor((bottom - top) / size) + 3;
  const cells = new Int32Array(x.length);
  const starts = new Int32Array(columns * rows + 1);
  for (let i = 0; i < x.length; i++) {
    const row = Math.floor((at(y, i) - top) / size) + 1;
    const cell = row * columns + Math.floor((at(x, i) - left) / size) + 1;
    cells[i] = cell;
    starts[cell + 1] = indexAt(starts, cell + 1) + 1;
  }
  for (let cell = 1; cell < starts.length; cell++) {
    starts[cell] = indexAt(starts, cell) + indexAt(starts, cell - 1);
  }
  const next = starts.slice();
  const order = new Int32Array(x.length);
  for (let i = 0; i < x.length; i++) {
    const cell = indexAt(cells, i);
    order[indexAt(next, cell)] = i;
    next[cell] = indexAt(next, cell) + 1;
  }
  return { columns, cells, order, starts };
}

function rangeOf(values: Float64Array): readonly [number, number] {
  let least = Infinity;
  let most = -Infinity;
  for (let i = 0; i < values.length; i++) {
    least = Math.min(least, at(values, i));
    most = Math.max(most, at(values, i));
  }
  return [least, most];
}

function attract(x: Float64Array, y: Float64Array, rows: NeighbourRows, push: Push): void {
  for (let i = 0; i < x.length; i++) {
    const end = indexAt(rows.starts, i + 1);
    for (let k = indexAt(rows.starts, i); k < end; k++) {
      const j = indexAt(rows.nodes, k);
      const dx = at(x, j) - at(x, i);
      const dy = at(y, j) - at(y, i);
      const pull = attraction * Math.sqrt(dx * dx + dy * dy);
      push.x[i] = at(push.x, i) + pull * dx;
      push.y[i] = at(push.y, i) + pull * dy;
    }
  }
}
