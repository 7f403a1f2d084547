import { describe, expect, it } from 'vitest';

import { readNetwork } from '../../../src-main/formats/read-network.ts';
import { tablesCsv } from '../../../src-main/formats/tables/write-tables.ts';
import type { ImportReport } from '../../../src-shared/contract/import-documents.ts';
import { bytesOf, networkFile, networkText } from '../../fixtures/network-files.ts';

const reportOf = (name: string, bytes = networkFile(name)): ImportReport =>
  readNetwork(name, bytes).report;

/** Cells of a matrix of good.m by nothing but splitting. */
function cells(text: string, name: string): number[][] {
  const [, body = ''] = new RegExp(`mpc\\.${name} = \\[([^\\]]*)\\]`).exec(text) ?? [];
  const lines = body.replace(/%.*/g, '').trim().split(/;\s*/);
  return lines.filter(Boolean).map((line) => line.trim().split(/\s+/).map(Number));
}

describe('the report of an import', () => {
  it('counts what was found, kept and dropped', () => {
    // A branch out of service names bus 88, which quirks.m does not have.
    expect(reportOf('quirks.m').tallies).toMatchObject({
      buses: { found: 4, kept: 4, dropped: 0 },
      branches: { found: 5, kept: 4, dropped: 1 },
      generators: { found: 3, kept: 3, dropped: 0 },
    });
  });

  it('counts values that the file leaves out, and what contradicts the rest of it', () => {
    // The second machine of good.m has a rating of 0, which stands for the system base.
    expect(reportOf('good.m').tallies?.generators).toMatchObject({ kept: 2, defaulted: 1 });
    // The machine of the only PV bus of quirks.m is out of service.
    expect(reportOf('quirks.m').tallies?.buses.repaired).toBe(1);
    const short = bytesOf(
      'mpc.baseMVA = 1;\nmpc.bus = [1 3 0 0 0 0 1 1 0];\nmpc.gen = [1 0 0 9 -9 1 0 1];\nmpc.branch = [];\n',
    );
    expect(reportOf('short.m', short).tallies).toMatchObject({
      buses: { defaulted: 1 },
      generators: { defaulted: 1 },
      branches: { defaulted: 0 },
    });
  });

  /** Elements with an assumed value by kind, those without any left out. */
  const assumed = (name: string, text: string): Record<string, number | null> =>
    Object.fromEntries(
      Object.entries(reportOf(name, bytesOf(text)).tallies ?? {})
        .filter(([, { defaulted }]) => defaulted !== 0)
        .map(([kind, { defaulted }]) => [kind, defaulted]),
    );

  it.each([
    ['a voltage', '18.0, 2, 1, 1, 1, 1.025', '18.0, 2, 1, 1, 1, ', { buses: 1 }],
    ['a reactive load', '90.0, 30.0', '90.0, ', { loads: 1 }],
    ['a rating', '192.0, 0.0, 0.23', ', 0.0, 0.23', { generators: 1 }],
    ['a charging', '0.017, 0.092, 0.158', '0.017, 0.092, ', { branches: 1 }],
    ['a fixed shunt', '1, 0.0, 10.0', '1, 0.0', { shunts: 1 }],
    ['nothing', '', '', {}],
  ])('counts in a RAW file what lacks %s', (_, whole, lacking, expected) => {
    const text = networkText('wscc9-v33.raw');
    expect(text).toContain(whole);
    expect(assumed('case.raw', text.replace(whole, lacking))).toEqual(expected);
  });

  it('counts what no column of the format holds: limits of old RAW files and of card files', () => {
    expect(assumed('case.raw', networkText('wscc9-v30.raw'))).toEqual({ buses: 9 });
    const cards = networkText('wscc9.cdf');
    expect(assumed('case.cdf', cards)).toEqual({ buses: 9, generators: 3 });
    const blank = cards.replace(/( {3}4 {4}5 {2}1 1 {2}1 0 {6})0.01/, '$1    ');
    expect(assumed('case.cdf', blank)).toEqual({ buses: 9, generators: 3, branches: 1 });
  });

  it('counts empty cells of tables, but not those whose emptiness says something', () => {
    const { grid } = readNetwork('good.m', networkFile('good.m'));
    const text = tablesCsv(grid!);
    expect(assumed('good.csv', text)).toEqual({});
    const rows = text.split('\r\n');
    const at = rows.findIndex((row) => row.startsWith('# load')) + 2;
    const emptied = rows.with(at, rows[at]!.replace(/,[^,]*,1$/, ',,1'));
    expect(assumed('good.csv', emptied.join('\r\n'))).toEqual({ loads: 1 });
  });

  it('has no assumed values where there is no network', () => {
    expect(assumed('broken.m', 'mpc.baseMVA = 100;')).toMatchObject({ buses: null });
  });

  it('counts buses that became one, and the bare connections between them, as dropped', () => {
    // Six records of branches and switches; two breakers are closed.
    expect(reportOf('switches-v35.raw').tallies).toMatchObject({
      buses: { found: 4, kept: 2, dropped: 2 },
    });
    // A transformer of x = 0 is entered with the threshold.
    expect(reportOf('transformers-v33.raw').tallies?.branches.repaired).toBe(
      reportOf('transformers-v33.raw').messages.filter(({ text }) =>
        text.includes('has no reactance'),
      ).length,
    );
  });

  it('counts what a RAW file loses', () => {
    const { tallies } = reportOf('quirks-v33.raw');
    for (const { found, kept, dropped } of Object.values(tallies ?? {})) {
      expect(found).toBe(kept + dropped);
    }
    expect(Object.values(tallies ?? {}).some(({ dropped }) => dropped > 0)).toBe(true);
  });

  it('holds the powers in service against all rows of the file', () => {
    const text = networkText('good.m');
    const machines = cells(text, 'gen');
    const [first] = machines;
    const off = bytesOf(text.replace(/(\t1\t110\t.*?\t200\t)1/, '$10'));
    const { totals, fileTotals } = reportOf('good.m', off);
    const all = machines.reduce((sum, row) => sum + row[1]!, 0);
    expect(fileTotals?.pgMw).toBeCloseTo(all, 10);
    expect(totals.pgMw).toBeCloseTo(all - first![1]!, 10);
    expect(fileTotals?.pdMw).toBe(cells(text, 'bus').reduce((sum, row) => sum + row[2]!, 0));
  });

  it('names the branches that stand out', () => {
    const rows = cells(networkText('good.m'), 'branch').filter((row) => row[10] !== 0);
    const { extremes } = reportOf('good.m');
    const size = (row: readonly number[]): number => 1 / Math.hypot(row[2]!, row[3]!);
    const largest = rows.toSorted((a, b) => size(b) - size(a))[0]!;
    expect(extremes?.largestAdmittance?.value).toBeCloseTo(size(largest), 12);
    expect(extremes?.largestAdmittance?.element).toMatchObject({
      from: largest[0],
      to: largest[1],
    });
    const ratios = rows.map((row) => row[2]! / row[3]!).sort((a, b) => a - b);
    const middle = [ratios[(ratios.length - 1) >> 1]!, ratios[ratios.length >> 1]!];
    expect(extremes?.medianResistanceRatio).toBeCloseTo((middle[0]! + middle[1]!) / 2, 12);
    expect(extremes?.leastResistanceRatio?.value).toBeCloseTo(ratios[0]!, 12);
  });

  it('has no extremes where nothing is in service', () => {
    const empty = bytesOf(
      'mpc.baseMVA = 1;\nmpc.bus = [1 3 0 0 0 0 1 1 0];\nmpc.gen = [1 0 0 9 -9 1 0 1];\nmpc.branch = [];\n',
    );
    expect(reportOf('empty.m', empty).extremes).toEqual({
      leastAdmittance: null,
      largestAdmittance: null,
      medianResistanceRatio: null,
      leastResistanceRatio: null,
      largestResistanceRatio: null,
      leastTapRatio: null,
      largestTapRatio: null,
    });
  });
});
