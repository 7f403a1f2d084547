import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

import { PhaselockError } from '../../../src-shared/contract/errors.ts';

const chunkCharacters = 65_536;

/**
 * The text of a document, piece by piece, since the curves of a large network exceed the longest
 * string that there can be. A field stands on a line of its own, and so does each element of a
 * list. Typed arrays become lists, and numbers that JSON has no word for become null.
 */
export function* jsonText(document: object): Generator<string> {
  let piece = '';
  for (const part of parts(document)) {
    piece += part;
    if (piece.length < chunkCharacters) continue;
    yield piece;
    piece = '';
  }
  yield piece;
}

function* parts(document: object): Generator<string> {
  let before = '{\n';
  let after = '{}\n';
  for (const [field, value] of Object.entries(document) as [string, unknown][]) {
    if (value === undefined) continue;
    yield `${before}  ${JSON.stringify(field)}: `;
    before = ',\n';
    after = '\n}\n';
    if (Array.isArray(value) && value.some((element) => typeof element === 'object')) {
      yield* list(value);
    } else {
      yield text(value);
    }
  }
  yield after;
}

function* list(elements: readonly unknown[]): Generator<string> {
  let before = '[\n    ';
  for (const element of elements) {
    yield before + text(element);
    before = ',\n    ';
  }
  yield '\n  ]';
}

const text = (value: unknown): string =>
  JSON.stringify(value, (_field, inner: unknown) => {
    if (inner instanceof Float32Array) return Array.from(inner, ninePlaces);
    return ArrayBuffer.isView(inner) ? Array.from(inner as Float64Array) : inner;
  });

/** All that 32 bits hold; the digits behind would be those of the conversion. */
const ninePlaces = (value: number): number => Number(value.toPrecision(9));

export async function printJson(document: object, output: NodeJS.WritableStream): Promise<void> {
  await pipeline(Readable.from(jsonText(document)), output, { end: false });
}

/** Writes the whole document or leaves what was there. */
export async function writeJson(document: object, file: string): Promise<void> {
  const unfinished = `${file}.part`;
  try {
    await pipeline(Readable.from(jsonText(document)), createWriteStream(unfinished));
    await rename(unfinished, file);
  } catch (cause) {
    await rm(unfinished, { force: true });
    const { code } = cause as NodeJS.ErrnoException;
    throw new PhaselockError(
      'unavailable',
      `${file} cannot be written (${code ?? String(cause)}): check the folder, your permission and the space on the disk.`,
      { cause },
    );
  }
}
