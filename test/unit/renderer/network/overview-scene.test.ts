import { describe, expect, it } from 'vitest';

import {
  boundsOf,
  nearestBusTo,
  overviewScene,
} from '../../../../src-renderer/network/overview-scene.ts';
import { network, sample, themes } from './networks.ts';

const [theme] = themes;
if (!theme) throw new Error('a theme is needed');

describe('the overview of a large network', () => {
  const grid = sample('ieee118');
  const scene = overviewScene(grid, new Map(), theme);

  it('draws every branch once, between the places of its buses', () => {
    const ends = scene.lines.flatMap(({ ends: all }) =>
      Array.from({ length: all.length / 4 }, (_, k) =>
        [...all.subarray(4 * k, 4 * k + 4)].join(' '),
      ),
    );
    const place = (number: number): string => {
      const position = grid.buses.find((bus) => bus.number === number)?.position;
      return `${position?.x} ${position?.y}`;
    };
    const wanted = grid.branches.map(({ from, to }) => `${place(from)} ${place(to)}`);
    expect(ends.sort()).toEqual(wanted.sort());
  });

  it('keeps lines of one look together and draws the marked ones last', () => {
    const paints = new Map([
      ['branch/1-2-1', { classes: 'over', colour: theme.danger, width: 5 }],
      ['branch/1-3-1', { classes: '', colour: '#123456', width: 2 }],
    ]);
    const { lines } = overviewScene(grid, paints, theme);
    expect(lines).toHaveLength(3);
    expect(lines.at(-1)).toMatchObject({ colour: theme.danger, dashed: true });
  });

  it('picks the bus that was clicked on', () => {
    for (const { number, position } of grid.buses) {
      if (position) expect(nearestBusTo(scene, position.x + 3, position.y - 2)).toBe(number);
    }
    expect(nearestBusTo(overviewScene(network({}), new Map(), theme), 0, 0)).toBeNull();
  });

  it('knows the frame around all buses', () => {
    const { left, top, width, height } = boundsOf(grid);
    const xs = grid.buses.map(({ position }) => position?.x ?? 0);
    const ys = grid.buses.map(({ position }) => position?.y ?? 0);
    expect([left, left + width]).toEqual([Math.min(...xs), Math.max(...xs)]);
    expect([top, top + height]).toEqual([Math.min(...ys), Math.max(...ys)]);
    expect(boundsOf(network({}))).toEqual({ left: 0, top: 0, width: 1, height: 1 });
  });
});
