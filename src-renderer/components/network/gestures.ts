import { removalOf } from '../../../src-shared/grid/edits.ts';
import type { Placement } from '../../../src-shared/grid/edits.ts';
import {
  copiedText,
  copyElements,
  isEmptyCopy,
  pasteElements,
  readCopied,
} from '../../../src-shared/grid/copied-elements.ts';
import type { CopiedElements } from '../../../src-shared/grid/copied-elements.ts';
import type { ElementRef } from '../../../src-shared/grid/element-ref.ts';
import { arrange } from '../../network/arrange-buses.ts';
import type { Arrangement } from '../../network/arrange-buses.ts';
import { addParallel, splitLine, tapLine } from '../../network/branch-edits.ts';
import type { Gesture } from '../../network/branch-edits.ts';
import { selectedBuses } from '../../network/topology.ts';
import { useMessages } from '../../stores/messages.ts';
import { useWorkspace } from '../../stores/workspace.ts';
import { serviceEdit } from './field-edits.ts';

type BranchRef = Extract<ElementRef, { kind: 'branch' }>;

/** What is done to elements that are there already. */
export interface Gestures {
  readonly parallel: (branch: BranchRef) => void;
  readonly split: (branch: BranchRef) => void;
  readonly tap: (branch: BranchRef) => void;
  readonly arrange: (arrangement: Arrangement) => void;
  readonly switchService: () => void;
  readonly remove: () => void;
  /** Text for the clipboard; null where nothing that can be copied is selected. */
  readonly copy: () => string | null;
  /** What was copied last, here or elsewhere, comes back; false where the text is something else. */
  readonly paste: (text?: string) => boolean;
  readonly duplicate: () => void;
  readonly canPaste: () => boolean;
}

/** Pixels that a copy lies beside what it was taken from, each further copy as much again. */
const copyStep = 40;

/** The last copy, for a menu: a browser reads the clipboard only on a key press. */
let lastCopied: CopiedElements | null = null;
let timesPasted = 0;

/** Each gesture is one step to undo; one that is not possible says why. */
export function useGestures(): Gestures {
  const workspace = useWorkspace();
  const messages = useMessages();

  const refuse = (text: string): void =>
    messages.show({ kind: 'warning', title: 'Nothing was changed', text });

  function carryOut(gesture: Gesture): void {
    if (!gesture.ok) {
      refuse(gesture.reason);
      return;
    }
    void workspace.apply(gesture.edit);
    workspace.select(gesture.elements);
  }

  const onBranch =
    (make: typeof addParallel) =>
    (branch: BranchRef): void => {
      if (workspace.grid) carryOut(make(workspace.grid, branch));
    };

  function arrangeSelected(arrangement: Arrangement): void {
    const { grid } = workspace;
    const chosen = new Set(selectedBuses(workspace.selection));
    if (!grid) return;
    const positions: readonly Placement[] = arrange(grid, chosen, arrangement);
    if (positions.length > 0) void workspace.apply({ kind: 'place', positions });
  }

  function switchService(): void {
    const edit = workspace.grid && serviceEdit(workspace.grid, workspace.selection);
    if (edit) void workspace.apply(edit);
    else refuse('A bus has no switch of its own: switch its branches, generators and loads.');
  }

  function remove(): void {
    const { grid, selection } = workspace;
    if (grid && selection.length > 0) void workspace.apply(removalOf(grid, selection));
  }

  function copySelected(): CopiedElements | null {
    if (!workspace.grid || workspace.selection.length === 0) return null;
    const copied = copyElements(workspace.grid, workspace.selection);
    if (!isEmptyCopy(copied)) return copied;
    refuse('A branch is copied together with both of its buses: select them as well.');
    return null;
  }

  function copy(): string | null {
    const copied = copySelected();
    if (!copied) return null;
    lastCopied = copied;
    timesPasted = 0;
    return copiedText(copied);
  }

  function insert(copied: CopiedElements, times: number): void {
    if (!workspace.grid) return;
    const [only, ...others] = selectedBuses(workspace.selection);
    const onto = only !== undefined && others.length === 0 ? only : null;
    const offset = { x: copyStep * times, y: copyStep * times };
    carryOut(pasteElements(workspace.grid, copied, offset, onto));
  }

  function paste(text?: string): boolean {
    const copied = text === undefined ? lastCopied : readCopied(text);
    if (!copied) return false;
    const same = lastCopied !== null && copiedText(copied) === copiedText(lastCopied);
    timesPasted = same ? timesPasted + 1 : 1;
    lastCopied = copied;
    insert(copied, timesPasted);
    return true;
  }

  function duplicate(): void {
    const copied = copySelected();
    const hanging = copied?.buses.length === 0;
    if (!copied) return;
    if (hanging) refuse('Select the buses to be duplicated; what hangs on them goes with them.');
    else insert(copied, 1);
  }

  return {
    parallel: onBranch(addParallel),
    split: onBranch(splitLine),
    tap: onBranch(tapLine),
    arrange: arrangeSelected,
    ...{ switchService, remove, copy, paste, duplicate },
    canPaste: () => lastCopied !== null,
  };
}
