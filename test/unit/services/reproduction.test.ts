import { describe, expect, it } from 'vitest';

import { reproduce } from '../../../src-main/services/reproduction/published-item.ts';
import type { PublishedItem } from '../../../src-main/services/reproduction/published-item.ts';
import { near, states, within } from '../../../src-main/services/reproduction/rows.ts';
import type { ReproductionRow } from '../../../src-shared/contract/reproduction.ts';

const nobody = {
  run: () => Promise.reject(new Error('Nobody is asked here.')),
};
const options = { quick: true, seed: 1, caseFile: () => null };

const itemWith = (rows: readonly ReproductionRow[]): PublishedItem => ({
  ...{ id: 'x', paper: 'B', title: 'X', place: 'figure 0', claim: 'It is 1.' },
  ...{ verdict: 'paper-wrong', because: 'it is 2.', assumptions: [], questions: 1 },
  compute: () => Promise.resolve({ rows }),
});

describe('a row of a published result', () => {
  it('is as expected up to its tolerance, whatever the paper prints', () => {
    const quantity = { quantity: 'K', published: 1 };
    expect(near(quantity, 2.5, 2, 0.5)).toMatchObject({ difference: 1.5, explained: true });
    expect(near(quantity, 2.03, 2, 0.02).explained).toBe(false);
    expect(within(quantity, 3, { from: 3, to: 4 }).explained).toBe(true);
    expect(within(quantity, 4.1, { from: 3, to: 4 }).explained).toBe(false);
    expect(states({ quantity: 'K', published: 'yes' }, 'no', 'no').explained).toBe(true);
  });

  it('is never as expected where there is no answer', () => {
    const quantity = { quantity: 'K', published: 'none' };
    expect(near(quantity, null, 2, 10).explained).toBe(false);
    expect(near(quantity, NaN, 2, 10).explained).toBe(false);
    expect(within(quantity, null, {}).explained).toBe(false);
    expect(within(quantity, NaN, {}).explained).toBe(false);
    expect(states(quantity, null, 'none').explained).toBe(false);
  });

  it('has no difference to words', () => {
    expect(near({ quantity: 'K', published: 'near 2' }, 2, 2, 1).difference).toBeNull();
  });
});

describe('a published result', () => {
  const right = near({ quantity: 'K', published: 1 }, 2, 2, 0);
  const wrong = near({ quantity: 'K', published: 1 }, 1, 2, 0);

  it('has its verdict while every row is as expected', async () => {
    const { verdict } = await reproduce(itemWith([right, right]), nobody, options);
    expect(verdict).toBe('paper-wrong');
  });

  it.each([[[right, wrong]], [[]]])('is unexplained otherwise', async (rows) => {
    const { verdict } = await reproduce(itemWith(rows), nobody, options);
    expect(verdict).toBe('unexplained');
  });

  it('is told to be quick only where it took fewer samples', async () => {
    const item: PublishedItem = {
      ...itemWith([right]),
      compute: (lab) => Promise.resolve({ rows: lab.quick ? [right] : [wrong] }),
    };
    expect((await reproduce(itemWith([right]), nobody, options)).quick).toBe(false);
    expect((await reproduce(item, nobody, options)).quick).toBe(true);
  });
});
