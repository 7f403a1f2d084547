import { describe, expect, it } from 'vitest';

import { contingencyService } from '../../../src-main/services/contingencies.ts';
import type { Contingency } from '../../../src-shared/studies/contingency.ts';
import { aContext } from '../../fixtures/a-context.ts';
import { aScenario } from '../../fixtures/a-store.ts';
import { triangle } from '../../fixtures/small-grid.ts';

function setUp() {
  const context = aContext();
  const scenarioId = aScenario(context.store, triangle(), 'Winter / peak');
  const service = contingencyService(context, context.networks);
  const read = (fileName: string, text: string) =>
    service.import({ scenarioId, fileName, bytes: new TextEncoder().encode(text) });
  const kept = (): readonly Contingency[] => context.store.contingencies.get(scenarioId);
  return { context, scenarioId, service, read, kept };
}

/** Two lines together, one outage that is off, and a machine. */
const list: Contingency[] = [
  {
    name: 'Corridor',
    elements: [
      { kind: 'branch', from: 1, to: 2, circuit: '1' },
      { kind: 'branch', from: 1, to: 3, circuit: '1' },
    ],
    enabled: true,
  },
  { name: 'Off', elements: [{ kind: 'branch', from: 2, to: 3, circuit: '1' }], enabled: false },
  { name: 'Machine', elements: [{ kind: 'generator', bus: 1, id: '1' }], enabled: true },
];

describe('contingency lists in files', () => {
  it('take the place of the list, and what the network does not have is told with its line', () => {
    const { read, kept, service, scenarioId, context } = setUp();
    service.generate({ scenarioId });
    const { contingencies, messages } = read(
      'lines.con',
      "CONTINGENCY 'A'\nDISCONNECT BRANCH FROM BUS 1 TO BUS 2 CKT 1\nEND\nCONTINGENCY 'B'\nDISCONNECT BRANCH FROM BUS 1 TO BUS 9 CKT 1\nEND\nEND\n",
    );
    expect(contingencies?.map(({ name }) => name)).toEqual(['A']);
    expect(messages).toHaveLength(1);
    expect(messages[0]).toMatchObject({ severity: 'warning', line: 5 });
    expect(kept()).toEqual(contingencies);
    expect(service.list({ scenarioId })).toEqual(contingencies);
    expect(context.told.at(-1)).toEqual(['scenario.changed', { scenarioId }]);
  });

  it('change nothing where they have an error', () => {
    const { read, kept, service, scenarioId, context } = setUp();
    const before = service.generate({ scenarioId });
    const told = context.told.length;
    const { contingencies, messages } = read('list.json', '{"format": "something-else"}');
    expect(contingencies).toBeNull();
    expect(messages[0]).toMatchObject({ severity: 'error', line: 1 });
    expect(kept()).toEqual(before);
    expect(context.told).toHaveLength(told);
  });

  it.each(['csv', 'json'] as const)('come back from %s as they went out', (format) => {
    const { read, kept, service, scenarioId } = setUp();
    service.set({ scenarioId, contingencies: list });
    const { fileName, bytes } = service.export({ scenarioId, format });
    service.set({ scenarioId, contingencies: [] });
    const { messages } = read(fileName, new TextDecoder().decode(bytes));
    expect(messages).toEqual([]);
    expect(kept()).toEqual(list);
  });

  it('come back from .con without those that are off, which it cannot hold', () => {
    const { read, kept, service, scenarioId } = setUp();
    service.set({ scenarioId, contingencies: list });
    const { fileName, bytes } = service.export({ scenarioId, format: 'con' });
    read(fileName, new TextDecoder().decode(bytes));
    expect(kept()).toEqual(list.filter(({ enabled }) => enabled));
  });

  it('are called after the scenario, by a name that every file system takes', () => {
    const { service, scenarioId } = setUp();
    service.set({ scenarioId, contingencies: list });
    expect(service.export({ scenarioId, format: 'csv' })).toMatchObject({
      fileName: 'Winter - peak contingencies.csv',
      mediaType: 'text/csv',
    });
  });

  it('are not written where there is no outage, with what to do instead', () => {
    const { service, scenarioId } = setUp();
    expect(() => service.export({ scenarioId, format: 'csv' })).toThrow(
      expect.objectContaining({
        code: 'refused',
        message: expect.stringContaining('generate') as unknown,
      }),
    );
  });
});

describe('outages by choice', () => {
  const choice = { kinds: ['lines' as const], areas: null, kv: null, name: '' };

  it('take the place of the list; what was off stays off', () => {
    const { service, scenarioId, kept } = setUp();
    const [first, ...others] = service.generate({ scenarioId });
    if (!first) throw new Error('the triangle has outages');
    service.set({ scenarioId, contingencies: [{ ...first, enabled: false }, ...others] });
    service.generate({ scenarioId, choice: { ...choice, depth: 'N-1' } });
    expect(kept().map(({ name, enabled }) => [name, enabled])).toEqual([
      ['Branch 1–2', false],
      ['Branch 2–3', true],
      ['Branch 1–3', true],
    ]);
  });

  it('come after the list where they are added, and none of them twice', () => {
    const { service, scenarioId, kept } = setUp();
    service.set({ scenarioId, contingencies: list });
    service.generate({ scenarioId, choice: { ...choice, depth: 'N-2' }, adds: true });
    // The corridor 1–2 with 1–3 is the third of the three pairs.
    expect(kept().map(({ name }) => name)).toEqual([
      'Corridor',
      'Off',
      'Machine',
      'Branch 1–2 + Branch 2–3',
      'Branch 2–3 + Branch 1–3',
    ]);
  });

  it('are refused where nothing fits, and the list stays', () => {
    const { service, scenarioId, kept } = setUp();
    service.set({ scenarioId, contingencies: list });
    expect(() =>
      service.generate({ scenarioId, choice: { ...choice, name: 'nowhere', depth: 'N-1' } }),
    ).toThrow(/clear the name/);
    expect(() =>
      service.generate({ scenarioId, choice: { ...choice, name: '2-3', depth: 'N-2' } }),
    ).toThrow(/makes no pair/);
    expect(kept()).toEqual(list);
  });
});
