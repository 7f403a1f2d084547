import { describe, expect, it } from 'vitest';

import { readNetwork } from '../../../src-main/formats/read-network.ts';
import type { NetworkReading } from '../../../src-main/formats/read-network.ts';
import type { GridCase } from '../../../src-shared/grid/grid-case.ts';
import { admittanceDistance } from '../../fixtures/admittances.ts';
import { bytesOf, networkFile, networkText } from '../../fixtures/network-files.ts';

const readText = (text: string): NetworkReading => readNetwork('case.cdf', bytesOf(text));

function gridOf({ grid, report }: NetworkReading): GridCase {
  if (!grid) throw new Error(report.messages.map(({ text }) => text).join('\n'));
  return grid;
}

/** The file with the text from a column of a line on replaced, columns counted from 1. */
function changed(line: number, column: number, replacement: string): NetworkReading {
  const lines = networkText('wscc9.cdf').split('\n');
  const old = lines[line - 1] ?? '';
  const end = column - 1 + replacement.length;
  lines[line - 1] = old.slice(0, column - 1) + replacement + old.slice(end);
  return readText(lines.join('\n'));
}

const firstOf = ({ report }: NetworkReading): [string, number | null, string] => {
  const [message] = report.messages;
  return [message?.severity ?? '', message?.line ?? null, message?.text ?? ''];
};

describe('the WSCC nine-bus system in IEEE common data format', () => {
  const reading = readNetwork('wscc9.cdf', networkFile('wscc9.cdf'));
  const grid = gridOf(reading);
  const raw = gridOf(readNetwork('wscc9-v33.raw', networkFile('wscc9-v33.raw')));

  it('is the network that the RAW file describes', () => {
    expect(reading.report.format).toBe('IEEE CDF');
    expect(grid).toMatchObject({ name: 'WSCC NINE-BUS SYSTEM', baseMva: 100 });
    expect(grid.buses).toEqual(raw.buses);
    expect(grid.branches).toEqual(raw.branches);
    expect(grid.loads).toEqual(raw.loads);
    expect(admittanceDistance(grid, raw)).toBeLessThan(1e-14);
    expect(grid.shunts.map(({ bus, bMvar }) => [bus, bMvar])).toEqual([
      [5, 12],
      [8, 10],
    ]);
  });

  it('has its machines in the bus cards, without limits where both are zero', () => {
    expect(grid.generators.map(({ bus, pMw, qMvar, vSetPu }) => [bus, pMw, qMvar, vSetPu])).toEqual(
      raw.generators.map(({ bus, pMw, qMvar, vSetPu }) => [bus, pMw, qMvar, vSetPu]),
    );
    expect(grid.generators[0]).toMatchObject({ qMaxMvar: Infinity, qMinMvar: -Infinity });
  });

  it('adds up to what the cards add up to', () => {
    const cards = networkText('wscc9.cdf').split('\n').slice(2, 11);
    const sum = (first: number, last: number): number =>
      cards.reduce((total, card) => total + Number(card.slice(first - 1, last)), 0);
    expect(reading.report.totals.pdMw).toBeCloseTo(sum(41, 49), 12);
    expect(reading.report.totals.qdMvar).toBeCloseTo(sum(50, 59), 12);
    expect(reading.report.totals.pgMw).toBeCloseTo(sum(60, 67), 12);
    expect(reading.report.totals.qgMvar).toBeCloseTo(sum(68, 75), 12);
  });

  it('is recognised by its content', () => {
    const { report } = readNetwork('ieee.txt', networkFile('wscc9.cdf'));
    expect(report.format).toBe('IEEE CDF');
  });
});

describe('the cards of the archive file of the IEEE 14-bus system', () => {
  // Some of its cards with their blanks; the last joins other buses there.
  const text = ` 08/19/93 UW ARCHIVE           100.0  1962 W IEEE 14 Bus Test Case
BUS DATA FOLLOWS                             3 ITEMS
   1 Bus 1     HV  1  1  3 1.060    0.0      0.0      0.0    232.4   -16.9     0.0  1.060     0.0     0.0   0.0    0.0        0
   2 Bus 2     HV  1  1  2 1.045  -4.98     21.7     12.7     40.0    42.4     0.0  1.045    50.0   -40.0   0.0    0.0        0
   9 Bus 9     LV  1  1  0 1.056 -14.94     29.5     16.6      0.0     0.0     0.0  0.0       0.0     0.0   0.0    0.19       0
-999
BRANCH DATA FOLLOWS                          2 ITEMS
   1    2  1  1 1 0  0.01938   0.05917     0.0528     0     0     0    0 0  0.0       0.0 0.0    0.0     0.0    0.0   0.0
   2    9  1  1 1 0  0.0       0.20912     0.0        0     0     0    0 0  0.978     0.0 0.0    0.0     0.0    0.0   0.0
-999
END OF DATA
`;

  it('are read in their columns', () => {
    const grid = gridOf(readText(text));
    expect(grid.buses[1]).toMatchObject({ name: 'Bus 2     HV', vmPu: 1.045, vaDegrees: -4.98 });
    expect(grid.loads).toMatchObject([
      { bus: 2, pMw: 21.7, qMvar: 12.7 },
      { bus: 9, pMw: 29.5, qMvar: 16.6 },
    ]);
    expect(grid.generators).toMatchObject([
      { bus: 1, pMw: 232.4, qMvar: -16.9, vSetPu: 1.06, qMaxMvar: Infinity },
      { bus: 2, pMw: 40, qMvar: 42.4, vSetPu: 1.045, qMinMvar: -40, qMaxMvar: 50 },
    ]);
    expect(grid.shunts).toMatchObject([{ bus: 9, bMvar: 19 }]);
    expect(grid.branches).toMatchObject([
      { resistancePu: 0.01938, reactancePu: 0.05917, chargingPu: 0.0528, isTransformer: false },
      { resistancePu: 0, reactancePu: 0.20912, tapRatio: 0.978, isTransformer: true },
    ]);
  });
});

describe('a card of the format', () => {
  it('keeps a tap at its first bus, a phase shift, ratings and limits', () => {
    // The transformer 2–7 on line 21 and the machine of bus 2 on line 4.
    const shifted = gridOf(changed(21, 77, ' 0.978   30.00'));
    expect(shifted.branches[7]).toMatchObject({
      ...{ from: 2, to: 7, isTransformer: true, tapRatio: 0.978, shiftDegrees: 30 },
      ...{ ratingAMva: 250, ratingBMva: null },
    });
    const limited = gridOf(changed(4, 91, '   50.0   -40.0'));
    expect(limited.generators[1]).toMatchObject({ qMaxMvar: 50, qMinMvar: -40 });
  });

  it('numbers parallel circuits that the file all calls 1', () => {
    const text = networkText('wscc9.cdf');
    const line = text.split('\n')[13] ?? '';
    const { branches } = gridOf(readText(text.replace(line, `${line}\n${line}`)));
    const [first, second] = branches.filter(({ from, to }) => from === 4 && to === 5);
    expect([first?.circuit, second?.circuit]).toEqual(['1', '2']);
  });
});

describe('a faulty CDF file', () => {
  it.each([
    ['a word for a number', 7, 41, '    12O.0', 7, /^“12O.0” in columns 41 to 49 \(pd\)/],
    ['an unknown bus type', 7, 25, ' 8', 7, /^Bus 5 has type 8/],
    ['a bus that is there twice', 7, 1, '   4', 7, /^Bus 4 is there twice, on lines 6 and 7/],
    ['no bus number', 7, 1, '    ', 7, /^Bus number 0 is not a positive/],
    ['a branch to no bus', 14, 6, '  77', 14, /^Branch 4–77 names bus 77, which does not exist/],
  ])('with %s is refused with its line', (_, line, column, text, at, pattern) => {
    const reading = changed(line, column, text);
    expect(reading.grid).toBeNull();
    const [severity, place, message] = firstOf(reading);
    expect([severity, place]).toEqual(['error', at]);
    expect(message).toMatch(pattern);
  });

  it('that is cut off is refused, one that holds fewer cards than it says is doubted', () => {
    const text = networkText('wscc9.cdf');
    const cut = readText(text.slice(0, text.indexOf('STATION B')));
    expect(firstOf(cut)[2]).toMatch(/^The bus cards are not closed by -999/);
    const counted = readText(text.replace('9 ITEMS', '8 ITEMS'));
    expect(gridOf(counted).buses).toHaveLength(9);
    expect(firstOf(counted)[2]).toMatch(/^The file announces 8 bus cards and holds 9/);
  });

  it('without base or buses says so', () => {
    expect(firstOf(changed(1, 32, '      '))[2]).toMatch(/no MVA base in columns 32 to 37: 100/);
    expect(firstOf(readText(' title\n'))[2]).toMatch(/has no bus cards/);
  });
});
