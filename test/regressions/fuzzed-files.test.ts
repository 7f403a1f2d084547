import { zipSync, strToU8 } from 'fflate';
import { describe, expect, it } from 'vitest';

import { readNetwork } from '../../src-main/formats/read-network.ts';
import { gridSchema } from '../../src-shared/grid/schema.ts';

const inBytes = (text: string): Uint8Array => new TextEncoder().encode(text);

const wrongAngles = `function mpc = wrong
mpc.version = '2';
mpc.baseMVA = 100;
mpc.bus = [1 3 0 0 0 0 1 1 0 110 1 1.1 0.9; 2 1 5 0 0 0 1 1 0 110 1 1.1 0.9];
mpc.gen = [1 5 0 9 -9 1 100 1 9 0];
mpc.branch = [1 2 0 0.1 0 0 0 0 0 0 1 Inf -Inf];
`;

describe('what mutated files showed', () => {
  it('angle limits that are infinite on the wrong side make no network that cannot be saved', () => {
    const { grid } = readNetwork('wrong.m', inBytes(wrongAngles));
    expect(gridSchema.safeParse(grid).success).toBe(true);
    expect(grid?.branches[0]).toMatchObject({ angleMinDegrees: null, angleMaxDegrees: null });
  });

  it('cells of a sheet before its first row have a line', () => {
    const sheet = '<c r="A1" t="str"><v>Nummer</v></c></row></worksheet>';
    const bytes = zipSync({
      'xl/workbook.xml': strToU8('<sheet name="bus" r:id="r"/>'),
      'xl/_rels/workbook.xml.rels': strToU8('<Relationship Id="r" Target="s.xml"/>'),
      'xl/s.xml': strToU8(sheet),
    });
    const { report } = readNetwork('a.xlsx', bytes);
    expect(report.messages[0]).toMatchObject({ severity: 'error', line: 1 });
  });

  it.each([
    ['a field that is not there', '{"format":"phaselock-network","version":1}', /is missing/],
    ['a version that is not there', '{"format":"phaselock-network"}', /names no version/],
  ])('%s is called so', (_, text, message) => {
    const { report } = readNetwork('a.json', inBytes(text));
    expect(report.messages[0]?.text).toMatch(message);
  });

  it('thousands of short CDF cards are refused before they fill the memory', () => {
    const text = `title\nBUS DATA FOLLOWS 1 ITEMS\n${'1\n'.repeat(100_001)}-999\n`;
    const { grid, report } = readNetwork('a.cdf', inBytes(text));
    expect(grid).toBeNull();
    expect(report.messages[0]?.text).toContain('more than 100000 bus cards');
  });
});
