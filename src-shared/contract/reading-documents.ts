import type { Edit } from '../grid/edits.ts';
import type { ElementRef } from '../grid/element-ref.ts';
import type { Message } from '../grid/validation.ts';
import type { Contingency } from '../studies/contingency.ts';
import type { ScenarioSummary, EditOutcome } from './scenario-documents.ts';

/** What came of reading a list, dynamic data or an archive, and of rows pasted into a table. */

/** What came of a contingency list; without a list there are errors, and nothing has changed. */
export interface ContingencyReading {
  readonly contingencies: readonly Contingency[] | null;
  readonly messages: readonly Message[];
}

/** One field that pasted rows would change. */
export interface PastedChange {
  readonly element: ElementRef;
  readonly field: string;
  readonly before: unknown;
  readonly after: unknown;
}

/** What pasted rows would do; nothing is done yet. */
export interface TablePaste {
  /** All of it as one step, or null where nothing would change or the rows have errors. */
  readonly edit: Edit | null;
  readonly changes: readonly PastedChange[];
  readonly added: readonly ElementRef[];
  /** Elements whose row says what they already are. */
  readonly unchanged: number;
  /** Headings that name no column of the table; what stands below them is left out. */
  readonly unmatched: readonly string[];
  /** Their lines are rows of what was pasted. */
  readonly messages: readonly Message[];
}

/** What a file of dynamic data did to the machines of an open network. */
export interface DynamicsReading {
  /** With the edit for the renderer's copy; null where nothing has changed. */
  readonly outcome: EditOutcome | null;
  readonly machines: {
    /** With data from the file, and without data from anywhere. */
    readonly given: number;
    readonly estimated: number;
    readonly total: number;
  };
  readonly messages: readonly Message[];
}

/** What came out of an archive. */
export interface ArchiveReading {
  readonly scenarios: readonly ScenarioSummary[];
  readonly runs: number;
  /** Runs of studies that this version does not have: they stay behind. */
  readonly unknownRuns: number;
}
