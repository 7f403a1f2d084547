import { describe, expect, it } from 'vitest';

import { barOf } from '../../../../src-renderer/network/bar-geometry.ts';
import { diagramElements } from '../../../../src-renderer/network/diagram-elements.ts';
import { diagramSvg } from '../../../../src-renderer/network/diagram-svg.ts';
import { cornersOf } from '../../../../src-renderer/network/line-corners.ts';
import { facingOf, satelliteBox } from '../../../../src-renderer/network/symbols.ts';
import { topologyOf } from '../../../../src-renderer/network/topology.ts';
import type { GridCase, Position } from '../../../../src-shared/grid/grid-case.ts';
import { branch, bus, network, sample, themes } from './networks.ts';

const [theme] = themes;
if (!theme) throw new Error('a theme is needed');

const elementsOf = (grid: GridCase) => {
  const topology = topologyOf(grid);
  const positionOf = (number: number): Position =>
    topology.get(number)?.bus.position ?? { x: 0, y: 0 };
  return diagramElements({ topology, positionOf, scale: 1, detailed: null });
};

const svgOf = (grid: GridCase): string =>
  diagramSvg({
    ...{ title: grid.name, elements: elementsOf(grid), paints: new Map(), busColours: new Map() },
    ...{ theme, scale: 1 },
  });

describe('the diagram as SVG', () => {
  it('holds every bus, branch, machine and load of the network once', () => {
    const grid = sample('ieee39');
    const text = svgOf(grid);
    const count = (pattern: RegExp): number => [...text.matchAll(pattern)].length;
    const hanging = grid.generators.length + grid.loads.length + grid.shunts.length;
    const transformers = grid.branches.filter(({ isTransformer }) => isTransformer).length;
    expect(count(/<rect /g)).toBe(grid.buses.length + 1);
    expect(count(/<polyline /g)).toBe(grid.branches.length);
    expect(count(/<image /g)).toBe(hanging + transformers);
    expect(text).not.toContain('NaN');
  });

  it('leads a branch from bar to bar with its stubs at right angles to the bars', () => {
    const grid = network({
      buses: [bus(1, { x: 0, y: 0 }), bus(2, { x: 300, y: 200 })],
      branches: [branch(1, 2)],
    });
    const elements = elementsOf(grid);
    const places = new Map(
      elements.flatMap(({ id, position }) => (position ? [[id, position] as const] : [])),
    );
    const line = elements.find(({ ref }) => ref.kind === 'branch');
    if (!line) throw new Error('no line');
    const corners = cornersOf(line, (place) => places.get(place));
    const [first, second] = corners;
    const bar = elements.find(({ id }) => id === 'bus/1');
    if (!first || !second || !bar) throw new Error('no corners');
    const upright = bar.classes.includes('upright');
    const along = upright ? second.y - first.y : second.x - first.x;
    expect(Math.abs(along)).toBeLessThan(0.5);
    const last = corners.slice(-1).map(({ x, y }) => Math.hypot(x - 300, y - 200));
    expect(last[0]).toBeLessThan(60);
  });

  it.each([0.45, 1, 3.1697])('joins every symbol to its place on the bar, at scale %d', (scale) => {
    const grid = sample('ieee39');
    const topology = topologyOf(grid);
    const positionOf = (number: number): Position =>
      topology.get(number)?.bus.position ?? { x: 0, y: 0 };
    const elements = diagramElements({ topology, positionOf, scale, detailed: null });
    const hanging = elements.filter(({ classes }) => classes.startsWith('satellite'));
    expect(hanging.length).toBeGreaterThan(20);
    for (const { id, ref, classes, position } of hanging) {
      const facing = facingOf(classes.split(' '));
      const node = ref.kind === 'load' || ref.kind === 'generator' ? topology.get(ref.bus) : null;
      if (!facing || !position || !node) throw new Error(`${id} hangs nowhere.`);
      const terminal = barOf(topology, node, positionOf, scale).terminals.get(id);
      const bus = positionOf(node.bus.number);
      const joined = { x: bus.x + (terminal?.x ?? NaN), y: bus.y + (terminal?.y ?? NaN) };
      const box = satelliteBox(facing, scale);
      // Its bar is at the middle of one side of its picture, away from the symbol.
      const sides = [
        { x: 0, y: box.y },
        { x: box.x + box.width, y: 0 },
        { x: 0, y: box.y + box.height },
        { x: box.x, y: 0 },
      ];
      const far = sides.reduce((a, b) => (Math.hypot(b.x, b.y) > Math.hypot(a.x, a.y) ? b : a));
      expect(position.x + far.x).toBeCloseTo(joined.x, 9);
      expect(position.y + far.y).toBeCloseTo(joined.y, 9);
    }
  });

  it('keeps signs of the markup out of its texts', () => {
    const grid = network({ name: 'A <b> & "c"', buses: [bus(1, { x: 0, y: 0 })] });
    expect(svgOf(grid)).toContain('<title>A &#60;b&#62; &#38; &#34;c&#34;</title>');
  });
});
