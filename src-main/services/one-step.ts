import type { EditOutcome } from '../../src-shared/contract/scenario-documents.ts';
import type { Edit } from '../../src-shared/grid/edits.ts';
import { requirePresentScenario, tellChanged } from './context.ts';
import type { ServiceContext } from './context.ts';
import type { WorkingNetworks } from './working-networks.ts';

/**
 * Takes one step in the history of a scenario, tells the windows, and says where it stands then.
 * One transaction: the step, the journal and the counts change together or not at all.
 *
 * @param work returns what the asking window has still to apply; null: nothing
 */
export function inOneStep(
  context: ServiceContext,
  networks: WorkingNetworks,
  scenarioId: number,
  work: () => Edit | null,
): EditOutcome {
  const { store } = context;
  requirePresentScenario(store, scenarioId);
  const edit = store.transaction(work);
  tellChanged(context, scenarioId);
  const { version } = networks.open(scenarioId);
  return { version, edit, undoState: store.journal.undoState(scenarioId) };
}
