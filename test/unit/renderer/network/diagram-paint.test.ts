import { describe, expect, it } from 'vitest';

import { comparedStates } from '../../../../src-renderer/composables/compared.ts';
import { contrast, parseColour } from '../../../../src-renderer/network/colour.ts';
import { diagramPaint } from '../../../../src-renderer/network/diagram-paint.ts';
import type { PaintRequest } from '../../../../src-renderer/network/diagram-paint.ts';
import { diagramScale, diagramStyle } from '../../../../src-renderer/network/diagram-style.ts';
import { differenceColours } from '../../../../src-renderer/network/line-looks.ts';
import { lineStates } from '../../../../src-renderer/network/line-states.ts';
import { branch, bus, margin, network, themes } from './networks.ts';

const [theme] = themes;
if (!theme) throw new Error('a theme is needed');

const grid = network({
  buses: [1, 2, 3, 4, 5].map((number) => bus(number, null)),
  branches: [
    branch(1, 2),
    branch(1, 2, { circuit: '2' }),
    branch(2, 3),
    branch(3, 4, { inService: false }),
    branch(4, 5),
  ],
});

const request = (more: Partial<PaintRequest> = {}): PaintRequest => ({
  grid,
  states: lineStates(
    margin([
      { from: 1, to: 2, dc: 0.3, exact: 0.3, limit: 1 },
      { from: 2, to: 3, dc: 0.2, exact: 0.2, limit: 0.19 },
    ]),
  ),
  worstEdge: { from: 2, to: 1 },
  mode: 'limit',
  theme,
  highlight: null,
  loadingOf: () => null,
  ...more,
});

describe('the paint of the lines', () => {
  it('marks what is over its limit by class as well as by colour', () => {
    const paints = diagramPaint(request());
    expect(paints.get('branch/2-3-1')).toMatchObject({ classes: 'over', colour: theme.danger });
    expect(paints.get('branch/1-2-1')?.classes).toBe('');
  });

  it('writes angle and share of the limit at the worst line, once for parallel circuits', () => {
    const paints = diagramPaint(request());
    expect(paints.get('branch/1-2-1')?.note).toBe('17.2° · 30 %');
    expect(paints.get('branch/1-2-2')?.note).toBeUndefined();
    expect(paints.get('branch/2-3-1')?.note).toBe('11.5° · 105 %');
    expect(diagramPaint(request({ mode: 'angle' })).get('branch/1-2-1')?.note).toBe('17.2°');
  });

  it.each(themes)(
    'tells lines that came nearer to their limit from those that went away',
    (look) => {
      const of = (first: number, second: number) =>
        lineStates(
          margin([
            { from: 1, to: 2, dc: first, exact: first, limit: 1 },
            { from: 2, to: 3, dc: second, exact: second, limit: 1 },
          ]),
        );
      const states = comparedStates('difference', of(0.34, 0.1), of(0.3, 0.12));
      const paints = diagramPaint(request({ states, theme: look }));
      const [nearer, away] = [paints.get('branch/1-2-1'), paints.get('branch/2-3-1')];
      expect(nearer).toMatchObject({ classes: '', note: '+4 % of its limit' });
      const [red, , blue] = parseColour(nearer?.colour ?? '') ?? [0, 0, 0];
      expect(red).toBeGreaterThan(blue);
      const [lessRed, , moreBlue] = parseColour(away?.colour ?? '') ?? [0, 0, 0];
      expect(moreBlue).toBeGreaterThan(lessRed);
      // Twice the difference is drawn wider, whichever way it goes.
      expect(nearer?.width ?? 0).toBeGreaterThan(away?.width ?? 0);
      for (const colour of differenceColours(look)) {
        const [drawn, paper] = [parseColour(colour), parseColour(look.background)];
        expect(contrast(drawn ?? [0, 0, 0], paper ?? [0, 0, 0])).toBeGreaterThanOrEqual(3);
      }
    },
  );

  it('tells lines outside the studied island from those without any study', () => {
    expect(diagramPaint(request()).get('branch/4-5-1')?.classes).toBe('islanded');
    const unknown = diagramPaint(request({ states: lineStates(null) }));
    expect(unknown.get('branch/4-5-1')?.classes).toBe('');
  });

  it('leaves what is out of service to its own look', () => {
    expect(diagramPaint(request()).has('branch/3-4-1')).toBe(false);
  });

  it('shows an outage, its worst line and its cut, and no angles of the intact network', () => {
    const paints = diagramPaint(
      request({
        highlight: {
          outElements: [
            { kind: 'branch', from: 1, to: 2, circuit: '2' },
            { kind: 'generator', bus: 3, id: '1' },
          ],
          worstEdge: { from: 3, to: 2 },
          cut: [{ from: 5, to: 4 }],
        },
      }),
    );
    expect(paints.get('branch/1-2-2')?.classes).toBe('outage');
    expect(paints.get('generator/3-1')?.classes).toBe('outage');
    expect(paints.get('branch/2-3-1')).toMatchObject({ classes: 'worst', note: 'worst line' });
    expect(paints.get('branch/4-5-1')?.classes).toContain('cut');
    expect(new Set([...paints.values()].flatMap(({ colour }) => colour ?? []))).toEqual(
      new Set([theme.text]),
    );
  });
});

describe('the scale of the drawing', () => {
  it('keeps numbers and lines legible however far away, and never shrinks them', () => {
    for (const zoom of [0.02, 0.1, 0.3, 0.7, 1, 4]) {
      const { text, lines, named } = diagramScale(1, zoom);
      expect(Math.min(text, lines)).toBeGreaterThanOrEqual(1);
      expect(named).toBe(zoom > 0.9);
      if (zoom >= 0.3) expect(11.5 * zoom * text).toBeGreaterThanOrEqual(8.4);
      if (zoom >= 0.1) expect(2 * zoom * lines).toBeGreaterThanOrEqual(1.3);
    }
  });

  it('changes in steps, so that zooming seldom means a new style sheet', () => {
    const zooms = Array.from({ length: 1000 }, (_, k) => 0.05 * 100 ** (k / 999));
    const scales = new Set(zooms.map((zoom) => JSON.stringify(diagramScale(1, zoom))));
    expect(scales.size).toBeLessThan(15);
  });

  it('gives every symbol a picture of its own, by way and by service', () => {
    const ways = ['down', 'left', 'up', 'right'];
    const kinds = ['generator', 'load', 'capacitor', 'reactor'];
    const turns = Array.from({ length: 12 }, (_, step) => `symbol turn-${15 * step}`);
    const symbols = [...kinds.flatMap((kind) => ways.map((way) => `${kind} ${way}`)), ...turns];
    const sheet = diagramStyle(theme, diagramScale(1, 1));
    const rule = sheet.find(({ selector }) => selector === 'node.satellite, node.symbol');
    const style = rule && 'style' in rule ? (rule.style as Record<string, unknown>) : {};
    const picture = style['background-image'] as (node: object) => string;
    const pictures = [...symbols, ...symbols.map((classes) => `${classes} off`)].map((text) => {
      const classes = text.split(' ');
      return picture({
        classes: () => classes,
        hasClass: (name: string) => classes.includes(name),
      });
    });
    expect(new Set(pictures).size).toBe(2 * (4 * 4 + 12));
    for (const one of pictures) expect(one).toMatch(/^data:image\/svg\+xml;utf8,%3Csvg/);
  });

  it('shows loading by the power flow, leaves lines without a rating plain, and marks overload', () => {
    const loadings = new Map([
      ['branch/1-2-1', 0.5],
      ['branch/2-3-1', 1.2],
    ]);
    const paints = diagramPaint(
      request({ mode: 'loading', loadingOf: (key) => loadings.get(key) ?? null }),
    );
    expect(paints.get('branch/2-3-1')).toMatchObject({ classes: 'over', colour: theme.danger });
    expect(paints.get('branch/1-2-1')?.width).toBeCloseTo((1.6 + 5) / 2, 6);
    const unrated = diagramPaint(request({ mode: 'loading' }));
    expect(unrated.get('branch/1-2-1')).toMatchObject({ colour: theme.text, width: 2 });
  });

  it('points arrows the way that power flows, and nowhere where none flows', () => {
    const flows = new Map([
      ['branch/1-2-1', -40],
      ['branch/2-3-1', 12],
    ]);
    const paints = diagramPaint(
      request({ mode: 'none', flowOf: (_, key) => flows.get(key) ?? null }),
    );
    expect(paints.get('branch/1-2-1')?.classes).toBe('backward');
    expect(paints.get('branch/2-3-1')?.classes).toBe('forward');
    const still = diagramPaint(request({ mode: 'none', flowOf: () => 0 }));
    expect(still.get('branch/1-2-1')?.classes).toBe('');
  });
});
