import { elementKey, refOf } from '../../../src-shared/grid/element-ref.ts';
import type { ElementKind, ElementOf } from '../../../src-shared/grid/element-ref.ts';
import { emptyGrid } from '../../../src-shared/grid/grid-case.ts';
import type { Generator, GridCase, MachineDynamics } from '../../../src-shared/grid/grid-case.ts';
import { machineDynamicsSchema } from '../../../src-shared/grid/schema.ts';
import { LineIndex } from '../line-index.ts';
import { MessageList } from '../message-list.ts';
import type { CellValue, NumberStyle } from './cell-value.ts';
import { CellFault, cellValue } from './cell-value.ts';
import { columnNamed, COLUMNS, tableNamed, tableOfHeadings } from './columns.ts';
import type { TableName } from './columns.ts';
import {
  elementOfRow,
  identityField,
  leavesOut,
  Ordinals,
  placeOfRow,
  withoutStop,
} from './element-of-row.ts';
import { firstRow, numberStyle, readRows, understandColumns } from './read-rows.ts';
import type { ReadRow, TableSheet } from './read-rows.ts';
import type { Sheet } from './sheet.ts';

type Tables = ReadonlyMap<TableName, TableSheet>;

/**
 * The network that the tables of a file describe. Null where they have errors, which are then in
 * `messages`.
 */
export function readTables(
  fileName: string,
  sheets: readonly Sheet[],
  messages: MessageList,
): { grid: GridCase; lines: LineIndex } | null {
  const tables = sortTables(sheets, messages);
  if (!tables) return null;
  if (!tables.has('bus')) {
    const [only] = tables.keys();
    messages.error(
      only !== undefined && sheets.length === 1
        ? `The file holds only the table ${only}: open a network first and paste the rows into that table, or put all tables into one file.`
        : 'There is no table “bus”: a row “# bus” begins it in a text file, a sheet of that name holds it in a workbook.',
    );
    return null;
  }
  const style = numberStyle([...tables.values()]);
  const lines = new LineIndex();
  const read = <Kind extends ElementKind>(kind: Kind): ElementOf[Kind][] =>
    readElements(kind, tables.get(kind), style, lines, messages);
  const tablesOfGrid = {
    buses: read('bus'),
    branches: read('branch'),
    generators: withDynamics(read('generator'), tables.get('dynamics'), style, messages),
    loads: read('load'),
    shunts: read('shunt'),
  };
  const properties = readProperties(tables.get('network'), style, messages);
  if (messages.hasErrors) return null;
  noteAssumptions(properties, messages);
  const name = fileName.replace(/\.[^.]*$/, '').slice(0, 200);
  const sources = tables.has('network') ? [] : [`tables of the file ${fileName}`];
  return { grid: { ...emptyGrid, name, sources, ...properties, ...tablesOfGrid }, lines };
}

/** Which sheet holds which table; null where that has errors. */
function sortTables(sheets: readonly Sheet[], messages: MessageList): Tables | null {
  const tables = new Map<TableName, TableSheet>();
  const foreign: string[] = [];
  for (const sheet of sheets) {
    const first = firstRow(sheet);
    if (!first) continue;
    const table = sheet.name === '' ? tableOfHeadings(first.cells) : tableNamed(sheet.name);
    if (table === null) {
      foreign.push(sheet.name === '' ? `what begins on line ${first.line}` : sheet.name);
      continue;
    }
    const understood = understandColumns(table, sheet);
    if (!understood) continue;
    if (tables.has(table)) {
      messages.error(`The table ${table} is there twice: join the two.`, first.line);
    }
    if (!understood.hasHeader) requireHeadings(table, first.cells, first.line, messages);
    noteUnknownColumns(understood, first.cells, messages);
    tables.set(table, understood);
  }
  if (foreign.length > 0) {
    messages.note(`Not understood as a table of a network: ${foreign.slice(0, 20).join(', ')}.`);
  }
  return messages.hasErrors ? null : tables;
}

/** A first row that is neither headings nor a row of figures has headings that are misspelt. */
function requireHeadings(
  table: TableName,
  cells: readonly string[],
  line: number,
  messages: MessageList,
): void {
  const [column] = COLUMNS[table];
  const value = column && cellValue(column.kind, cells[0] ?? '', 'point');
  if (!(value instanceof CellFault) && table !== 'network' && table !== 'contingency') return;
  const named = new Set(cells.map((cell) => columnNamed(table, cell)?.field));
  const missing = COLUMNS[table].filter(({ required, field }) => required && !named.has(field));
  const headers = missing.map(({ header }) => header).join(', ');
  messages.error(`Table ${table} has no column ${headers}: add it, with this heading.`, line);
}

function noteUnknownColumns(
  { table, columns, hasHeader }: TableSheet,
  cells: readonly string[],
  messages: MessageList,
): void {
  const unknown = cells.filter((cell, i) => cell.trim() !== '' && !columns[i]);
  if (!hasHeader || unknown.length === 0) return;
  const shown = unknown.slice(0, 20).map((cell) => cell.trim().slice(0, 40));
  messages.note(`Table ${table}: columns without a meaning here: ${shown.join(', ')}.`);
}

function readElements<Kind extends ElementKind>(
  kind: Kind,
  table: TableSheet | undefined,
  style: NumberStyle,
  lines: LineIndex,
  messages: MessageList,
): ElementOf[Kind][] {
  if (!table) return [];
  const ordinals = takenIdentifiers(kind, table, style);
  const elements: ElementOf[Kind][] = [];
  for (const row of readRows(table, style, messages)) {
    const element = elementOfRow(kind, row, ordinals, messages);
    if (!element) continue;
    if (leavesOut(kind, row)) messages.count('defaulted', kind);
    lines.add(kind, row.line);
    elements.push(element);
  }
  return elements;
}

/** The identifiers that rows give, so that rows without one get others. */
function takenIdentifiers(kind: ElementKind, table: TableSheet, style: NumberStyle): Ordinals {
  const ordinals = new Ordinals();
  const identity = identityField(kind);
  if (identity === null) return ordinals;
  // The rows are read again below, and what is wrong with them is said there.
  for (const { values } of readRows(table, style, new MessageList())) {
    const id = values[identity];
    if (id !== undefined) ordinals.take(placeOfRow(kind, values), String(id));
  }
  return ordinals;
}

function withDynamics(
  generators: readonly Generator[],
  table: TableSheet | undefined,
  style: NumberStyle,
  messages: MessageList,
): Generator[] {
  const dynamics = new Map<string, MachineDynamics>();
  const known = new Set(generators.map((machine) => elementKey(refOf('generator', machine))));
  for (const row of table ? readRows(table, style, messages) : []) {
    const key = machineKey(row, generators);
    if (!known.has(key)) {
      messages.error(
        `Table dynamics: there is no generator ${String(row.values.id ?? '')} at bus ${String(row.values.bus)}. Correct the row, or add the generator.`,
        row.line,
      );
    }
    const figures = dynamicsOfRow(row, messages);
    if (figures) dynamics.set(key, figures);
  }
  return generators.map((machine) => ({
    ...machine,
    dynamics: dynamics.get(elementKey(refOf('generator', machine))) ?? null,
  }));
}

/** Without an identifier, the first machine at the bus is meant. */
function machineKey({ values }: ReadRow, generators: readonly Generator[]): string {
  const bus = Number(values.bus);
  const id = values.id ?? generators.find((machine) => machine.bus === bus)?.id ?? '1';
  return elementKey({ kind: 'generator', bus, id: String(id) });
}

export function dynamicsOfRow(
  { line, values }: ReadRow,
  messages: MessageList,
): MachineDynamics | null {
  const parsed = machineDynamicsSchema.safeParse({
    inertiaSeconds: values.inertiaSeconds,
    dampingPu: values.dampingPu ?? 0,
    transientReactancePu: values.transientReactancePu ?? 0,
    ...(values.droopPercent === undefined ? {} : { droopPercent: values.droopPercent }),
    source: values.source ?? 'entered',
  });
  if (parsed.success) return parsed.data;
  for (const { path, message } of parsed.error.issues) {
    const column = COLUMNS.dynamics.find(({ field }) => field === path[0]);
    messages.error(
      `Table dynamics, column ${column?.header ?? String(path[0])}: ${withoutStop(message)}. Correct the cell.`,
      line,
    );
  }
  return null;
}

interface Properties {
  name?: string;
  description?: string;
  sources?: string[];
  baseMva?: number;
  frequencyHz?: number;
}

function readProperties(
  table: TableSheet | undefined,
  style: NumberStyle,
  messages: MessageList,
): Properties {
  const properties: Properties = {};
  for (const { line, values } of table ? readRows(table, style, messages) : []) {
    const property = String(values.property).toLowerCase();
    const value = textOf(values.value);
    if (property === 'name') properties.name = value.slice(0, 200);
    else if (property === 'description') properties.description = value;
    else if (property === 'source') (properties.sources ??= []).push(value);
    else if (property === 'base_mva' || property === 'frequency_hz') {
      const number = cellValue('number', value, style);
      if (typeof number !== 'number' || number <= 0) {
        messages.error(`Table network: ${property} is no positive number. Correct the cell.`, line);
      } else properties[property === 'base_mva' ? 'baseMva' : 'frequencyHz'] = number;
    } else messages.note(`Table network: ${property.slice(0, 40)} has no meaning here.`, line);
  }
  return properties;
}

const textOf = (value: CellValue | undefined): string =>
  value === undefined || value === null ? '' : String(value);

function noteAssumptions({ baseMva, frequencyHz }: Properties, messages: MessageList): void {
  if (baseMva === undefined) {
    messages.note('No system base is given (table network, base_mva): 100 MVA is assumed.');
  }
  if (frequencyHz === undefined) {
    messages.note('No frequency is given (table network, frequency_hz): 60 Hz is assumed.');
  }
}
