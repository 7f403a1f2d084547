import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import {
  commaSeparated,
  shownTable,
  tabSeparated,
} from '../../../../src-renderer/composables/table-text.ts';

const columns = [
  { title: 'Name', field: 'name' },
  { title: 'P / MW', field: 'pMw' },
  { title: 'buttons' },
];

/** RFC 4180 as a state machine: the second opinion on what was written. */
function readCsv(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let cell = '';
  let quoted = false;
  for (let at = 0; at < text.length; at++) {
    const character = text[at]!;
    if (quoted) {
      if (character !== '"') cell += character;
      else if (text[at + 1] === '"') cell += text[++at]!;
      else quoted = false;
    } else if (character === '"') quoted = true;
    else if (character === ',') {
      row.push(cell);
      cell = '';
    } else if (character === '\r' && text[at + 1] === '\n') {
      rows.push([...row, cell]);
      row = [];
      cell = '';
      at++;
    } else cell += character;
  }
  return rows;
}

describe('a table as text', () => {
  it('has headers first, full precision, and no column that holds no data', () => {
    const rows = [{ name: 'Bus 1', pMw: 1 / 3 }];
    expect(tabSeparated(columns, rows)).toBe(`Name\tP / MW\nBus 1\t${1 / 3}`);
  });

  it('comes back from CSV as it was, whatever stands in the cells', () => {
    const cell = fc.string().filter((text) => !/^[=+\-@]/.test(text));
    fc.assert(
      fc.property(fc.array(fc.record({ name: cell, pMw: fc.double() })), (rows) => {
        const [head, ...body] = readCsv(commaSeparated(columns, rows));
        expect(head).toEqual(['Name', 'P / MW']);
        expect(body).toEqual(rows.map(({ name, pMw }) => [name, String(pMw)]));
      }),
    );
  });

  it('keeps a spreadsheet from running a name as a formula', () => {
    const text = commaSeparated(columns, [{ name: '=HYPERLINK("x")', pMw: -5 }]);
    expect(readCsv(text)[1]).toEqual([`'=HYPERLINK("x")`, '-5']);
  });

  it('does not let a tab or a line end inside a cell break the table', () => {
    const text = tabSeparated(columns, [{ name: 'a\tb\nc', pMw: 1 }]);
    expect(text.split('\n')[1]).toBe('a b c\t1');
  });

  it('of the page is what is shown: numbers as numbers, no formulas, no room around', () => {
    const row = (...texts: string[]) => ({ cells: texts.map((textContent) => ({ textContent })) });
    const text = shownTable({ rows: [row('Line', 'Angle'), row(' 1–2,\n  3–4 ', '-5.2', '=A1')] });
    expect(readCsv(text)).toEqual([
      ['Line', 'Angle'],
      ['1–2, 3–4', '-5.2', "'=A1"],
    ]);
  });
});
