import { strFromU8, unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';

import { csvArchive, figureArchive } from '../../../src-main/reports/archives.ts';
import { numberColumn, plain, tableOf, textColumn } from '../../../src-main/reports/blocks.ts';
import type { ReportSection } from '../../../src-main/reports/blocks.ts';
import { reportWorkbook } from '../../../src-main/reports/workbook.ts';
import { reportOptionsSchema } from '../../../src-shared/contract/report-options.ts';

const time = [0, 0.5, 1];
const rows = Array.from({ length: 40 }, (_, k) => ({ name: k === 0 ? '=1+1' : `row ${k}`, k }));

const sections: ReportSection[] = [
  {
    id: 'a',
    title: 'A/B: results?',
    blocks: [
      plain('A sentence.'),
      tableOf(
        'Table',
        rows,
        [
          textColumn<(typeof rows)[0]>('Name', ({ name }) => name),
          numberColumn<(typeof rows)[0]>('Third', 'p.u.', 2, ({ k }) => k / 3),
          numberColumn<(typeof rows)[0]>('Nothing', '', 2, ({ k }) => (k === 1 ? NaN : null)),
        ],
        5,
      ),
      {
        kind: 'chart',
        chart: {
          title: 'Curves',
          xLabel: 'time, s',
          yLabel: 'y',
          leastSpan: 1e-9,
          marks: [],
          curves: [
            { label: 'one', x: time, y: [1, 2, 3] },
            { label: 'two', x: time, y: [4, 5, 6] },
          ],
        },
      },
    ],
  },
];

const textsOf = (zip: Uint8Array): [string, string][] =>
  Object.entries(unzipSync(zip)).map(([name, bytes]) => [
    name,
    new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes),
  ]);

describe('the tables of a report as CSV', () => {
  const files = textsOf(csvArchive(sections));

  it('hold every row, unrounded, and not only those on paper', () => {
    const lines = files[0]![1].trimEnd().split('\r\n');
    expect(lines).toHaveLength(41);
    expect(lines[0]).toBe('\ufeffName,"Third, p.u.",Nothing');
    expect(lines[40]).toBe(`row 39,${39 / 3},`);
    expect(lines[2]).toBe(`row 1,${1 / 3},`);
  });

  it('guard a text that a spreadsheet would take for a formula', () => {
    expect(files[0]![1]).toContain("\r\n'=1+1,0,");
  });

  it('hold the curves, those of one time behind one column of it', () => {
    expect(files[1]![1]).toBe('\ufeff"time, s",one,two\r\n0,1,4\r\n0.5,2,5\r\n1,3,6\r\n');
  });
});

describe('the figures of a report', () => {
  it('are SVG files of their own, with their style inside', () => {
    const [[file, text] = ['', '']] = textsOf(figureArchive(sections));
    expect(file).toBe('01-a-b-results-curves.svg');
    expect(text).toMatch(
      /^<\?xml[^>]*>\s*<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg"[^>]*><style>/,
    );
    expect(text).not.toContain('@page');
    expect(text.match(/<polyline/g)).toHaveLength(2);
    // Well formed: every element that opens closes.
    const open: string[] = [];
    for (const [, closes, name = '', alone] of text.matchAll(/<(\/?)([a-z]+)[^>]*?(\/?)>/g)) {
      if (closes !== '') expect(open.pop()).toBe(name);
      else if (alone === '') open.push(name);
    }
    expect(open).toEqual([]);
  });
});

describe('the workbook of a report', () => {
  it('has a sheet of text, and one for each table and chart, with names that Excel takes', async () => {
    const parts = unzipSync(await reportWorkbook('Peak', sections));
    const workbook = strFromU8(parts['xl/workbook.xml']!);
    const names = [...workbook.matchAll(/<sheet [^>]*name="([^"]*)"/g)].map(([, name]) => name);
    expect(names).toEqual(['Report', 'Table', 'Curves']);
    const table = strFromU8(parts['xl/worksheets/sheet2.xml']!);
    expect(table).toContain(`<v>${39 / 3}</v>`);
    expect(table.match(/<row /g)).toHaveLength(41);
  });

  it('numbers sheets that would share a name, and cuts long ones', async () => {
    const long = 'A title that is much longer than thirty-one characters';
    const twice: ReportSection[] = [
      {
        id: 'a',
        title: 'A',
        blocks: [1, 2].map(() => tableOf(long, rows, [textColumn('n', ({ name }) => name)])),
      },
    ];
    const workbook = strFromU8(unzipSync(await reportWorkbook('Peak', twice))['xl/workbook.xml']!);
    const names = [...workbook.matchAll(/<sheet [^>]*name="([^"]*)"/g)].map(
      ([, name]) => name ?? '',
    );
    expect(new Set(names).size).toBe(3);
    expect(names.every((name) => name.length <= 31)).toBe(true);
  });
});

describe('the options of a report', () => {
  it('keep the order chosen, never lose what must be printed, and pass over what is unknown', () => {
    const { sections: chosen } = reportOptionsSchema.parse({
      sections: ['time-domain', 'a section of the future', 'network', 'network'],
    });
    expect(chosen).toEqual(['time-domain', 'network', 'assumptions', 'provenance']);
  });

  it('refuse a logo that is too large, saying how large it may be', () => {
    const logo = { mediaType: 'image/png', base64: 'A'.repeat(700_001) };
    expect(reportOptionsSchema.safeParse({ logo }).error?.issues[0]?.message).toMatch(/512 KiB/);
  });
});
