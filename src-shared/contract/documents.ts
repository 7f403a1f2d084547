import type { ChangeContent } from '../grid/changes.ts';
import type { DispatchOutlook } from '../grid/dispatch-preview.ts';
import type { Edit } from '../grid/edits.ts';
import type { ElementDifference } from '../grid/compare.ts';
import type { GridCase } from '../grid/grid-case.ts';
import type { ElementRef } from '../grid/element-ref.ts';
import type { Message } from '../grid/validation.ts';
import type { StudyKind } from '../studies/catalogue.ts';
import type { Contingency } from '../studies/contingency.ts';
import type { EdgeRef, ModelOptions } from '../studies/model-options.ts';
import type { Equilibrium } from '../studies/sync-condition.ts';

/** Dates are ISO 8601 in UTC throughout. */

export interface SampleSummary {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly sources: readonly string[];
  readonly buses: number;
  readonly branches: number;
  readonly generators: number;
  /** The diagram in small: x1, y1, x2, y2 of every branch between buses that are placed. */
  readonly outline: readonly number[];
}

export interface ImportReport {
  readonly fileName: string;
  /** 'MATPOWER', 'Phaselock network', … */
  readonly format: string;
  readonly counts: {
    readonly buses: number;
    readonly branches: number;
    readonly generators: number;
    readonly loads: number;
    readonly shunts: number;
  };
  readonly baseMva: number;
  /** Of what is in service. */
  readonly totals: {
    readonly pgMw: number;
    readonly pdMw: number;
    readonly qgMvar: number;
    readonly qdMvar: number;
  };
  readonly islands: number;
  readonly parallelGroups: number;
  readonly negativeCouplings: number;
  readonly branchesWithoutLimit: number;
  readonly machinesWithoutDynamics: number;
  readonly messages: readonly Message[];
  /** From here on: absent in the reports of older versions. */
  readonly tallies?: Readonly<Record<keyof ImportReport['counts'], ElementTally>>;
  /** Over all rows of the file, in service or not; null where its format has no such rows. */
  readonly fileTotals?: ImportReport['totals'] | null;
  readonly busesWithoutBaseVoltage?: number;
  readonly extremes?: BranchExtremes;
}

/** What became of the elements of one kind while a file was read. */
export interface ElementTally {
  readonly found: number;
  readonly kept: number;
  readonly dropped: number;
  /** With a value that the file leaves out; null where the file gives no network. */
  readonly defaulted: number | null;
  readonly repaired: number;
}

export interface Extreme {
  readonly value: number;
  readonly element: ElementRef;
}

/** Of the branches in service; null where there is none that has the figure. */
export interface BranchExtremes {
  /** 1 / |r + jx|, p.u. */
  readonly leastAdmittance: Extreme | null;
  readonly largestAdmittance: Extreme | null;
  readonly medianResistanceRatio: number | null;
  /** r / x. */
  readonly leastResistanceRatio: Extreme | null;
  readonly largestResistanceRatio: Extreme | null;
  /** Of transformers. */
  readonly leastTapRatio: Extreme | null;
  readonly largestTapRatio: Extreme | null;
}

/** A network of which no bus has a place yet, as far as a layout goes by it. */
export interface UnplacedNetwork {
  /** Their numbers. */
  readonly buses: Float64Array;
  /** The buses that each branch joins. */
  readonly from: Float64Array;
  readonly to: Float64Array;
}

/** A file that was read and awaits the user's yes; `importId` is null where it has errors. */
export interface ImportCandidate {
  readonly importId: string | null;
  readonly report: ImportReport;
  /** So that the window can look for places while the report is read; null where there are some. */
  readonly unplaced: UnplacedNetwork | null;
}

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

export type RunStatus =
  'queued' | 'running' | 'paused' | 'finished' | 'no-answer' | 'cancelled' | 'failed';

export interface RunSummary {
  readonly id: number;
  readonly scenarioId: number;
  readonly revisionId: number;
  readonly revisionHash: string;
  readonly kind: StudyKind;
  /** Short description of what was asked. */
  readonly title: string;
  readonly status: RunStatus;
  /** One line of what was found, or why there is no answer. */
  readonly outcome: string | null;
  readonly seed: number;
  readonly engineVersion: string;
  readonly createdAt: string;
  readonly finishedAt: string | null;
  readonly durationSeconds: number | null;
  /** The network of the scenario is no longer the one it ran on. */
  readonly stale: boolean;
  /** null once it has ended. */
  readonly queue: QueuePlace | null;
}

/** Where a run that has not ended stands. */
export interface QueuePlace {
  /** The least goes first. */
  readonly place: number;
  /** What it is cut into: between two pieces it can be paused, and go on after a restart. */
  readonly pieces: number;
}

export interface RunProgress {
  readonly runId: number;
  readonly fraction: number;
  readonly remainingSeconds: number | null;
}

/** Something that happened to a run on its way. */
export interface RunMessage {
  readonly at: string;
  readonly text: string;
}

/** What a run was asked and how it went, without its result. */
export interface RunLog {
  readonly run: RunSummary;
  readonly spec: unknown;
  readonly machine: string;
  readonly startedAt: string | null;
  readonly messages: readonly RunMessage[];
  /** What does the same from the command line. */
  readonly command: string;
}

/** The stored answer of a run; large arrays stay behind and are asked for by `studies.curves`. */
export interface RunDocument {
  readonly run: RunSummary;
  readonly spec: unknown;
  readonly result: unknown;
}

/** One array of a result. */
export interface StudyArray {
  readonly values: Float64Array;
}

/** Curves decimated to the pixels they are drawn on: least and largest value per pixel. */
export interface Curves {
  readonly from: number;
  readonly to: number;
  readonly curves: readonly {
    readonly signal: string;
    readonly label: string;
    readonly unit: string;
    readonly time: Float64Array;
    readonly value: Float64Array;
  }[];
}

/** Every node's angle and frequency at one instant, for the diagram. */
export interface Snapshot {
  readonly time: number;
  readonly nodes: Int32Array;
  readonly theta: Float32Array;
  readonly omega: Float32Array;
}

/** A simulation at instants from its beginning to its end; frame k of node i at [k * nodes + i]. */
export interface Frames {
  readonly time: Float64Array;
  readonly nodes: Int32Array;
  /** rad, in the frame that turns at synchronous speed; not wrapped. */
  readonly theta: Float32Array;
  /** rad/s, deviation. */
  readonly omega: Float32Array;
}

/** The live answer while one edits. */
export interface LiveMargin {
  /** Version of the network that it belongs to. */
  readonly version: number;
  readonly norm: number;
  readonly worstEdge: EdgeRef | null;
  readonly gammaPredicted: number | null;
  readonly equilibrium: Equilibrium;
  readonly nodes: number;
  readonly edges: number;
  readonly warnings: readonly string[];
  /** One entry per edge of the oscillator network: bus numbers; radians. */
  readonly edgeFrom: Int32Array;
  readonly edgeTo: Int32Array;
  readonly dcDifference: Float64Array;
  /** NaN where there is no equilibrium. */
  readonly exactAngle: Float64Array;
  readonly limit: Float64Array;
  /** |V_i| |V_j| of the two ends, p.u. */
  readonly voltageProduct: Float64Array;
  /** The options that the network was seen with. */
  readonly model: ModelOptions;
  /** Why there is no answer (no generation, nothing connected, …); null where there is one. */
  readonly refusal: string | null;
  readonly milliseconds: number;
}

export interface ResultDifference {
  readonly quantity: string;
  readonly unit: string;
  readonly left: number | null;
  readonly right: number | null;
}

export interface ScenarioComparison {
  readonly left: ScenarioSummary;
  readonly right: ScenarioSummary;
  readonly network: readonly ElementDifference[];
  /** Scalar results of the newest runs of each, side by side. */
  readonly results: readonly ResultDifference[];
  /** Per contingency, where both have been screened. */
  readonly contingencies: readonly {
    readonly name: string;
    readonly left: { readonly status: string; readonly norm: number | null } | null;
    readonly right: { readonly status: string; readonly norm: number | null } | null;
  }[];
  /** What cannot be compared and why (never run, stale, …). */
  readonly remarks: readonly string[];
}

/** Several scenarios side by side; the first is what the others are compared with. */
export interface SideBySide {
  readonly scenarios: readonly ScenarioSummary[];
  /** Scalar results of the newest run of each study, one value for each scenario. */
  readonly quantities: readonly {
    readonly study: string;
    readonly quantity: string;
    readonly unit: string;
    readonly values: readonly (number | null)[];
  }[];
  /** What is no number: where the worst edge or the worst outage is. */
  readonly places: readonly {
    readonly study: string;
    readonly quantity: string;
    readonly values: readonly (string | null)[];
  }[];
  /** Every outage that any of them was screened for. */
  readonly contingencies: readonly {
    readonly name: string;
    readonly sides: readonly ({
      /** In words: 'secure', 'over limit', 'islanding'. */
      readonly status: string;
      readonly norm: number | null;
      readonly islandedMw: number;
    } | null)[];
  }[];
  /** For each scenario, how its network differs from that of the first; nothing for the first. */
  readonly networks: readonly (readonly ElementDifference[])[];
  /** What cannot be compared and why (never run, stale, …). */
  readonly remarks: readonly string[];
}

export interface Preferences {
  readonly theme: 'system' | 'light' | 'dark';
  /** Saved panel layouts, by screen. */
  readonly layouts: Readonly<Record<string, unknown>>;
}

export interface ApplicationInfo {
  readonly version: string;
  readonly shell: 'electron' | 'host' | 'cli';
  /** The project file that holds everything. */
  readonly projectFile: string;
  readonly workers: number;
  /** Where PDF reports can be made here, by what; null where they cannot. */
  readonly pdfPrinter: string | null;
}

export interface ReportFile {
  readonly fileName: string;
  readonly mediaType: string;
  readonly bytes: Uint8Array;
}

/** What came out of an archive. */
export interface ArchiveReading {
  readonly scenarios: readonly ScenarioSummary[];
  readonly runs: number;
  /** Runs of studies that this version does not have: they stay behind. */
  readonly unknownRuns: number;
}

/** A network as a file to be saved, and what whoever saves it should know. */
export interface NetworkFile extends ReportFile {
  readonly messages: readonly Message[];
}
