import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import type { OutageResult } from '../../../../src-shared/studies/contingency-screening.ts';
import {
  countByVerdict,
  mergeEqual,
  rankOutages,
  verdictTones,
} from '../../../../src-renderer/composables/ranking.ts';
import { quietOutage } from '../../../fixtures/an-outage.ts';

function anOutage(changes: Partial<OutageResult>): OutageResult {
  return {
    element: 'Branch 1–2',
    outage: {
      name: 'Branch 1–2',
      elements: [{ kind: 'branch', from: 1, to: 2, circuit: '1' }],
      enabled: true,
    },
    ...{ status: 'ok', norm: 0.3, worstEdge: { from: 1, to: 3 }, maxAngleDifference: null },
    equilibrium: null,
    ...quietOutage,
    ...changes,
  };
}

const anyOutage: fc.Arbitrary<OutageResult> = fc
  .record({
    status: fc.constantFrom('ok', 'islanding', 'no-solution'),
    norm: fc.option(fc.double({ min: 0, max: 3, noNaN: true })),
    islandedMw: fc.nat(900),
  })
  .map(anOutage);

describe('the ranking', () => {
  it('puts what has no solution first, then falling norms, then islanding by what it cuts off', () => {
    const ranked = rankOutages([
      anOutage({ element: 'small island', status: 'islanding', norm: 0.9, islandedMw: 10 }),
      anOutage({ element: 'mild', norm: 0.2 }),
      anOutage({ element: 'large island', status: 'islanding', norm: 0.1, islandedMw: 500 }),
      anOutage({ element: 'hard', norm: 0.8 }),
      anOutage({ element: 'impossible', status: 'no-solution', norm: 1.1 }),
    ]);
    expect(ranked.map(({ name }) => name)).toEqual([
      'impossible',
      'hard',
      'mild',
      'large island',
      'small island',
    ]);
    expect(ranked.map(({ rank }) => rank)).toEqual([1, 2, 3, 4, 5]);
  });

  it('tells outages of one norm apart by the angle against its limit', () => {
    const ranked = rankOutages([
      anOutage({ element: 'quiet', norm: 0.3, largestLoading: 0.2 }),
      anOutage({ element: 'loaded', norm: 0.3 - 1e-13, largestLoading: 0.9 }),
    ]);
    expect(ranked.map(({ name, loadingPercent }) => [name, loadingPercent])).toEqual([
      ['loaded', 90],
      ['quiet', 20],
    ]);
  });

  it('ranks every outage once, and no pair the wrong way round', () => {
    const order = { 'no-solution': 0, ok: 1, islanding: 2 };
    fc.assert(
      fc.property(fc.array(anyOutage, { maxLength: 30 }), (outages) => {
        const ranked = rankOutages(outages);
        expect(ranked.map(({ key }) => key).sort((a, b) => a - b)).toEqual(
          outages.map((_, i) => i),
        );
        for (const [place, upper] of ranked.entries()) {
          for (const lower of ranked.slice(place + 1)) {
            const [one, other] = [upper.outage.status, lower.outage.status];
            expect(order[one]).toBeLessThanOrEqual(order[other]);
            if (one === 'ok' && other === 'ok') {
              // Norms that agree in nine digits are one.
              expect(1 + (upper.norm ?? -1)).toBeGreaterThanOrEqual(
                (1 + (lower.norm ?? -1)) * (1 - 1e-8),
              );
            }
          }
        }
      }),
    );
  });

  it('keeps two outages of one name apart and writes the angle in degrees', () => {
    const ranked = rankOutages([
      anOutage({ maxAngleDifference: Math.PI / 6 }),
      anOutage({ maxAngleDifference: null }),
    ]);
    expect(new Set(ranked.map(({ key }) => key)).size).toBe(2);
    expect(ranked[0]?.angleDegrees).toBeCloseTo(30, 12);
    expect(ranked[1]?.angleDegrees).toBeNull();
  });

  it('ranks by the angle against the limit where that is asked, the norm breaking a tie', () => {
    const ranked = rankOutages(
      [
        anOutage({ element: 'high norm', norm: 0.8, largestLoading: 0.5 }),
        anOutage({ element: 'over', norm: 0.2, largestLoading: 1.6 }),
        anOutage({ element: 'tied', norm: 0.9, largestLoading: 0.5 }),
      ],
      'loading',
    );
    expect(ranked.map(({ name }) => name)).toEqual(['over', 'tied', 'high norm']);
  });

  it('calls secure only what is known to keep every limit', () => {
    const words = [
      anOutage({ violationCount: 0 }),
      anOutage({ violationCount: 3 }),
      anOutage({ violationCount: 0, exactLoading: 1.001 }),
      anOutage({ violationCount: null }),
      anOutage({ violationCount: null, exactLoading: 0.9 }),
      anOutage({ status: 'no-solution', violationCount: 2 }),
      anOutage({ status: 'islanding', violationCount: 0 }),
      anOutage({ status: 'islanding', violationCount: 1 }),
    ].map((outage) => rankOutages([outage])[0]?.verdictWord);
    expect(words).toEqual([
      'secure',
      'over limit',
      'over limit',
      'limits not checked',
      'secure',
      'no synchronous state',
      'islanding',
      'islanding, over limit',
    ]);
    expect(verdictTones['over-limit'].tone).not.toBe('ok');
    expect(verdictTones.unchecked.tone).not.toBe('ok');
  });

  it('counts every class', () => {
    const counts = countByVerdict([
      anOutage({ violationCount: 0 }),
      anOutage({ violationCount: 2 }),
      anOutage({ status: 'islanding' }),
      anOutage({ status: 'islanding' }),
    ]);
    expect(counts).toEqual({
      ...{ secure: 1, 'over-limit': 1, islanding: 2 },
      ...{ unchecked: 0, 'no-state': 0 },
    });
  });

  it('shows equal outages as one row, with all of them where it is open, and keeps every rank', () => {
    const ranked = rankOutages([
      anOutage({ element: 'a', norm: 0.5, equalTo: null }),
      anOutage({ element: 'other', norm: 0.4, equalTo: null }),
      anOutage({ element: 'b', norm: 0.5, equalTo: 0 }),
      anOutage({ element: 'last', norm: 0.1 }),
    ]);
    const shown = (open: readonly number[]) =>
      mergeEqual(ranked, new Set(open)).map(({ rank, shownName }) => [rank, shownName]);
    expect(shown([])).toEqual([
      [1, 'a: 2 equal'],
      [3, 'other'],
      [4, 'last'],
    ]);
    expect(shown([0])).toEqual([
      [1, 'a: 2 equal'],
      [2, '= b'],
      [3, 'other'],
      [4, 'last'],
    ]);
    const saved = (open: readonly number[]) =>
      mergeEqual(ranked, new Set(open)).flatMap(({ names }) => names.split(' = '));
    expect(saved([])).toEqual(['a', 'b', 'other', 'last']);
    expect(saved([0])).toEqual(['a', 'b', 'other', 'last']);
    // What a filter leaves alone has no equal beside it.
    expect(mergeEqual(ranked.slice(1), new Set()).map(({ shownName }) => shownName)[0]).toBe('b');
  });
});
