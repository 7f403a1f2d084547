import { z } from 'zod';

import { largestFileBytes } from './contract.ts';
import { PhaselockError } from './errors.ts';

/**
 * One message as one binary frame, for a carrier that knows only bytes (the WebSocket):
 *
 *     0   magic 'PLK1'                          4 bytes
 *     4   length of the header                  u32, little-endian
 *     8   header, JSON in UTF-8                 { value, extras }
 *         zeros up to a multiple of 8
 *         arrays, raw, each padded likewise     little-endian, in the order of the extras
 *
 * `value` holds null wherever JSON cannot carry what stands there; `extras` says by path what that
 * was: a typed array and its length, or a number that JSON has no word for. Paths rather than
 * marked objects, so that no value of the user can be mistaken for a mark.
 */

/** What a WebSocket may carry at most: the largest file and the message around it. */
export const largestFrameBytes = largestFileBytes + 1024 * 1024;

const arrayTypes = {
  Int8Array,
  Uint8Array,
  Uint8ClampedArray,
  Int16Array,
  Uint16Array,
  Int32Array,
  Uint32Array,
  Float32Array,
  Float64Array,
  BigInt64Array,
  BigUint64Array,
} as const;

type ArrayType = keyof typeof arrayTypes;
type TypedArray = InstanceType<(typeof arrayTypes)[ArrayType]>;

const specialNumbers = {
  NaN: Number.NaN,
  Infinity: Number.POSITIVE_INFINITY,
  '-Infinity': Number.NEGATIVE_INFINITY,
  '-0': -0,
} as const;

type Path = (string | number)[];

const pathSchema = z.array(z.union([z.string(), z.number().int().nonnegative()]));

const headerSchema = z.strictObject({
  value: z.unknown(),
  extras: z.array(
    z.union([
      z.strictObject({
        path: pathSchema,
        array: z.enum(Object.keys(arrayTypes) as [ArrayType, ...ArrayType[]]),
        length: z.number().int().nonnegative(),
      }),
      z.strictObject({
        path: pathSchema,
        number: z.enum(['NaN', 'Infinity', '-Infinity', '-0']),
      }),
      z.strictObject({ path: pathSchema, absent: z.literal(true) }),
    ]),
  ),
});

type Header = z.infer<typeof headerSchema>;
type Extra = Header['extras'][number];

const magic = new TextEncoder().encode('PLK1');
const prefixBytes = 8;

/** @throws PhaselockError where the value holds what no carrier takes, or grows beyond the limit. */
export function encodeFrame(value: unknown): Uint8Array<ArrayBuffer> {
  const extras: Extra[] = [];
  const arrays: TypedArray[] = [];
  const stripped = strip(value, [], extras, arrays);
  const header = new TextEncoder().encode(JSON.stringify({ value: stripped, extras }));

  const arraysStart = aligned(prefixBytes + header.length);
  const total = arrays.reduce((sum, array) => sum + aligned(array.byteLength), arraysStart);
  requireSize(total);

  const frame = new Uint8Array(total);
  frame.set(magic);
  new DataView(frame.buffer).setUint32(magic.length, header.length, true);
  frame.set(header, prefixBytes);
  let offset = arraysStart;
  for (const array of arrays) {
    frame.set(new Uint8Array(array.buffer, array.byteOffset, array.byteLength), offset);
    offset += aligned(array.byteLength);
  }
  return frame;
}

/**
 * The value of a frame. Its arrays are views of the frame where that is aligned in memory, so the
 * frame must not be reused.
 *
 * @throws PhaselockError `invalid-request` where the bytes are no frame of ours.
 */
export function decodeFrame(bytes: Uint8Array): unknown {
  requireSize(bytes.byteLength);
  const frame = bytes.byteOffset % 8 === 0 ? bytes : bytes.slice();
  const headerLength = readPrefix(frame);
  const header = readHeader(frame.subarray(prefixBytes, prefixBytes + headerLength));

  // One holder around the value, so that a value which is itself an array or NaN has a place too.
  const holder = { value: header.value ?? null };
  let offset = aligned(prefixBytes + headerLength);
  for (const extra of header.extras) {
    if ('array' in extra) {
      const byteLength = extra.length * arrayTypes[extra.array].BYTES_PER_ELEMENT;
      if (offset + byteLength > frame.byteLength) malformed('an array ends beyond the frame');
      put(holder, extra.path, view(frame, extra.array, offset, extra.length));
      offset += aligned(byteLength);
    } else {
      put(holder, extra.path, 'number' in extra ? specialNumbers[extra.number] : undefined);
    }
  }
  if (offset !== frame.byteLength) malformed('its length is not that of its header and arrays');
  return holder.value;
}

/** The value with null in place of everything that goes to the extras; copied only where it changes. */
function strip(value: unknown, path: Path, extras: Extra[], arrays: TypedArray[]): unknown {
  switch (typeof value) {
    case 'string':
    case 'boolean':
      return value;
    case 'number':
      return stripNumber(value, path, extras);
    case 'undefined':
      extras.push({ path: [...path], absent: true });
      return null;
    case 'object':
      return value === null ? null : stripObject(value, path, extras, arrays);
    default:
      return notSendable(path, typeof value);
  }
}

function stripObject(value: object, path: Path, extras: Extra[], arrays: TypedArray[]): unknown {
  if (isTypedArray(value)) {
    extras.push({ path: [...path], array: typeOf(value), length: value.length });
    arrays.push(value);
    return null;
  }
  const list = Array.isArray(value);
  if (!list && !isPlain(value)) return notSendable(path, 'an instance of a class');
  const fields = value as Record<string, unknown>;
  let copy: Record<string, unknown> | null = null;
  for (const key of Object.keys(value)) {
    const field = fields[key];
    path.push(list ? Number(key) : key);
    const stripped = strip(field, path, extras, arrays);
    path.pop();
    if (Object.is(stripped, field)) continue;
    copy ??= (list ? [...(value as unknown[])] : { ...value }) as Record<string, unknown>;
    copy[key] = stripped;
  }
  return copy ?? value;
}

const isPlain = (value: object): boolean => {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
};

function stripNumber(value: number, path: Path, extras: Extra[]): number | null {
  if (Number.isFinite(value) && !Object.is(value, -0)) return value;
  const number = Object.is(value, -0) ? '-0' : (String(value) as keyof typeof specialNumbers);
  extras.push({ path: [...path], number });
  return null;
}

const isTypedArray = (value: object): value is TypedArray =>
  ArrayBuffer.isView(value) &&
  !(value instanceof DataView) &&
  typeOf(value as TypedArray) in arrayTypes;

/** A subclass (Node's Buffer) travels as the kind it is built on. */
const typeOf = (array: TypedArray): ArrayType => array[Symbol.toStringTag];

function readPrefix(frame: Uint8Array): number {
  const isOurs =
    frame.byteLength >= prefixBytes && magic.every((byte, index) => frame[index] === byte);
  if (!isOurs) malformed('it does not begin with the mark of a frame');
  const prefix = new DataView(frame.buffer, frame.byteOffset, prefixBytes);
  const headerLength = prefix.getUint32(magic.length, true);
  if (prefixBytes + headerLength > frame.byteLength) malformed('its header ends beyond the frame');
  return headerLength;
}

function readHeader(bytes: Uint8Array): Header {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return headerSchema.parse(JSON.parse(text));
  } catch (cause) {
    return malformed('its header cannot be read', cause);
  }
}

function view(frame: Uint8Array, type: ArrayType, offset: number, length: number): TypedArray {
  return new arrayTypes[type](frame.buffer as ArrayBuffer, frame.byteOffset + offset, length);
}

/**
 * Puts an extra where its path leads. Each step must be an own field of the value, and the last
 * one null: so no path reaches a prototype, and none replaces what the value says.
 */
function put(holder: { value: unknown }, path: Path, extra: unknown): void {
  let place = holder as Record<string | number, unknown>;
  let key: string | number = 'value';
  for (const step of path) {
    const next = place[key];
    if (typeof next !== 'object' || next === null || ArrayBuffer.isView(next)) {
      malformed('a path leads nowhere');
    }
    place = next as Record<string | number, unknown>;
    key = step;
    if (!Object.hasOwn(place, key)) malformed('a path leads nowhere');
  }
  if (place[key] !== null) malformed('a path leads to a place that is taken');
  place[key] = extra;
}

const aligned = (bytes: number): number => Math.ceil(bytes / 8) * 8;

function requireSize(bytes: number): void {
  if (bytes <= largestFrameBytes) return;
  const mebibytes = Math.ceil(bytes / 1024 / 1024);
  const most = largestFrameBytes / 1024 / 1024;
  throw new PhaselockError(
    'refused',
    `A message of ${mebibytes} MiB is larger than the ${most} MiB that may be sent: send less at once.`,
  );
}

function notSendable(path: Path, what: string): never {
  throw new PhaselockError(
    'invalid-request',
    `${path.join('.') || 'The message'} is ${what}, which cannot be sent: send plain data.`,
  );
}

function malformed(why: string, cause?: unknown): never {
  throw new PhaselockError('invalid-request', `The frame is malformed: ${why}.`, { cause });
}
