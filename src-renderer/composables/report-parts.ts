import type { RunSummary } from '../../src-shared/contract/documents.ts';
import type { StudyKind } from '../../src-shared/studies/catalogue.ts';
import type { Screen } from '../stores/navigation.ts';

/** A part of the report and the run that it takes its figures from. */
export interface ReportPart {
  readonly kind: StudyKind;
  readonly title: string;
  readonly run: RunSummary | null;
  /** Where the run is made; null where the report can start it itself. */
  readonly screen: Screen | null;
}

const parts: readonly Omit<ReportPart, 'run'>[] = [
  { kind: 'sync-condition', title: 'Synchronization condition', screen: null },
  { kind: 'contingency-screening', title: 'Contingency ranking', screen: 'contingencies' },
  { kind: 'time-domain', title: 'Simulated outage', screen: 'simulation' },
];

/** A study that found that there is no answer has a result that says so. */
const hasResult = ({ status }: RunSummary): boolean =>
  status === 'finished' || status === 'no-answer';

/** For every part the newest run of the scenario that has a result. `runs` is newest first. */
export const reportParts = (runs: readonly RunSummary[]): ReportPart[] =>
  parts.map((part) => ({
    ...part,
    run: runs.find((run) => run.kind === part.kind && hasResult(run)) ?? null,
  }));
