import type { ColumnDefinition } from 'tabulator-tables';
import { computed, toValue } from 'vue';
import type { ComputedRef, MaybeRefOrGetter } from 'vue';

import { usePreferences } from '../stores/preferences.ts';

/** What the user said of single columns; of the others the room decides. */
type Said = Readonly<Record<string, boolean>>;

/** Preferences are a file of the user: what is not understood was not said. */
function saidFrom(kept: unknown): Said {
  if (typeof kept !== 'object' || kept === null) return {};
  return Object.fromEntries(
    Object.entries(kept).filter(
      (entry): entry is [string, boolean] => typeof entry[1] === 'boolean',
    ),
  );
}

const widthOf = ({ width, minWidth }: ColumnDefinition): number =>
  Number(width ?? minWidth ?? 0) || 100;

/**
 * Fields of the columns that are shown: frozen ones and those that the user wants; beside them, in
 * their order, as many of the others as there is room for.
 */
export function shownFields(
  columns: readonly ColumnDefinition[],
  said: Said,
  room: number,
): ReadonlySet<string> {
  const wanted = ({ frozen, field }: ColumnDefinition): boolean =>
    frozen === true || said[field ?? ''] === true;
  const shown = new Set(columns.filter(wanted).map(({ field }) => field ?? ''));
  let left = columns.filter(wanted).reduce((sum, column) => sum - widthOf(column), room);
  for (const column of columns) {
    if (wanted(column) || said[column.field ?? ''] === false) continue;
    left -= widthOf(column);
    if (left < 0) break;
    shown.add(column.field ?? '');
  }
  return shown;
}

export interface ColumnChoice {
  readonly shown: ComputedRef<ColumnDefinition[]>;
  /** All that can be chosen, in their order. */
  readonly offered: ComputedRef<
    readonly { readonly field: string; readonly title: string; readonly isShown: boolean }[]
  >;
  readonly isOwn: ComputedRef<boolean>;
  readonly toggle: (field: string) => void;
  /** As many as there is room for. */
  readonly reset: () => void;
}

/** The columns of the table of that name, the most telling first, remembered as the user chose them. */
export function useColumnChoice(
  name: string,
  columns: MaybeRefOrGetter<readonly ColumnDefinition[]>,
  room: MaybeRefOrGetter<number>,
): ColumnChoice {
  const preferences = usePreferences();
  const key = `columns-of-${name}`;
  const said = computed(() => saidFrom(preferences.layouts[key]));
  // As a text: the table is not built anew where the same columns have more room.
  const fields = computed(() =>
    [...shownFields(toValue(columns), said.value, toValue(room))].join('\n'),
  );
  const isShown = computed(() => new Set(fields.value.split('\n')));
  return {
    shown: computed(() => toValue(columns).filter(({ field }) => isShown.value.has(field ?? ''))),
    offered: computed(() =>
      toValue(columns).flatMap(({ field, title, frozen }) =>
        field === undefined || frozen === true
          ? []
          : [{ field, title, isShown: isShown.value.has(field) }],
      ),
    ),
    isOwn: computed(() => Object.keys(said.value).length > 0),
    toggle: (field) =>
      void preferences.keepLayout(key, { ...said.value, [field]: !isShown.value.has(field) }),
    reset: () => void preferences.keepLayout(key, {}),
  };
}
