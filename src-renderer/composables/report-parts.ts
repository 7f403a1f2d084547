import type { RunSummary } from '../../src-shared/contract/run-documents.ts';
import {
  fixedSections,
  reportSectionIds,
  reportSectionTitle,
} from '../../src-shared/contract/report-options.ts';
import type { ReportOptions, ReportSectionId } from '../../src-shared/contract/report-options.ts';
import type { StudyKind } from '../../src-shared/studies/catalogue.ts';
import type { Screen } from '../stores/navigation.ts';

/** A section of the report, chosen or not, and the run that it takes its figures from. */
export interface ReportPart {
  readonly id: ReportSectionId;
  readonly title: string;
  readonly chosen: boolean;
  /** Printed in every report. */
  readonly fixed: boolean;
  readonly run: RunSummary | null;
  readonly state: 'always' | 'no-base' | 'up-to-date' | 'stale' | 'not-run' | 'runs-with-report';
  /** Where the run is made; null where the report can start it itself, or no run is needed. */
  readonly screen: Screen | null;
}

const screens: Partial<Record<ReportSectionId, Screen>> = {
  'contingency-screening': 'contingencies',
  'time-domain': 'simulation',
  'power-flow': 'power-flow',
};

const withoutRun: readonly ReportSectionId[] = [
  'network',
  'assumptions',
  'comparison',
  'provenance',
];

/** A study that found that there is no answer has a result that says so. */
const hasResult = ({ status }: RunSummary): boolean =>
  status === 'finished' || status === 'no-answer';

/**
 * The chosen sections in their order, then those left out. A study that was neither run nor is
 * expected in a report of a grid does not clutter the list. `runs` is newest first.
 */
export function reportParts(
  runs: readonly RunSummary[],
  { sections: chosen, compareWith }: Pick<ReportOptions, 'sections' | 'compareWith'>,
): ReportPart[] {
  const newest = (id: ReportSectionId): RunSummary | null =>
    runs.find((run) => run.kind === id && hasResult(run)) ?? null;
  const rest = reportSectionIds.filter((id) => !chosen.includes(id));
  return [...chosen, ...rest]
    .map((id): ReportPart => {
      const run = newest(id);
      return {
        id,
        title: reportSectionTitle(id),
        chosen: chosen.includes(id),
        fixed: fixedSections.includes(id),
        run,
        state: id === 'comparison' && compareWith === null ? 'no-base' : stateOf(id, run),
        screen: screens[id] ?? null,
      };
    })
    .filter(({ state, id }) => state !== 'not-run' || id in screens);
}

function stateOf(id: ReportSectionId, run: RunSummary | null): ReportPart['state'] {
  if (withoutRun.includes(id)) return 'always';
  if (id === ('sync-condition' satisfies StudyKind) && (!run || run.stale)) {
    return 'runs-with-report';
  }
  if (!run) return 'not-run';
  return run.stale ? 'stale' : 'up-to-date';
}

/** The chosen sections after one has moved by `by` places; unchanged where it cannot. */
export function movedSection(
  chosen: readonly ReportSectionId[],
  id: ReportSectionId,
  by: number,
): ReportSectionId[] {
  const from = chosen.indexOf(id);
  const to = from + by;
  if (from < 0 || to < 0 || to >= chosen.length) return [...chosen];
  const moved = chosen.filter((each) => each !== id);
  moved.splice(to, 0, id);
  return moved;
}

/** One taken up at the end, before the provenance, or left out. */
export function toggledSection(
  chosen: readonly ReportSectionId[],
  id: ReportSectionId,
): ReportSectionId[] {
  if (fixedSections.includes(id)) return [...chosen];
  if (chosen.includes(id)) return chosen.filter((each) => each !== id);
  const end = chosen.at(-1) === 'provenance' ? chosen.length - 1 : chosen.length;
  return [...chosen.slice(0, end), id, ...chosen.slice(end)];
}
