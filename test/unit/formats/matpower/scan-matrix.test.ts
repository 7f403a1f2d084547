import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { scanMatrix } from '../../../../src-main/formats/matpower/scan-matrix.ts';
import type { ScannedMatrix } from '../../../../src-main/formats/matpower/scan-matrix.ts';
import { bytesOf } from '../../../fixtures/network-files.ts';

const scan = (text: string): ScannedMatrix => scanMatrix(bytesOf(text), 0, 1, () => undefined);

const rowsOf = ({ rows, columns, values }: ScannedMatrix): number[][] =>
  Array.from({ length: rows }, (_, r) => [...values.slice(r * columns, (r + 1) * columns)]);

describe('the matrix scanner', () => {
  it('finds the same cells whatever separates them', () => {
    const cell = fc.oneof(
      fc.integer({ min: -99_999, max: 99_999 }),
      fc.double({ min: -1e6, max: 1e6, noNaN: true }),
    );
    const matrix = fc
      .integer({ min: 1, max: 6 })
      .chain((columns) =>
        fc.array(fc.array(cell, { minLength: columns, maxLength: columns }), { minLength: 1 }),
      );
    const separator = fc.constantFrom(' ', '\t', ', ', ' , ', ' ... more\n');
    const rowEnd = fc.constantFrom(';', '\n', ';\n', ' ; % remark 1 2 3\n', '\r\n', '\n\n');
    fc.assert(
      fc.property(matrix, separator, rowEnd, (rows, between, end) => {
        const text = rows.map((row) => row.join(between)).join(end);
        const plain = rows.map((row) => row.map((value) => value + 0));
        expect(rowsOf(scan(`${text} ]`))).toEqual(plain);
        expect(rowsOf(scan(`${text}${end}]`))).toEqual(plain);
      }),
    );
  });

  it.each([
    ['1 -2', [1, -2]],
    ['1 - 2', [-1]],
    ['1-2', [-1]],
    ['1 * 2', [2]],
    ['3 4/2 5', [3, 2, 5]],
    ['135/sqrt(3)', [135 / Math.sqrt(3)]],
    ['2^3^2', [64]],
    ['-2^2', [-4]],
    ['(1 -2) 3', [-1, 3]],
    ['2^-1', [0.5]],
    ['1e3*pi 1', [1000 * Math.PI, 1]],
  ])('reads the cells “%s” as MATLAB does', (text, cells) => {
    expect(rowsOf(scan(`${text}]`))).toEqual([cells]);
  });

  it('knows the line on which each row begins, through comments and continuations', () => {
    expect([...scan('\n1 2; 3 ...\n4\n%{\n9 9\n%}\n\n5 6]').lines]).toEqual([2, 2, 8]);
  });

  it('ends behind the bracket', () => {
    const { end, line, closed } = scan('1\n2\n] x');
    expect({ end, line, closed }).toEqual({ end: 5, line: 3, closed: true });
  });

  it('is open where the file ends or the next matrix begins', () => {
    expect(scan('1 2\n3 4').closed).toBe(false);
    expect(scan('1 2\n3 4\nmpc.gen = [ 7 ]')).toMatchObject({ closed: false, rows: 2 });
  });

  it('names cells that are no number, and goes on', () => {
    const { badCells, rows } = scan('1 2\n3 4x\n1.2.3 7]');
    expect(badCells).toEqual([
      { line: 2, column: 1, text: '4x' },
      { line: 3, column: 0, text: '1.2.3' },
    ]);
    expect(rows).toBe(3);
  });

  it('leaves out rows of another length', () => {
    const { unevenRows, rows } = scan('1 2\n3\n4 5\n6 7 8]');
    expect(rows).toBe(2);
    expect(unevenRows).toEqual([
      { line: 2, cells: 1 },
      { line: 4, cells: 3 },
    ]);
  });
});
