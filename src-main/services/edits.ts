import type { ParsedRequestOf } from '../../src-shared/contract/contract.ts';
import type { EditOutcome } from '../../src-shared/contract/documents.ts';
import { PhaselockError } from '../../src-shared/contract/errors.ts';
import type { Edit } from '../../src-shared/grid/edits.ts';
import type { ServiceContext } from './context.ts';
import { inOneStep } from './one-step.ts';
import { scenarioHistory } from './scenario-history.ts';
import type { WorkingNetworks } from './working-networks.ts';

export interface EditService {
  /** The reply is given once the edit is on the disk. */
  readonly apply: (request: ParsedRequestOf<'edits.apply'>) => EditOutcome;
  readonly undo: (request: { readonly scenarioId: number }) => EditOutcome;
  readonly redo: (request: { readonly scenarioId: number }) => EditOutcome;
}

export function editService(context: ServiceContext, networks: WorkingNetworks): EditService {
  const history = scenarioHistory(context, networks);

  const change = (scenarioId: number, work: () => Edit | null): EditOutcome =>
    inOneStep(context, networks, scenarioId, work);

  return {
    apply: ({ scenarioId, version, edit, undoable }) =>
      change(scenarioId, () => {
        requireVersion(networks.open(scenarioId).version, version);
        history.make(scenarioId, { kind: 'edit', edit }, undoable);
        return null;
      }),
    undo: ({ scenarioId }) => change(scenarioId, () => history.undo(scenarioId)),
    redo: ({ scenarioId }) => change(scenarioId, () => history.redo(scenarioId)),
  };
}

function requireVersion(present: number, given: number): void {
  if (present === given) return;
  throw new PhaselockError(
    'conflict',
    `The network has been changed elsewhere in the meantime (it is at version ${present}, the edit was made on ${given}): look at it as it is now, then edit again.`,
  );
}
