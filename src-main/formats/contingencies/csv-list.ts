import type { ElementKind } from '../../../src-shared/grid/element-ref.ts';
import type { Contingency } from '../../../src-shared/studies/contingency.ts';
import type { MessageList } from '../message-list.ts';
import { COLUMNS } from '../tables/columns.ts';
import { contingencyRows } from '../tables/contingency-rows.ts';
import { delimitedLine } from '../tables/delimited-text.ts';
import { readRows, numberStyle, understandColumns } from '../tables/read-rows.ts';
import type { ReadRow } from '../tables/read-rows.ts';
import type { Sheet } from '../tables/sheet.ts';
import type { ElementFinder } from './element-finder.ts';
import { ContingencyListBuilder, longestName } from './list-builder.ts';

const KINDS: Readonly<Record<string, ElementKind>> = Object.assign(Object.create(null), {
  bus: 'bus',
  branch: 'branch',
  line: 'branch',
  transformer: 'branch',
  generator: 'generator',
  gen: 'generator',
  machine: 'generator',
  unit: 'generator',
  load: 'load',
  shunt: 'shunt',
}) as Readonly<Record<string, ElementKind>>;

/** The contingencies of a table: the rows of one name go out of service together. */
export function readContingencySheet(
  sheet: Sheet,
  find: ElementFinder,
  messages: MessageList,
): Contingency[] {
  const table = understandColumns('contingency', sheet);
  if (!table) return [];
  const builder = new ContingencyListBuilder(find, messages);
  for (const row of readRows(table, numberStyle([table]), messages)) addRow(row, builder, messages);
  return builder.finish();
}

function addRow(
  { line, values }: ReadRow,
  builder: ContingencyListBuilder,
  messages: MessageList,
): void {
  const name = String(values.name).slice(0, longestName);
  const kind = KINDS[String(values.element).toLowerCase()];
  const toBus = values.toBus === undefined ? null : Number(values.toBus);
  builder.open(name, line, values.enabled !== false);
  if (kind === undefined || (kind === 'branch' && !Number.isSafeInteger(toBus))) {
    const why =
      kind === undefined
        ? `“${String(values.element).slice(0, 40)}” is no branch, generator, load, shunt or bus`
        : 'a branch needs a number in the column to_bus';
    messages.error(`Contingency “${name}”: ${why}. Correct the cell.`, line);
    return;
  }
  const id = values.id === undefined ? '' : String(values.id);
  builder.add(name, { kind, bus: Number(values.bus), toBus, id }, line);
}

/** The list as comma separated values, which `readContingencySheet` reads back. */
export function contingencyCsv(list: readonly Contingency[]): string {
  const header = COLUMNS.contingency.map((column) => column.header);
  return [header, ...contingencyRows(list)].map(delimitedLine).join('');
}
