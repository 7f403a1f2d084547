import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { editDistance, nearest } from '../../../../src-main/start/cli/nearest.ts';

/** The definition, without memory: how the last letters of both can have come about. */
function distanceByDefinition(a: string, b: string): number {
  if (a === '' || b === '') return a.length + b.length;
  const [restA, restB] = [a.slice(0, -1), b.slice(0, -1)];
  const options = [
    distanceByDefinition(restA, b) + 1,
    distanceByDefinition(a, restB) + 1,
    distanceByDefinition(restA, restB) + (a.at(-1) === b.at(-1) ? 0 : 1),
  ];
  if (a.length > 1 && b.length > 1 && a.at(-1) === b.at(-2) && a.at(-2) === b.at(-1)) {
    options.push(distanceByDefinition(a.slice(0, -2), b.slice(0, -2)) + 1);
  }
  return Math.min(...options);
}

describe('the distance of two words', () => {
  it('is what its definition says', () => {
    const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 6 });
    fc.assert(
      fc.property(word, word, (a, b) => {
        expect(editDistance(a, b)).toBe(distanceByDefinition(a, b));
      }),
    );
  });
});

describe('the word that was meant', () => {
  const options = ['network', 'spec', 'set', 'seed', 'workers', 'out', 'json'];

  it.each([
    ['netwrok', 'network'],
    ['jsno', 'json'],
    ['sede', 'seed'],
    ['worker', 'workers'],
    ['net', 'network'],
  ])('by %s is %s', (typed, meant) => {
    expect(nearest(typed, options)).toBe(meant);
  });

  it('is none where nothing is near', () => {
    expect(nearest('temperature', options)).toBeNull();
    expect(nearest('x', [])).toBeNull();
  });
});
