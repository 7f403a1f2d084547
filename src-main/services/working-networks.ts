import { PhaselockError } from '../../src-shared/contract/errors.ts';
import { applyChanges } from '../../src-shared/grid/changes.ts';
import type { ChangeOutcome } from '../../src-shared/grid/changes.ts';
import { differenceEdit } from '../../src-shared/grid/difference-edit.ts';
import { applyEdit, EditError, editLabel } from '../../src-shared/grid/edits.ts';
import type { AppliedEdit, Edit } from '../../src-shared/grid/edits.ts';
import type { GridCase } from '../../src-shared/grid/grid-case.ts';
import type { Store } from '../store/open-store.ts';
import type { Derivation } from '../store/scenarios.ts';
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
  /** Goes on with a network that was just written down as the first of a scenario of its own. */
  readonly begin: (scenarioId: number, grid: GridCase) => void;
  /** @throws PhaselockError `not-found` */
  readonly open: (scenarioId: number) => WorkingNetwork;
  /**
   * Applies one step inside the caller's transaction, and journals it where the network is the
   * scenario's own; of a child, the caller has put the change at the end of its list.
   *
   * @throws PhaselockError `refused` where the edit would leave an invalid network.
   */
  readonly advance: (scenarioId: number, edit: Edit) => AppliedEdit & { readonly version: number };
  /**
   * Builds a child anew around a piece of work that edits its list of changes or its place in the
   * tree, inside the caller's transaction.
   *
   * @returns the step from the network before; null where it is still the same
   */
  readonly rebuild: (scenarioId: number, work: () => void) => Edit | null;
  /** What became of each change of a child on its parent as it is. */
  readonly outcomes: (scenarioId: number) => readonly ChangeOutcome[];
  /**
   * Calls back when a network has made a step, inside the transaction that writes it down: what
   * follows from it can be worked out while the disk is written.
   */
  readonly onStep: (listener: StepListener) => void;
  /** For a worker thread: whole, or as the edits since what it has. */
  readonly source: (scenarioId: number) => NetworkSource;
  /** Makes the marks of stale results true, of one scenario or of all. */
  readonly refreshStudyHashes: (scenarioId?: number) => void;
  /** The same of all, a piece at a time: with hundreds of scenarios others would wait behind it. */
  readonly refreshStudyHashesInPieces: () => Promise<void>;
  /** Writes the snapshots that are due. */
  readonly settle: () => void;
  /** Settles, and leaves undone what is done in pieces. */
  readonly close: () => void;
}

type StepListener = (scenarioId: number, edit: Edit) => void;

interface Held extends WorkingNetwork {
  /** One number for all that follows, step by step, from what was read from the store once. */
  readonly lineage: number;
  readonly outcomes: readonly ChangeOutcome[];
  /** The newest edits, for threads that hold an older version. */
  readonly recent: readonly { readonly version: number; readonly edit: Edit }[];
  readonly snapshotVersion: number;
}

const stepsPerSnapshot = 50;
const recentKept = 100;
const networksHeld = 8;
const settleAfterMilliseconds = 1500;
/** So long a piece of work holds up what else is asked. */
const pieceMilliseconds = 12;

export function createWorkingNetworks(context: ServiceContext): WorkingNetworks {
  const { store } = context;
  const held = new Map<number, Held>();
  const listeners: StepListener[] = [];
  let lineages = 0;
  let settleTimer: NodeJS.Timeout | null = null;

  const hold = (scenarioId: number, network: Held): Held => {
    held.delete(scenarioId);
    held.set(scenarioId, network);
    const [oldest] = held.keys();
    if (held.size > networksHeld && oldest !== undefined) held.delete(oldest);
    return network;
  };

  const fresh = (scenarioId: number): Held | null => {
    const known = held.get(scenarioId);
    return known && known.version === store.scenarios.version(scenarioId) ? known : null;
  };

  /** A step that did not come to the disk has a version that another will have. */
  const forgetLostSteps = (): void => {
    try {
      for (const scenarioId of held.keys()) if (!fresh(scenarioId)) held.delete(scenarioId);
    } catch {
      // Why the disk does not answer is told with the step that failed.
      held.clear();
    }
  };
  store.onRollback(forgetLostSteps);

  const open = (scenarioId: number): Held =>
    hold(scenarioId, fresh(scenarioId) ?? load(scenarioId));

  /** The line of parents is walked to the one that has a network of its own. */
  const load = (scenarioId: number): Held => {
    const lineage = ++lineages;
    const { derived, parentId } = store.scenarios.derivation(scenarioId) ?? independent;
    if (!derived || parentId === null) {
      return { ...loadOwn(context, scenarioId), lineage, outcomes: [], recent: [] };
    }
    const { grid, outcomes } = applyChanges(open(parentId).grid, store.changes.list(scenarioId));
    const version = store.scenarios.version(scenarioId) ?? 0;
    return { lineage, version, grid, outcomes, recent: [], snapshotVersion: version };
  };

  /** Writes the new state down and goes on with it. */
  const goOn = (scenarioId: number, before: Held, after: Step, version: number): void => {
    const { grid, edit } = after;
    const ownVersion = version - inheritedVersion(store, scenarioId);
    store.scenarios.setNetworkState(scenarioId, {
      version: ownVersion,
      buses: grid.buses.length,
      branches: grid.branches.length,
      studyHash: null,
      updatedAt: stamp(context),
    });
    const recent = [...before.recent, { version, edit }].slice(-recentKept);
    const { lineage, snapshotVersion } = before;
    hold(scenarioId, { ...after, lineage, version, recent, snapshotVersion });
    if (after.edit !== noStep) for (const listener of listeners) listener(scenarioId, after.edit);
  };

  const settle = (): void => {
    if (settleTimer) clearTimeout(settleTimer);
    settleTimer = null;
    for (const [scenarioId, network] of held) {
      const { version, grid, snapshotVersion } = network;
      if (version - snapshotVersion < stepsPerSnapshot) continue;
      if (store.scenarios.derivation(scenarioId)?.derived) continue;
      const written = store.transaction(() => {
        if (store.scenarios.version(scenarioId) !== version) return false;
        store.journal.writeSnapshot(scenarioId, version, grid);
        return true;
      });
      if (written) held.set(scenarioId, { ...network, snapshotVersion: version });
    }
  };

  /** Without a snapshot the next opening takes longer, and that is all. */
  const settleOrLog = (): void => {
    try {
      settle();
    } catch (error) {
      context.log.write('writing snapshots', error);
    }
  };

  const settleSoon = (): void => {
    if (settleTimer) clearTimeout(settleTimer);
    settleTimer = setTimeout(settleOrLog, settleAfterMilliseconds).unref();
  };

  /** Looked at once, it takes nobody's place among those that are worked on. */
  const hashAnew = (scenarioId: number): void => {
    const { version, grid } = fresh(scenarioId) ?? load(scenarioId);
    store.scenarios.setStudyHash(scenarioId, version, {
      buses: grid.buses.length,
      branches: grid.branches.length,
      studyHash: studyHash(grid),
    });
  };

  let hashing: Promise<void> | null = null;
  let closed = false;

  const hashAllInPieces = async (): Promise<void> => {
    let began = -Infinity;
    for (const scenarioId of store.scenarios.withUnknownStudyHash()) {
      if (performance.now() - began > pieceMilliseconds) {
        await new Promise(setImmediate);
        if (closed) throw new PhaselockError('cancelled', 'The project has been closed.');
        began = performance.now();
      }
      // In the meantime it may have gone.
      if (store.scenarios.version(scenarioId) !== null) hashAnew(scenarioId);
    }
  };

  return {
    open,
    begin(scenarioId, grid) {
      const lineage = ++lineages;
      hold(scenarioId, { lineage, version: 0, grid, outcomes: [], recent: [], snapshotVersion: 0 });
    },
    settle,
    close() {
      closed = true;
      settleOrLog();
    },
    advance(scenarioId, edit) {
      const before = open(scenarioId);
      const applied = applyOrRefuse(before.grid, edit);
      const version = before.version + 1;
      const change = { label: editLabel(edit), obstacle: null };
      const derived = store.scenarios.derivation(scenarioId)?.derived === true;
      if (!derived) store.journal.addStep(scenarioId, { version, edit });
      const outcomes = derived ? [...before.outcomes, change] : [];
      goOn(scenarioId, before, { grid: applied.grid, outcomes, edit }, version);
      settleSoon();
      return { ...applied, version };
    },
    rebuild(scenarioId, work) {
      const before = open(scenarioId);
      work();
      const { grid, outcomes } = load(scenarioId);
      const edit = differenceEdit(before.grid, grid);
      goOn(scenarioId, before, { grid, outcomes, edit: edit ?? noStep }, before.version + 1);
      return edit;
    },
    outcomes: (scenarioId) => open(scenarioId).outcomes,
    onStep: (listener) => void listeners.push(listener),
    source(scenarioId) {
      const { lineage, version, grid, recent } = open(scenarioId);
      return {
        key: `scenario/${scenarioId}/${lineage}`,
        version,
        whole: () => ({ kind: 'grid', grid }),
        editsSince: (from) => editsBetween(recent, from, version),
      };
    },
    refreshStudyHashes(scenarioId) {
      const unknown = store.scenarios.withUnknownStudyHash();
      for (const id of unknown) if (scenarioId === undefined || id === scenarioId) hashAnew(id);
    },
    refreshStudyHashesInPieces() {
      hashing ??= hashAllInPieces().finally(() => (hashing = null));
      return hashing;
    },
  };
}

type Step = Pick<Held, 'grid' | 'outcomes'> & { readonly edit: Edit };

const independent: Derivation = { parentId: null, derived: false };

/** For threads that follow the network step by step. */
const noStep: Edit = { kind: 'batch', label: '', edits: [] };

/** The part of a version that counts the edits of those that a scenario derives from. */
function inheritedVersion({ scenarios }: Store, scenarioId: number): number {
  const { derived, parentId } = scenarios.derivation(scenarioId) ?? independent;
  return derived && parentId !== null ? (scenarios.version(parentId) ?? 0) : 0;
}

function loadOwn(
  { store }: ServiceContext,
  scenarioId: number,
): WorkingNetwork & Pick<Held, 'snapshotVersion'> {
  const snapshot = store.journal.snapshot(scenarioId);
  if (!snapshot) {
    throw new PhaselockError(
      'not-found',
      `Scenario ${scenarioId} is not in this project: choose one from the list.`,
    );
  }
  let { grid, version } = snapshot;
  for (const step of store.journal.stepsSince(scenarioId, snapshot.version)) {
    grid = applyEdit(grid, step.edit).grid;
    version = step.version;
  }
  return { version, grid, snapshotVersion: snapshot.version };
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
