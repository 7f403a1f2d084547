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

/** For every part the newest finished run of the scenario. `runs` is newest first. */
export const reportParts = (runs: readonly RunSummary[]): ReportPart[] =>
  parts.map((part) => ({
    ...part,
    run: runs.find(({ kind, status }) => kind === part.kind && status === 'finished') ?? null,
  }));
