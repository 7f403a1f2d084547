import type { RunSummary } from '../../src-shared/contract/run-documents.ts';
import type { StudyKind } from '../../src-shared/studies/catalogue.ts';
import { useNavigation } from '../stores/navigation.ts';
import type { Screen } from '../stores/navigation.ts';
import { useRuns } from '../stores/runs.ts';
import { useWorkspace } from '../stores/workspace.ts';

const ownScreens: Partial<Record<StudyKind, Screen>> = {
  'contingency-screening': 'contingencies',
  'time-domain': 'simulation',
  'power-flow': 'power-flow',
};

/** Where the result of a study is looked at. */
export const screenOf = (kind: StudyKind): Screen => ownScreens[kind] ?? 'studies';

/** Goes to the result of a run, and opens its scenario where another one is open. */
export async function showRun(run: RunSummary): Promise<void> {
  const workspace = useWorkspace();
  if (workspace.scenario?.id !== run.scenarioId && !(await workspace.open(run.scenarioId))) return;
  // Set anew even where it is the same run: the user may have picked another one since.
  useRuns().wanted = { ...run };
  useNavigation().go(screenOf(run.kind));
}
