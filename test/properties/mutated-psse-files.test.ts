import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { readNetwork } from '../../src-main/formats/read-network.ts';
import { gridDocumentText } from '../../src-shared/grid/schema.ts';
import { validateGrid } from '../../src-shared/grid/validation.ts';
import { bytesOf, networkFile, networkText } from '../fixtures/network-files.ts';

const RAW = [
  ...[30, 31, 33, 35].map((version) => `wscc9-v${version}.raw`),
  ...['quirks-v33.raw', 'transformers-v33.raw', 'dc-lines-v33.raw', 'switches-v35.raw'],
];

/** What hurts readers of records: values that are none, quotes, slashes, ends of sections. */
const VALUES = ['', ',', '/', "'", '"', '0', 'Q', '@!', '-1', '1e999', '1e300', '-1e-300', 'NaN'];
const LINES = [
  '0 / END OF BUS DATA, BEGIN LOAD DATA',
  '0',
  'Q',
  '',
  "1,'",
  '-999',
  '@! talk',
].concat(['0 / BEGIN SUBSTATION DATA', '1, 2, 3', '9'.repeat(400), 'BRANCH DATA FOLLOWS 3 ITEMS']);

type Change = (lines: string[], place: number, other: number) => void;

const index = (lines: readonly string[], share: number): number =>
  Math.floor(share * Math.max(0, lines.length - 1));

const CHANGES: Readonly<Record<string, Change>> = {
  cut: (lines, place, other) => void lines.splice(index(lines, place), 1 + Math.floor(other * 4)),
  truncate: (lines, place) => void lines.splice(index(lines, place) + 1),
  duplicate: (lines, place, other) =>
    void lines.splice(index(lines, other), 0, lines[index(lines, place)] ?? ''),
  insert: (lines, place, other) =>
    void lines.splice(index(lines, place), 0, LINES[index(LINES, other)] ?? ''),
  value: (lines, place, other) => {
    const at = index(lines, place);
    const fields = (lines[at] ?? '').split(/(\s*,\s*|\s+)/);
    fields[index(fields, other)] = VALUES[index(VALUES, (place * 97 + other * 31) % 1)] ?? '';
    lines[at] = fields.join('');
  },
  byte: (lines, place, other) => {
    const at = index(lines, place);
    const text = lines[at] ?? '';
    const i = Math.floor(other * text.length);
    lines[at] = text.slice(0, i) + String.fromCharCode(1 + ((i * 37) % 254)) + text.slice(i + 1);
  },
};

const share = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
const changes = fc.array(fc.tuple(fc.constantFrom(...Object.values(CHANGES)), share, share), {
  minLength: 1,
  maxLength: 4,
});

function changedText(name: string, list: readonly (readonly [Change, number, number])[]): string {
  const lines = networkText(name).split('\n');
  for (const [change, place, other] of list) change(lines, place, other);
  return lines.join('\n');
}

function expectMessageOrNetwork(...[name, bytes, more]: Parameters<typeof readNetwork>): void {
  const { grid, report } = readNetwork(name, bytes, more);
  const errors = report.messages.filter(({ severity }) => severity === 'error');
  expect(grid === null).toBe(errors.length > 0);
  if (!grid) return;
  expect(validateGrid(grid).filter(({ severity }) => severity === 'error')).toEqual([]);
  const again = readNetwork('again.json', bytesOf(gridDocumentText(grid)));
  expect(again.grid).toEqual(grid);
}

describe('gnawed at line by line', () => {
  it('a RAW file gives errors or a valid network that can be written and read back', () => {
    fc.assert(
      fc.property(fc.constantFrom(...RAW), changes, (name, list) => {
        expectMessageOrNetwork('case.raw', bytesOf(changedText(name, list)));
      }),
      { numRuns: 1500, seed: 20_261_121 },
    );
  });

  it('a CDF file does', () => {
    fc.assert(
      fc.property(changes, (list) => {
        expectMessageOrNetwork('case.cdf', bytesOf(changedText('wscc9.cdf', list)));
      }),
      { numRuns: 500, seed: 20_261_122 },
    );
  });

  it('a DYR file leaves the network valid', () => {
    const raw = networkFile('wscc9-v33.raw');
    fc.assert(
      fc.property(changes, (list) => {
        const bytes = bytesOf(changedText('wscc9.dyr', list));
        expectMessageOrNetwork('case.raw', raw, [{ fileName: 'case.dyr', bytes }]);
      }),
      { numRuns: 500, seed: 20_261_123 },
    );
  });
});
