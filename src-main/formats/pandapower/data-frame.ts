import { MessageList } from '../message-list.ts';
import { parseJson } from '../phaselock/parse-json.ts';

/** A table of the network as pandas wrote it. Cells that pandas has no value for are null. */
export class DataFrame {
  readonly name: string;
  readonly index: readonly number[];
  readonly #columns: ReadonlyMap<string, number>;
  readonly #rows: readonly (readonly unknown[])[];

  constructor(
    name: string,
    columns: readonly string[],
    index: readonly number[],
    rows: readonly (readonly unknown[])[],
  ) {
    this.name = name;
    this.index = index;
    this.#columns = new Map(columns.map((column, i) => [column, i]));
    this.#rows = rows;
  }

  get length(): number {
    return this.#rows.length;
  }

  has(column: string): boolean {
    return this.#columns.has(column);
  }

  cell(row: number, column: string): unknown {
    const at = this.#columns.get(column);
    return at === undefined ? null : (this.#rows[row]?.[at] ?? null);
  }

  /** NaN where there is no number. */
  number(row: number, column: string, fallback = NaN): number {
    const value = this.cell(row, column);
    return typeof value === 'number' && Number.isFinite(value) ? value : fallback;
  }

  /** Whether one of these columns holds no number in this row. */
  lacks(row: number, columns: readonly string[]): boolean {
    return columns.some((column) => Number.isNaN(this.number(row, column)));
  }

  flag(row: number, column: string, fallback: boolean): boolean {
    const value = this.cell(row, column);
    if (typeof value === 'boolean') return value;
    return typeof value === 'number' ? value !== 0 : fallback;
  }

  text(row: number, column: string): string {
    const value = this.cell(row, column);
    return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
  }
}

export const emptyFrame = (name: string): DataFrame => new DataFrame(name, [], [], []);

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Whether a value of the network is a table, whatever stands in it. */
export const isFrame = (value: unknown): boolean =>
  isObject(value) && value._class === 'DataFrame' && '_object' in value;

/**
 * Reads a table in any orientation that pandas writes (split, records, index, columns), as JSON or
 * as JSON in a string. Null where it is none.
 */
export function readFrame(name: string, value: unknown): DataFrame | null {
  if (!isObject(value)) return null;
  const content = typeof value._object === 'string' ? parsed(value._object) : value._object;
  if (Array.isArray(content)) return fromRecords(name, content);
  if (!isObject(content)) return null;
  if ('columns' in content && 'data' in content) return fromSplit(name, content);
  return value.orient === 'index' ? fromIndex(name, content) : fromColumns(name, content);
}

function parsed(text: string): unknown {
  return parseJson(text, new MessageList());
}

function fromSplit(
  name: string,
  { columns, index, data }: Readonly<Record<string, unknown>>,
): DataFrame | null {
  if (!Array.isArray(columns) || !Array.isArray(data)) return null;
  const rows: unknown[] = data;
  if (!rows.every((row) => Array.isArray(row))) return null;
  const labels: unknown[] = Array.isArray(index) ? index : rows.map((_, i) => i);
  if (labels.length !== rows.length) return null;
  return new DataFrame(name, columns.map(String), labels.map(Number), rows);
}

function fromRecords(name: string, records: readonly unknown[]): DataFrame | null {
  if (!records.every(isObject)) return null;
  const columns = [...new Set(records.slice(0, 1).flatMap((record) => Object.keys(record)))];
  const rows = records.map((record) => columns.map((column) => record[column]));
  const index = records.map((record, i) => (typeof record.index === 'number' ? record.index : i));
  return new DataFrame(name, columns, index, rows);
}

function fromIndex(name: string, content: Readonly<Record<string, unknown>>): DataFrame | null {
  const frame = fromRecords(name, Object.values(content));
  if (!frame) return null;
  const [first = {}] = Object.values(content) as Record<string, unknown>[];
  const columns = Object.keys(first);
  const rows = Object.keys(content).map((_, row) =>
    columns.map((column) => frame.cell(row, column)),
  );
  return new DataFrame(name, columns, Object.keys(content).map(Number), rows);
}

function fromColumns(name: string, content: Readonly<Record<string, unknown>>): DataFrame | null {
  const columns = Object.entries(content);
  if (!columns.every(([, cells]) => isObject(cells))) return null;
  const [first = {}] = columns.map(([, cells]) => cells as Record<string, unknown>);
  const labels = Object.keys(first);
  const rows = labels.map((label) =>
    columns.map(([, cells]) => (cells as Record<string, unknown>)[label]),
  );
  return new DataFrame(
    name,
    columns.map(([column]) => column),
    labels.map(Number),
    rows,
  );
}
