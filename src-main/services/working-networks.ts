import { PhaselockError } from '../../src-shared/contract/errors.ts';
import { applyEdit, EditError } from '../../src-shared/grid/edits.ts';
import type { AppliedEdit, Edit } from '../../src-shared/grid/edits.ts';
import type { GridCase } from '../../src-shared/grid/grid-case.ts';
import { studyHash } from '../store/study-hash.ts';
import type { NetworkSource } from '../workers/study-thread.ts';
import { stamp } from './context.ts';
import type { ServiceContext } from './context.ts';

/** The network of a scenario as it stands. */
export interface WorkingNetwork {
  readonly version: number;
  readonly grid: GridCase;
}

/**
 * The networks that are being worked on, in memory; the journal in the store is what counts, so
 * another process may edit as well. A snapshot is written while nobody edits: it only makes the
 * next opening fast.
 */
export interface WorkingNetworks {
  /** @throws PhaselockError `not-found` */
  readonly open: (scenarioId: number) => WorkingNetwork;
  /**
   * Applies and journals one step, inside the caller's transaction.
   *
   * @throws PhaselockError `refused` where the edit would leave an invalid network.
   */
  readonly advance: (scenarioId: number, edit: Edit) => AppliedEdit & { readonly version: number };
  /** For a worker thread: whole, or as the edits since what it has. */
  readonly source: (scenarioId: number) => NetworkSource;
  /** Makes the marks of stale results true for every scenario. */
  readonly refreshStudyHashes: () => void;
  /** Writes the snapshots that are due. */
  readonly settle: () => void;
}

interface Held extends WorkingNetwork {
  /** The newest edits, for threads that hold an older version. */
  readonly recent: readonly { readonly version: number; readonly edit: Edit }[];
  readonly snapshotVersion: number;
}

const stepsPerSnapshot = 50;
const recentKept = 100;
const networksHeld = 4;
const settleAfterMilliseconds = 1500;

export function createWorkingNetworks(context: ServiceContext): WorkingNetworks {
  const { store } = context;
  const held = new Map<number, Held>();
  let settleTimer: NodeJS.Timeout | null = null;

  const hold = (scenarioId: number, network: Held): Held => {
    held.delete(scenarioId);
    held.set(scenarioId, network);
    const [oldest] = held.keys();
    if (held.size > networksHeld && oldest !== undefined) held.delete(oldest);
    return network;
  };

  const open = (scenarioId: number): Held => {
    const known = held.get(scenarioId);
    const version = store.scenarios.version(scenarioId);
    return known && known.version === version ? known : hold(scenarioId, load(context, scenarioId));
  };

  const settle = (): void => {
    if (settleTimer) clearTimeout(settleTimer);
    settleTimer = null;
    for (const [scenarioId, { version, grid, snapshotVersion, recent }] of held) {
      if (version - snapshotVersion < stepsPerSnapshot) continue;
      const written = store.transaction(() => {
        if (store.scenarios.version(scenarioId) !== version) return false;
        store.journal.writeSnapshot(scenarioId, version, grid);
        return true;
      });
      if (written) held.set(scenarioId, { version, grid, recent, snapshotVersion: version });
    }
  };

  const settleSoon = (): void => {
    if (settleTimer) clearTimeout(settleTimer);
    settleTimer = setTimeout(() => {
      try {
        settle();
      } catch (error) {
        context.log.write('writing snapshots', error);
      }
    }, settleAfterMilliseconds).unref();
  };

  return {
    open,
    settle,
    advance(scenarioId, edit) {
      const before = open(scenarioId);
      const applied = applyOrRefuse(before.grid, edit);
      const { grid } = applied;
      const version = before.version + 1;
      store.journal.addStep(scenarioId, { version, edit });
      store.scenarios.setNetworkState(scenarioId, {
        version,
        buses: grid.buses.length,
        branches: grid.branches.length,
        studyHash: null,
        updatedAt: stamp(context),
      });
      const recent = [...before.recent, { version, edit }].slice(-recentKept);
      hold(scenarioId, { version, grid, recent, snapshotVersion: before.snapshotVersion });
      settleSoon();
      return { ...applied, version };
    },
    source(scenarioId) {
      const { version, grid, recent } = open(scenarioId);
      return {
        key: `scenario/${scenarioId}`,
        version,
        whole: () => ({ kind: 'grid', grid }),
        editsSince: (from) => editsBetween(recent, from, version),
      };
    },
    refreshStudyHashes() {
      for (const scenarioId of store.scenarios.withUnknownStudyHash()) {
        const { version, grid } = open(scenarioId);
        store.scenarios.setStudyHash(scenarioId, version, studyHash(grid));
      }
    },
  };
}

function load({ store }: ServiceContext, scenarioId: number): Held {
  const snapshot = store.journal.snapshot(scenarioId);
  if (!snapshot) {
    throw new PhaselockError(
      'not-found',
      `Scenario ${scenarioId} is not in this project: choose one from the list.`,
    );
  }
  const recent = store.journal.stepsSince(scenarioId, snapshot.version);
  let { grid, version } = snapshot;
  for (const step of recent) {
    grid = applyEdit(grid, step.edit).grid;
    version = step.version;
  }
  return { version, grid, recent, snapshotVersion: snapshot.version };
}

function applyOrRefuse(grid: GridCase, edit: Edit): AppliedEdit {
  try {
    return applyEdit(grid, edit);
  } catch (error) {
    if (error instanceof EditError) {
      throw new PhaselockError('refused', error.message, { cause: error });
    }
    throw error;
  }
}

function editsBetween(recent: Held['recent'], from: number, to: number): Edit[] | null {
  const since = recent.filter(({ version }) => version > from);
  return from <= to && since.length === to - from ? since.map(({ edit }) => edit) : null;
}
