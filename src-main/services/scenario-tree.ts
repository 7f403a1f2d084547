import type { ParsedRequestOf } from '../../src-shared/contract/contract.ts';
import type { ScenarioSummary } from '../../src-shared/contract/scenario-documents.ts';
import { PhaselockError } from '../../src-shared/contract/errors.ts';
import { differenceEdit } from '../../src-shared/grid/difference-edit.ts';
import type { GridCase } from '../../src-shared/grid/grid-case.ts';
import { requirePresentScenario, requireScenario, stamp, tellChanged } from './context.ts';
import type { ServiceContext } from './context.ts';
import { scenarioHistory } from './scenario-history.ts';
import { keepScenarioModel, scenarioModel } from './scenario-model.ts';
import type { WorkingNetworks } from './working-networks.ts';

/** Who follows whom, and where to find them. */
export interface ScenarioTreeService {
  readonly search: (request: ParsedRequestOf<'scenarios.search'>) => readonly number[];
  readonly derive: (request: ParsedRequestOf<'scenarios.derive'>) => ScenarioSummary;
  readonly moveTo: (request: ParsedRequestOf<'scenarios.moveTo'>) => ScenarioSummary;
}

export function scenarioTreeService(
  context: ServiceContext,
  networks: WorkingNetworks,
): ScenarioTreeService {
  const { store } = context;
  const history = scenarioHistory(context, networks);

  const changed = (scenarioId: number): ScenarioSummary => {
    tellChanged(context, scenarioId);
    networks.refreshStudyHashes(scenarioId);
    return requireScenario(store, scenarioId);
  };

  /** From here on its network is its own, as it stands. */
  const detach = (scenarioId: number): void => {
    const { grid, version } = networks.open(scenarioId);
    networks.rebuild(scenarioId, () => {
      store.changes.forget(scenarioId);
      store.journal.forget(scenarioId);
      store.scenarios.setDerivation(scenarioId, { parentId: null, derived: false });
      store.journal.writeSnapshot(scenarioId, version + 1, grid);
    });
  };

  /** Its own network becomes its parent's with one change: what the two differ in. */
  const attach = (scenario: ScenarioSummary, parent: ScenarioSummary): void => {
    const { grid } = networks.open(scenario.id);
    const above = networks.open(parent.id).grid;
    requireAkin(grid, above, scenario.name, parent.name);
    networks.rebuild(scenario.id, () => {
      store.journal.forget(scenario.id);
      store.scenarios.setDerivation(scenario.id, { parentId: parent.id, derived: true });
      const edit = differenceEdit(above, grid);
      if (!edit) return;
      const label = `What “${scenario.name}” had beside “${parent.name}”`;
      const content = { kind: 'edit', edit: { kind: 'batch', label, edits: [edit] } } as const;
      const changeId = store.changes.keep(scenario.id, { content, label, madeAt: stamp(context) });
      const added = { kind: 'add-change', changeId, enabled: true, index: 0 } as const;
      store.changes.edit(scenario.id, added);
    });
  };

  const follow = (scenarioId: number, parentId: number): void =>
    void networks.rebuild(scenarioId, () => {
      store.scenarios.setDerivation(scenarioId, { parentId, derived: true });
    });

  return {
    search({ text }) {
      const words = text.toLowerCase().split(/\s+/);
      return store.scenarios
        .texts()
        .filter((scenario) => words.every((word) => scenario.text.toLowerCase().includes(word)))
        .map(({ id }) => id);
    },
    derive({ scenarioId, name, rule }) {
      const parent = requirePresentScenario(store, scenarioId);
      const { grid } = networks.open(scenarioId);
      const child = store.transaction(() => {
        const id = store.scenarios.create({
          ...{ name, notes: '', tags: [], parentId: scenarioId, derived: true },
          ...{ origin: parent.origin, importReport: store.scenarios.importReport(scenarioId) },
          ...{ buses: grid.buses.length, branches: grid.branches.length },
          createdAt: stamp(context),
        });
        store.contingencies.set(id, store.contingencies.get(scenarioId));
        store.sources.share(scenarioId, id);
        keepScenarioModel(store, id, scenarioModel(store, scenarioId));
        if (rule) history.make(id, { kind: 'dispatch', rule });
        return id;
      });
      return changed(child);
    },
    moveTo({ scenarioId, parentId }) {
      const scenario = requirePresentScenario(store, scenarioId);
      const parent = parentId === null ? null : requirePresentScenario(store, parentId);
      if (parent) requireNoCircle(scenario, parent, store.scenarios.descendants(scenarioId));
      store.transaction(() => {
        if (scenario.derived && !parent) detach(scenarioId);
        else if (!parent) store.scenarios.setDerivation(scenarioId, { parentId, derived: false });
        else if (scenario.derived) follow(scenarioId, parent.id);
        else attach(scenario, parent);
      });
      return changed(scenarioId);
    },
  };
}

function requireNoCircle(
  scenario: ScenarioSummary,
  parent: ScenarioSummary,
  descendants: readonly number[],
): void {
  if (scenario.id !== parent.id && !descendants.includes(parent.id)) return;
  throw new PhaselockError(
    'refused',
    `“${parent.name}” follows “${scenario.name}” itself: choose a scenario that does not stand below it.`,
  );
}

/** Following another network altogether would be one change that replaces everything. */
function requireAkin(grid: GridCase, above: GridCase, name: string, parentName: string): void {
  const there = new Set(above.buses.map(({ number }) => number));
  const shared = grid.buses.filter(({ number }) => there.has(number)).length;
  if (2 * shared >= grid.buses.length) return;
  throw new PhaselockError(
    'refused',
    `“${name}” is another network than “${parentName}”: only ${shared} of its ${grid.buses.length} buses are there. Choose a scenario of the same network.`,
  );
}
