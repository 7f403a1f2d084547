import { describe, expect, it } from 'vitest';

import { decodeFrame, encodeFrame, largestFrameBytes } from '../../../src-shared/contract/frame.ts';

/** A frame written by hand, by the layout in the comment of frame.ts. */
function frameOf(header: unknown, tail: Uint8Array = new Uint8Array()): Uint8Array {
  const json = Buffer.from(typeof header === 'string' ? header : JSON.stringify(header));
  const length = Buffer.alloc(4);
  length.writeUInt32LE(json.length);
  const head = Buffer.concat([Buffer.from('PLK1'), length, json]);
  return new Uint8Array(Buffer.concat([head, Buffer.alloc((8 - (head.length % 8)) % 8), tail]));
}

describe('the layout of a frame', () => {
  it('puts every array at a multiple of eight bytes, little-endian', () => {
    const frame = encodeFrame({ a: new Uint8Array([1, 2, 3]), b: new Float64Array([Math.PI]) });
    expect(frame.length % 8).toBe(0);
    const view = new DataView(frame.buffer);
    expect(view.getFloat64(frame.length - 8, true)).toBe(Math.PI);
    expect([...frame.subarray(frame.length - 16, frame.length - 13)]).toEqual([1, 2, 3]);
  });

  it('is what a frame written by hand decodes to', () => {
    const bytes = new Uint8Array(new Float64Array([1.5, -2]).buffer);
    const header = {
      value: { theta: null, limit: null, name: 'x' },
      extras: [
        { path: ['theta'], array: 'Float64Array', length: 2 },
        { path: ['limit'], number: 'Infinity' },
      ],
    };
    expect(decodeFrame(frameOf(header, bytes))).toStrictEqual({
      theta: new Float64Array([1.5, -2]),
      limit: Infinity,
      name: 'x',
    });
  });

  it('carries a subclass and a part of an array as the plain array of that part', () => {
    const part = new Float64Array([9, 1, 2, 9]).subarray(1, 3);
    expect(decodeFrame(encodeFrame([Buffer.from('ab'), part]))).toStrictEqual([
      new Uint8Array([97, 98]),
      new Float64Array([1, 2]),
    ]);
  });

  it('carries arrays out of shared memory', () => {
    const shared = new Float64Array(new SharedArrayBuffer(16));
    shared.set([3, 4]);
    const decoded = decodeFrame(encodeFrame(shared)) as Float64Array;
    expect(decoded).toStrictEqual(new Float64Array([3, 4]));
    expect(decoded.buffer).toBeInstanceOf(ArrayBuffer);
  });
});

describe('a frame is refused', () => {
  const cases: [string, Uint8Array][] = [
    ['without the mark', new Uint8Array(64)],
    ['shorter than its prefix', new Uint8Array([80, 76, 75])],
    ['whose header is no JSON', frameOf('{"value": ')],
    ['whose header has other fields', frameOf({ value: 1, extras: [], more: 1 })],
    ['with a kind of array that does not exist', frameOf(extra({ array: 'Map', length: 1 }))],
    ['with an array beyond its end', frameOf(extra({ array: 'Float64Array', length: 1 }))],
    ['with an array of absurd length', frameOf(extra({ array: 'Int8Array', length: 2 ** 50 }))],
    ['with bytes that belong to nothing', frameOf({ value: 1, extras: [] }, new Uint8Array(8))],
    [
      'whose path leads to a place that is taken',
      frameOf({ value: 1, extras: [{ path: [], number: 'NaN' }] }),
    ],
    [
      'whose path leads out of the value',
      frameOf({ value: {}, extras: [{ path: ['a'], number: 'NaN' }] }),
    ],
    [
      'whose path leads to a prototype',
      frameOf({ value: {}, extras: [{ path: ['__proto__', 'polluted'], number: 'NaN' }] }),
    ],
  ];

  function extra(what: object): object {
    return { value: null, extras: [{ path: [], ...what }] };
  }

  it.each(cases)('%s', (_name, frame) => {
    expect(() => decodeFrame(frame)).toThrow(/^The frame is malformed: /);
    expect({}).not.toHaveProperty('polluted');
  });

  it('when it is larger than the limit, before anything is copied', () => {
    const tooLarge = new Uint8Array(largestFrameBytes + 1);
    expect(() => decodeFrame(tooLarge)).toThrow(/258 MiB is larger than the 257 MiB/);
    expect(() => encodeFrame({ bytes: tooLarge })).toThrow(/send less at once/);
  });
});

describe('a value is refused that no carrier takes', () => {
  it.each([
    ['a function', { on: { click: () => 1 } }, /on\.click is function/],
    ['a date', [new Date(0)], /0 is an instance of a class/],
    ['a map', new Map(), /The message is an instance of a class/],
    ['a big integer', { n: 1n }, /n is bigint/],
    ['a raw buffer', { raw: new ArrayBuffer(8) }, /raw is an instance of a class/],
  ])('%s', (_name, value, message) => {
    expect(() => encodeFrame(value)).toThrow(message);
  });
});
