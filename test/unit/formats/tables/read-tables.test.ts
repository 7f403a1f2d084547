import { readFileSync } from 'node:fs';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';

import { MessageList } from '../../../../src-main/formats/message-list.ts';
import { readNetwork } from '../../../../src-main/formats/read-network.ts';
import { COLUMNS, TABLE_NAMES } from '../../../../src-main/formats/tables/columns.ts';
import { delimitedSheets } from '../../../../src-main/formats/tables/delimited-text.ts';
import { readTables } from '../../../../src-main/formats/tables/read-tables.ts';
import { templateXlsx } from '../../../../src-main/formats/tables/template.ts';
import {
  tableCsv,
  tablesCsv,
  tablesXlsx,
} from '../../../../src-main/formats/tables/write-tables.ts';
import { xlsxSheets } from '../../../../src-main/formats/tables/xlsx-sheets.ts';
import { runPowerFlow } from '../../../../src-main/studies/power-flow/run.ts';
import type { GridCase } from '../../../../src-shared/grid/grid-case.ts';
import { gridDocumentSchema } from '../../../../src-shared/grid/schema.ts';
import { powerFlowSpecSchema } from '../../../../src-shared/studies/power-flow.ts';
import type { Message } from '../../../../src-shared/grid/validation.ts';
import { aBranch, aBus, aGenerator, triangle } from '../../../fixtures/small-grid.ts';
import { quietContext } from '../../../fixtures/study-context.ts';

interface Reading {
  readonly grid: GridCase | null;
  readonly messages: readonly Message[];
  readonly lineOf: (bus: number) => number | null | undefined;
}

function readText(text: string): Reading {
  const messages = new MessageList();
  const built = readTables('some grid.csv', delimitedSheets(text), messages);
  return reading(built, messages);
}

function readBook(bytes: Uint8Array): Reading {
  const messages = new MessageList();
  const sheets = xlsxSheets(bytes, messages);
  return reading(messages.hasErrors ? null : readTables('grid.xlsx', sheets, messages), messages);
}

const reading = (built: ReturnType<typeof readTables>, messages: MessageList): Reading => ({
  grid: messages.hasErrors ? null : (built?.grid ?? null),
  messages: messages.toArray(),
  lineOf: (number) => built?.lines.get(built.grid, { kind: 'bus', number }),
});

const errorsOf = ({ messages }: Reading): string[] =>
  messages
    .filter(({ severity }) => severity === 'error')
    .map(({ line, text }) => `${line}: ${text}`);

/** Everything that a writer can get wrong: quotes, formulas, remarks, infinities, odd numbers. */
const awkward: GridCase = {
  ...triangle(),
  name: '=HYPERLINK("x")',
  description: 'two\nlines; and "quotes", \ttabs',
  sources: ['@one', '# two', "'=three"],
  baseMva: 1 / 3,
  frequencyHz: 50,
  buses: [
    aBus(1, { type: 'slack', name: 'a;b', vmPu: 1.0000000000000002 }),
    aBus(20, { name: '-5', vaDegrees: -1e-17, position: null }),
    aBus(3, { name: 'Zürich ≥ 2', type: 'isolated', baseKv: 0 }),
  ],
  branches: [
    aBranch(1, 20, { circuit: '01', ratingAMva: 100, angleMinDegrees: -30, angleMaxDegrees: 30 }),
    aBranch(20, 1, { circuit: '@1', isTransformer: true, tapRatio: 0.978, shiftDegrees: -30 }),
  ],
  generators: [
    aGenerator(1, 100, {
      pMaxMw: Infinity,
      qMinMvar: -Infinity,
      dynamics: { inertiaSeconds: 3.3, dampingPu: 0, transientReactancePu: 0.21, source: 'a, b' },
    }),
    aGenerator(1, -3, { id: '1e3', inService: false }),
  ],
  loads: [{ bus: 20, id: 'A', pMw: 1e-300, qMvar: -0.1, inService: false }],
  shunts: [{ bus: 20, id: '1', gMw: 0.1, bMvar: 123456789.12345679, inService: true }],
};

describe('the tables of a network', () => {
  it('come back from comma separated values exactly', () => {
    expect(readText(tablesCsv(awkward)).grid).toEqual(awkward);
  });

  it('come back from a workbook exactly', async () => {
    expect(readBook(await tablesXlsx(awkward)).grid).toEqual(awkward);
  });

  it.each(['ieee39', 'wscc9', 'rts96'])('come back for %s from both', async (name) => {
    const file = new URL(`../../../../src-main/samples/networks/${name}.json`, import.meta.url);
    const { network } = gridDocumentSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
    expect(readText(tablesCsv(network)).grid).toEqual(network);
    expect(readBook(await tablesXlsx(network)).grid).toEqual(network);
  });

  it('start no formula in a spreadsheet', async () => {
    for (const line of tablesCsv(awkward).split('\r\n')) {
      expect(line).not.toMatch(/(?:^|,)"?[=+@]/);
      expect(line).not.toMatch(/(?:^|,)"?-(?!\d|Inf)/);
    }
    expect(tablesCsv(awkward)).toContain(`name,"'=HYPERLINK(""x"")"`);
    const parts = unzipSync(await tablesXlsx(awkward));
    const formulas = Object.entries(parts).filter(
      ([path, bytes]) =>
        path.includes('worksheets/') && /<f[ >]/.test(new TextDecoder().decode(bytes)),
    );
    expect(formulas).toEqual([]);
  });

  it('know where each element stands', () => {
    const text = '# bus\nnumber\n7\n\n"8"\n# branch\nfrom,to,x\n7,8,0.1\n';
    expect(readText(text).lineOf(8)).toBe(5);
  });
});

describe('a text of tables', () => {
  const small =
    '# bus\nBus;Type;Base, kV\n1;ref;110\n2;PQ (load);110\n# line\nfrom;to;r;x\n1;2;0,01;0,1\n';

  it('is read with other headings, other words and defaults', () => {
    const { grid } = readText(small);
    expect(grid?.buses).toEqual([
      aBus(1, { name: '', type: 'slack', baseKv: 110, position: null }),
      aBus(2, { name: '', baseKv: 110, position: null }),
    ]);
    expect(grid?.branches).toEqual([aBranch(1, 2)]);
    expect(grid?.name).toBe('some grid');
  });

  it.each([
    ['semicolons and carriage returns', small.replaceAll('\n', '\r')],
    ['a first line that names the delimiter', `sep=;\r\n${small}`],
    ['remarks and blank lines', small.replaceAll('\n', '\n\n# anything; goes\n;;\n')],
    ['the blank lines that Excel leaves at the end', `${small}\r\n\r\n`],
  ])('is the same with %s', (_, text) => {
    expect(readText(text).grid).toEqual(readText(small).grid);
  });

  it('takes the comma for the decimal sign only where nothing else is possible', () => {
    const rated = (a: string, b: string): Reading =>
      readText(`# bus\nnumber;vm_pu\n1;${a}\n2;1\n# branch\nfrom;to;x;rate a\n1;2;0,5;${b}\n`);
    expect(rated('1,02', '1,234').grid?.branches[0]?.ratingAMva).toBe(1.234);
    expect(errorsOf(rated('1.02', '1,234'))[0]).toContain('“0,5” has a comma');
    const thousands = readText('# bus\nnumber;base_kv\n1;1,234\n');
    expect(errorsOf(thousands)[0]).toContain('3: Table bus, column base_kv: “1,234” has a comma');
  });

  it('numbers branches and machines that have no identifier, around those that have one', () => {
    const { grid } = readText(
      '# bus\nnumber\n1\n2\n# branch\nfrom,to,circuit,x\n1,2,,1\n2,1,1,1\n1,2,,1\n# generator\nbus,p_mw,pmax\n1,5,9\n1,6,9\n',
    );
    expect(grid?.branches.map(({ circuit }) => circuit)).toEqual(['2', '1', '3']);
    expect(grid?.generators.map(({ id }) => id)).toEqual(['1', '2']);
  });

  it.each([
    [
      'a figure that is none',
      '# bus\nnumber,vm_pu\n1,high\n',
      '3: Table bus, column vm_pu: “high” is no number',
    ],
    [
      'a bus number that is none',
      '# bus\nnumber\n1.5\n',
      '3: Table bus, column number: “1.5” is no positive',
    ],
    [
      'an infinite reactance',
      '# bus\nnumber\n1\n# branch\nfrom,to,x\n1,1,1e999\n',
      '“1e999” is too large a number',
    ],
    [
      'a heading that is missing',
      '# bus\nnumber\n1\n# branch\nfrom,to,reaktanz\n1,2,1\n',
      '5: Table branch has no column reactance_pu',
    ],
    ['an empty key', '# bus\nnumber,name\n1,a\n,b\n', '4: Table bus: the column number is empty'],
    [
      'an open quotation mark',
      '# bus\nnumber,name\n1,"a\n2,b\n',
      '3: Table bus: a quotation mark that is opened here',
    ],
    ['a table twice', '# bus\nnumber\n1\n# buses\nnumber\n2\n', 'The table bus is there twice'],
    ['a negative base voltage', '# bus\nnumber,base_kv\n1,-3\n', '3: Table bus, column base_kv'],
    [
      'data of a machine that is not there',
      '# bus\nnumber\n1\n# dyn\nbus,id,h\n1,1,3\n',
      '6: Table dynamics: there is no generator 1 at bus 1',
    ],
    [
      'one table alone',
      'from,to,reactance_pu,resistance_pu\n1,2,0.1,0\n',
      'holds only the table branch',
    ],
    ['no table', 'what,is,this\n1,2,3\n', 'There is no table “bus”'],
  ])('is refused for %s', (_, text, message) => {
    const result = readText(text);
    expect(result.grid).toBeNull();
    expect(errorsOf(result).join('\n')).toContain(message);
  });

  it('says which columns it does not understand', () => {
    const { messages } = readText('# bus\nnumber,colour,vm_pu\n1,red,1\n');
    expect(messages.map(({ text }) => text)).toContain(
      'Table bus: columns without a meaning here: colour.',
    );
  });

  it('of one kind has headings and one row for each element', () => {
    expect(tableCsv('load', awkward)).toBe(
      'bus,id,p_mw,q_mvar,in_service\r\n20,A,1e-300,-0.1,0\r\n',
    );
  });
});

describe('a workbook', () => {
  it('to fill in is read by the same reader: a small network that power flows, and its outage', async () => {
    const { grid, report, contingencies } = readNetwork('template.xlsx', await templateXlsx());
    expect(report.messages.filter(({ severity }) => severity !== 'note')).toEqual([]);
    expect(Object.values(report.tallies!).map(({ defaulted }) => defaulted)).toEqual([
      0, 0, 0, 0, 0,
    ]);
    expect(grid!.generators[0]!.dynamics!.source).toBe('data sheet of the machine');
    expect(contingencies.map(({ elements }) => elements)).toEqual([
      [{ kind: 'generator', bus: 1, id: '1' }],
    ]);
    const spec = powerFlowSpecSchema.parse({ start: 'flat' });
    const context = quietContext();
    const flow = runPowerFlow({ kind: 'grid', grid: grid! }, spec, {}, context);
    expect(flow.status).toBe('converged');
  });

  it('to fill in explains every column, with its unit', async () => {
    const parts = Object.values(unzipSync(await templateXlsx())).map((part) => strFromU8(part));
    const texts = new Set(
      [...parts.join('').matchAll(/<t[^>]*>([^<]*)</g)].map(([, text]) => text),
    );
    for (const table of TABLE_NAMES) {
      for (const { header, meaning } of COLUMNS[table]) {
        expect(texts).toContain(header);
        expect(texts).toContain(meaning);
      }
    }
    for (const unit of ['kV', 'p.u.', '°', 'MW', 'Mvar', 'MVA', 's']) expect(texts).toContain(unit);
  });

  it('of another program is read: prefixes, inline texts, formulas, gaps, formatted texts', () => {
    const sheet = `<?xml version="1.0"?><x:worksheet><x:sheetData>
      <x:row r="1"><x:c r="A1" t="inlineStr"><x:is><x:t>number</x:t></x:is></x:c><x:c r="C1" t="s"><x:v>0</x:v></x:c></x:row>
      <x:row r="4"><x:c r="A4"><x:f>1+6</x:f><x:v>7</x:v></x:c><x:c r="B4"/><x:c r="C4" t="s"><x:v>1</x:v></x:c></x:row>
      <x:row r="9"><x:c r="A9"><x:v>8.0</x:v></x:c><x:c r="C9" t="str"><x:v>a &amp; b &#x41;</x:v></x:c></x:row>
    </x:sheetData></x:worksheet>`;
    const result = readBook(
      book({ bus: sheet }, [
        'name',
        '<r><t>North</t></r><r><t xml:space="preserve"> East</t></r><rPh><t>x</t></rPh>',
      ]),
    );
    expect(result.grid?.buses.map(({ number, name }) => [number, name])).toEqual([
      [7, 'North East'],
      [8, 'a & b A'],
    ]);
    expect(result.lineOf(8)).toBe(9);
  });

  it('is refused when it is damaged, something else, or unpacks without end', async () => {
    const good = await tablesXlsx(triangle());
    expect(errorsOf(readBook(good.subarray(0, good.length / 2)))[0]).toContain('damaged');
    expect(errorsOf(readBook(zipSync({ 'a.txt': strToU8('x') })))[0]).toContain('no workbook');
    const bomb = book({ bus: ' '.repeat(40 * 2 ** 20) });
    expect(bomb.length).toBeLessThan(100_000);
    expect(errorsOf(readBook(bomb))[0]).toContain('unpacks to far more');
  });
});

/** A workbook with these sheets, packed by hand. */
function book(
  sheets: Readonly<Record<string, string>>,
  shared: readonly string[] = [],
): Uint8Array {
  const names = Object.keys(sheets);
  const strings = shared.map(
    (text) => `<si>${text.startsWith('<') ? text : `<t>${text}</t>`}</si>`,
  );
  return zipSync({
    'xl/workbook.xml': strToU8(
      `<workbook><sheets>${names.map((name, i) => `<sheet name="${name}" sheetId="${i}" r:id="r${i}"/>`).join('')}</sheets></workbook>`,
    ),
    'xl/_rels/workbook.xml.rels': strToU8(
      `<Relationships>${names.map((_, i) => `<Relationship Id="r${i}" Target="worksheets/s${i}.xml"/>`).join('')}</Relationships>`,
    ),
    'xl/sharedStrings.xml': strToU8(`<sst>${strings.join('')}</sst>`),
    ...Object.fromEntries(
      Object.values(sheets).map((xml, i) => [`xl/worksheets/s${i}.xml`, strToU8(xml)]),
    ),
  });
}
