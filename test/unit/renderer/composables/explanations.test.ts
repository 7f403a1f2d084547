import { describe, expect, it } from 'vitest';

import {
  explanationCalled,
  explanations,
} from '../../../../src-renderer/composables/explanations.ts';
import type { Explanation } from '../../../../src-renderer/composables/explanations.ts';

const all: readonly Explanation[] = Object.values(explanations);

describe('the explanations of numbers', () => {
  it('are found by the label of a number, with its unit or without', () => {
    expect(explanationCalled('Norm')).toBe('norm');
    expect(explanationCalled('Norm ‖BᵀL†ω‖∞')).toBe('norm');
    expect(explanationCalled('Exact angle, °')).toBe('exactAngle');
    expect(explanationCalled('Load cut off (MW)')).toBe('islandedMw');
    expect(explanationCalled('Colour of the bus')).toBeNull();
  });

  it('each have a formula, a unit and a source', () => {
    for (const { title, formula, unit, source } of all) {
      expect([title, formula, source].every((text) => text.length > 3)).toBe(true);
      expect(unit).not.toBe('');
    }
  });

  it('never share a term: a label means one thing', () => {
    const terms = all.flatMap((explanation) => explanation.terms);
    expect(new Set(terms).size).toBe(terms.length);
    expect(terms.every((term) => term === term.toLowerCase())).toBe(true);
  });
});
