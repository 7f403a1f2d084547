import { useDebounceFn } from '@vueuse/core';
import { defineStore } from 'pinia';
import { ref, shallowRef } from 'vue';

import { api } from '../api/api.ts';
import type { BinContents, BinEmptied } from '../../src-shared/contract/bin.ts';
import type { SampleSummary } from '../../src-shared/contract/application-documents.ts';
import type { SideBySide } from '../../src-shared/contract/comparison-documents.ts';
import type {
  ScenarioChange,
  ScenarioSummary,
} from '../../src-shared/contract/scenario-documents.ts';
import type { DispatchRule } from '../../src-shared/grid/dispatch-rule.ts';
import type { SyntheticNetworkSpec } from '../../src-shared/studies/synthetic-network.ts';
import { useMessages } from './messages.ts';
import { useNavigation } from './navigation.ts';
import { lineOf } from './scenario-line.ts';
import { useWorkspace } from './workspace.ts';

/** All scenarios of the project, its bin, and the sample networks that one can start from. */
export const useScenarios = defineStore('scenarios', () => {
  const messages = useMessages();
  const navigation = useNavigation();
  const workspace = useWorkspace();

  const list = shallowRef<readonly ScenarioSummary[]>([]);
  const bin = shallowRef<readonly ScenarioSummary[]>([]);
  const samples = shallowRef<readonly SampleSummary[]>([]);
  const loaded = ref(false);

  /** Every edit is announced; one list for a burst of them is enough. */
  const refreshSoon = useDebounceFn(refresh, 300);
  api.on('scenario.changed', () => void refreshSoon());
  api.on('study.changed', () => void refreshSoon());

  async function attempt<Value>(action: () => Promise<Value>): Promise<Value | null> {
    try {
      return await action();
    } catch (error) {
      messages.fail(error);
      return null;
    }
  }

  async function refresh(): Promise<void> {
    await attempt(async () => {
      const [present, removed] = await Promise.all([
        api.call('scenarios.list', {}),
        api.call('scenarios.list', { deleted: true }),
      ]);
      list.value = newestFirst(present);
      bin.value = newestFirst(removed.filter(({ deletedAt }) => deletedAt !== null));
      loaded.value = true;
      const open = present.find(({ id }) => id === workspace.scenario?.id);
      if (open) workspace.scenario = open;
    });
  }

  async function loadSamples(): Promise<void> {
    if (samples.value.length > 0) return;
    samples.value = (await attempt(() => api.call('samples.list', {}))) ?? [];
  }

  async function openAndShow(scenarioId: number): Promise<void> {
    if (await workspace.open(scenarioId)) navigation.go('network');
  }

  /** A new scenario from a sample, or from nothing, opened at once. */
  async function create(from: { kind: 'sample'; id: string } | { kind: 'empty' }): Promise<void> {
    const made = await attempt(() => api.call('scenarios.create', { from }));
    if (!made) return;
    // The lists are seen on other screens.
    await openAndShow(made.id);
    await refresh();
  }

  async function describe(
    scenarioId: number,
    changes: { name?: string; notes?: string; tags?: string[] },
  ): Promise<boolean> {
    const changed = await attempt(() => api.call('scenarios.describe', { scenarioId, ...changes }));
    if (!changed) return false;
    await refresh();
    return true;
  }

  async function synthesize(spec: SyntheticNetworkSpec, seed: number): Promise<boolean> {
    const made = await attempt(() => api.call('scenarios.synthesize', { spec, seed }));
    if (!made) return false;
    await openAndShow(made.id);
    await refresh();
    return true;
  }

  /** The copy is opened, since it is what one goes on with. */
  async function duplicate(source: ScenarioSummary): Promise<void> {
    const name = freeName(
      `${source.name} – copy`,
      list.value.map((scenario) => scenario.name),
    );
    const made = await attempt(() =>
      api.call('scenarios.duplicate', { scenarioId: source.id, name: name.slice(0, 200) }),
    );
    if (!made) return;
    await refresh();
    if (!(await workspace.open(made.id))) return;
    messages.show({ kind: 'done', title: `Duplicated as “${made.name}”`, text: 'It is open now.' });
  }

  async function remove(scenario: ScenarioSummary): Promise<void> {
    const { id, name } = scenario;
    const removed = await attempt(() => api.call('scenarios.remove', { scenarioId: id }));
    if (!removed) return;
    if (workspace.scenario?.id === id) {
      workspace.close();
      navigation.go('home');
    }
    await refresh();
    messages.show({
      kind: 'info',
      title: `“${name}” is in the bin`,
      action: { label: 'Restore', run: () => void restore(id) },
    });
  }

  async function restore(scenarioId: number): Promise<void> {
    if (await attempt(() => api.call('scenarios.restore', { scenarioId }))) await refresh();
  }

  /** What deleting for good would take, of one scenario of the bin or of all; null: not known. */
  const weighBin = (scenarioId: number | null): Promise<BinContents | null> =>
    attempt(() => api.call('bin.weigh', scenarioId === null ? {} : { scenarioIds: [scenarioId] }));

  /** Deletes for good exactly what was shown. */
  async function emptyBin({ going }: BinContents): Promise<BinEmptied | null> {
    const scenarioIds = going.map(({ id }) => id);
    const gone = await attempt(() => api.call('bin.empty', { scenarioIds }));
    await refresh();
    return gone;
  }

  /** Names the present state, so that one can come back to it. */
  async function save(note: string): Promise<boolean> {
    const scenarioId = workspace.scenario?.id;
    if (scenarioId === undefined) return false;
    const saved = await attempt(() => api.call('scenarios.save', { scenarioId, note }));
    if (!saved) return false;
    workspace.savedRevisions = [saved, ...workspace.savedRevisions];
    messages.show({ kind: 'done', title: 'Saved as a revision', text: note });
    return true;
  }

  const compare = (scenarioIds: readonly number[]): Promise<SideBySide | null> =>
    attempt(() => api.call('scenarios.compareAll', { scenarioIds: [...scenarioIds] }));

  /** A child of changes, opened at once: it is what one goes on with. */
  async function derive(
    parent: ScenarioSummary,
    name: string,
    rule: DispatchRule | null,
  ): Promise<boolean> {
    const request = { scenarioId: parent.id, name, ...(rule ? { rule } : {}) };
    const made = await attempt(() => api.call('scenarios.derive', request));
    if (!made) return false;
    await refresh();
    if (!(await workspace.open(made.id))) return false;
    const text = `It follows “${parent.name}”; what you edit in it becomes its list of changes.`;
    messages.show({ kind: 'done', title: `“${made.name}” is open`, text });
    return true;
  }

  /** Below another scenario, or with a network of its own where the parent is null. */
  async function moveTo(scenarioId: number, parentId: number | null): Promise<void> {
    if (await attempt(() => api.call('scenarios.moveTo', { scenarioId, parentId }))) {
      await followed(scenarioId);
    }
  }

  const changesOf = (scenarioId: number): Promise<readonly ScenarioChange[] | null> =>
    attempt(() => api.call('changes.list', { scenarioId }));

  /** Does something to a list of changes, and shows the network that comes of it. */
  async function editChanges(scenarioId: number, action: () => Promise<unknown>): Promise<boolean> {
    if ((await attempt(action)) === null) return false;
    await followed(scenarioId);
    return true;
  }

  /** What is open may be another network now, itself or by one of those that it follows. */
  async function followed(...changed: readonly number[]): Promise<void> {
    await refresh();
    const line = lineOf(workspace.scenario?.id ?? null, list.value);
    const open = line[0];
    if (open !== undefined && line.some((id) => changed.includes(id))) await workspace.open(open);
  }

  return {
    ...{ list, bin, samples, loaded, refresh, loadSamples, openAndShow, create, synthesize },
    ...{ describe, duplicate, remove, restore, weighBin, emptyBin, save, compare },
    ...{ attempt, derive, moveTo, changesOf, editChanges, followed },
  };
});

const newestFirst = (scenarios: readonly ScenarioSummary[]): ScenarioSummary[] =>
  [...scenarios].sort((a, b) => b.updatedAt.localeCompare(a.updatedAt));

/** `wanted`, or `wanted 2`, `wanted 3`, … where it is taken. */
export function freeName(wanted: string, taken: readonly string[]): string {
  let name = wanted;
  for (let count = 2; taken.includes(name); count++) name = `${wanted} ${count}`;
  return name;
}
