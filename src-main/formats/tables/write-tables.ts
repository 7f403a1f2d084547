import writeXlsxFile from 'write-excel-file/node';

import { elementsOf } from '../../../src-shared/grid/element-ref.ts';
import type { ElementKind } from '../../../src-shared/grid/element-ref.ts';
import type { GridCase } from '../../../src-shared/grid/grid-case.ts';
import type { Contingency } from '../../../src-shared/studies/contingency.ts';
import { COLUMNS, TABLE_NAMES } from './columns.ts';
import type { TableName } from './columns.ts';
import { contingencyRows } from './contingency-rows.ts';
import { delimitedLine } from './delimited-text.ts';

type WrittenRow = (string | number)[];

/**
 * All tables of a network as one text: a row `# bus` begins the table of that name. Figures keep
 * every digit, so that reading gives back the same network.
 */
export function tablesCsv(grid: GridCase, contingencies: readonly Contingency[] = []): string {
  return TABLE_NAMES.map((table) => {
    const rows = rowsOf(table, grid, contingencies);
    return rows.length === 0 ? '' : `# ${table}\r\n${csvTable(table, rows)}\r\n`;
  }).join('');
}

/** One table of a network as comma separated values, with its headings. */
export const tableCsv = (table: ElementKind, grid: GridCase): string =>
  csvTable(table, rowsOf(table, grid, []));

const csvTable = (table: TableName, rows: readonly WrittenRow[]): string =>
  [headers(table), ...rows].map(delimitedLine).join('');

/** All tables of a network as an Excel workbook, a sheet each. */
export async function tablesXlsx(
  grid: GridCase,
  contingencies: readonly Contingency[] = [],
): Promise<Uint8Array> {
  return writeWorkbook((table) => rowsOf(table, grid, contingencies));
}

/** Texts are written as text, whatever they begin with: a workbook evaluates formula cells only. */
async function writeWorkbook(rows: (table: TableName) => WrittenRow[]): Promise<Uint8Array> {
  const heading = (value: string) => ({ value, fontWeight: 'bold' as const });
  const sheets = TABLE_NAMES.map((table) => ({
    sheet: table,
    data: [headers(table).map(heading), ...rows(table).map((row) => row.map(cell))],
    stickyRowsCount: 1,
    columns: COLUMNS[table].map(({ header }) => ({ width: Math.max(10, header.length + 2) })),
  }));
  const guide = {
    sheet: 'guide',
    data: [['table', 'column', 'unit', 'needed', 'meaning'].map(heading), ...guideRows()],
    stickyRowsCount: 1,
    columns: [{ width: 14 }, { width: 26 }, { width: 8 }, { width: 8 }, { width: 80 }],
  };
  return new Uint8Array(await writeXlsxFile([...sheets, guide]).toBuffer());
}

const cell = (value: string | number): string | number | null => (value === '' ? null : value);

const guideRows = (): string[][] =>
  TABLE_NAMES.flatMap((table) =>
    COLUMNS[table].map(({ header, required, meaning }) => [
      table,
      header,
      unitOf(header),
      required ? 'yes' : '',
      meaning,
    ]),
  );

const UNITS: Readonly<Record<string, string>> = {
  ...{ kv: 'kV', pu: 'p.u.', degrees: '°', mw: 'MW', mvar: 'Mvar', mva: 'MVA', seconds: 's' },
  ...{ percent: '%' },
};

/** The unit that a heading ends by; nothing where it has none. */
const unitOf = (header: string): string => UNITS[header.replace(/^.*_/, '')] ?? '';

const headers = (table: TableName): string[] => COLUMNS[table].map(({ header }) => header);

function rowsOf(
  table: TableName,
  grid: GridCase,
  contingencies: readonly Contingency[],
): WrittenRow[] {
  switch (table) {
    case 'network':
      return [
        ['name', grid.name],
        ['description', grid.description],
        ...grid.sources.map((source) => ['source', source]),
        ['base_mva', grid.baseMva],
        ['frequency_hz', grid.frequencyHz],
      ];
    case 'dynamics':
      return grid.generators.flatMap(({ bus, id, dynamics }) =>
        dynamics === null ? [] : [rowOf('dynamics', { bus, id, ...dynamics })],
      );
    case 'contingency':
      return contingencyRows(contingencies);
    case 'bus':
      return grid.buses.map((bus) => rowOf('bus', { ...bus, ...bus.position }));
    default:
      return elementsOf(grid, table).map((element) => rowOf(table, { ...element }));
  }
}

const rowOf = (table: TableName, values: Readonly<Record<string, unknown>>): WrittenRow =>
  COLUMNS[table].map(({ field }) => written(values[field]));

function written(value: unknown): string | number {
  if (typeof value === 'boolean') return value ? 1 : 0;
  if (value === Infinity) return 'Inf';
  if (value === -Infinity) return '-Inf';
  return typeof value === 'number' || typeof value === 'string' ? value : '';
}
