import type { ParsedRequestOf } from '../../src-shared/contract/contract.ts';
import type { EditOutcome } from '../../src-shared/contract/documents.ts';
import { PhaselockError } from '../../src-shared/contract/errors.ts';
import { editLabel } from '../../src-shared/grid/edits.ts';
import type { Edit } from '../../src-shared/grid/edits.ts';
import { requirePresentScenario, stamp } from './context.ts';
import type { ServiceContext } from './context.ts';
import type { WorkingNetworks } from './working-networks.ts';

export interface EditService {
  /** The reply is given once the edit is on the disk. */
  readonly apply: (request: ParsedRequestOf<'edits.apply'>) => EditOutcome;
  readonly undo: (request: { readonly scenarioId: number }) => EditOutcome;
  readonly redo: (request: { readonly scenarioId: number }) => EditOutcome;
}

export function editService(context: ServiceContext, networks: WorkingNetworks): EditService {
  const { store, events } = context;
  const { journal } = store;

  const outcome = (scenarioId: number, edit: Edit | null): EditOutcome => ({
    version: networks.open(scenarioId).version,
    edit,
    undoState: journal.undoState(scenarioId),
  });

  /** One transaction: the step, the journal and the counts change together or not at all. */
  const change = (scenarioId: number, work: () => Edit | null): EditOutcome => {
    requirePresentScenario(store, scenarioId);
    const followed = store.transaction(work);
    events.emit('scenario.changed', { scenarioId });
    return outcome(scenarioId, followed);
  };

  return {
    apply: ({ scenarioId, version, edit, undoable }) =>
      change(scenarioId, () => {
        requireVersion(networks.open(scenarioId).version, version);
        const { inverse } = networks.advance(scenarioId, edit);
        if (undoable === false) return null;
        const madeAt = stamp(context);
        journal.addEntry(scenarioId, { label: editLabel(edit), edit, inverse, madeAt });
        return null;
      }),
    undo: ({ scenarioId }) =>
      change(scenarioId, () => {
        const entry = journal.newestDone(scenarioId);
        if (!entry) return null;
        networks.advance(scenarioId, entry.inverse);
        journal.setUndone(scenarioId, entry.position, true);
        return entry.inverse;
      }),
    redo: ({ scenarioId }) =>
      change(scenarioId, () => {
        const entry = journal.oldestUndone(scenarioId);
        if (!entry) return null;
        networks.advance(scenarioId, entry.edit);
        journal.setUndone(scenarioId, entry.position, false);
        return entry.edit;
      }),
  };
}

function requireVersion(present: number, given: number): void {
  if (present === given) return;
  throw new PhaselockError(
    'conflict',
    `The network has been changed elsewhere in the meantime (it is at version ${present}, the edit was made on ${given}): look at it as it is now, then edit again.`,
  );
}
