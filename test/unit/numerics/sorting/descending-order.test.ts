import fc from 'fast-check';
import { expect, it } from 'vitest';

import { descendingOrder } from '../../../../src-main/numerics/sorting/descending-order.ts';

it('orders as the sort of the language does, equal values in their order', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: -5, max: 5 }), { maxLength: 200 }), (values) => {
      const expected = values
        .map((_, index) => index)
        .sort((a, b) => values[b]! - values[a]! || a - b);
      expect([...descendingOrder(Float64Array.from(values))]).toEqual(expected);
    }),
  );
});
