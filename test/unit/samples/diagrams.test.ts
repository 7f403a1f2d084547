import { describe, expect, it } from 'vitest';

import { listSamples, loadSample } from '../../../src-main/samples/samples.ts';
import type { GridCase, Position } from '../../../src-shared/grid/grid-case.ts';

/** Crossings of the diagrams as they were judged by eye; the published drawings have some too. */
const CROSSINGS: Readonly<Record<string, number>> = {
  wscc9: 0,
  ieee14: 0,
  ieee24: 4,
  ieee30: 0,
  ieee39: 0,
  ieee57: 2,
  rts96: 15,
  ieee118: 10,
};

interface Segment {
  readonly buses: readonly [number, number];
  readonly from: Position;
  readonly to: Position;
}

function placed(grid: GridCase): ReadonlyMap<number, Position> {
  return new Map(
    grid.buses.map(({ number, position }) => {
      if (!position) throw new Error(`bus ${number} has no place`);
      return [number, position];
    }),
  );
}

/** One segment for each pair of buses that is joined. */
function segments(grid: GridCase): Segment[] {
  const places = placed(grid);
  const pairs = new Map<string, Segment>();
  for (const branch of grid.branches) {
    const [a, b] = [Math.min(branch.from, branch.to), Math.max(branch.from, branch.to)];
    pairs.set(`${a}-${b}`, { buses: [a, b], from: places.get(a)!, to: places.get(b)! });
  }
  return [...pairs.values()];
}

const length = ({ from, to }: Segment): number => Math.hypot(to.x - from.x, to.y - from.y);

function distance(point: Position, { from, to }: Segment): number {
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const along = ((point.x - from.x) * dx + (point.y - from.y) * dy) / (dx * dx + dy * dy);
  const t = Math.max(0, Math.min(1, along));
  return Math.hypot(point.x - from.x - t * dx, point.y - from.y - t * dy);
}

const side = (segment: Segment, point: Position): number =>
  Math.sign(
    (segment.to.x - segment.from.x) * (point.y - segment.from.y) -
      (segment.to.y - segment.from.y) * (point.x - segment.from.x),
  );

const cross = (a: Segment, b: Segment): boolean =>
  side(a, b.from) * side(a, b.to) < 0 && side(b, a.from) * side(b, a.to) < 0;

describe.each(listSamples().map(({ id }) => id))('the diagram of %s', (id) => {
  const grid = loadSample(id);
  const lines = segments(grid);
  const places = [...placed(grid)];

  it('keeps buses at least 80 pixels apart', () => {
    for (const [i, [, a]] of places.entries()) {
      for (const [, b] of places.slice(i + 1)) {
        expect(Math.hypot(a.x - b.x, a.y - b.y)).toBeGreaterThanOrEqual(80);
      }
    }
  });

  it('puts no bus on a line that is not its own', () => {
    const tooNear = lines.flatMap((line) =>
      places
        .filter(([bus, place]) => !line.buses.includes(bus) && distance(place, line) < 32)
        .map(([bus]) => `bus ${bus} on ${line.buses.join('–')}`),
    );
    expect(tooNear).toEqual([]);
  });

  it('joins neighbours by short lines, but for the tie that spans the areas of RTS-96', () => {
    const long = lines.filter((line) => length(line) > 650).map(({ buses }) => buses.join('–'));
    expect(long).toEqual(id === 'rts96' ? ['121–325'] : []);
  });

  it('has no more crossings than were accepted', () => {
    const crossings = lines.flatMap((line, i) =>
      lines.slice(i + 1).filter((other) => cross(line, other)),
    );
    expect(crossings.length).toBeLessThanOrEqual(CROSSINGS[id] ?? 0);
  });
});

describe('the diagram of RTS-96', () => {
  it('shows three areas side by side, ties between them', () => {
    const [first, second, third] = [1, 2, 3].map((area) =>
      loadSample('rts96')
        .buses.filter((bus) => bus.area === area)
        .map(({ position }) => position?.x ?? NaN),
    );
    expect(Math.max(...first!)).toBeLessThan(Math.min(...second!));
    expect(Math.max(...second!)).toBeLessThan(Math.min(...third!));
  });
});
