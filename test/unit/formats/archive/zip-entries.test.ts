import { createHash } from 'node:crypto';

import { strToU8, unzipSync, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';

import { readArchive } from '../../../../src-main/formats/archive/archive-file.ts';
import { unpackEntry, zipEntries } from '../../../../src-main/formats/archive/zip-entries.ts';

const zeros = new Uint8Array(20 * 2 ** 20);
const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** What the archive says of the length of every file, put down as something else. */
function lying(zip: Uint8Array, length: number): Uint8Array {
  const bytes = Uint8Array.from(zip);
  const view = new DataView(bytes.buffer);
  for (let at = 0; at < bytes.length - 46; at++) {
    const field = { 0x02014b50: 24, 0x04034b50: 22 }[view.getUint32(at, true)];
    if (field !== undefined) view.setUint32(at + field, length, true);
  }
  return bytes;
}

/** An archive of one file, of which the manifest claims that length. */
function anArchiveOf(content: Uint8Array, claimed = content.length): Uint8Array {
  const files = { bomb: { bytes: claimed, sha256: sha256(content) } };
  const manifest = { format: 'phaselock-archive', version: 1, writtenBy: '', writtenAt: '', files };
  return zipSync({ 'manifest.json': strToU8(JSON.stringify(manifest)), bomb: content });
}

describe('the files of a ZIP archive', () => {
  it('are those that another reader finds', () => {
    const zip = zipSync({
      'a/packed.txt': [strToU8('word '.repeat(500)), { level: 9 }],
      'a/größer.txt': [strToU8('as it is'), { level: 0 }],
      empty: new Uint8Array(0),
    });
    const entries = [...zipEntries(zip)!].map(([path, entry]) => [path, unpackEntry(entry, 2500)]);
    const found = Object.entries(unzipSync(zip));
    expect(entries.map(([path]) => path)).toEqual(found.map(([path]) => path));
    entries.forEach(([, bytes], k) => {
      expect(Array.from(bytes as Uint8Array)).toEqual(Array.from(found[k]![1]));
    });
  });

  it('are none where it is cut off, or no archive', () => {
    const zip = zipSync({ a: strToU8('word '.repeat(500)), b: strToU8('more') });
    for (let length = 0; length < zip.length; length++) {
      expect(zipEntries(zip.subarray(0, length))).toBeNull();
    }
    expect(zipEntries(zip.subarray(5))).toBeNull();
  });

  it('are unpacked no further than asked, whatever the archive says of them', () => {
    const entry = zipEntries(lying(zipSync({ zeros }), 100))!.get('zeros')!;
    expect(unpackEntry(entry, 100)).toBeNull();
    expect(unpackEntry(entry, zeros.length - 1)).toBeNull();
    expect(unpackEntry(entry, zeros.length)?.length).toBe(zeros.length);
  });
});

describe('an archive that would fill the memory', () => {
  it('is refused where its manifest owns up to it', () => {
    expect(() => readArchive('a', anArchiveOf(strToU8('x'), 2 ** 31))).toThrow(
      /It unpacks to 2048 MB, and at most 1024 MB are taken/,
    );
  });

  it('is refused where its manifest lies, and the sizes in the archive with it', () => {
    const bomb = anArchiveOf(zeros, 100);
    expect(bomb.length).toBeLessThan(30_000);
    for (const zip of [bomb, lying(bomb, 100)]) {
      expect(() => readArchive('a', zip)).toThrow(/“bomb” in it is not what was written/);
    }
  });

  it('has what its manifest does not name left where it is', () => {
    const files = { ...unzipSync(anArchiveOf(strToU8('x'))), more: zeros };
    expect([...readArchive('a', zipSync(files)).keys()]).toEqual(['bomb']);
  });
});
