import type { PastedChange, TablePaste } from '../../../src-shared/contract/reading-documents.ts';
import { applyEdit, EditError } from '../../../src-shared/grid/edits.ts';
import type { Edit } from '../../../src-shared/grid/edits.ts';
import {
  elementKey,
  elementLabel,
  elementsOf,
  refOf,
} from '../../../src-shared/grid/element-ref.ts';
import type { ElementKind, ElementOf, ElementRef } from '../../../src-shared/grid/element-ref.ts';
import type { Generator, GridCase } from '../../../src-shared/grid/grid-case.ts';
import { machineDynamics } from '../../../src-shared/grid/machine-estimates.ts';
import { slackRefusal } from '../../../src-shared/grid/slack-rule.ts';
import { valueRefusal } from '../../../src-shared/grid/value-rules.ts';
import { MessageList } from '../message-list.ts';
import type { CellValue } from './cell-value.ts';
import { COLUMNS } from './columns.ts';
import { elementOfRow, identityField, Ordinals, placeOfRow } from './element-of-row.ts';
import { pastedRows } from './pasted-rows.ts';
import type { PastedTable, PasteTarget } from './pasted-rows.ts';
import { dynamicsOfRow } from './read-tables.ts';
import type { ReadRow } from './read-rows.ts';

/**
 * What rows from a spreadsheet (the clipboard, or a file of one table) would change in a table of
 * the network; nothing is done yet. Rows are matched by their key columns, and a row whose key is
 * new adds an element; rows without keys go onto the elements of the target in order. The columns
 * are known by their headings or, without a first row of headings, by position in the target (all
 * columns of the table in their order where it names none).
 */
export function previewPaste(
  grid: GridCase,
  table: PastedTable,
  text: string,
  target: PasteTarget = {},
): TablePaste {
  const messages = new MessageList();
  const { rows, unmatched } = pastedRows(table, text, target, messages);
  const paste = table === 'dynamics' ? new DynamicsPaste(grid) : new ElementPaste(grid, table);
  for (const row of rows) paste.take(row, messages);
  const { edits, changes, added, unchanged } = paste;
  const label = `Paste ${rows.length} row${rows.length === 1 ? '' : 's'} of the table ${table}`;
  const edit: Edit | null = edits.length > 0 ? { kind: 'batch', label, edits } : null;
  if (edit && !messages.hasErrors) checkWhole(grid, edit, messages);
  return {
    edit: messages.hasErrors ? null : edit,
    ...{ changes, added, unchanged, unmatched },
    messages: messages.toArray(),
  };
}

/** What no row shows by itself: that all of them together leave a network one can work with. */
function checkWhole(grid: GridCase, edit: Edit, messages: MessageList): void {
  try {
    applyEdit(grid, edit);
    const refusal = slackRefusal(grid, edit);
    if (refusal) messages.error(refusal.reason);
  } catch (error) {
    if (!(error instanceof EditError)) throw error;
    messages.error(error.message);
  }
}

abstract class Paste {
  readonly edits: Edit[] = [];
  readonly changes: PastedChange[] = [];
  readonly added: ElementRef[] = [];
  unchanged = 0;
  readonly #seen = new Set<string>();

  abstract take(row: ReadRow, messages: MessageList): void;

  /** Notes what differs; false where nothing does. */
  protected note(element: ElementRef, before: object, after: object): readonly string[] {
    const present = new Map<string, unknown>(Object.entries(before));
    const fields = Object.entries(after).filter(
      ([field, value]: [string, unknown]) => !sameValue(present.get(field), value),
    ) as [string, unknown][];
    for (const [field, value] of fields) {
      this.changes.push({ element, field, before: present.get(field), after: value });
    }
    if (fields.length === 0) this.unchanged++;
    return fields.map(([field]) => field);
  }

  protected isRepeated(ref: ElementRef, line: number, messages: MessageList): boolean {
    const key = elementKey(ref);
    const repeated = this.#seen.has(key);
    if (repeated) {
      messages.error(
        `Two rows are about the same element (${elementLabel(ref)}): remove one of them.`,
        line,
      );
    }
    this.#seen.add(key);
    return repeated;
  }
}

const sameValue = (a: unknown, b: unknown): boolean =>
  Object.is(a, b) || (typeof a === 'object' && JSON.stringify(a) === JSON.stringify(b));

/** Says which of the values cannot be; true where all can. */
function areUsable(
  table: PastedTable,
  values: object,
  fields: readonly string[],
  line: number,
  messages: MessageList,
): boolean {
  const wrong = (Object.entries(values) as [string, unknown][]).flatMap(([field, value]) => {
    const why = fields.includes(field) ? valueRefusal(table, field, value) : null;
    return why === null ? [] : [{ field, why }];
  });
  for (const { field, why } of wrong) {
    const column = COLUMNS[table].find((one) => one.field === field)?.header ?? field;
    messages.error(`Table ${table}, column ${column}: ${why}`, line);
  }
  return wrong.length === 0;
}

class ElementPaste extends Paste {
  readonly #kind: ElementKind;
  readonly #present = new Map<string, ElementOf[ElementKind]>();
  readonly #buses: Set<number>;
  readonly #ordinals = new Ordinals();

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
    if (!before && this.#lacksValues(row, messages)) return;
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
    if (this.isRepeated(ref, row.line, messages)) return;
    if (before) {
      this.#update(ref, before, onlyGiven(complete, { ...keyed, ...placed }), row.line, messages);
    } else this.#insert(ref, complete, row.line, messages);
  }

  /** A row about an element that is not there has to give all that a new one needs. */
  #lacksValues({ line, values }: ReadRow, messages: MessageList): boolean {
    const missing = COLUMNS[this.#kind].find(
      ({ required, field }) => required && !(field in values),
    );
    if (!missing) return false;
    messages.error(
      `The network has no such ${this.#kind}: correct the row, or give its ${missing.header} as well to add it.`,
      line,
    );
    return true;
  }

  /** A row without identifier means `1`, the only one in most tables. */
  #keyOf(values: Readonly<Record<string, CellValue>>): string {
    const identity = identityField(this.#kind);
    const given = identity === null ? {} : { [identity]: values[identity] ?? '1' };
    const complete = { ...values, ...given } as unknown as ElementOf[ElementKind];
    return elementKey(refOf(this.#kind, complete as never));
  }

  #update(
    element: ElementRef,
    before: object,
    after: object,
    line: number,
    messages: MessageList,
  ): void {
    const fields = this.note(element, before, after);
    if (fields.length === 0 || !areUsable(this.#kind, after, fields, line, messages)) return;
    const changes = Object.fromEntries(
      (Object.entries(after) as [string, unknown][]).filter(([field]) => fields.includes(field)),
    );
    this.edits.push({ kind: 'update', element, changes } as Edit);
  }

  #insert(
    ref: ElementRef,
    value: ElementOf[ElementKind],
    line: number,
    messages: MessageList,
  ): void {
    if (!areUsable(this.#kind, value, Object.keys(value), line, messages)) return;
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

const FIGURES = [
  ...(['inertiaSeconds', 'dampingPu', 'transientReactancePu', 'droopPercent'] as const),
] as const;

class DynamicsPaste extends Paste {
  readonly #grid: GridCase;
  readonly #machines = new Map<string, Generator>();

  constructor(grid: GridCase) {
    super();
    this.#grid = grid;
    for (const machine of grid.generators) {
      this.#machines.set(`${machine.bus}/${machine.id}`, machine);
      const only = `${machine.bus}`;
      if (!this.#machines.has(only)) this.#machines.set(only, machine);
    }
  }

  override take({ line, values }: ReadRow, messages: MessageList): void {
    const { bus, id } = values;
    const machine = this.#machines.get(
      id === undefined ? String(bus) : `${String(bus)}/${String(id)}`,
    );
    if (!machine) {
      const named = id === undefined ? '' : `${String(id)} `;
      const text = `There is no generator ${named}at bus ${String(bus)}: correct the row.`;
      messages.error(text, line);
      return;
    }
    const element = refOf('generator', machine);
    if (this.isRepeated(element, line, messages)) return;
    if (!FIGURES.some((field) => field in values) && values.source === undefined) {
      this.unchanged++;
      return;
    }
    this.#update(machine, values, line, messages);
  }

  /** What a row leaves out stays as it is: the machine's own figure, or the estimate. */
  #update(
    machine: Generator,
    values: ReadRow['values'],
    line: number,
    messages: MessageList,
  ): void {
    const { ratingMva, estimated, ...rated } = machineDynamics(this.#grid, machine);
    const { droopPercent, ...figures } = rated;
    const present = droopPercent === undefined ? figures : { ...figures, droopPercent };
    const dynamics = dynamicsOfRow({ line, values: { ...present, ...values } }, messages);
    if (!dynamics) return;
    const same = !estimated && FIGURES.every((field) => dynamics[field] === rated[field]);
    const source =
      values.source === undefined ? (same ? present.source : 'entered') : dynamics.source;
    const after = { ...dynamics, source };
    // The figures are per unit of a rating: the one that is shown beside them stays.
    const rating = ratingMva === machine.ratingMva || !estimated ? {} : { ratingMva };
    const fields = this.note(
      refOf('generator', machine),
      { ...present, ratingMva: machine.ratingMva },
      { ...after, ...rating },
    );
    if (fields.length === 0 || !areUsable('dynamics', after, fields, line, messages)) return;
    const { bus, id } = machine;
    this.edits.push({
      kind: 'update',
      element: { kind: 'generator', bus, id },
      changes: { dynamics: after, ...rating },
    });
  }
}
