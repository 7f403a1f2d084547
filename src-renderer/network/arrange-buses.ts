import type { Placement } from '../../src-shared/grid/edits.ts';
import type { GridCase, Position } from '../../src-shared/grid/grid-case.ts';
import { onRaster } from './diagram-layout.ts';

/** How chosen buses are brought in order. */
export type Arrangement =
  | 'align-left'
  | 'align-centre'
  | 'align-right'
  | 'align-top'
  | 'align-middle'
  | 'align-bottom'
  | 'distribute-across'
  | 'distribute-down'
  | 'snap';

export const arrangements: readonly {
  readonly arrangement: Arrangement;
  readonly label: string;
  /** How many buses it takes. */
  readonly least: number;
}[] = [
  { arrangement: 'align-left', label: 'Align left', least: 2 },
  { arrangement: 'align-centre', label: 'Align centres', least: 2 },
  { arrangement: 'align-right', label: 'Align right', least: 2 },
  { arrangement: 'align-top', label: 'Align top', least: 2 },
  { arrangement: 'align-middle', label: 'Align middles', least: 2 },
  { arrangement: 'align-bottom', label: 'Align bottom', least: 2 },
  { arrangement: 'distribute-across', label: 'Distribute across', least: 3 },
  { arrangement: 'distribute-down', label: 'Distribute down', least: 3 },
  { arrangement: 'snap', label: 'Snap to the raster', least: 1 },
];

interface Placed {
  readonly bus: number;
  readonly position: Position;
}

/** Where an arrangement puts the chosen buses; those that stay where they are are left out. */
export function arrange(
  grid: GridCase,
  chosen: ReadonlySet<number>,
  arrangement: Arrangement,
): Placement[] {
  const placed = grid.buses.flatMap(({ number, position }): Placed[] =>
    position && chosen.has(number) ? [{ bus: number, position }] : [],
  );
  const moved = moveAll(placed, arrangement);
  const before = new Map(placed.map(({ bus, position }) => [bus, position]));
  return moved.filter(({ bus, position }) => {
    const old = before.get(bus);
    return old?.x !== position.x || old.y !== position.y;
  });
}

function moveAll(placed: readonly Placed[], arrangement: Arrangement): readonly Placed[] {
  switch (arrangement) {
    case 'align-left':
      return aligned(placed, 'x', 0);
    case 'align-centre':
      return aligned(placed, 'x', 0.5);
    case 'align-right':
      return aligned(placed, 'x', 1);
    case 'align-top':
      return aligned(placed, 'y', 0);
    case 'align-middle':
      return aligned(placed, 'y', 0.5);
    case 'align-bottom':
      return aligned(placed, 'y', 1);
    case 'distribute-across':
      return distributed(placed, 'x');
    case 'distribute-down':
      return distributed(placed, 'y');
    case 'snap':
      return placed.map(({ bus, position }) => ({ bus, position: onRaster(position) }));
  }
}

type Axis = 'x' | 'y';

function rangeOf(placed: readonly Placed[], axis: Axis): readonly [number, number] {
  const values = placed.map(({ position }) => position[axis]);
  return [
    values.reduce((least, value) => Math.min(least, value), Infinity),
    values.reduce((most, value) => Math.max(most, value), -Infinity),
  ];
}

/** All at one place between the first (0) and the last (1) of them. */
function aligned(placed: readonly Placed[], axis: Axis, share: number): Placed[] {
  const [first, last] = rangeOf(placed, axis);
  const at = first + share * (last - first);
  return placed.map(({ bus, position }) => ({ bus, position: { ...position, [axis]: at } }));
}

/** At even distances between the first and the last, in the order they have. */
function distributed(placed: readonly Placed[], axis: Axis): Placed[] {
  if (placed.length < 3) return [...placed];
  const [first, last] = rangeOf(placed, axis);
  const step = (last - first) / (placed.length - 1);
  return [...placed]
    .sort((a, b) => a.position[axis] - b.position[axis])
    .map(({ bus, position }, k) => ({ bus, position: { ...position, [axis]: first + k * step } }));
}
