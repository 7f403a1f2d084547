import type { Position } from '../../src-shared/grid/grid-case.ts';

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
  const x = Float64Array.from(draft, (place) => place.x);
  const y = Float64Array.from(draft, (place) => place.y);
  const push: Push = { x: new Float64Array(draft.length), y: new Float64Array(draft.length) };
  for (let round = 0; round < rounds; round++) {
    push.x.fill(0);
    push.y.fill(0);
    repel(x, y, push, round > 0.85 * rounds ? crowding : 0);
    attract(x, y, neighbours, push);
    const longest = 0.5 * (1 - round / rounds) + 0.01;
    for (let i = 0; i < x.length; i++) {
      if (fixed.has(i)) continue;
      const length = Math.hypot(at(push.x, i), at(push.y, i)) || 1;
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

const at = (values: Float64Array | Int32Array, i: number): number => values[i] ?? 0;

/** Pairs are found by sorting the nodes into square cells as wide as the reach. */
function repel(x: Float64Array, y: Float64Array, push: Push, apart: number): void {
  const { columns, cells, order, starts } = sortIntoCells(x, y);
  // Each pair once: the nodes after it in its own cell, and those of the four cells that follow.
  const following = [1, columns - 1, columns, columns + 1];
  for (let place = 0; place < order.length; place++) {
    const i = at(order, place);
    const own = at(cells, i);
    for (let k = place + 1; k < at(starts, own + 1); k++) {
      repelPair(x, y, push, i, at(order, k), apart);
    }
    for (const step of following) {
      const end = at(starts, own + step + 1);
      for (let k = at(starts, own + step); k < end; k++) {
        repelPair(x, y, push, i, at(order, k), apart);
      }
    }
  }
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
    starts[cell + 1] = at(starts, cell + 1) + 1;
  }
  for (let cell = 1; cell < starts.length; cell++) {
    starts[cell] = at(starts, cell) + at(starts, cell - 1);
  }
  const next = starts.slice();
  const order = new Int32Array(x.length);
  for (let i = 0; i < x.length; i++) {
    const cell = at(cells, i);
    order[at(next, cell)] = i;
    next[cell] = at(next, cell) + 1;
  }
  return { columns, cells, order, starts };
}

const rangeOf = (values: Float64Array): readonly [number, number] => [
  values.reduce((least, value) => Math.min(least, value), Infinity),
  values.reduce((most, value) => Math.max(most, value), -Infinity),
];

function repelPair(
  x: Float64Array,
  y: Float64Array,
  push: Push,
  i: number,
  j: number,
  apart: number,
): void {
  const dx = at(x, i) - at(x, j);
  const dy = at(y, i) - at(y, j);
  const squared = dx * dx + dy * dy;
  if (squared > reach * reach) return;
  const crowded = squared < clearance * clearance ? apart : 0;
  const strength = repulsion / Math.max(squared, 0.01) + crowded;
  push.x[i] = at(push.x, i) + strength * dx;
  push.y[i] = at(push.y, i) + strength * dy;
  push.x[j] = at(push.x, j) - strength * dx;
  push.y[j] = at(push.y, j) - strength * dy;
}

function attract(
  x: Float64Array,
  y: Float64Array,
  neighbours: readonly (readonly number[])[],
  push: Push,
): void {
  neighbours.forEach((joined, i) => {
    for (const j of joined) {
      const dx = at(x, j) - at(x, i);
      const dy = at(y, j) - at(y, i);
      const pull = attraction * Math.hypot(dx, dy);
      push.x[i] = at(push.x, i) + pull * dx;
      push.y[i] = at(push.y, i) + pull * dy;
    }
  });
}
