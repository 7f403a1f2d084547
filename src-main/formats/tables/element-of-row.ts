import { elementDefaults } from '../../../src-shared/grid/element-defaults.ts';
import type { ElementKind, ElementOf } from '../../../src-shared/grid/element-ref.ts';
import {
  branchSchema,
  busSchema,
  generatorSchema,
  loadSchema,
  shuntSchema,
} from '../../../src-shared/grid/schema.ts';
import type { MessageList } from '../message-list.ts';
import type { CellValue } from './cell-value.ts';
import { COLUMNS } from './columns.ts';
import type { ReadRow } from './read-rows.ts';

const SCHEMAS = {
  bus: busSchema,
  branch: branchSchema,
  generator: generatorSchema,
  load: loadSchema,
  shunt: shuntSchema,
} as const;

/** Gives elements without a circuit or an identifier the next free one at their place. */
export class Ordinals {
  readonly #taken = new Set<string>();
  readonly #last = new Map<string, number>();

  take(place: string, id: string): void {
    this.#taken.add(`${place}/${id}`);
  }

  next(place: string): string {
    let ordinal = (this.#last.get(place) ?? 0) + 1;
    while (this.#taken.has(`${place}/${ordinal}`)) ordinal++;
    this.#last.set(place, ordinal);
    this.take(place, String(ordinal));
    return String(ordinal);
  }
}

/** Where elements of a row need identifiers that differ. */
export function placeOfRow(
  kind: ElementKind,
  { bus, from, to }: Readonly<Record<string, CellValue>>,
): string {
  if (kind !== 'branch') return `${kind}/${String(bus)}`;
  return `branch/${Math.min(Number(from), Number(to))}-${Math.max(Number(from), Number(to))}`;
}

/** Some messages are sentences of their own, some are not. */
export const withoutStop = (message: string): string => message.replace(/\.$/, '');

/** The element that a row describes; null, with the reason, where its figures make none. */
export function elementOfRow<Kind extends ElementKind>(
  kind: Kind,
  row: ReadRow,
  ordinals: Ordinals,
  messages: MessageList,
): ElementOf[Kind] | null {
  const { x, y, ...values }: Record<string, CellValue> = { ...row.values };
  const identity = identityField(kind);
  const place = placeOfRow(kind, values);
  const filled: Record<string, unknown> = { ...elementDefaults[kind], ...values };
  if (typeof x === 'number' && typeof y === 'number') filled.position = { x, y };
  if (identity !== null) filled[identity] = values[identity] ?? ordinals.next(place);
  const parsed = SCHEMAS[kind].safeParse(filled);
  if (parsed.success) return parsed.data as ElementOf[Kind];
  for (const { path, message } of parsed.error.issues) {
    const column = COLUMNS[kind].find(({ field }) => field === path[0]);
    messages.error(
      `Table ${kind}, column ${column?.header ?? String(path[0])}: ${withoutStop(message)}. Correct the cell.`,
      row.line,
    );
  }
  return null;
}

/** Columns whose empty cell says something itself: no name, no limit, no place, no dynamic data. */
const MAY_BE_EMPTY: ReadonlySet<string> = new Set([
  ...['name', 'position', 'dynamics', 'ratingAMva', 'ratingBMva', 'ratingCMva'],
  ...['angleMinDegrees', 'angleMaxDegrees'],
]);

/** Whether the row leaves a figure to its default. */
export const leavesOut = (kind: ElementKind, { values }: ReadRow): boolean =>
  Object.keys(elementDefaults[kind]).some(
    (field) => !MAY_BE_EMPTY.has(field) && !(field in values),
  );

export function identityField(kind: ElementKind): 'circuit' | 'id' | null {
  if (kind === 'bus') return null;
  return kind === 'branch' ? 'circuit' : 'id';
}
