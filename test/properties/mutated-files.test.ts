import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { readNetwork, readStudyNetwork } from '../../src-main/formats/read-network.ts';
import { loadSample } from '../../src-main/samples/samples.ts';
import { gridDocumentText } from '../../src-shared/grid/schema.ts';
import { validateGrid } from '../../src-shared/grid/validation.ts';
import { bytesOf, networkFile } from '../fixtures/network-files.ts';

const files: readonly Uint8Array[] = [
  ...['good', 'quirks', 'version-1', 'ohms-and-kilowatts', 'code-not-understood'].map((name) =>
    networkFile(`${name}.m`),
  ),
  bytesOf(gridDocumentText(loadSample('wscc9'))),
  bytesOf('{"format":"phaselock-oscillators","version":1,"nodes":[{"id":1,"omega":0}],"edges":[]}'),
];

/** What hurts readers: brackets, quotes, ends of files, numbers that are none, deep nesting. */
const PIECES = ['[', ']', '{', '}', '(', ')', ';', ',', "'", '"', '%', '%{\n', '...', '\n', '\r\n']
  .concat(['Inf', 'NaN', '-', '1e999', '0', '9'.repeat(40), '\0', '\uFFFD', 'mpc.bus = ['])
  .concat(['mpc.bus(1, :) = 0;\n', 'function ', 'null', '"network":', '('.repeat(99), ':', '1:2'])
  .map(bytesOf);

interface Mutation {
  readonly at: number;
  readonly remove: number;
  readonly insert: Uint8Array;
}

const mutation: fc.Arbitrary<Mutation> = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  remove: fc.oneof(fc.integer({ min: 0, max: 3 }), fc.integer({ min: 0, max: 400 })),
  insert: fc.oneof(fc.constantFrom(...PIECES), fc.uint8Array({ maxLength: 4 })),
});

function mutate(bytes: Uint8Array, mutations: readonly Mutation[]): Uint8Array {
  return mutations.reduce((file, { at, remove, insert }) => {
    const position = Math.floor(at * file.length);
    return Buffer.concat([file.subarray(0, position), insert, file.subarray(position + remove)]);
  }, bytes);
}

describe('files that something has gnawed at', () => {
  it('give errors or a valid network that can be written and read back, and never an exception', () => {
    const name = fc.constantFrom('file.m', 'file.json', 'file');
    fc.assert(
      fc.property(
        fc.constantFrom(...files),
        fc.array(mutation, { minLength: 1, maxLength: 4 }),
        name,
        (file, mutations, fileName) => {
          const bytes = mutate(file, mutations);
          readStudyNetwork(fileName, bytes);
          const { grid, report } = readNetwork(fileName, bytes);
          const errors = report.messages.filter(({ severity }) => severity === 'error');
          expect(grid === null).toBe(errors.length > 0);
          if (!grid) return;
          expect(validateGrid(grid).filter(({ severity }) => severity === 'error')).toEqual([]);
          const again = readNetwork('again.json', bytesOf(gridDocumentText(grid)));
          expect(again.grid).toEqual(grid);
        },
      ),
      { numRuns: 1500, seed: 20_261_121 },
    );
  });
});
