import { createPinia, setActivePinia } from 'pinia';
import { beforeEach, describe, expect, it, vi } from 'vitest';

import { largestFileBytes } from '../../../../src-shared/contract/contract.ts';
import type { ElementRef } from '../../../../src-shared/grid/element-ref.ts';
import { useContingencies } from '../../../../src-renderer/stores/contingencies.ts';
import { useMessages } from '../../../../src-renderer/stores/messages.ts';
import { useWorkspace } from '../../../../src-renderer/stores/workspace.ts';
import { keepsScenario, main, settled } from '../../../fixtures/a-main-process.ts';

vi.mock('../../../../src-renderer/api/api.ts', () => import('../../../fixtures/a-main-process.ts'));

const branch = (from: number, to: number): ElementRef => ({
  ...{ kind: 'branch', from, to, circuit: '1' },
});

const file = (name: string, size: number) => ({
  ...{ name, size },
  arrayBuffer: () => Promise.resolve(new ArrayBuffer(4)),
});

async function generated() {
  const scenario = keepsScenario();
  main.reset(scenario.answers);
  const workspace = useWorkspace();
  await workspace.open(1);
  const contingencies = useContingencies();
  await contingencies.generate();
  return { workspace, contingencies, ...scenario };
}

describe('the list of outages', () => {
  beforeEach(() => setActivePinia(createPinia()));

  it('has every branch and machine of the triangle once', async () => {
    const { workspace } = await generated();
    expect(workspace.contingencies.map(({ name }) => name)).toEqual([
      'Branch 1–2',
      'Branch 2–3',
      'Branch 1–3',
      'Generator 1 at bus 1',
    ]);
  });

  it('sends only the newest of a burst of changes, and that one last', async () => {
    const { workspace, contingencies, kept } = await generated();
    const sets = (): number => main.names().filter((name) => name === 'contingencies.set').length;
    const burst = [0, 1, 2, 3].map((place) => contingencies.enable(new Set([place]), () => false));
    await Promise.all(burst);
    expect(workspace.contingencies.some(({ enabled }) => enabled)).toBe(false);
    expect(kept.contingencies).toEqual(workspace.contingencies);
    expect(sets()).toBeLessThan(4);
  });

  it('adds several elements as one outage under one name', async () => {
    const { workspace, contingencies } = await generated();
    await contingencies.add([branch(1, 2), branch(1, 3), { kind: 'bus', number: 2 }]);
    expect(workspace.contingencies[0]).toEqual({
      name: 'Branch 1–2 + Branch 1–3',
      elements: [branch(1, 2), branch(1, 3)],
      enabled: true,
    });
  });

  it('switches an outage on that is there already instead of adding it twice', async () => {
    const { workspace, contingencies } = await generated();
    await contingencies.enable(new Set([1]), () => false);
    await contingencies.add([branch(2, 3)]);
    expect(workspace.contingencies).toHaveLength(4);
    expect(workspace.contingencies[1]?.enabled).toBe(true);
  });

  it('takes a bus that is selected alone as its outage', async () => {
    const { workspace, contingencies } = await generated();
    await contingencies.add([{ kind: 'bus', number: 2 }]);
    expect(workspace.contingencies[0]?.elements).toEqual([{ kind: 'bus', number: 2 }]);
  });

  it('makes every pair of the chosen once, and not again', async () => {
    const { workspace, contingencies } = await generated();
    await contingencies.pair(new Set([0, 1, 2]));
    await contingencies.pair(new Set([0, 1, 2]));
    expect(workspace.contingencies.slice(4).map(({ name }) => name)).toEqual([
      'Branch 1–2 + Branch 2–3',
      'Branch 1–2 + Branch 1–3',
      'Branch 2–3 + Branch 1–3',
    ]);
  });

  it('duplicates under a free name, and brings back what was deleted', async () => {
    const { workspace, contingencies, kept } = await generated();
    await contingencies.duplicate(new Set([1]));
    await contingencies.duplicate(new Set([1]));
    expect(workspace.contingencies.slice(1, 4).map(({ name }) => name)).toEqual([
      'Branch 2–3',
      'Branch 2–3 – copy 2',
      'Branch 2–3 – copy',
    ]);
    const before = workspace.contingencies;
    await contingencies.remove(new Set([2, 3]));
    expect(workspace.contingencies).toHaveLength(4);
    const told = useMessages().messages.find(({ title }) => title.startsWith('2 outages deleted'));
    told?.action?.run();
    await settled();
    expect(workspace.contingencies).toEqual(before);
    expect(kept.contingencies).toEqual(before);
  });

  it('is replaced by that of a file, and can be brought back', async () => {
    const { workspace, contingencies, kept } = await generated();
    const before = workspace.contingencies;
    const list = [{ name: 'Both lines', elements: [branch(1, 2), branch(1, 3)], enabled: true }];
    const messages = [{ severity: 'warning', text: 'Left out.', line: 3, element: null }];
    main.answers['contingencies.import'] = () => {
      kept.contingencies = list;
      return { contingencies: list, messages };
    };
    await contingencies.importList(file('n-2.con', 4));
    expect(workspace.contingencies).toEqual(list);
    expect(contingencies.reading).toMatchObject({ fileName: 'n-2.con', messages: [{ line: 3 }] });
    await contingencies.bringBack();
    expect(workspace.contingencies).toEqual(before);
    expect(kept.contingencies).toEqual(before);
    expect(contingencies.reading).toBeNull();
  });

  it('follows what another window makes of it, and not behind what is on its way from here', async () => {
    const { workspace, contingencies, kept } = await generated();
    await settled();
    const elsewhere = kept.contingencies.slice(1);
    kept.contingencies = elsewhere;
    main.emit('scenario.changed', { scenarioId: 1 });
    await settled();
    expect(workspace.contingencies).toEqual(elsewhere);
    const sent = contingencies.enable(new Set([0]), () => false);
    main.emit('scenario.changed', { scenarioId: 1 });
    await sent;
    await settled();
    expect(workspace.contingencies.map(({ enabled }) => enabled)).toEqual([false, true, true]);
    expect(kept.contingencies).toEqual(workspace.contingencies);
  });

  it('stays where the file has errors, and those are told', async () => {
    const { workspace, contingencies } = await generated();
    const before = workspace.contingencies;
    const messages = [{ severity: 'error', text: 'No list.', line: 1, element: null }];
    main.answers['contingencies.import'] = () => ({ contingencies: null, messages });
    await contingencies.importList(file('list.json', 4));
    expect(workspace.contingencies).toBe(before);
    expect(contingencies.reading?.contingencies).toBeNull();
  });

  it('is not asked of a file that is too large', async () => {
    const { contingencies } = await generated();
    await contingencies.importList(file('list.csv', largestFileBytes + 1));
    expect(main.names()).not.toContain('contingencies.import');
    expect(useMessages().messages[0]?.title).toBe('list.csv is too large');
  });
});
