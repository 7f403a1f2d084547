import type { ScenarioComparison } from '../../src-shared/contract/comparison-documents.ts';
import type { ImportReport } from '../../src-shared/contract/import-documents.ts';
import type { RunSummary } from '../../src-shared/contract/run-documents.ts';
import type { ScenarioSummary } from '../../src-shared/contract/scenario-documents.ts';
import type { ReportOptions } from '../../src-shared/contract/report-options.ts';
import type { GridCase } from '../../src-shared/grid/grid-case.ts';
import type { ResultOf, SpecOf, StudyKind } from '../../src-shared/studies/catalogue.ts';

/** A finished run with what was asked and what was found, arrays included. */
export interface ReportedRun<Kind extends StudyKind = StudyKind> {
  readonly run: RunSummary;
  readonly spec: SpecOf<Kind>;
  readonly result: ResultOf<Kind>;
  /** The scalars of the result, as the list of runs has them. */
  readonly figures: readonly ReportedFigure[];
}

export interface ReportedFigure {
  readonly quantity: string;
  readonly unit: string;
  readonly value: number | null;
}

/** The newest run with a result, of each study that was run. */
export type ReportedRuns = { readonly [Kind in StudyKind]?: ReportedRun<Kind> };

/**
 * Everything that a report prints: the network as it stands, and the newest finished run of each
 * study. The report says so where a run is stale or missing.
 */
export interface ReportInput {
  readonly scenario: ScenarioSummary;
  readonly options: ReportOptions;
  readonly grid: GridCase;
  /** Content hash of the network as it stands. */
  readonly revisionHash: string;
  readonly importReport: ImportReport | null;
  readonly runs: ReportedRuns;
  /** With the scenario of `options.compareWith` on the left; null where there is none. */
  readonly comparison: ScenarioComparison | null;
  /** ISO 8601, UTC. */
  readonly createdAt: string;
  readonly engineVersion: string;
  /** Operating system and processor, as one line. */
  readonly machine: string;
}
