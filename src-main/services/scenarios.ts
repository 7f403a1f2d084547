import type { ParsedRequestOf } from '../../src-shared/contract/contract.ts';
import type { ImportReport } from '../../src-shared/contract/import-documents.ts';
import type {
  RevisionSummary,
  ScenarioDocument,
  ScenarioSummary,
} from '../../src-shared/contract/scenario-documents.ts';
import { PhaselockError } from '../../src-shared/contract/errors.ts';
import { emptyGrid } from '../../src-shared/grid/grid-case.ts';
import type { GridCase } from '../../src-shared/grid/grid-case.ts';
import type { Contingency } from '../../src-shared/studies/contingency.ts';
import type { ModelOptions } from '../../src-shared/studies/model-options.ts';
import type { ImportSource } from '../store/import-sources.ts';
import type { StoredRevision } from '../store/network-revisions.ts';
import { requirePresentScenario, requireScenario, stamp } from './context.ts';
import type { ServiceContext } from './context.ts';
import { keepScenarioModel, scenarioModel } from './scenario-model.ts';
import type { SampleService } from './samples.ts';
import type { WorkingNetworks } from './working-networks.ts';

export interface ScenarioOrigin {
  readonly name: string;
  readonly origin: string;
  readonly notes?: string;
  readonly tags?: readonly string[];
  readonly parentId?: number;
  readonly importReport?: ImportReport | null;
  /** The imported file, where an export can be written into it. */
  readonly source?: ImportSource | null;
  /** The list of outages that came with the network. */
  readonly contingencies?: readonly Contingency[];
}

interface ScenarioRequest {
  readonly scenarioId: number;
}

export interface ScenarioService {
  readonly list: (request: ParsedRequestOf<'scenarios.list'>) => readonly ScenarioSummary[];
  /** The same for a window, which asks for other things meanwhile. */
  readonly listInPieces: (
    request: ParsedRequestOf<'scenarios.list'>,
  ) => Promise<readonly ScenarioSummary[]>;
  readonly create: (request: ParsedRequestOf<'scenarios.create'>) => ScenarioSummary;
  /** A scenario of a network that was read from elsewhere. */
  readonly createFrom: (grid: GridCase, from: ScenarioOrigin) => ScenarioSummary;
  readonly open: (request: ScenarioRequest) => ScenarioDocument;
  readonly describe: (request: ParsedRequestOf<'scenarios.describe'>) => ScenarioSummary;
  readonly duplicate: (request: ParsedRequestOf<'scenarios.duplicate'>) => ScenarioSummary;
  readonly remove: (request: ScenarioRequest) => ScenarioSummary;
  readonly restore: (request: ScenarioRequest) => ScenarioSummary;
  readonly save: (request: ParsedRequestOf<'scenarios.save'>) => RevisionSummary;
  readonly setModel: (request: ParsedRequestOf<'scenarios.setModel'>) => ModelOptions;
  /** Makes the network as it stands a revision, inside the caller's transaction. */
  readonly commit: (scenarioId: number, note: string | null) => StoredRevision;
}

export function scenarioService(
  context: ServiceContext,
  networks: WorkingNetworks,
  samples: SampleService,
): ScenarioService {
  const { store, events } = context;

  const summary = (scenarioId: number): ScenarioSummary => {
    networks.refreshStudyHashes(scenarioId);
    return requireScenario(store, scenarioId);
  };

  /** Tells everybody, and answers with what the scenario is now. */
  const changed = (scenarioId: number): ScenarioSummary => {
    events.emit('scenario.changed', { scenarioId });
    return summary(scenarioId);
  };

  const insertRow = (grid: GridCase, from: ScenarioOrigin & { derived: boolean }): number =>
    store.scenarios.create({
      notes: '',
      tags: [],
      parentId: null,
      importReport: null,
      ...from,
      buses: grid.buses.length,
      branches: grid.branches.length,
      createdAt: stamp(context),
    });

  const insert = (grid: GridCase, { source, contingencies, ...from }: ScenarioOrigin): number => {
    const scenarioId = insertRow(grid, { ...from, derived: false });
    store.journal.writeSnapshot(scenarioId, 0, grid);
    if (source) store.sources.set(scenarioId, source);
    if (contingencies) store.contingencies.set(scenarioId, contingencies);
    return scenarioId;
  };

  /** The copy of a child follows the same parent, by changes of its own. */
  const insertSibling = (grid: GridCase, from: ScenarioOrigin, original: number): number => {
    const scenarioId = insertRow(grid, { ...from, derived: true });
    store.changes.list(original).forEach(({ enabled, ...change }, index) => {
      const changeId = store.changes.keep(scenarioId, change);
      store.changes.edit(scenarioId, { kind: 'add-change', changeId, enabled, index });
    });
    return scenarioId;
  };

  const createFrom = (grid: GridCase, from: ScenarioOrigin): ScenarioSummary => {
    const scenarioId = store.transaction(() => insert(grid, from));
    // It is about to be opened: what has just been written need not be read.
    networks.begin(scenarioId, grid);
    return changed(scenarioId);
  };

  const commit = (scenarioId: number, note: string | null): StoredRevision => {
    const at = stamp(context);
    const revision = store.revisions.commit(networks.open(scenarioId).grid, at);
    store.revisions.attach(scenarioId, revision.id, note, at);
    return revision;
  };

  const revisionOf = (scenarioId: number, revisionId: number): GridCase => {
    const known = store.revisions.find(scenarioId, revisionId);
    const grid = known && store.revisions.load(revisionId);
    if (grid) return grid;
    throw new PhaselockError(
      'not-found',
      `Revision ${revisionId} is not one of this scenario: choose one from its list.`,
    );
  };

  const setDeleted = (scenarioId: number, deletedAt: string | null): ScenarioSummary => {
    requireScenario(store, scenarioId);
    store.scenarios.setDeleted(scenarioId, deletedAt);
    return changed(scenarioId);
  };

  return {
    createFrom,
    commit,
    list({ deleted = false }) {
      networks.refreshStudyHashes();
      return store.scenarios.list(deleted);
    },
    async listInPieces({ deleted = false }) {
      await networks.refreshStudyHashesInPieces();
      return store.scenarios.list(deleted);
    },
    create({ from, name }) {
      if (from.kind === 'empty') {
        return createFrom(emptyGrid, { name: name ?? emptyGrid.name, origin: 'Empty network' });
      }
      const grid = samples.load(from.id);
      return createFrom(grid, { name: name ?? grid.name, origin: `Sample ${grid.name}` });
    },
    open({ scenarioId }) {
      requirePresentScenario(store, scenarioId);
      const { grid, version } = networks.open(scenarioId);
      return {
        summary: summary(scenarioId),
        grid,
        version,
        undoState: store.journal.undoState(scenarioId),
        contingencies: store.contingencies.get(scenarioId),
        model: scenarioModel(store, scenarioId),
        importReport: store.scenarios.importReport(scenarioId),
        savedRevisions: store.revisions.ofScenario(scenarioId),
      };
    },
    describe({ scenarioId, ...changes }) {
      const { name, notes, tags } = requirePresentScenario(store, scenarioId);
      const described = { name, notes, tags, ...defined(changes) };
      store.scenarios.describe(scenarioId, described, stamp(context));
      return changed(scenarioId);
    },
    duplicate({ scenarioId, name, revisionId }) {
      const { notes, tags, origin, derived, parentId } = requirePresentScenario(store, scenarioId);
      const grid =
        revisionId === undefined
          ? networks.open(scenarioId).grid
          : revisionOf(scenarioId, revisionId);
      const importReport = store.scenarios.importReport(scenarioId);
      const follows = derived && parentId !== null && revisionId === undefined;
      const copy = store.transaction(() => {
        const from = { name, notes, tags, origin, importReport };
        const copyId = follows
          ? insertSibling(grid, { ...from, parentId }, scenarioId)
          : insert(grid, { ...from, parentId: scenarioId });
        store.contingencies.set(copyId, store.contingencies.get(scenarioId));
        store.sources.share(scenarioId, copyId);
        keepScenarioModel(store, copyId, scenarioModel(store, scenarioId));
        return copyId;
      });
      return changed(copy);
    },
    remove: ({ scenarioId }) => setDeleted(scenarioId, stamp(context)),
    restore: ({ scenarioId }) => setDeleted(scenarioId, null),
    save({ scenarioId, note }) {
      requirePresentScenario(store, scenarioId);
      const { id } = store.transaction(() => commit(scenarioId, note));
      const saved = store.revisions.find(scenarioId, id);
      if (!saved) throw new PhaselockError('internal', 'The revision was not kept.');
      changed(scenarioId);
      return saved;
    },
    setModel({ scenarioId, model }) {
      requirePresentScenario(store, scenarioId);
      keepScenarioModel(store, scenarioId, model);
      changed(scenarioId);
      return model;
    },
  };
}

/** The fields that are there. */
function defined<Fields extends object>(
  fields: Fields,
): {
  [Field in keyof Fields]?: Exclude<Fields[Field], undefined>;
} {
  return Object.fromEntries(
    Object.entries(fields).filter(([, value]) => value !== undefined),
  ) as ReturnType<typeof defined<Fields>>;
}
