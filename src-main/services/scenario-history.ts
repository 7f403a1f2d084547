import { PhaselockError } from '../../src-shared/contract/errors.ts';
import { editOfChange } from '../../src-shared/grid/changes.ts';
import type { ChangeContent } from '../../src-shared/grid/changes.ts';
import { EditError, editLabel } from '../../src-shared/grid/edits.ts';
import type { Edit } from '../../src-shared/grid/edits.ts';
import type { GridCase } from '../../src-shared/grid/grid-case.ts';
import type { ChangeListEdit } from '../store/change-list.ts';
import type { JournalStep } from '../store/edit-journal.ts';
import { stamp } from './context.ts';
import type { ServiceContext } from './context.ts';
import type { WorkingNetworks } from './working-networks.ts';

/**
 * How a scenario comes to what it is, and back. One with its own network journals edits of the
 * network; a child journals edits of its list of changes, which hold whatever its parent has become
 * meanwhile. Everything runs inside the caller's transaction and returns the step that the network
 * made, null where it is still the same.
 */
export interface ScenarioHistory {
  /** @throws PhaselockError `refused` where it would leave an invalid network. */
  readonly make: (scenarioId: number, content: ChangeContent, undoable?: boolean) => Edit;
  readonly editList: (scenarioId: number, label: string, edit: ChangeListEdit) => Edit | null;
  readonly undo: (scenarioId: number) => Edit | null;
  readonly redo: (scenarioId: number) => Edit | null;
}

export function scenarioHistory(
  context: ServiceContext,
  networks: WorkingNetworks,
): ScenarioHistory {
  const { store } = context;
  const { journal, changes } = store;

  const note = (scenarioId: number, label: string, edit: JournalStep, inverse: JournalStep): void =>
    journal.addEntry(scenarioId, { label, edit, inverse, madeAt: stamp(context) });

  /** A new change goes last, so that the network needs no building anew. */
  const append = (scenarioId: number, content: ChangeContent, edit: Edit): JournalStep[] => {
    networks.advance(scenarioId, edit);
    const change = { content, label: editLabel(edit), madeAt: stamp(context) };
    const changeId = changes.keep(scenarioId, change);
    const index = changes.count(scenarioId);
    const added: ChangeListEdit = { kind: 'add-change', changeId, enabled: true, index };
    return [added, changes.edit(scenarioId, added)];
  };

  /** Takes a journalled step, and returns what the network did. */
  const follow = (scenarioId: number, step: JournalStep): Edit | null => {
    if (!isListEdit(step)) {
      networks.advance(scenarioId, step);
      return step;
    }
    return networks.rebuild(scenarioId, () => void changes.edit(scenarioId, step));
  };

  return {
    make(scenarioId, content, undoable = true) {
      const { grid } = networks.open(scenarioId);
      const edit = followedOrRefused(grid, content);
      const derived = store.scenarios.derivation(scenarioId)?.derived === true;
      const [step, inverse] = derived
        ? append(scenarioId, content, edit)
        : [edit, networks.advance(scenarioId, edit).inverse];
      if (undoable && step && inverse) note(scenarioId, editLabel(edit), step, inverse);
      return edit;
    },
    editList: (scenarioId, label, edit) =>
      networks.rebuild(scenarioId, () => {
        note(scenarioId, label, edit, changes.edit(scenarioId, edit));
      }),
    undo(scenarioId) {
      const entry = journal.newestDone(scenarioId);
      if (!entry) return null;
      journal.setUndone(scenarioId, entry.position, true);
      return follow(scenarioId, entry.inverse);
    },
    redo(scenarioId) {
      const entry = journal.oldestUndone(scenarioId);
      if (!entry) return null;
      journal.setUndone(scenarioId, entry.position, false);
      return follow(scenarioId, entry.edit);
    },
  };
}

const isListEdit = (step: JournalStep): step is ChangeListEdit => step.kind.endsWith('-change');

function followedOrRefused(grid: GridCase, content: ChangeContent): Edit {
  try {
    return editOfChange(grid, content);
  } catch (error) {
    if (!(error instanceof EditError)) throw error;
    throw new PhaselockError('refused', error.message, { cause: error });
  }
}
