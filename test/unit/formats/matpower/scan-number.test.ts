import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { scanNumber } from '../../../../src-main/formats/matpower/scan-number.ts';
import { bytesOf } from '../../../fixtures/network-files.ts';

function scan(text: string): { value: number; length: number } {
  const cursor = { position: 0 };
  const value = scanNumber(bytesOf(text), cursor);
  return { value, length: cursor.position };
}

const digits = (min: number, max: number): fc.Arbitrary<string> =>
  fc.string({
    unit: fc.constantFrom('0', '1', '2', '3', '4', '5', '6', '7', '8', '9'),
    minLength: min,
    maxLength: max,
  });

const exponent = fc.option(
  fc.tuple(fc.constantFrom('e', 'E'), fc.integer({ min: -320, max: 320 })),
  {
    nil: null,
  },
);

const decimal = fc
  .tuple(
    fc.constantFrom('', '-', '+'),
    digits(1, 20),
    fc.option(digits(0, 20), { nil: null }),
    exponent,
  )
  .map(([sign, whole, fraction, power]) =>
    [sign, whole, fraction === null ? '' : `.${fraction}`, power?.join('') ?? ''].join(''),
  );

describe('the number scanner', () => {
  it('rounds every decimal as JavaScript does, to the bit', () => {
    fc.assert(
      fc.property(decimal, (text) => {
        const { value, length } = scan(text);
        expect(length).toBe(text.length);
        // A negative zero would make a value differ from its own copy in JSON.
        expect(Object.is(value, Number(text) + 0)).toBe(true);
      }),
      { numRuns: 3000 },
    );
  });

  it('writes and reads back every finite double', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (number) => {
        expect(scan(String(number)).value).toBe(number + 0);
      }),
    );
  });

  it.each([
    ['.5', 0.5],
    ['7.', 7],
    ['1d3', 1000],
    ['-2.5D-1', -0.25],
    ['Inf', Infinity],
    ['-inf', -Infinity],
    ['+Inf', Infinity],
    ['NaN', NaN],
  ])('reads %s as MATLAB does', (text, value) => {
    expect(scan(text)).toEqual({ value, length: text.length });
  });

  it.each(['', '-', '.', 'e5', 'x', 'In'])('finds no number in “%s”', (text) => {
    expect(scan(text).length).toBe(0);
  });

  it('stops where the number ends', () => {
    expect(scan('12e;')).toEqual({ value: 12, length: 2 });
    expect(scan('1.5\t7')).toEqual({ value: 1.5, length: 3 });
  });
});
