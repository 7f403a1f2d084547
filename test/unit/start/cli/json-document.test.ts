import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { jsonText, writeJson } from '../../../../src-main/start/cli/json-document.ts';

const textOf = (document: object): string => [...jsonText(document)].join('');

describe('the text of a document', () => {
  it('is read back as JSON.stringify would write it', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (document) => {
        expect(JSON.parse(textOf(document))).toEqual(JSON.parse(JSON.stringify(document)));
      }),
    );
  });

  it('writes typed arrays as lists, 32 bits with the digits that they hold, and no NaN', () => {
    const document = {
      time: new Float64Array([0.1, Number.NaN]),
      nodes: new Int32Array([1, 2]),
      theta: [new Float32Array([0.1, 0.25]), new Float32Array([-3, Infinity])],
      absent: undefined,
    };
    const read = JSON.parse(textOf(document)) as { theta: number[][] };
    expect(read).toEqual({
      time: [0.1, null],
      nodes: [1, 2],
      theta: [
        [0.100000001, 0.25],
        [-3, null],
      ],
    });
    expect(Math.fround(read.theta[0]?.[0] ?? 0)).toBe(Math.fround(0.1));
  });

  it('comes in pieces, so that no string grows with the document', () => {
    const rows = Array.from({ length: 5000 }, () => new Float64Array(20).fill(Math.PI));
    const pieces = [...jsonText({ rows })];
    expect(pieces.length).toBeGreaterThan(10);
    expect(Math.max(...pieces.map(({ length }) => length))).toBeLessThan(70_000);
  });
});

describe('writing a document', () => {
  it('replaces the file when all of it is there', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'phaselock-out-'));
    const file = join(folder, 'result.json');
    writeFileSync(file, 'old');
    await writeJson({ norm: 0.5 }, file);
    expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual({ norm: 0.5 });
    expect(readdirSync(folder)).toEqual(['result.json']);
  });

  it('says where it could not', async () => {
    const file = join(tmpdir(), 'phaselock-no-such-folder', 'result.json');
    await expect(writeJson({}, file)).rejects.toThrow(/result\.json cannot be written \(ENOENT\)/);
  });
});
