import { readdirSync, readFileSync } from 'node:fs';

import { strToU8, unzipSync, zipSync } from 'fflate';

import { contingencyCsv } from '../../src-main/formats/contingencies/csv-list.ts';
import { contingencyJson } from '../../src-main/formats/contingencies/json-list.ts';
import { psseCon } from '../../src-main/formats/contingencies/psse-con.ts';
import { tableCsv, tablesCsv, tablesXlsx } from '../../src-main/formats/tables/write-tables.ts';
import type { GridCase } from '../../src-shared/grid/grid-case.ts';
import { gridDocumentSchema, gridDocumentText } from '../../src-shared/grid/schema.ts';
import { singleOutages } from '../../src-shared/studies/contingency.ts';

/** How the mutated bytes come to a reader, and as what. */
export interface Seed {
  readonly format: string;
  readonly fileName: string;
  readonly bytes: Uint8Array;
  readonly reads: 'network' | 'contingencies' | 'clipboard' | 'dynamics';
  /** Where the mutation goes on inside of something: packs it. */
  readonly pack?: (mutated: Uint8Array) => Uint8Array;
}

const fixtures = new URL('../../test/fixtures/networks/', import.meta.url);
const sample = new URL('../../src-main/samples/networks/wscc9.json', import.meta.url);

/** The network that contingency lists and rows from the clipboard refer to. */
export const referenceGrid: GridCase = gridDocumentSchema.parse(
  JSON.parse(readFileSync(sample, 'utf8')),
).network;

/** A file of dynamic data comes with this one. */
export const dynamicsCompanion = {
  fileName: 'wscc9-v33.raw',
  bytes: fixture('wscc9-v33.raw'),
};

function fixture(name: string): Uint8Array {
  return new Uint8Array(readFileSync(new URL(name, fixtures)));
}

/** Small good files of every format that is read. */
export async function seedFiles(): Promise<Seed[]> {
  const list = singleOutages(referenceGrid);
  const workbook = await tablesXlsx(referenceGrid, list);
  return [
    ...readdirSync(fixtures)
      .filter((name) => /\.(?:m|raw|cdf|dyr)$/.test(name))
      .map(fixtureSeed),
    text('CSV tables', 'grid.csv', tablesCsv(referenceGrid, list)),
    text('CSV tables', 'decimal-comma.csv', decimalCommas(tablesCsv(referenceGrid))),
    text('Phaselock JSON', 'grid.json', gridDocumentText(referenceGrid)),
    text('pandapower JSON', 'net.json', pandapowerText()),
    { format: 'XLSX tables', fileName: 'grid.xlsx', bytes: workbook, reads: 'network' },
    ...workbookParts(workbook),
    text('CSV contingencies', 'list.csv', contingencyCsv(list), 'contingencies'),
    text('JSON contingencies', 'list.json', contingencyJson(list), 'contingencies'),
    text('PSS/E CON', 'list.con', `${psseCon(list)}SINGLE BRANCH IN SYSTEM\n`, 'contingencies'),
    text('clipboard', 'branch', tableCsv('branch', referenceGrid), 'clipboard'),
    text('clipboard', 'generator', tabs(tableCsv('generator', referenceGrid)), 'clipboard'),
    text('clipboard', 'bus', tabs(tableCsv('bus', referenceGrid)), 'clipboard'),
  ];
}

const text = (
  format: string,
  fileName: string,
  content: string,
  reads: Seed['reads'] = 'network',
): Seed => ({ format, fileName, bytes: strToU8(content), reads });

function fixtureSeed(fileName: string): Seed {
  const extension = fileName.replace(/.*\./, '');
  const format = { m: 'MATPOWER', raw: 'PSS/E RAW', cdf: 'IEEE CDF' }[extension] ?? 'PSS/E DYR';
  const reads = extension === 'dyr' ? 'dynamics' : 'network';
  return { format, fileName, bytes: fixture(fileName), reads };
}

/** Mutations of a packed workbook seldom reach its sheets: these go on inside. */
function workbookParts(workbook: Uint8Array): Seed[] {
  const parts = unzipSync(workbook);
  return Object.keys(parts)
    .filter((path) => /sheet[23]\.xml$|sharedStrings|workbook\.xml/.test(path))
    .map((path) => ({
      format: 'XLSX tables',
      fileName: 'grid.xlsx',
      bytes: parts[path]!,
      reads: 'network' as const,
      pack: (mutated) => zipSync({ ...parts, [path]: mutated }, { level: 0 }),
    }));
}

const tabs = (csv: string): string => csv.replaceAll(',', '\t');

const decimalCommas = (csv: string): string =>
  csv.replaceAll(',', ';').replace(/(?<=[;\d])\.(?=\d)/g, ',');

function pandapowerText(): string {
  const frame = (columns: string[], ...data: unknown[][]): object => ({
    _module: 'pandas.core.frame',
    _class: 'DataFrame',
    _object: JSON.stringify({ columns, index: data.map((_, i) => i), data }),
    orient: 'split',
  });
  const records = (...rows: object[]): object => ({
    _class: 'DataFrame',
    _object: rows,
    orient: 'records',
  });
  const line = { length_km: 2, r_ohm_per_km: 0.2, x_ohm_per_km: 0.1, c_nf_per_km: 261 };
  return JSON.stringify({
    _module: 'pandapower.auxiliary',
    _class: 'pandapowerNet',
    _object: {
      name: 'net',
      sn_mva: 1,
      f_hz: 50,
      bus: frame(
        ['name', 'vn_kv', 'in_service'],
        ['a', 110, true],
        ['b', 20, true],
        ['c', 20, true],
        ['d', 20, true],
      ),
      line: records(
        { ...line, from_bus: 1, to_bus: 2, max_i_ka: 0.3, parallel: 2 },
        { ...line, from_bus: 2, to_bus: 3, max_i_ka: 0.2, df: 0.9 },
      ),
      trafo: frame(
        [
          'hv_bus',
          'lv_bus',
          'sn_mva',
          'vn_hv_kv',
          'vn_lv_kv',
          'vk_percent',
          'vkr_percent',
          'tap_side',
          'tap_pos',
          'tap_neutral',
          'tap_step_percent',
        ],
        [0, 1, 25, 110, 20, 12, 0.4, 'hv', 2, 0, 1.5],
      ),
      load: frame(['bus', 'p_mw', 'q_mvar', 'scaling'], [2, 4, 1, 0.5], [3, 2, 0.5, 1]),
      gen: frame(['bus', 'p_mw', 'vm_pu'], [1, 3, 1.02]),
      sgen: frame(['bus', 'p_mw', 'q_mvar'], [3, 1, 0]),
      ext_grid: frame(['bus', 'vm_pu'], [0, 1]),
      shunt: frame(['bus', 'q_mvar', 'p_mw', 'step'], [2, -1, 0, 2]),
      switch: frame(['bus', 'element', 'et', 'closed'], [2, 3, 'b', false], [1, 0, 'l', true]),
    },
  });
}
