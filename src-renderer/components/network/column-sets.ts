import { computed } from 'vue';
import type { ComputedRef, Ref } from 'vue';

import { usePreferences } from '../../stores/preferences.ts';
import type { ElementColumn } from './element-columns.ts';
import type { ElementTableId } from './table-kinds.ts';

/** Columns that are shown together under a name. */
export interface ColumnSet {
  readonly name: string;
  readonly columns: readonly string[];
}

interface KeptSets {
  readonly sets: readonly ColumnSet[];
  /** Hidden now, whether or not they are a saved set. */
  readonly hidden: readonly string[];
}

interface ColumnSets {
  readonly sets: ComputedRef<readonly ColumnSet[]>;
  readonly hidden: ComputedRef<ReadonlySet<string>>;
  /** The saved set that is shown now, if any. */
  readonly current: ComputedRef<string | null>;
  readonly showOnly: (columns: readonly string[]) => void;
  readonly toggle: (column: string) => void;
  readonly save: (name: string) => void;
  readonly forget: (name: string) => void;
}

const nothingKept: KeptSets = { sets: [], hidden: [] };

/** Which columns of a table are shown; kept with the preferences of the user. */
export function useColumnSets(
  table: Ref<ElementTableId>,
  columns: Ref<readonly ElementColumn[]>,
): ColumnSets {
  const preferences = usePreferences();
  const key = computed(() => `columns/${table.value}`);
  const kept = computed(() => keptSets(preferences.layouts[key.value]));
  const names = computed(() => columns.value.map(({ name }) => name));
  const hidden = computed(() => new Set(kept.value.hidden));
  const shown = computed(() => names.value.filter((name) => !hidden.value.has(name)));
  const keep = (changes: Partial<KeptSets>): void =>
    void preferences.keepLayout(key.value, { ...kept.value, ...changes });

  /** What names an element cannot be hidden: rows would no longer say what they are about. */
  const hide = (candidates: readonly string[]): void => {
    const named = columns.value.filter(({ source }) => source === 'name').map(({ name }) => name);
    keep({ hidden: candidates.filter((name) => !named.includes(name)) });
  };
  return {
    sets: computed(() => kept.value.sets),
    hidden,
    current: computed(() => {
      const now = [...shown.value].sort().join();
      const same = (set: ColumnSet): boolean =>
        set.columns
          .filter((name) => names.value.includes(name))
          .sort()
          .join() === now;
      return kept.value.sets.find(same)?.name ?? null;
    }),
    showOnly: (wanted) => hide(names.value.filter((name) => !wanted.includes(name))),
    toggle: (name) =>
      hide(
        hidden.value.has(name)
          ? kept.value.hidden.filter((other) => other !== name)
          : [...kept.value.hidden, name],
      ),
    save(name) {
      const others = kept.value.sets.filter((set) => set.name !== name);
      keep({ sets: [...others, { name, columns: shown.value }] });
    },
    forget: (name) => keep({ sets: kept.value.sets.filter((set) => set.name !== name) }),
  };
}

/** What an older version or another hand left there counts as nothing. */
function keptSets(value: unknown): KeptSets {
  if (typeof value !== 'object' || value === null) return nothingKept;
  const { sets, hidden } = value as Partial<Record<keyof KeptSets, unknown>>;
  return {
    sets: Array.isArray(sets) ? sets.filter(isColumnSet) : [],
    hidden: isNames(hidden) ? hidden : [],
  };
}

const isNames = (value: unknown): value is string[] =>
  Array.isArray(value) && value.every((name) => typeof name === 'string');

const isColumnSet = (value: unknown): value is ColumnSet =>
  typeof value === 'object' &&
  value !== null &&
  typeof (value as Partial<ColumnSet>).name === 'string' &&
  isNames((value as Partial<ColumnSet>).columns);
