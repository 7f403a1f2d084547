import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import type { GridCase } from '../../../src-shared/grid/grid-case.ts';
import {
  chosenElements,
  chosenOutages,
  outageChoiceSchema,
  outageCount,
  outageKey,
} from '../../../src-shared/studies/outage-choice.ts';
import type { OutageChoice } from '../../../src-shared/studies/outage-choice.ts';
import { aBranch, aBus, triangle } from '../../fixtures/small-grid.ts';

/** A triangle with a transformer to a bus of another voltage and area. */
function twoVoltages(): GridCase {
  const grid = triangle();
  return {
    ...grid,
    buses: [...grid.buses, aBus(4, { baseKv: 110, area: 2, name: 'Harbour' })],
    branches: [
      ...grid.branches,
      aBranch(3, 4, { isTransformer: true }),
      aBranch(1, 4, { inService: false }),
    ],
  };
}

const choose = (choice: Partial<OutageChoice>): OutageChoice => outageChoiceSchema.parse(choice);
const names = (choice: Partial<OutageChoice>): string[] =>
  chosenOutages(twoVoltages(), choose(choice)).map(({ name }) => name);

describe('the choice of outages', () => {
  it('takes kinds apart, and nothing that is out of service', () => {
    expect(names({ kinds: ['lines'] })).toEqual(['Branch 1–2', 'Branch 2–3', 'Branch 1–3']);
    expect(names({ kinds: ['transformers'] })).toEqual(['Branch 3–4']);
    expect(names({ kinds: ['buses'] })).toEqual(['Bus 1', 'Bus 2', 'Bus 3', 'Bus 4']);
  });

  it('asks of one end that it lies in the area and has the voltage', () => {
    expect(names({ areas: [2] })).toEqual(['Branch 3–4']);
    expect(names({ kv: [110] })).toEqual(['Branch 3–4']);
    expect(names({ kv: [110], kinds: ['lines'] })).toEqual([]);
  });

  it('finds by label, with either dash, and by the name of a bus', () => {
    expect(names({ name: '1-2' })).toEqual(['Branch 1–2']);
    expect(names({ name: 'harb', kinds: ['buses', 'transformers'] })).toEqual([
      'Branch 3–4',
      'Bus 4',
    ]);
  });

  it('makes every pair once, as many as are counted', () => {
    const depth = fc.constantFrom<OutageChoice['depth']>('N-1', 'N-2', 'both');
    const kinds = fc.uniqueArray(
      fc.constantFrom('lines', 'transformers', 'machines', 'loads', 'buses'),
    );
    fc.assert(
      fc.property(kinds, depth, (of, how) => {
        const choice = choose({ kinds: of, depth: how });
        const outages = chosenOutages(twoVoltages(), choice);
        const elements = chosenElements(twoVoltages(), choice).length;
        expect(outages).toHaveLength(outageCount(elements, how));
        expect(new Set(outages.map((one) => outageKey(one.elements))).size).toBe(outages.length);
      }),
    );
  });
});
