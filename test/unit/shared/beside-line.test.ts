import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { besideLine } from '../../../src-shared/grid/beside-line.ts';
import type { Box, LineToLabel } from '../../../src-shared/grid/beside-line.ts';

const label = { halfWidth: 30, halfHeight: 8 };
const at = (x: number, y: number) => ({ x, y });
const place = (line: Partial<LineToLabel>) => {
  const whole = {
    ...{ start: at(0, 0), end: at(40, 0), label, gap: 3, obstacles: [], lines: [], ...line },
  };
  const { x, y } = besideLine(whole);
  const middle = at((whole.start.x + whole.end.x) / 2 + x, (whole.start.y + whole.end.y) / 2 + y);
  return { whole, box: { ...label, middle } satisfies Box };
};

const holds = ({ middle, halfWidth, halfHeight }: Box, x: number, y: number): boolean =>
  Math.abs(x - middle.x) < halfWidth && Math.abs(y - middle.y) < halfHeight;

describe('the label of a line', () => {
  it('never lies on its line, however short it is and wherever it runs', () => {
    const coordinate = fc.double({ min: -200, max: 200, noNaN: true });
    fc.assert(
      fc.property(coordinate, coordinate, (x, y) => {
        const { box } = place({ end: at(x, y) });
        for (let k = 0; k <= 50; k++) {
          expect(holds(box, (x * k) / 50, (y * k) / 50)).toBe(false);
        }
      }),
    );
  });

  it('stands above a level line and close to it, where nothing is in the way', () => {
    expect(place({}).box.middle).toEqual(at(20, -11));
  });

  it('goes to the other side of a bar in its way, or past it', () => {
    const bar = { middle: at(20, -12), halfWidth: 40, halfHeight: 6 };
    expect(place({ obstacles: [bar] }).box.middle).toEqual(at(20, 11));
    const below = { ...bar, middle: at(20, 12) };
    const { box } = place({ obstacles: [bar, below] });
    for (const each of [bar, below]) {
      const apart = Math.abs(box.middle.y - each.middle.y);
      expect(apart).toBeGreaterThanOrEqual(box.halfHeight + each.halfHeight);
    }
  });

  it('rather goes away from its line than over half of a small number', () => {
    const number = { middle: at(20, -16), halfWidth: 6, halfHeight: 6 };
    const below = { middle: at(20, 33), halfWidth: 200, halfHeight: 30 };
    const { box } = place({ obstacles: [number, below] });
    const apart = Math.abs(box.middle.y - number.middle.y);
    expect(apart).toBeGreaterThanOrEqual(box.halfHeight + number.halfHeight);
    expect(box.middle.y).toBeLessThan(0);
  });

  it('leaves another line free that runs beside its own', () => {
    const beside = { start: at(-100, -10), end: at(100, -10) };
    expect(place({ lines: [beside] }).box.middle.y).toBe(11);
  });
});
