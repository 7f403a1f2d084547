import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';

import type { LiveMargin } from '../../../../src-shared/contract/live-margin.ts';
import { hashOf, placeOf } from '../../../../src-renderer/composables/address.ts';
import {
  counted,
  decimals,
  durationText,
  unbroken,
} from '../../../../src-renderer/composables/format.ts';
import { marginVerdict } from '../../../../src-renderer/composables/margin-words.ts';
import { scenarioTree } from '../../../../src-renderer/composables/scenario-tree.ts';
import { screens } from '../../../../src-renderer/stores/navigation.ts';
import { aMargin, aScenario } from '../../../fixtures/a-main-process.ts';

vi.mock('../../../../src-renderer/api/api.ts', () => import('../../../fixtures/a-main-process.ts'));

describe('the address', () => {
  it('leads back to the place that it was made from', () => {
    const place = fc.record({
      screen: fc.constantFrom(...screens),
      scenarioId: fc.option(fc.integer({ min: 1 })),
    });
    fc.assert(
      fc.property(place, (one) => {
        expect(placeOf(hashOf(one))).toEqual(one);
      }),
    );
  });

  it('leads home when it is none of ours', () => {
    for (const hash of ['', '#', '#/nowhere/2', '#/network/-1', '#/network/1e3']) {
      const { screen, scenarioId } = placeOf(hash);
      expect(screen === 'home' || scenarioId === null).toBe(true);
    }
  });
});

describe('a text', () => {
  it('keeps a number and its unit together, and lets every other line end where it may', () => {
    expect(unbroken('132 kV with a 33 kV subsystem, r/x 10 %.')).toBe(
      '132\u00A0kV with a 33\u00A0kV subsystem, r/x 10\u00A0%.',
    );
    for (const text of ['in 3 steps', 'Bus 12 since 1970', '4 MWh', 'kV 5']) {
      expect(unbroken(text)).toBe(text);
    }
  });
});

describe('the verdict on the margin', () => {
  it('is synchronous only where the exact state is', () => {
    const found = (changes: Parameters<typeof aMargin>[0]): string =>
      marginVerdict(aMargin(changes), 'current').word;
    const { equilibrium } = aMargin();
    expect(found({})).toBe('Synchronous');
    expect(found({ norm: 1.2 })).toBe('Condition fails');
    const lines = (...angle: number[]): Partial<LiveMargin> => ({
      exactAngle: Float64Array.from(angle),
      limit: Float64Array.of(0.2, 0.2),
    });
    expect(found(lines(-0.2, 0.1))).toBe('Synchronous');
    expect(found(lines(-0.21, 0.1))).toBe('Over limit');
    const told = marginVerdict(aMargin(lines(-0.21, 0.3)), 'current').explanation;
    expect(told).toMatch(/2 lines are over the limit, the worst .* at 150 %/);
    expect(found({ equilibrium: { ...equilibrium, status: 'beyond-limit' } })).toBe('Beyond 90°');
    expect(found({ equilibrium: { ...equilibrium, status: 'no-solution' } })).toBe(
      'No synchronous state',
    );
    expect(found({ refusal: 'No generation.' })).toBe('No answer');
    expect(marginVerdict(null, 'computing').word).toBe('Computing');
  });
});

describe('the tree of scenarios', () => {
  it('has each below its parent, and those whose parent is in the bin at the top', () => {
    const tree = scenarioTree([
      aScenario({ id: 4, parentId: 9, derived: true }),
      aScenario({ id: 3, parentId: 1, derived: true }),
      aScenario({ id: 1 }),
      aScenario({ id: 2, parentId: 3, derived: true }),
    ]);
    expect(tree.map(({ scenario, depth }) => [scenario.id, depth])).toEqual([
      [1, 0],
      [3, 1],
      [2, 2],
      [4, 0],
    ]);
  });
});

describe('quantities in words', () => {
  it('carry their unit and the right number', () => {
    expect(durationText(0.0421)).toBe('42 ms');
    expect(durationText(0.42)).toBe('0.42 s');
    expect(durationText(59.7)).toBe('1 min 0 s');
    expect(durationText(200)).toBe('3 min 20 s');
    expect(counted(1, 'bus', 'buses')).toBe('1 bus');
    expect(counted(0, 'machine')).toBe('0 machines');
    expect(decimals(Number.NaN, 2)).toBe('–');
    expect(decimals(-0.01, 1)).toBe('0.0');
    expect(decimals(-0.06, 1)).toBe('-0.1');
    expect(decimals(Infinity, 2)).toBe('∞');
  });
});
