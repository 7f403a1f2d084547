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
    repel(x, y, push, round > 0.6 * rounds ? crowding : 0);
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
  const left = x.reduce((least, value) => Math.min(least, value), Infinity);
  const top = y.reduce((least, value) => Math.min(least, value), Infinity);
  const right = x.reduce((most, value) => Math.max(most, value), -Infinity);
  const columns = Math.floor((right - left) / reach) + 3;
  const cellOf = (i: number): number =>
    (Math.floor((at(y, i) - top) / reach) + 1) * columns +
    Math.floor((at(x, i) - left) / reach) +
    1;
  const cells = new Int32Array(x.length).map((_, i) => cellOf(i));
  const order = new Int32Array(x.length)
    .map((_, i) => i)
    .sort((a, b) => at(cells, a) - at(cells, b));
  const firstIn = new Map<number, number>();
  order.forEach((i, k) => {
    const cell = at(cells, i);
    if (!firstIn.has(cell)) firstIn.set(cell, k);
  });
  // Each pair once: the nodes after it in its own cell, and those of the four cells that follow.
  const following = [1, columns - 1, columns, columns + 1];
  order.forEach((i, place) => {
    const own = at(cells, i);
    const repelFrom = (start: number, cell: number): void => {
      for (let k = start; k < order.length; k++) {
        const j = at(order, k);
        if (at(cells, j) !== cell) return;
        repelPair(x, y, push, i, j, apart);
      }
    };
    repelFrom(place + 1, own);
    for (const step of following) repelFrom(firstIn.get(own + step) ?? order.length, own + step);
  });
}

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
