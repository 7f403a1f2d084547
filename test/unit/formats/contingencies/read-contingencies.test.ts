import { describe, expect, it } from 'vitest';

import { contingencyCsv } from '../../../../src-main/formats/contingencies/csv-list.ts';
import { contingencyJson } from '../../../../src-main/formats/contingencies/json-list.ts';
import { psseCon } from '../../../../src-main/formats/contingencies/psse-con.ts';
import { readContingencies } from '../../../../src-main/formats/contingencies/read-contingencies.ts';
import type { ContingencyReading } from '../../../../src-main/formats/contingencies/read-contingencies.ts';
import { tablesXlsx } from '../../../../src-main/formats/tables/write-tables.ts';
import type { GridCase } from '../../../../src-shared/grid/grid-case.ts';
import { singleOutages } from '../../../../src-shared/studies/contingency.ts';
import type { Contingency } from '../../../../src-shared/studies/contingency.ts';
import { aBranch, aGenerator, triangle } from '../../../fixtures/small-grid.ts';

/** The triangle with a double line and two machines at bus 1. */
const grid: GridCase = {
  ...triangle(),
  branches: [aBranch(1, 2), aBranch(1, 2, { circuit: '2' }), aBranch(2, 3), aBranch(1, 3)],
  generators: [aGenerator(1, 60), aGenerator(1, 40, { id: 'G2' })],
  shunts: [{ bus: 3, id: 'C', gMw: 0, bMvar: 20, inService: true }],
};

const list: readonly Contingency[] = [
  ...singleOutages(grid),
  {
    name: 'Both lines to 2, and "its" load',
    elements: [
      { kind: 'branch', from: 1, to: 2, circuit: '1' },
      { kind: 'branch', from: 1, to: 2, circuit: '2' },
      { kind: 'load', bus: 2, id: '1' },
    ],
    enabled: true,
  },
  { name: '=cmd|’/c calc’!A1', elements: [{ kind: 'shunt', bus: 3, id: 'C' }], enabled: true },
  { name: 'Bus 3', elements: [{ kind: 'bus', number: 3 }], enabled: true },
];
const withOneOff = list.map((it, i) => (i === 1 ? { ...it, enabled: false } : it));

const read = (fileName: string, text: string): ContingencyReading =>
  readContingencies(fileName, new TextEncoder().encode(text), grid);
const namesOf = ({ contingencies }: ContingencyReading): string[] | undefined =>
  contingencies?.map(({ name }) => name);
const textsOf = ({ messages }: ContingencyReading): string[] => messages.map(({ text }) => text);

describe('a contingency list', () => {
  it.each([
    ['list.csv', contingencyCsv],
    ['list.json', contingencyJson],
  ] as const)('comes back from %s as it was written', (fileName, write) => {
    const reading = read(fileName, write(withOneOff));
    expect(reading.contingencies).toEqual(withOneOff);
    expect(reading.messages).toEqual([]);
  });

  it('comes back from a workbook as it was written', async () => {
    const bytes = await tablesXlsx(grid, withOneOff);
    const reading = readContingencies('network.xlsx', bytes, grid);
    expect(reading.contingencies).toEqual(withOneOff);
    expect(reading.format).toBe('XLSX');
  });

  it('comes back from a PSS/E file but for dashes in names and what is switched off', () => {
    const reading = read('list.con', psseCon(withOneOff));
    const plain = withOneOff
      .filter(({ enabled }) => enabled)
      .map((it) => ({ ...it, name: it.name.replace('–', '-') }));
    expect(reading.contingencies).toEqual(plain);
  });

  it('starts no formula in a spreadsheet', () => {
    expect(contingencyCsv(list)).toContain("\r\n'=cmd|");
    expect(contingencyCsv(list)).not.toMatch(/^[=+\-@]|,[=+@]/m);
  });

  it('is refused without a contingency for this network', () => {
    expect(read('list.csv', 'name,element,bus\r\n').contingencies).toBeNull();
    expect(read('list.con', 'END\n').contingencies).toBeNull();
    expect(
      read('list.json', '{"format":"phaselock-contingencies","version":1,"contingencies":[]}')
        .contingencies,
    ).toBeNull();
  });
});

describe('a list as comma separated values', () => {
  it('gathers the rows of one name, finds reversed branches, and the only circuit', () => {
    const reading = read(
      'list.csv',
      'Name;Element;Bus;To bus;Id;Enabled\nA;Line;3;2;;\nB;branch;2;1;2;no\nA;gen;1;;G2;\n',
    );
    expect(reading.contingencies).toEqual([
      {
        name: 'A',
        enabled: true,
        elements: [
          { kind: 'branch', from: 2, to: 3, circuit: '1' },
          { kind: 'generator', bus: 1, id: 'G2' },
        ],
      },
      { name: 'B', enabled: false, elements: [{ kind: 'branch', from: 1, to: 2, circuit: '2' }] },
    ]);
  });

  it('leaves out whole what the network has not, and says so with the line', () => {
    const reading = read(
      'list.csv',
      'name,element,bus,to_bus,id\nA,branch,1,3,\nA,generator,7,,1\nB,branch,2,3,1\n',
    );
    expect(namesOf(reading)).toEqual(['B']);
    expect(reading.messages).toEqual([
      expect.objectContaining({
        severity: 'warning',
        line: 3,
        text: 'Contingency “A” is left out: the network has no generator 1 at bus 7.',
      }),
    ]);
  });

  it('refuses a row that names no kind of element, with its line', () => {
    const reading = read('list.csv', 'name,element,bus\nA,toaster,1\n');
    expect(reading.contingencies).toBeNull();
    expect(reading.messages[0]?.line).toBe(2);
  });
});

describe('a list as JSON', () => {
  it('names the line of what is wrong', () => {
    const text =
      '{"format":"phaselock-contingencies","version":1,"contingencies":[\n{"name":"A","enabled":true,"elements":[{"kind":"branch","from":"x","to":2,"circuit":"1"}]}]}';
    const reading = read('list.json', text);
    expect(reading.contingencies).toBeNull();
    expect(reading.messages[0]?.line).toBe(2);
  });

  it('refuses two of one name, and other documents', () => {
    const one = '{"name":"A","enabled":true,"elements":[{"kind":"bus","number":1}]}';
    const twice = `{"format":"phaselock-contingencies","version":1,"contingencies":[${one},${one}]}`;
    expect(textsOf(read('list.json', twice))[0]).toContain('Two contingencies have the name “A”');
    expect(textsOf(read('list.json', '[1, 2]'))[0]).toContain('no contingency list');
  });
});

describe('a PSS/E contingency file', () => {
  it('is read with its words for opening, remarks, quotes and blanks', () => {
    const reading = read(
      'n1.con',
      [
        'COM made by hand',
        "CONTINGENCY 'North, south'   / a remark",
        '  OPEN LINE FROM BUS 3 TO BUS 1 CIRCUIT 1',
        "  trip branch from bus 1, to bus 2 ckt '2 '",
        '  REMOVE UNIT G2 FROM BUS 1',
        'END',
        'CONTINGENCY Machine_1',
        "REMOVE MACHINE '1' FROM BUS 1",
        'REMOVE SWSHUNT FROM BUS 3',
        'DISCONNECT BUS 2',
        'END',
        'END',
      ].join('\r\n'),
    );
    expect(reading.messages).toEqual([]);
    expect(reading.contingencies).toEqual([
      {
        name: 'North, south',
        enabled: true,
        elements: [
          { kind: 'branch', from: 1, to: 3, circuit: '1' },
          { kind: 'branch', from: 1, to: 2, circuit: '2' },
          { kind: 'generator', bus: 1, id: 'G2' },
        ],
      },
      {
        name: 'Machine_1',
        enabled: true,
        elements: [
          { kind: 'generator', bus: 1, id: '1' },
          { kind: 'shunt', bus: 3, id: 'C' },
          { kind: 'bus', number: 2 },
        ],
      },
    ]);
  });

  it('expands the automatic lists to the single outages of the network', () => {
    const all = read('n1.con', 'SINGLE BRANCH IN SYSTEM\nSINGLE UNIT IN SYSTEM\nEND\n');
    expect(all.contingencies).toEqual(singleOutages(grid));
  });

  it('leaves out a case whole that does more than opening, or has no end', () => {
    const reading = read(
      'n1.con',
      'CONTINGENCY A\nOPEN LINE FROM BUS 1 TO BUS 3\nSET BUS 2 LOAD TO 5 MW\nEND\nCONTINGENCY B\nDISCONNECT BUS 3\nEND\nCONTINGENCY C\nDISCONNECT BUS 2\n',
    );
    expect(namesOf(reading)).toEqual(['B']);
    expect(reading.messages.map(({ line }) => line)).toEqual([3, 8]);
  });

  it('takes no three-winding transformer for the line between its first two buses', () => {
    const reading = read(
      'n1.con',
      'CONTINGENCY A\nDISCONNECT BRANCH FROM BUS 1 TO BUS 2 TO BUS 3 CKT 1\nEND\n',
    );
    expect(textsOf(reading).join()).toContain('is not understood');
  });
});
