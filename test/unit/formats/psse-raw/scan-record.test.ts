import { describe, expect, it } from 'vitest';

import {
  fieldText,
  isQuoted,
  scanFields,
  scanRecord,
} from '../../../../src-main/formats/psse-raw/scan-record.ts';

describe('a record in free format', () => {
  it.each([
    ['1,2,3', ['1', '2', '3']],
    ['  1   2\t3 ', ['1', '2', '3']],
    ['0   100.00 33 , 0, 0, 60.00', ['0', '100.00', '33', '0', '0', '60.00']],
    ['1,,3', ['1', '', '3']],
    ['1, , ,4', ['1', '', '', '4']],
    [',2', ['', '2']],
    ['1,2,', ['1', '2']],
    ['1,2 / the rest, is talk', ['1', '2']],
    ['1,2// talk', ['1', '2']],
    ["1,'A / B, C',3", ['1', "'A / B, C'", '3']],
    ['1,"D\'E",3', ['1', '"D\'E"', '3']],
    ["2,'O'Donnell ~1', 138.0", ['2', "'O'Donnell ~1'", '138.0']],
    ["2 'O' Donnell' 138.0", ['2', "'O' Donnell'", '138.0']],
    ["2,'open, 138.0", ['2', "'open", '138.0']],
    ["1,'',3", ['1', "''", '3']],
    ['', []],
  ])('%j is split where a planner would', (text, fields) => {
    expect(scanRecord(text)).toEqual(fields);
  });

  it('gives the text of names without quotes and padding', () => {
    expect(["'BUS-1       '", '" 1"', "'", 'plain', "''"].map(fieldText)).toEqual([
      ...['BUS-1', '1', '', 'plain', ''],
    ]);
    expect(["'1'", '"1"', '1', ''].map(isQuoted)).toEqual([true, true, false, false]);
  });

  it('looks at the first thousand fields of a line, however long it is', () => {
    expect(scanRecord("'a,".repeat(1e6))).toHaveLength(1000);
    expect(scanRecord('1,'.repeat(1e6))).toHaveLength(1000);
  });

  it('says whether a slash ended it, which a quoted one does not', () => {
    expect(scanFields("1 'A/B' 2").slash).toBe(false);
    expect(scanFields("1 'A' 2 /").slash).toBe(true);
  });
});
