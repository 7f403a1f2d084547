import type { ChangeContent } from '../grid/changes.ts';
import type { DispatchOutlook } from '../grid/dispatch-preview.ts';
import type { Edit } from '../grid/edits.ts';
import type { GridCase } from '../grid/grid-case.ts';
import type { Contingency } from '../studies/contingency.ts';
import type { ModelOptions } from '../studies/model-options.ts';
import type { ImportReport } from './import-documents.ts';
import type { RunStatus } from './run-documents.ts';

/** Scenarios and their edits. Dates are ISO 8601 in UTC. */

export interface ScenarioSummary {
  readonly id: number;
  readonly name: string;
  readonly notes: string;
  readonly tags: readonly string[];
  readonly parentId: number | null;
  /** Its network follows the parent's with its changes; else a parent is where it was copied from. */
  readonly derived: boolean;
  /** In its list of changes, switched on or not; 0 for one that has its own network. */
  readonly changes: number;
  /** Sample or file that it started from. */
  readonly origin: string;
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly deletedAt: string | null;
  readonly buses: number;
  readonly branches: number;
  /** Of the newest sync-condition or screening run; null where there is none. */
  readonly norm: number | null;
  readonly runs: number;
  readonly staleRuns: number;
  /** Queued and running. */
  readonly activeRuns: number;
  /** Of the run that was started last; null where there is none. */
  readonly newestRunStatus: RunStatus | null;
  /** Studies whose newest result belongs to an earlier network. */
  readonly staleStudies: number;
}

/** One entry of a scenario's list of changes. */
export interface ScenarioChange {
  readonly id: number;
  readonly kind: ChangeContent['kind'];
  /** In words, with the MW that a rule of dispatch moves as the parent is now. */
  readonly label: string;
  readonly enabled: boolean;
  /** Why it does not apply to the parent as it is now; null where it does. */
  readonly obstacle: string | null;
  readonly madeAt: string;
}

/** What a rule of dispatch would do; nothing is done yet. */
export type DispatchPreview = DispatchOutlook;

export interface UndoState {
  /** What undo would take back and redo would do again, in words; null where there is nothing. */
  readonly undo: string | null;
  readonly redo: string | null;
}

export interface ScenarioDocument {
  readonly summary: ScenarioSummary;
  readonly grid: GridCase;
  /** Counts edits; every edit, undo and redo raises it. */
  readonly version: number;
  readonly undoState: UndoState;
  readonly contingencies: readonly Contingency[];
  /** How the studies of the scenario see its network, where they are not asked otherwise. */
  readonly model: ModelOptions;
  readonly importReport: ImportReport | null;
  readonly savedRevisions: readonly RevisionSummary[];
}

export interface RevisionSummary {
  readonly id: number;
  readonly hash: string;
  readonly createdAt: string;
  /** What the user wrote when saving; null where a run made the revision. */
  readonly note: string | null;
}

/** The answer to an edit, undo or redo: what the renderer's copy has to apply to catch up. */
export interface EditOutcome {
  readonly version: number;
  readonly edit: Edit | null;
  readonly undoState: UndoState;
}
