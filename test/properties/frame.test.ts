import { isDeepStrictEqual } from 'node:util';

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { decodeFrame, encodeFrame } from '../../src-shared/contract/frame.ts';

const typedArray = fc.oneof(
  fc.int8Array(),
  fc.uint8Array(),
  fc.uint8ClampedArray(),
  fc.int16Array(),
  fc.uint16Array(),
  fc.int32Array(),
  fc.uint32Array(),
  fc.float32Array(),
  fc.float64Array(),
  fc.bigInt64Array(),
  fc.bigUint64Array(),
);

/** Keys that a marked-object encoding would trip over, beside any other. */
const key = fc.oneof(
  fc.string(),
  fc.constantFrom('__proto__', 'constructor', 'value', 'extras', 'path', 'array', ''),
);

const { anyValue } = fc.letrec((tie) => ({
  anyValue: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.oneof(
      fc.constantFrom(null, undefined, true, false, NaN, Infinity, -Infinity, -0, 0),
      fc.double(),
      fc.string({ unit: 'binary' }),
      typedArray,
    ),
    fc.array(tie('anyValue')),
    // An own field `__proto__` is legal data, which an object literal cannot write.
    fc
      .uniqueArray(fc.tuple(key, tie('anyValue')), { selector: ([name]) => name })
      .map((entries): unknown => Object.fromEntries(entries)),
  ),
}));

/** Node's own comparison: the matchers stumble over fields named `constructor`. */
const sameAsClone = (decoded: unknown, value: unknown): boolean =>
  isDeepStrictEqual(decoded, structuredClone(value));

describe('a frame', () => {
  it('brings back any nested value with typed arrays as structured clone does', () => {
    fc.assert(
      fc.property(anyValue, (value) => {
        expect(sameAsClone(decodeFrame(encodeFrame(value)), value)).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  it('is read the same wherever it lies in a larger buffer', () => {
    fc.assert(
      fc.property(anyValue, fc.nat({ max: 16 }), (value, offset) => {
        const frame = encodeFrame(value);
        const larger = new Uint8Array(frame.length + 32).fill(0xff);
        larger.set(frame, offset);
        const embedded = larger.subarray(offset, offset + frame.length);
        expect(sameAsClone(decodeFrame(embedded), value)).toBe(true);
      }),
    );
  });

  it('that is damaged is refused with a message, and never with anything else', () => {
    fc.assert(
      fc.property(
        anyValue,
        fc.array(fc.tuple(fc.nat(), fc.nat({ max: 255 })), { minLength: 1, maxLength: 4 }),
        fc.nat(),
        (value, changes, cut) => {
          const frame = encodeFrame(value);
          for (const [at, byte] of changes) frame[at % frame.length] = byte;
          const damaged = frame.subarray(0, frame.length - (cut % 3));
          try {
            decodeFrame(damaged);
          } catch (error) {
            expect(error).toMatchObject({ name: 'PhaselockError', code: 'invalid-request' });
          }
        },
      ),
      { numRuns: 1000 },
    );
  });
});
