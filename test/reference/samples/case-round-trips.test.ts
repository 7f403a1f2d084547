import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

import { matpowerText } from '../../../src-main/formats/matpower/write-case.ts';
import { readNetwork } from '../../../src-main/formats/read-network.ts';
import { tablesCsv, tablesXlsx } from '../../../src-main/formats/tables/write-tables.ts';
import type { GridCase } from '../../../src-shared/grid/grid-case.ts';
import { gridDocumentText } from '../../../src-shared/grid/schema.ts';
import { hasCases } from '../../fixtures/reference-files.ts';

const cases = new URL('../../../../shared/cases/', import.meta.url);
const names = existsSync(cases) ? readdirSync(cases).filter((name) => name.endsWith('.m')) : [];

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

/** The network of a file, without what names the file itself. */
function meaningOf(name: string, bytes: Uint8Array): GridCase {
  const { grid, report } = readNetwork(name, bytes);
  if (!grid) throw new Error(report.messages.map(({ text }) => text).join('\n'));
  return grid;
}

describe.skipIf(!hasCases)('every case beside the project (skipped where they are not)', () => {
  it.each(names)('%s means the same written anew in every format', async (name) => {
    const grid = meaningOf(name, readFileSync(new URL(name, cases)));
    expect(meaningOf('anew.m', utf8(matpowerText(grid)))).toEqual(grid);
    expect(meaningOf('anew.json', utf8(gridDocumentText(grid)))).toEqual(grid);
    expect(meaningOf('anew.csv', utf8(tablesCsv(grid)))).toEqual(grid);
    if (grid.buses.length < 500) {
      expect(meaningOf('anew.xlsx', await tablesXlsx(grid))).toEqual(grid);
    }
  });
});
