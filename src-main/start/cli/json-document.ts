import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

import { writeWholeFile } from './write-whole-file.ts';

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
export const writeJson = (document: object, file: string): Promise<void> =>
  writeWholeFile(file, jsonText(document));
