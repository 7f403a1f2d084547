import { describe, expect, it } from 'vitest';

import { contingencyService } from '../../../src-main/services/contingencies.ts';
import { editService } from '../../../src-main/services/edits.ts';
import { importService } from '../../../src-main/services/imports.ts';
import { preferenceService } from '../../../src-main/services/preferences.ts';
import { createWorkingNetworks } from '../../../src-main/services/working-networks.ts';
import type { SampleService } from '../../../src-main/services/samples.ts';
import { scenarioTreeService } from '../../../src-main/services/scenario-tree.ts';
import { scenarioService } from '../../../src-main/services/scenarios.ts';
import { gridDocumentText } from '../../../src-shared/grid/schema.ts';
import type { Edit } from '../../../src-shared/grid/edits.ts';
import { defaultModelOptions } from '../../../src-shared/studies/model-options.ts';
import { aContext } from '../../fixtures/a-context.ts';
import { aRun, aScenario } from '../../fixtures/a-store.ts';
import { triangle } from '../../fixtures/small-grid.ts';

const samples: SampleService = { list: () => [], load: () => triangle() };

function setUp() {
  const context = aContext();
  const scenarios = scenarioService(context, context.networks, samples);
  const edits = editService(context, context.networks);
  return { context, scenarios, edits };
}

const scaleBase: Edit = { kind: 'describe', changes: { baseMva: 50 } };

describe('scenarios', () => {
  it('are made of a sample, under its name or another', () => {
    const { scenarios } = setUp();
    const from = { kind: 'sample', id: 'triangle' } as const;
    expect(scenarios.create({ from })).toMatchObject({ name: 'Triangle', buses: 3 });
    const named = scenarios.create({ from, name: 'Mine' });
    expect(named).toMatchObject({ name: 'Mine', origin: 'Sample Triangle' });
    expect(scenarios.open({ scenarioId: named.id })).toMatchObject({
      grid: triangle(),
      version: 0,
      undoState: { undo: null, redo: null },
      contingencies: [],
      model: { voltages: 'case', susceptance: 'reactance', taps: true, balance: 'uniform' },
      importReport: null,
      savedRevisions: [],
    });
  });

  it('keep how their studies see the network, and hand it on to their copies', () => {
    const { scenarios } = setUp();
    const { id: scenarioId } = scenarios.create({ from: { kind: 'sample', id: 'triangle' } });
    const other = scenarios.create({ from: { kind: 'sample', id: 'triangle' } });
    const model = { ...defaultModelOptions, voltages: 'power-flow', taps: false } as const;
    expect(scenarios.setModel({ scenarioId, model })).toEqual(model);
    expect(scenarios.open({ scenarioId }).model).toEqual(model);
    const copy = scenarios.duplicate({ scenarioId, name: 'Copy' });
    expect(scenarios.open({ scenarioId: copy.id }).model).toEqual(model);
    expect(scenarios.open({ scenarioId: other.id }).model).toEqual(defaultModelOptions);
  });

  it('are made of nothing', () => {
    const { scenarios } = setUp();
    const made = scenarios.create({ from: { kind: 'empty' } });
    expect(made).toMatchObject({ name: 'New network', buses: 0, parentId: null });
  });

  it('take a description field by field', () => {
    const { scenarios } = setUp();
    const { id: scenarioId } = scenarios.create({ from: { kind: 'empty' } });
    scenarios.describe({ scenarioId, notes: 'Peak', tags: ['2027'] });
    expect(scenarios.describe({ scenarioId, name: 'Winter' })).toMatchObject({
      name: 'Winter',
      notes: 'Peak',
      tags: ['2027'],
    });
  });

  it('are copied with network, notes and contingencies, and go their own way from there', () => {
    const { context, scenarios, edits } = setUp();
    const { id } = scenarios.create({ from: { kind: 'sample', id: 'triangle' } });
    scenarios.describe({ scenarioId: id, notes: 'n', tags: ['t'] });
    const list = contingencyService(context, context.networks).generate({ scenarioId: id });
    const copy = scenarios.duplicate({ scenarioId: id, name: 'Copy' });
    edits.apply({ scenarioId: copy.id, version: 0, edit: scaleBase });
    expect(copy).toMatchObject({ name: 'Copy', parentId: id, notes: 'n', tags: ['t'], runs: 0 });
    expect(scenarios.open({ scenarioId: copy.id }).contingencies).toEqual(list);
    expect(scenarios.open({ scenarioId: id }).grid.baseMva).toBe(100);
  });

  it('are copied from a saved revision too, which is how one comes back to it', () => {
    const { scenarios, edits } = setUp();
    const { id: scenarioId } = scenarios.create({ from: { kind: 'sample', id: 'triangle' } });
    const saved = scenarios.save({ scenarioId, note: 'Before' });
    edits.apply({ scenarioId, version: 0, edit: scaleBase });
    const copy = scenarios.duplicate({ scenarioId, name: 'As it was', revisionId: saved.id });
    expect(scenarios.open({ scenarioId: copy.id }).grid).toEqual(triangle());
    const stranger = { scenarioId: copy.id, name: 'x', revisionId: saved.id };
    expect(() => scenarios.duplicate(stranger)).toThrow(/not one of this scenario/);
  });

  it('go to the bin, cannot be opened there, and come back', () => {
    const { scenarios } = setUp();
    const { id: scenarioId } = scenarios.create({ from: { kind: 'empty' } });
    expect(scenarios.remove({ scenarioId }).deletedAt).not.toBeNull();
    expect(scenarios.list({})).toEqual([]);
    expect(scenarios.list({ deleted: true })).toHaveLength(1);
    expect(() => scenarios.open({ scenarioId })).toThrow(/in the bin: restore it/);
    scenarios.restore({ scenarioId });
    expect(scenarios.list({})).toHaveLength(1);
  });

  it('keep named revisions, each content once', () => {
    const { context, scenarios, edits } = setUp();
    const { id: scenarioId } = scenarios.create({ from: { kind: 'sample', id: 'triangle' } });
    const first = scenarios.save({ scenarioId, note: 'Before' });
    edits.apply({ scenarioId, version: 0, edit: scaleBase });
    const second = scenarios.save({ scenarioId, note: 'After' });
    edits.undo({ scenarioId });
    const again = scenarios.save({ scenarioId, note: 'As before' });
    expect(again).toMatchObject({ id: first.id, hash: first.hash, note: 'As before' });
    const { savedRevisions } = scenarios.open({ scenarioId });
    expect(savedRevisions.map(({ id }) => id)).toEqual([first.id, second.id]);
    expect(context.store.revisions.load(second.id)?.baseMva).toBe(50);
  });

  it('count stale runs exactly while the network differs from the one they ran on', () => {
    const { context, scenarios, edits } = setUp();
    const scenarioId = aScenario(context.store);
    const runId = aRun(context.store, scenarioId);
    context.store.runs.end(runId, {
      status: 'finished',
      outcome: '',
      figures: [],
      norm: 0.3,
      finishedAt: '',
      durationSeconds: 1,
    });
    const staleRuns = (): number | undefined => scenarios.list({})[0]?.staleRuns;
    expect(staleRuns()).toBe(0);
    edits.apply({ scenarioId, version: 0, edit: scaleBase });
    expect(staleRuns()).toBe(1);
    edits.undo({ scenarioId });
    expect(staleRuns()).toBe(0);
    const moved: Edit = { kind: 'place', positions: [{ bus: 1, position: { x: 5, y: 5 } }] };
    edits.apply({ scenarioId, version: 2, edit: moved });
    expect(staleRuns()).toBe(0);
  });
});

describe('the list of hundreds of scenarios', () => {
  const halfBase: Edit = { kind: 'describe', changes: { baseMva: 25 } };

  function family(size: number) {
    const { context, scenarios, edits } = setUp();
    const base = aScenario(context.store);
    const tree = scenarioTreeService(context, context.networks);
    const children = Array.from({ length: size }, (_, k) =>
      tree.derive({ scenarioId: base, name: `Child ${k}` }),
    );
    const unknown = (): number => context.store.scenarios.withUnknownStudyHash().length;
    edits.apply({ scenarioId: base, version: 0, edit: halfBase });
    return { context, scenarios, children, unknown };
  }

  it('knows after its pieces what it knows at once, and opening one scenario waits for no other', async () => {
    const { scenarios, children, unknown } = family(20);
    expect(unknown()).toBe(20);
    scenarios.open({ scenarioId: children[3]?.id ?? 0 });
    expect(unknown()).toBe(19);
    const listed = await scenarios.listInPieces({});
    expect(unknown()).toBe(0);
    expect(listed).toEqual(scenarios.list({}));
  });

  it('ends without a word about the rest where the project is closed meanwhile', async () => {
    const { context, scenarios } = family(2);
    const listed = scenarios.listInPieces({}).then(
      () => 'listed before it was closed',
      (error: unknown) => error,
    );
    context.networks.close();
    context.store.close();
    expect(await listed).toMatchObject({ code: 'cancelled' });
  });
});

describe('contingencies', () => {
  it('are every single outage in service; what the user chose stays', () => {
    const { context } = setUp();
    const scenarioId = aScenario(context.store);
    const contingencies = contingencyService(context, context.networks);
    const generated = contingencies.generate({ scenarioId });
    expect(generated.map(({ name }) => name)).toEqual([
      'Branch 1–2',
      'Branch 2–3',
      'Branch 1–3',
      'Generator 1 at bus 1',
    ]);
    const [first, ...others] = generated;
    const both = {
      name: 'Both lines of bus 2',
      elements: [...first!.elements, ...others[0]!.elements],
      enabled: true,
    };
    const chosen = [{ ...first!, enabled: false }, ...others, both];
    expect(contingencies.set({ scenarioId, contingencies: chosen })).toEqual(chosen);
    expect(contingencies.generate({ scenarioId })).toEqual(chosen);
    const edits = editService(context, context.networks);
    const out: Edit = { kind: 'remove', element: first!.elements[0]! };
    edits.apply({ scenarioId, version: 0, edit: out });
    expect(contingencies.generate({ scenarioId })).toEqual(others);
  });
});

describe('imports', () => {
  const file = {
    fileName: 'triangle.json',
    bytes: new TextEncoder().encode(gridDocumentText(triangle())),
  };

  it('keep nothing until they are accepted, and then become a scenario once', () => {
    const { context, scenarios } = setUp();
    const imports = importService(context, scenarios);
    const { importId, report } = imports.read(file);
    expect(report.counts).toMatchObject({ buses: 3, branches: 3 });
    expect(scenarios.list({})).toEqual([]);
    const made = imports.accept({ importId: importId! });
    expect(made).toMatchObject({ name: 'Triangle', origin: 'triangle.json' });
    expect(scenarios.open({ scenarioId: made.id }).importReport).toEqual(report);
    expect(() => imports.accept({ importId: importId! })).toThrow(/read it again/);
  });

  it('tell what a layout goes by where no bus has a place, and are opened as they are kept', () => {
    const { context, scenarios } = setUp();
    const imports = importService(context, scenarios);
    const placeless = triangle();
    const grid = {
      ...placeless,
      buses: placeless.buses.map((bus) => ({ ...bus, position: null })),
    };
    const bytes = new TextEncoder().encode(gridDocumentText(grid));
    const { importId, unplaced } = imports.read({ fileName: 'triangle.json', bytes });
    expect(Array.from(unplaced?.buses ?? [])).toEqual(grid.buses.map(({ number }) => number));
    expect(Array.from(unplaced?.from ?? [])).toEqual(grid.branches.map(({ from }) => from));
    expect(Array.from(unplaced?.to ?? [])).toEqual(grid.branches.map(({ to }) => to));
    const { id } = imports.accept({ importId: importId! });
    // Another process reads it from the store.
    const elsewhere = createWorkingNetworks(context);
    expect(scenarios.open({ scenarioId: id }).grid).toStrictEqual(elsewhere.open(id).grid);
    expect(elsewhere.open(id).version).toBe(0);
  });

  it('have nothing to be laid out where a bus has its place', () => {
    const { context, scenarios } = setUp();
    const grid = triangle();
    const buses = grid.buses.map((bus, k) => ({
      ...bus,
      position: k === 0 ? { x: 0, y: 0 } : null,
    }));
    const bytes = new TextEncoder().encode(gridDocumentText({ ...grid, buses }));
    const imports = importService(context, scenarios);
    expect(imports.read({ fileName: 'triangle.json', bytes }).unplaced).toBeNull();
  });

  it('of a broken file are reports only', () => {
    const { context, scenarios } = setUp();
    const imports = importService(context, scenarios);
    const broken = { ...file, bytes: file.bytes.slice(0, 200) };
    const { importId, report } = imports.read(broken);
    expect(importId).toBeNull();
    expect(report.messages.some(({ severity }) => severity === 'error')).toBe(true);
  });

  it('that a shell offers are announced, and given out once', () => {
    const { context, scenarios } = setUp();
    const imports = importService(context, scenarios);
    imports.offer(file.fileName, file.bytes);
    expect(context.told).toEqual([['import.pending', { fileName: 'triangle.json' }]]);
    expect(imports.pending()?.importId).not.toBeNull();
    expect(imports.pending()).toBeNull();
  });
});

describe('preferences', () => {
  it('have defaults, change one by one, and keep the layouts of other screens', () => {
    const preferences = preferenceService(aContext().store);
    expect(preferences.get()).toEqual({ theme: 'system', layouts: {} });
    preferences.set({ theme: 'dark' });
    preferences.set({ layouts: { network: { left: 200 } } });
    expect(preferences.set({ layouts: { compare: 1 } })).toEqual({
      theme: 'dark',
      layouts: { network: { left: 200 }, compare: 1 },
    });
  });
});
