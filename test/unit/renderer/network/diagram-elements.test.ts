import { describe, expect, it } from 'vitest';

import {
  diagramElements,
  diagramPatch,
  elementsOfBuses,
} from '../../../../src-renderer/network/diagram-elements.ts';
import type {
  DiagramElement,
  DiagramView,
} from '../../../../src-renderer/network/diagram-elements.ts';
import { createDiagramMemory } from '../../../../src-renderer/network/diagram-memory.ts';
import { topologyOf } from '../../../../src-renderer/network/topology.ts';
import { applyEdit, removalOf } from '../../../../src-shared/grid/edits.ts';
import type { Edit } from '../../../../src-shared/grid/edits.ts';
import { busRef, elementKey, refOf } from '../../../../src-shared/grid/element-ref.ts';
import type { GridCase } from '../../../../src-shared/grid/grid-case.ts';
import { branch, generator, sample } from './networks.ts';

function viewOf(grid: GridCase, detailed: ReadonlySet<number> | null = null): DiagramView {
  const topology = topologyOf(grid);
  return {
    topology,
    positionOf: (number) => topology.get(number)?.bus.position ?? { x: 0, y: 0 },
    scale: 1,
    detailed,
  };
}

const byId = (elements: readonly DiagramElement[]): Map<string, DiagramElement> =>
  new Map(elements.map((element) => [element.id, element]));

const newEngland = sample('ieee39');

const edits: readonly (readonly [string, Edit])[] = [
  [
    'a value',
    {
      kind: 'update',
      element: busRef(4) as { kind: 'bus'; number: number },
      changes: { vmPu: 1.01 },
    },
  ],
  ['a place', { kind: 'place', positions: [{ bus: 16, position: { x: 5, y: 5 } }] }],
  ['a new branch', { kind: 'insert', elementKind: 'branch', value: branch(1, 20) }],
  ['a new machine', { kind: 'insert', elementKind: 'generator', value: generator(5) }],
  ['a bus gone', removalOf(newEngland, [busRef(16)])],
  ['a bus renumbered', { kind: 'renumber-bus', number: 39, to: 139 }],
];

describe('the picture of a network', () => {
  it.each(edits)('with what is known of the last one is the one drawn anew after %s', (_, edit) => {
    const memoryOf = createDiagramMemory();
    const drawn = (grid: GridCase): DiagramElement[] => {
      const view = viewOf(grid);
      return diagramElements({ ...view, memory: memoryOf(view) });
    };
    drawn(newEngland);
    const edited = applyEdit(newEngland, edit).grid;
    expect(drawn(edited)).toEqual(diagramElements(viewOf(edited)));
    // And back, as an undo would.
    expect(drawn(newEngland)).toEqual(diagramElements(viewOf(newEngland)));
  });

  it('draws nothing twice but what an edit of a value replaced', () => {
    const memoryOf = createDiagramMemory();
    const drawn = (grid: GridCase): DiagramElement[] => {
      const view = viewOf(grid);
      return diagramElements({ ...view, memory: memoryOf(view) });
    };
    const before = new Set(drawn(newEngland));
    const [first] = newEngland.branches;
    if (!first) throw new Error('The network has no branch.');
    const element = refOf('branch', first);
    const edit = { kind: 'update', element, changes: { inService: false } } as Edit;
    const anew = drawn(applyEdit(newEngland, edit).grid).filter((one) => !before.has(one));
    expect(anew.map(({ id }) => id)).toEqual([elementKey(element)]);
  });

  it('writes other labels with the bars that are known', () => {
    const memoryOf = createDiagramMemory();
    const plain = viewOf(newEngland);
    const labelled: DiagramView = { ...plain, labelOf: ({ baseKv }) => `${baseKv} kV` };
    const { bars } = memoryOf(plain);
    diagramElements({ ...plain, memory: memoryOf(plain) });
    const memory = memoryOf(labelled);
    expect(memory.bars).toBe(bars);
    expect(diagramElements({ ...labelled, memory })).toEqual(diagramElements(labelled));
  });

  it('has every element of the network once, and circles of transformers besides', () => {
    const ids = diagramElements(viewOf(newEngland)).map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    const { buses, branches, generators, loads, shunts } = newEngland;
    const satellites = generators.length + loads.length + shunts.length;
    const transformers = branches.filter(({ isTransformer }) => isTransformer).length;
    expect(ids.filter((id) => /^(bus|branch|generator|load|shunt)\//.test(id))).toHaveLength(
      buses.length + branches.length + satellites,
    );
    expect(ids.filter((id) => id.startsWith('symbol:'))).toHaveLength(transformers);
  });

  it.each(edits)(
    'is brought up to date by a patch after %s, and equals one drawn anew',
    (_, edit) => {
      const before = byId(diagramElements(viewOf(newEngland)));
      const after = diagramElements(viewOf(applyEdit(newEngland, edit).grid));
      const { removed, added, changed } = diagramPatch(before, after);
      const patched = new Map(before);
      for (const id of removed) patched.delete(id);
      for (const element of [...added, ...changed]) patched.set(element.id, element);
      expect(Object.fromEntries(patched)).toEqual(Object.fromEntries(byId(after)));
    },
  );

  it('leaves untouched what an edit does not touch', () => {
    const grid = applyEdit(newEngland, edits[1]?.[1] as Edit).grid;
    const before = byId(diagramElements(viewOf(newEngland)));
    const { removed, added, changed } = diagramPatch(before, diagramElements(viewOf(grid)));
    expect([removed, added]).toEqual([[], []]);
    // Bus 16 has five branches: it, its neighbours and what hangs on them; far from all of 39 buses.
    expect(changed.length).toBeGreaterThan(5);
    expect(changed.length).toBeLessThan(before.size / 3);
    expect(changed.some(({ id }) => id === 'bus/9')).toBe(false);
  });

  it('changes nothing for the same network', () => {
    const elements = diagramElements(viewOf(newEngland));
    expect(diagramPatch(byId(elements), diagramElements(viewOf(newEngland)))).toEqual({
      removed: [],
      added: [],
      changed: [],
    });
  });

  it('is redrawn around some buses exactly as in the whole', () => {
    const whole = byId(diagramElements(viewOf(newEngland)));
    for (const element of elementsOfBuses(viewOf(newEngland), [16, 39])) {
      expect(element).toEqual(whole.get(element.id));
    }
  });

  it('has only bars and straight lines where nobody looks closely', () => {
    const elements = diagramElements(viewOf(newEngland, new Set([16])));
    const satellites = elements.filter(({ classes }) => classes.startsWith('satellite'));
    expect(satellites.map(({ ref }) => ref)).toEqual([{ kind: 'load', bus: 16, id: '1' }]);
    const routed = elements.filter(({ classes }) => classes.includes('routed'));
    const at16 = newEngland.branches.filter(({ from, to }) => from === 16 || to === 16);
    expect(routed).toHaveLength(at16.length);
  });

  it('draws what is out of service as such', () => {
    const off: Edit = {
      kind: 'update',
      element: { kind: 'generator', bus: 30, id: '1' },
      changes: { inService: false },
    };
    const elements = byId(diagramElements(viewOf(applyEdit(newEngland, off).grid)));
    expect(elements.get('generator/30-1')?.classes).toMatch(/ off$/);
    expect(elements.get('generator/31-1')?.classes).not.toMatch(/off/);
  });

  it('does not repeat a name that is only the number', () => {
    const named: Edit = {
      kind: 'update',
      element: { kind: 'bus', number: 39 },
      changes: { name: '39' },
    };
    const elements = byId(diagramElements(viewOf(applyEdit(newEngland, named).grid)));
    expect(elements.get('bus/39')?.data['name']).toBe('39');
  });
});
