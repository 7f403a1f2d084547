import type { Edit } from '../../../src-shared/grid/edits.ts';
import { elementKey, elementsOf, refOf } from '../../../src-shared/grid/element-ref.ts';
import type { ElementKind, ElementOf, ElementRef } from '../../../src-shared/grid/element-ref.ts';
import type { GridCase } from '../../../src-shared/grid/grid-case.ts';
import type { Message } from '../../../src-shared/grid/validation.ts';
import { MessageList } from '../message-list.ts';
import type { CellValue } from './cell-value.ts';
import { COLUMNS } from './columns.ts';
import type { Column } from './columns.ts';
import { delimitedSheets } from './delimited-text.ts';
import { elementOfRow, identityField, Ordinals, placeOfRow } from './element-of-row.ts';
import { dynamicsOfRow } from './read-tables.ts';
import { numberStyle, readRows, understandColumns } from './read-rows.ts';
import type { ReadRow } from './read-rows.ts';

/** One field that pasted rows would change. */
export interface PastedChange {
  readonly element: ElementRef;
  readonly field: string;
  readonly before: unknown;
  readonly after: unknown;
}

/** What pasted rows would do; nothing is done yet. */
export interface PastePreview {
  /** All of it as one step, or null where nothing would change or the rows have errors. */
  readonly edit: Edit | null;
  readonly changes: readonly PastedChange[];
  readonly added: readonly ElementRef[];
  /** Elements whose row says what they already are. */
  readonly unchanged: number;
  readonly messages: readonly Message[];
}

type PastedTable = ElementKind | 'dynamics';

/**
 * What rows from a spreadsheet (the clipboard, or a file of one table) would change in a table of
 * the network. Rows are matched by their key columns; a row whose key is new adds an element. The
 * columns are known by their headings or, without a first row of headings, by position in
 * `fields` (all columns of the table in their order where it is left out).
 */
export function previewPaste(
  grid: GridCase,
  table: PastedTable,
  text: string,
  fields?: readonly string[],
): PastePreview {
  const messages = new MessageList();
  const rows = pastedRows(table, text, fields, messages);
  const paste = table === 'dynamics' ? new DynamicsPaste(grid) : new ElementPaste(grid, table);
  for (const row of rows) paste.take(row, messages);
  const { edits, changes, added, unchanged } = paste;
  const label = `Paste ${rows.length} row${rows.length === 1 ? '' : 's'} of the table ${table}`;
  const usable = !messages.hasErrors && edits.length > 0;
  return {
    edit: usable ? { kind: 'batch', label, edits } : null,
    changes,
    added,
    unchanged,
    messages: messages.toArray(),
  };
}

function pastedRows(
  table: PastedTable,
  text: string,
  fields: readonly string[] | undefined,
  messages: MessageList,
): ReadRow[] {
  const sheets = delimitedSheets(text);
  const [sheet] = sheets;
  if (!sheet) {
    messages.error('There is nothing to paste: copy rows of a table first.');
    return [];
  }
  const known = COLUMNS[table];
  const order = fields?.map((field) => known.find((column) => column.field === field) ?? null);
  const placed = order?.filter((column): column is Column => column !== null);
  const understood = understandColumns(table, sheet, placed ?? known);
  if (!understood) return [];
  const columns = understood.hasHeader || !order ? understood.columns : order;
  const tableSheet = { ...understood, columns };
  return [...readRows(tableSheet, numberStyle([tableSheet]), messages)];
}

abstract class Paste {
  readonly edits: Edit[] = [];
  readonly changes: PastedChange[] = [];
  readonly added: ElementRef[] = [];
  unchanged = 0;

  abstract take(row: ReadRow, messages: MessageList): void;

  /** Notes an update of those fields that really change. */
  protected update(element: ElementRef, before: object, after: object): void {
    const present = new Map<string, unknown>(Object.entries(before));
    const fields = Object.entries(after).filter(
      ([field, value]: [string, unknown]) => !sameValue(present.get(field), value),
    ) as [string, unknown][];
    if (fields.length === 0) {
      this.unchanged++;
      return;
    }
    for (const [field, value] of fields) {
      this.changes.push({ element, field, before: present.get(field), after: value });
    }
    this.edits.push({ kind: 'update', element, changes: Object.fromEntries(fields) } as Edit);
  }
}

const sameValue = (a: unknown, b: unknown): boolean =>
  Object.is(a, b) || (typeof a === 'object' && JSON.stringify(a) === JSON.stringify(b));

class ElementPaste extends Paste {
  readonly #kind: ElementKind;
  readonly #present = new Map<string, ElementOf[ElementKind]>();
  readonly #buses: Set<number>;
  readonly #ordinals = new Ordinals();
  readonly #seen = new Set<string>();

  constructor(grid: GridCase, kind: ElementKind) {
    super();
    this.#kind = kind;
    this.#buses = new Set(grid.buses.map(({ number }) => number));
    for (const element of elementsOf(grid, kind)) {
      this.#present.set(elementKey(refOf(kind, element)), element);
      const identity = identityField(kind);
      const values = element as unknown as Record<string, CellValue>;
      if (identity !== null) {
        this.#ordinals.take(placeOfRow(kind, values), String(values[identity]));
      }
    }
  }

  override take(row: ReadRow, messages: MessageList): void {
    const kind = this.#kind;
    const { x, y, ...values }: Record<string, CellValue> = { ...row.values };
    const identity = identityField(kind);
    const before = this.#present.get(this.#keyOf(values));
    const keyed =
      before && identity !== null
        ? { ...values, [identity]: (before as unknown as Record<string, CellValue>)[identity] }
        : values;
    const placed = typeof x === 'number' && typeof y === 'number' ? { position: { x, y } } : {};
    const whole = { line: row.line, values: { ...before, ...keyed } as Record<string, CellValue> };
    const element = elementOfRow(kind, whole, this.#ordinals, messages);
    if (!element) return;
    const complete = { ...element, ...placed };
    const ref = refOf(kind, complete as never);
    if (this.#isRepeated(ref, row.line, messages)) return;
    if (before) this.update(ref, before, onlyGiven(complete, { ...keyed, ...placed }));
    else this.#insert(ref, complete, row.line, messages);
  }

  #isRepeated(ref: ElementRef, line: number, messages: MessageList): boolean {
    const key = elementKey(ref);
    if (this.#seen.has(key)) {
      messages.error(`Two rows are about the same element (${key}): remove one of them.`, line);
    }
    const repeated = this.#seen.has(key);
    this.#seen.add(key);
    return repeated;
  }

  /** A row without identifier means `1`, the only one in most tables. */
  #keyOf(values: Readonly<Record<string, CellValue>>): string {
    const identity = identityField(this.#kind);
    const given = identity === null ? {} : { [identity]: values[identity] ?? '1' };
    const complete = { ...values, ...given } as unknown as ElementOf[ElementKind];
    return elementKey(refOf(this.#kind, complete as never));
  }

  #insert(
    ref: ElementRef,
    value: ElementOf[ElementKind],
    line: number,
    messages: MessageList,
  ): void {
    if (ref.kind === 'bus') this.#buses.add(ref.number);
    const ends = ref.kind === 'branch' ? [ref.from, ref.to] : ref.kind === 'bus' ? [] : [ref.bus];
    const missing = ends.find((bus) => !this.#buses.has(bus));
    if (missing !== undefined) {
      messages.error(`There is no bus ${missing}: add it first, or correct the row.`, line);
    } else if (ref.kind === 'branch' && ref.from === ref.to) {
      messages.error('A branch joins two different buses: correct one of them.', line);
    } else {
      this.added.push(ref);
      this.edits.push({ kind: 'insert', elementKind: this.#kind, value } as Edit);
    }
  }
}

/** Of an element, the fields that a row gives. */
function onlyGiven(element: object, given: object): object {
  return Object.fromEntries(
    (Object.entries(element) as [string, unknown][]).filter(([field]) => field in given),
  );
}

class DynamicsPaste extends Paste {
  readonly #grid: GridCase;

  constructor(grid: GridCase) {
    super();
    this.#grid = grid;
  }

  override take(row: ReadRow, messages: MessageList): void {
    const { bus, id } = row.values;
    const machine = this.#grid.generators.find(
      (candidate) => candidate.bus === bus && (id === undefined || candidate.id === id),
    );
    if (!machine) {
      messages.error(
        `There is no generator ${id === undefined ? '' : `${String(id)} `}at bus ${String(bus)}: correct the row.`,
        row.line,
      );
      return;
    }
    const given = { ...machine.dynamics, ...row.values } as Record<string, CellValue>;
    const dynamics = dynamicsOfRow({ line: row.line, values: given }, messages);
    if (!dynamics) return;
    const source = row.values.source === undefined ? 'entered' : dynamics.source;
    const same = machine.dynamics && sameFigures(machine.dynamics, dynamics);
    const after =
      same && row.values.source === undefined ? machine.dynamics : { ...dynamics, source };
    this.update(refOf('generator', machine), machine, { dynamics: after });
  }
}

const sameFigures = (
  a: NonNullable<ElementOf['generator']['dynamics']>,
  b: NonNullable<ElementOf['generator']['dynamics']>,
): boolean =>
  a.inertiaSeconds === b.inertiaSeconds &&
  a.dampingPu === b.dampingPu &&
  a.transientReactancePu === b.transientReactancePu;
