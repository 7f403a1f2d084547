import { createHash } from 'node:crypto';

import { pack, unpack } from './compression.ts';
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
 * exponent and leading digits, which the packer sees only that way.
 */
export function encodeArray(array: NumericArray): StoredArray {
  const raw = bytesOf(array);
  const { codec, bytes } = pack(shuffle(raw, array.BYTES_PER_ELEMENT));
  return {
    type: array[Symbol.toStringTag],
    length: array.length,
    codec,
    sha256: sha256(raw),
    bytes,
  };
}

/** @throws Error where the bytes are not those that were written. */
export function decodeArray(stored: StoredArray): NumericArray {
  const type = TYPES[stored.type];
  const width = type.BYTES_PER_ELEMENT;
  const raw = unshuffle(unpack(stored), width);
  if (raw.length !== stored.length * width || sha256(raw) !== stored.sha256) {
    throw new Error('A stored array differs from what was written.');
  }
  return new type(raw.buffer, 0, stored.length);
}

const bytesOf = (array: NumericArray): Uint8Array =>
  new Uint8Array(array.buffer, array.byteOffset, array.byteLength);

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** Byte b of element i goes to [b * elements + i]. */
function shuffle(bytes: Uint8Array, width: number): Uint8Array {
  const elements = bytes.length / width;
  const shuffled = new Uint8Array(bytes.length);
  for (let b = 0; b < width; b++) {
    for (let i = 0; i < elements; i++) shuffled[b * elements + i] = bytes[i * width + b] ?? 0;
  }
  return shuffled;
}

function unshuffle(shuffled: Uint8Array, width: number): Uint8Array<ArrayBuffer> {
  const elements = Math.floor(shuffled.length / width);
  const bytes = new Uint8Array(elements * width);
  for (let b = 0; b < width; b++) {
    for (let i = 0; i < elements; i++) bytes[i * width + b] = shuffled[b * elements + i] ?? 0;
  }
  return bytes;
}
