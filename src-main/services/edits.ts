import type { ParsedRequestOf } from '../../src-shared/contract/contract.ts';
import type { EditOutcome } from '../../src-shared/contract/scenario-documents.ts';
import { PhaselockError } from '../../src-shared/contract/errors.ts';
import type { Edit } from '../../src-shared/grid/edits.ts';
import type { ServiceContext } from './context.ts';
import { inOneStep } from './one-step.ts';
import { scenarioHistory } from './scenario-history.ts';
import type { WorkingNetworks } from './working-networks.ts';

export interface EditService {
  /** The reply is given once the edit is on the disk. */
  readonly apply: (request: ParsedRequestOf<'edits.apply'>) => EditOutcome;
  readonly undo: (request: ParsedRequestOf<'edits.undo'>) => EditOutcome;
  readonly redo: (request: ParsedRequestOf<'edits.redo'>) => EditOutcome;
}

export function editService(context: ServiceContext, networks: WorkingNetworks): EditService {
  const history = scenarioHistory(context, networks);

  const change = (scenarioId: number, work: () => Edit | null): EditOutcome =>
    inOneStep(context, networks, scenarioId, work);

  const step = (
    { scenarioId, version }: ParsedRequestOf<'edits.undo'>,
    take: (scenarioId: number) => Edit | null,
  ): EditOutcome =>
    change(scenarioId, () => {
      if (version !== undefined) requireVersion(networks.open(scenarioId).version, version);
      return take(scenarioId);
    });

  return {
    apply: ({ scenarioId, version, edit, undoable }) =>
      change(scenarioId, () => {
        requireVersion(networks.open(scenarioId).version, version);
        history.make(scenarioId, { kind: 'edit', edit }, undoable);
        return null;
      }),
    undo: (request) => step(request, history.undo),
    redo: (request) => step(request, history.redo),
  };
}

function requireVersion(present: number, given: number): void {
  if (present === given) return;
  throw new PhaselockError(
    'conflict',
    `The network has been changed in another window in the meantime (it is at version ${present}, here it was ${given}): look at it as it is now, then go on.`,
  );
}
