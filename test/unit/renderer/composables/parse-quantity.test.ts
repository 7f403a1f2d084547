import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { plain } from '../../../../src-renderer/composables/format.ts';
import { parseQuantity } from '../../../../src-renderer/composables/parse-quantity.ts';

const why = (text: string, rule = {}): string => {
  const parsed = parseQuantity(text, rule);
  return parsed.ok ? 'no complaint' : parsed.why;
};

describe('a typed quantity', () => {
  it('is read as it is written, with point, comma or exponent', () => {
    expect(parseQuantity(' 12.5 ')).toEqual({ ok: true, value: 12.5 });
    expect(parseQuantity('12,5')).toEqual({ ok: true, value: 12.5 });
    expect(parseQuantity('1e-8')).toEqual({ ok: true, value: 1e-8 });
    expect(parseQuantity('−3')).toEqual({ ok: true, value: -3 });
  });

  it('comes back the same after being shown', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
        const parsed = parseQuantity(plain(value, 17));
        expect(parsed.ok && parsed.value).toBe(Object.is(value, -0) ? 0 : value);
      }),
    );
  });

  it('says what is wrong and what would be right', () => {
    expect(why('')).toBe('Enter a number.');
    expect(why('12 MW')).toBe('“12 MW” is not a number; write it like 12.5 or 1e-3.');
    expect(why('1.234,5')).toBe('“1.234,5” is not a number; write it like 12.5 or 1e-3.');
    expect(why('Infinity')).toBe('“Infinity” is not a number; write it like 12.5 or 1e-3.');
    expect(why('0', { above: 0 })).toBe('Enter a number above 0.');
    expect(why('-1', { least: 0 })).toBe('Enter 0 or more.');
    expect(why('21', { most: 20 })).toBe('Enter 20 or less.');
    expect(why('2.5', { whole: true })).toBe('Enter a whole number.');
  });
});
