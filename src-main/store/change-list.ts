/** The changes of a scenario in their order; the contents stay where they are. */
export type ChangeList = readonly ListedChange[];

export interface ListedChange {
  readonly changeId: number;
  readonly enabled: boolean;
}

/** What the user does to a list of changes; has an inverse, as an edit of a network has. */
export type ChangeListEdit =
  | (ListedChange & { readonly kind: 'add-change'; readonly index: number })
  | { readonly kind: 'remove-change'; readonly changeId: number }
  | (ListedChange & { readonly kind: 'switch-change' })
  | { readonly kind: 'place-change'; readonly changeId: number; readonly index: number };

/**
 * The list after one edit, and the way back. A change that the list has not any more (it was moved
 * to another scenario meanwhile) is passed over, so that every undo leads to a list that is whole.
 */
export function editChangeList(
  list: ChangeList,
  edit: ChangeListEdit,
): { readonly list: ChangeList; readonly inverse: ChangeListEdit } {
  const { changeId } = edit;
  const at = list.findIndex((change) => change.changeId === changeId);
  const found = list[at];
  const others = list.filter((change) => change !== found);
  if (edit.kind === 'add-change') {
    const { enabled, index } = edit;
    return {
      list: others.toSpliced(index, 0, { changeId, enabled }),
      inverse: { kind: 'remove-change', changeId },
    };
  }
  if (!found) return { list, inverse: edit };
  switch (edit.kind) {
    case 'remove-change':
      return { list: others, inverse: { kind: 'add-change', ...found, index: at } };
    case 'switch-change':
      return {
        list: list.with(at, { changeId, enabled: edit.enabled }),
        inverse: { kind: 'switch-change', ...found },
      };
    case 'place-change':
      return {
        list: others.toSpliced(edit.index, 0, found),
        inverse: { kind: 'place-change', changeId, index: at },
      };
  }
}
