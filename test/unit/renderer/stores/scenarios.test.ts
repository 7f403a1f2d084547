import { createPinia, setActivePinia } from 'pinia';
import { beforeEach, describe, expect, it, vi } from 'vitest';

import { useMessages } from '../../../../src-renderer/stores/messages.ts';
import { useNavigation } from '../../../../src-renderer/stores/navigation.ts';
import { freeName, useScenarios } from '../../../../src-renderer/stores/scenarios.ts';
import { useWorkspace } from '../../../../src-renderer/stores/workspace.ts';
import { aScenario, keepsScenario, main, settled } from '../../../fixtures/a-main-process.ts';
import { last } from '../../../fixtures/last.ts';

vi.mock('../../../../src-renderer/api/api.ts', () => import('../../../fixtures/a-main-process.ts'));

describe('the scenarios of the project', () => {
  beforeEach(() => {
    setActivePinia(createPinia());
    main.reset({
      ...keepsScenario().answers,
      'scenarios.list': ({ deleted }) => (deleted ? [] : [aScenario()]),
    });
  });

  it('come newest change first', async () => {
    main.answers['scenarios.list'] = ({ deleted }) =>
      deleted
        ? []
        : [
            aScenario({ id: 1, updatedAt: '2026-11-20T10:00:00.000Z' }),
            aScenario({ id: 2, updatedAt: '2026-11-21T09:00:00.000Z' }),
          ];
    await useScenarios().refresh();
    expect(useScenarios().list.map(({ id }) => id)).toEqual([2, 1]);
  });

  it('are opened before they are listed where they are made from a sample', async () => {
    main.answers['scenarios.create'] = () => aScenario();
    await useScenarios().create({ kind: 'sample', id: 'two-areas' });
    const names = main.names();
    expect(names.indexOf('scenarios.open')).toBe(1);
    expect(names).toContain('scenarios.list');
    expect(useScenarios().list).toHaveLength(1);
    expect(useNavigation().screen).toBe('network');
  });

  it('are duplicated under a name that is free, and the copy is opened', async () => {
    const taken = [aScenario(), aScenario({ id: 2, name: 'Base – copy' })];
    main.answers['scenarios.list'] = ({ deleted }) => (deleted ? [] : taken);
    main.answers['scenarios.duplicate'] = ({ name }) => aScenario({ id: 3, name });
    await useScenarios().refresh();
    await useScenarios().duplicate(aScenario());
    const asked = main.asked.find(({ name }) => name === 'scenarios.duplicate');
    expect(asked?.request).toEqual({ scenarioId: 1, name: 'Base – copy 2' });
    expect(main.asked.findLast(({ name }) => name === 'scenarios.open')?.request).toEqual({
      scenarioId: 3,
    });
  });

  it('go to the bin at once and come back by the action of the message', async () => {
    main.answers['scenarios.remove'] = () => aScenario({ deletedAt: '2026-11-21T11:00:00.000Z' });
    main.answers['scenarios.restore'] = () => aScenario();
    await useWorkspace().open(1);
    useNavigation().go('network');
    await useScenarios().remove(aScenario());
    expect(useWorkspace().scenario).toBeNull();
    expect(useNavigation().screen).toBe('home');
    last(useMessages().messages)?.action?.run();
    await settled();
    expect(main.names()).toContain('scenarios.restore');
  });

  it('take a new name for the open one everywhere', async () => {
    await useWorkspace().open(1);
    main.answers['scenarios.describe'] = ({ name }) => aScenario({ name: name ?? '' });
    main.answers['scenarios.list'] = ({ deleted }) =>
      deleted ? [] : [aScenario({ name: 'Winter peak' })];
    await useScenarios().describe(1, { name: 'Winter peak' });
    expect(useWorkspace().scenario?.name).toBe('Winter peak');
  });

  it('find the first free name', () => {
    expect(freeName('A', [])).toBe('A');
    expect(freeName('A', ['A', 'A 2', 'A 4'])).toBe('A 3');
  });
});
