import { createHash } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';

import { packAside, unpackAside } from './compression.ts';
import type { Codec } from './compression.ts';

const TYPES = { Float64Array, Float32Array, Int32Array, Uint8Array } as const;

export type ArrayType = keyof typeof TYPES;
export type NumericArray = InstanceType<(typeof TYPES)[ArrayType]>;

export interface StoredArray {
  readonly type: ArrayType;
  readonly length: number;
  readonly codec: Codec;
  /** Of the little-endian bytes before packing. */
  readonly sha256: string;
  readonly bytes: Uint8Array;
}

export function isNumericArray(value: unknown): value is NumericArray {
  return ArrayBuffer.isView(value) && (value as NumericArray)[Symbol.toStringTag] in TYPES;
}

/**
 * Bytes of equal significance go together before packing: neighbours in a curve share sign,
 * exponent and leading digits, which the packer sees only that way. The curves of a large
 * simulation take a second of work, so it is done in slices, between which others have their turn.
 */
export async function encodeArray(array: NumericArray): Promise<StoredArray> {
  const raw = new Uint8Array(array.buffer, array.byteOffset, array.byteLength);
  const shuffled = new Uint8Array(raw.length);
  const hash = createHash('sha256');
  await inSlices(array.length, (from, to) => {
    const width = array.BYTES_PER_ELEMENT;
    hash.update(raw.subarray(from * width, to * width));
    shuffle(raw, shuffled, width, from, to);
  });
  return {
    type: array[Symbol.toStringTag],
    length: array.length,
    sha256: hash.digest('hex'),
    ...(await packAside(shuffled)),
  };
}

/** @throws Error where the bytes are not those that were written. */
export async function decodeArray(stored: StoredArray): Promise<NumericArray> {
  const type = TYPES[stored.type];
  const width = type.BYTES_PER_ELEMENT;
  const shuffled = await unpackAside(stored, stored.length * width);
  if (shuffled.length !== stored.length * width) throw new Error(differs);
  const raw = new Uint8Array(shuffled.length);
  const hash = createHash('sha256');
  await inSlices(stored.length, (from, to) => {
    unshuffle(shuffled, raw, width, from, to);
    hash.update(raw.subarray(from * width, to * width));
  });
  if (hash.digest('hex') !== stored.sha256) throw new Error(differs);
  return new type(raw.buffer);
}

const differs = 'A stored array differs from what was written.';

/** A few milliseconds' work. */
const sliceElements = 1 << 17;
/** What the first-level cache holds of both sides. */
const blockElements = 1 << 11;

async function inSlices(length: number, work: (from: number, to: number) => void): Promise<void> {
  for (let slice = 0; slice < length; slice += sliceElements) {
    if (slice > 0) await setImmediate();
    const end = Math.min(length, slice + sliceElements);
    for (let from = slice; from < end; from += blockElements) {
      work(from, Math.min(end, from + blockElements));
    }
  }
}

/** Byte b of element i goes to [b * elements + i], for the elements from `from` up to `to`. */
function shuffle(
  bytes: Uint8Array,
  shuffled: Uint8Array,
  width: number,
  from: number,
  to: number,
): void {
  const elements = bytes.length / width;
  for (let b = 0; b < width; b++) {
    for (let i = from; i < to; i++) shuffled[b * elements + i] = bytes[i * width + b] ?? 0;
  }
}

function unshuffle(
  shuffled: Uint8Array,
  bytes: Uint8Array,
  width: number,
  from: number,
  to: number,
): void {
  const elements = bytes.length / width;
  for (let b = 0; b < width; b++) {
    for (let i = from; i < to; i++) bytes[i * width + b] = shuffled[b * elements + i] ?? 0;
  }
}
