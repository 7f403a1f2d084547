import { describe, expect, it } from 'vitest';

import { readNetwork } from '../../../src-main/formats/read-network.ts';
import { tablesCsv, tablesXlsx } from '../../../src-main/formats/tables/write-tables.ts';
import { aBranch, triangle } from '../../fixtures/small-grid.ts';

const grid = triangle({ name: 'Drei' });
const inBytes = (text: string): Uint8Array => new TextEncoder().encode(text);

describe('a file of tables', () => {
  it('is known by its extension, its content or its signature', async () => {
    const csv = inBytes(tablesCsv(grid));
    const xlsx = await tablesXlsx(grid);
    for (const [name, bytes, format] of [
      ['grid.csv', csv, 'CSV tables'],
      ['grid.txt', csv, 'CSV tables'],
      ['grid.xlsx', xlsx, 'XLSX tables'],
      ['grid', xlsx, 'XLSX tables'],
    ] as const) {
      const reading = readNetwork(name, bytes);
      expect(reading.grid).toEqual(grid);
      expect(reading.report.format).toBe(format);
    }
  });

  it('gives what the network lacks the line of its row', () => {
    const zero = triangle({ branches: [aBranch(1, 2), aBranch(2, 3, { reactancePu: 0 })] });
    const text = tablesCsv(zero);
    const line = text.split('\r\n').findIndex((row) => row.startsWith('2,3,')) + 1;
    const [message] = readNetwork('grid.csv', inBytes(text)).report.messages;
    expect(message).toMatchObject({ severity: 'warning', line });
    expect(message?.text).toContain('zero reactance');
  });
});
