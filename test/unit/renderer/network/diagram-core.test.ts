import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';

import { DiagramCore } from '../../../../src-renderer/network/diagram-core.ts';
import { diagramElements } from '../../../../src-renderer/network/diagram-elements.ts';
import type { DiagramView } from '../../../../src-renderer/network/diagram-elements.ts';
import { createDiagramMemory } from '../../../../src-renderer/network/diagram-memory.ts';
import { diagramPaint } from '../../../../src-renderer/network/diagram-paint.ts';
import type { Paint } from '../../../../src-renderer/network/diagram-paint.ts';
import type { DiagramTheme } from '../../../../src-renderer/network/diagram-theme.ts';
import { lineStates } from '../../../../src-renderer/network/line-states.ts';
import { topologyOf } from '../../../../src-renderer/network/topology.ts';
import { applyEdit, removalOf } from '../../../../src-shared/grid/edits.ts';
import type { Edit } from '../../../../src-shared/grid/edits.ts';
import { busRef, refOf } from '../../../../src-shared/grid/element-ref.ts';
import type { ElementRef } from '../../../../src-shared/grid/element-ref.ts';
import type { GridCase } from '../../../../src-shared/grid/grid-case.ts';
import { branch, generator, margin, sample, themes } from './networks.ts';

const [aTheme] = themes;
if (!aTheme) throw new Error('There is no theme.');

const cores: DiagramCore[] = [];
afterEach(() => {
  for (const core of cores.splice(0)) core.destroy();
});

function coreOf(grid: GridCase): DiagramCore {
  const core = new DiagramCore(null, aTheme as DiagramTheme, 1, grid.buses.length);
  cores.push(core);
  return core;
}

function viewOf(grid: GridCase): DiagramView {
  const topology = topologyOf(grid);
  const positionOf: DiagramView['positionOf'] = (number) =>
    topology.get(number)?.bus.position ?? { x: 0, y: 0 };
  return { topology, positionOf, scale: 1, detailed: null };
}

/** All that is on the paper, in an order of its own. */
const sceneOf = (core: DiagramCore): unknown[] =>
  core.cy
    .elements()
    .map((element) => ({
      id: element.id(),
      data: element.data() as unknown,
      classes: element.classes().toSorted(),
      position: element.isNode() ? { ...element.position() } : null,
      selected: element.selected(),
    }))
    .sort((a, b) => a.id.localeCompare(b.id));

/** Angles that differ from line to line and from step to step. */
function paintsOf(grid: GridCase, step: number): ReadonlyMap<string, Paint> {
  const edges = grid.branches
    .filter(({ inService }) => inService)
    .map(({ from, to }, k) => {
      const exact = ((k * 7 + step * 13) % 40) / 25;
      return { from, to, dc: Math.sin(exact), exact, limit: Math.PI / 2 };
    });
  const states = lineStates(margin(edges));
  const worstEdge = edges[step % edges.length] ?? null;
  return diagramPaint({
    ...{ grid, states, worstEdge, mode: 'limit', theme: aTheme as DiagramTheme, highlight: null },
    loadingOf: () => null,
  });
}

/** Notes are placed once for all changes of a turn. */
const settled = (): Promise<void> => Promise.resolve();

const notesOf = (core: DiagramCore): { text: string; x: number; y: number }[] =>
  core.cy.nodes('.note').map((node) => ({ text: String(node.data('note')), ...node.position() }));

const coloursOf = (grid: GridCase, step: number): ReadonlyMap<number, string> =>
  new Map(grid.buses.slice(step).map(({ number }) => [number, number % 2 ? '#111' : '#222']));

const selectionOf = (grid: GridCase, step: number): readonly ElementRef[] => {
  const [one] = grid.branches.slice(step);
  return one ? [refOf('branch', one), busRef(one.from)] : [];
};

const newEngland = sample('ieee39');
const [line, another] = newEngland.branches;
const [load] = newEngland.loads;
if (!line || !another || !load) throw new Error('The network lacks lines or loads.');
const updated = (element: ElementRef, changes: object): Edit =>
  ({ kind: 'update', element, changes }) as Edit;
const switched = (inService: boolean): Edit => updated(refOf('branch', line), { inService });

/** What one does in a row, with what leads back among it. */
const session: readonly Edit[] = [
  switched(false),
  updated(refOf('load', load), { pMw: 7 }),
  switched(true),
  { kind: 'place', positions: [{ bus: line.to, position: { x: 5, y: 5 } }] },
  { kind: 'insert', elementKind: 'branch', value: branch(1, 20) },
  { kind: 'insert', elementKind: 'generator', value: generator(5) },
  updated(refOf('generator', generator(5)), { inService: false }),
  removalOf(newEngland, [refOf('branch', another)]),
  { kind: 'renumber-bus', number: 39, to: 139 },
];

describe('the picture on the screen', () => {
  it('after every edit of a session is the picture that is drawn anew', async () => {
    const core = coreOf(newEngland);
    const memoryOf = createDiagramMemory();
    const show = (onto: DiagramCore, grid: GridCase, step: number): void => {
      onto.paint(paintsOf(grid, step));
      onto.colourBuses(coloursOf(grid, step));
      onto.markSelected(selectionOf(grid, step));
    };
    const view = viewOf(newEngland);
    core.render(diagramElements({ ...view, memory: memoryOf(view) }));
    show(core, newEngland, 0);
    let grid = newEngland;
    for (const [k, edit] of session.entries()) {
      grid = applyEdit(grid, edit).grid;
      const now = viewOf(grid);
      core.hold(true);
      core.render(diagramElements({ ...now, memory: memoryOf(now) }));
      show(core, grid, k + 1);
      core.hold(false);
      const anew = coreOf(grid);
      anew.render(diagramElements(now));
      show(anew, grid, k + 1);
      await settled();
      expect(sceneOf(core)).toEqual(sceneOf(anew));
    }
  });

  it('keeps what is selected where an element leaves and comes back', () => {
    const core = coreOf(newEngland);
    const selection = [refOf('branch', line)];
    core.render(diagramElements(viewOf(newEngland)));
    core.markSelected(selection);
    const before = sceneOf(core);
    const { grid, inverse } = applyEdit(newEngland, removalOf(newEngland, selection));
    core.render(diagramElements(viewOf(grid)));
    expect(sceneOf(core)).not.toEqual(before);
    core.render(diagramElements(viewOf(applyEdit(grid, inverse).grid)));
    expect(sceneOf(core)).toEqual(before);
  });

  it('takes changes while it is held, and styles them together when it is let go', () => {
    const core = coreOf(newEngland);
    core.render(diagramElements(viewOf(newEngland)));
    let styled = 0;
    core.cy.on('style', 'edge', () => (styled += 1));
    core.hold(true);
    core.hold(true);
    core.paint(paintsOf(newEngland, 1));
    core.paint(paintsOf(newEngland, 2));
    expect(styled).toBe(0);
    core.hold(false);
    const once = styled;
    expect(once).toBeGreaterThan(0);
    core.paint(paintsOf(newEngland, 1));
    core.paint(paintsOf(newEngland, 2));
    expect(styled).toBeGreaterThan(2 * once);
  });

  it('writes its notes beside their lines, and takes them along', async () => {
    const core = coreOf(newEngland);
    core.render(diagramElements(viewOf(newEngland)));
    core.paint(new Map([['branch/16-17-1', { classes: '', note: 'worst line' }]]));
    await settled();
    const [before, ...others] = notesOf(core);
    expect([before?.text, others]).toEqual(['worst line', []]);
    const [from, to] = [16, 17].map((n) => core.cy.getElementById(`bus/${n}`).position());
    const reach = Math.hypot(from!.x - to!.x, from!.y - to!.y);
    for (const end of [from!, to!]) {
      expect(Math.hypot(before!.x - end.x, before!.y - end.y)).toBeLessThan(reach);
    }
    const away = { x: from!.x + 400, y: from!.y + 500 };
    const positions = [
      { bus: 16, position: away },
      { bus: 17, position: { x: away.x, y: away.y + 90 } },
    ];
    core.render(diagramElements(viewOf(applyEdit(newEngland, { kind: 'place', positions }).grid)));
    await settled();
    expect(Math.abs(notesOf(core)[0]!.y - away.y)).toBeLessThan(90);
    core.paint(new Map());
    await settled();
    expect(notesOf(core)).toEqual([]);
  });

  it('leaves a note alone that is right already', async () => {
    const core = coreOf(newEngland);
    core.render(diagramElements(viewOf(newEngland)));
    core.paint(paintsOf(newEngland, 1));
    await settled();
    expect(notesOf(core).length).toBeGreaterThan(0);
    let touched = 0;
    core.cy.on('data position', 'node.note', () => (touched += 1));
    core.paint(new Map(paintsOf(newEngland, 1)));
    await settled();
    expect(touched).toBe(0);
  });

  it('fits what is shown, whatever notes are left of the picture before', async () => {
    const core = coreOf(newEngland);
    core.render(diagramElements(viewOf(newEngland)));
    core.paint(new Map([['branch/16-17-1', { classes: '', note: 'worst line' }]]));
    await settled();
    const part = diagramElements(viewOf(newEngland)).filter(
      ({ ref }) => ref.kind === 'bus' && [1, 2, 30].includes(ref.number),
    );
    core.render(part);
    core.fit();
    const early = core.viewport();
    await settled();
    core.fit();
    expect(core.viewport()).toEqual(early);
  });

  it('can be drawn at every scale of its symbols', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.01, max: 20, noNaN: true }), (scale) => {
        const core = new DiagramCore(null, aTheme, scale, 3);
        core.render(diagramElements({ ...viewOf(newEngland), scale }));
        const bus = core.cy.getElementById('bus/30').position();
        const box = core.cy.getElementById('generator/30-1').boundingBox();
        core.destroy();
        // It stands above its bar; its picture, and with it its box, goes as far as that.
        expect(box.y2).toBeGreaterThanOrEqual(bus.y - 1e-6);
        expect(box.y2).toBeLessThan(bus.y + 2);
      }),
      { numRuns: 60 },
    );
  });
});
