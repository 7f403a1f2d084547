import type {
  ImportReport,
  RunSummary,
  ScenarioSummary,
} from '../../src-shared/contract/documents.ts';
import type { GridCase } from '../../src-shared/grid/grid-case.ts';
import type { ResultOf, SpecOf, StudyKind } from '../../src-shared/studies/catalogue.ts';

/** A finished run with what was asked and what was found, arrays included. */
export interface ReportedRun<Kind extends StudyKind> {
  readonly run: RunSummary;
  readonly spec: SpecOf<Kind>;
  readonly result: ResultOf<Kind>;
}

/**
 * Everything that a report prints: the network as it stands, and the newest finished run of each
 * study; null where there is none. The report says so where a run is stale or missing.
 */
export interface ReportInput {
  readonly scenario: ScenarioSummary;
  readonly grid: GridCase;
  /** Content hash of the network as it stands. */
  readonly revisionHash: string;
  readonly importReport: ImportReport | null;
  readonly condition: ReportedRun<'sync-condition'> | null;
  readonly screening: ReportedRun<'contingency-screening'> | null;
  readonly simulation: ReportedRun<'time-domain'> | null;
  /** ISO 8601, UTC. */
  readonly createdAt: string;
  readonly engineVersion: string;
  /** Operating system and processor, as one line. */
  readonly machine: string;
}
