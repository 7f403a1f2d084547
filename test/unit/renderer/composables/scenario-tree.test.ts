import { describe, expect, it } from 'vitest';

import {
  scenarioState,
  scenarioTree,
  withAncestors,
} from '../../../../src-renderer/composables/scenario-tree.ts';
import { lineOf } from '../../../../src-renderer/stores/scenario-line.ts';
import { aScenario } from '../../../fixtures/a-main-process.ts';

const follows = (id: number, parentId: number | null) =>
  aScenario({ id, name: `S${id}`, parentId, derived: parentId !== null });

/** 1 <- 2 <- 4, 1 <- 3; 5 is a copy of 1 and follows nobody; 7 follows one in the bin. */
const scenarios = [
  follows(4, 2),
  { ...follows(5, 1), derived: false },
  follows(3, 1),
  follows(2, 1),
  follows(7, 6),
  follows(1, null),
];

describe('the tree of scenarios', () => {
  it('has each below the one that it follows, the oldest first; a copy stands on its own', () => {
    const entries = scenarioTree(scenarios);
    expect(entries.map(({ scenario, depth }) => [scenario.id, depth])).toEqual([
      ...[
        [1, 0],
        [2, 1],
        [4, 2],
        [3, 1],
        [5, 0],
        [7, 0],
      ],
    ]);
    expect(entries.filter(({ hasChildren }) => hasChildren).map((one) => one.scenario.id)).toEqual([
      1, 2,
    ]);
  });

  it('leaves out what stands below a folded one', () => {
    expect(scenarioTree(scenarios, new Set([2])).map(({ scenario }) => scenario.id)).toEqual([
      1, 2, 3, 5, 7,
    ]);
  });

  it('shows what was found with what stands above it', () => {
    const shown = withAncestors(scenarios, new Set([4]));
    expect(scenarioTree(shown).map(({ scenario }) => scenario.id)).toEqual([1, 2, 4]);
  });

  it('knows the line of those that a network follows', () => {
    expect(lineOf(4, scenarios)).toEqual([4, 2, 1]);
    expect(lineOf(5, scenarios)).toEqual([5]);
    expect(lineOf(null, scenarios)).toEqual([]);
  });

  it('says how it stands with the studies of each', () => {
    const state = (changes: Partial<ReturnType<typeof aScenario>>): string =>
      scenarioState(aScenario({ runs: 1, newestRunStatus: 'finished', ...changes })).word;
    expect(state({ runs: 0, newestRunStatus: null })).toBe('Not run');
    expect(state({})).toBe('Done');
    expect(state({ staleStudies: 1 })).toBe('Stale');
    expect(state({ activeRuns: 1, staleStudies: 1 })).toBe('Running');
    expect(state({ newestRunStatus: 'failed' })).toBe('Failed');
  });
});
