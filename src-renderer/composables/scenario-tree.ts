import type { ScenarioSummary } from '../../src-shared/contract/scenario-documents.ts';
import type { Tone } from './margin-words.ts';

export interface TreeEntry {
  readonly scenario: ScenarioSummary;
  /** 0 for one that follows no other. */
  readonly depth: number;
  readonly hasChildren: boolean;
}

type Followers = ReadonlyMap<number | null, readonly ScenarioSummary[]>;

/** Those that follow each; one whose parent is in the bin stands at the top, as copies do. */
function followers(scenarios: readonly ScenarioSummary[]): Followers {
  const present = new Set(scenarios.map(({ id }) => id));
  return Map.groupBy(
    [...scenarios].sort((a, b) => a.id - b.id),
    ({ derived, parentId }) =>
      derived && parentId !== null && present.has(parentId) ? parentId : null,
  );
}

/**
 * Scenarios in the order of a tree: each below the one whose network it follows, the oldest first on
 * every level; what stands below a folded one is left out.
 */
export function scenarioTree(
  scenarios: readonly ScenarioSummary[],
  folded: ReadonlySet<number> = new Set(),
): TreeEntry[] {
  const children = followers(scenarios);
  const below = (parent: number | null, depth: number): TreeEntry[] =>
    (children.get(parent) ?? []).flatMap((scenario) => [
      { scenario, depth, hasChildren: children.has(scenario.id) },
      ...(folded.has(scenario.id) ? [] : below(scenario.id, depth + 1)),
    ]);
  return below(null, 0);
}

/** The scenarios that were found, with those above them, without which they hang in the air. */
export function withAncestors(
  scenarios: readonly ScenarioSummary[],
  found: ReadonlySet<number>,
): ScenarioSummary[] {
  const byId = new Map(scenarios.map((scenario) => [scenario.id, scenario]));
  const kept = new Set<number>();
  for (const id of found) {
    let above = byId.get(id);
    while (above && !kept.has(above.id)) {
      kept.add(above.id);
      above = above.derived && above.parentId !== null ? byId.get(above.parentId) : undefined;
    }
  }
  return scenarios.filter(({ id }) => kept.has(id));
}

/** How it stands with the studies of a scenario. */
export function scenarioState({
  activeRuns,
  newestRunStatus,
  runs,
  staleStudies,
}: Pick<ScenarioSummary, 'activeRuns' | 'newestRunStatus' | 'runs' | 'staleStudies'>): {
  readonly tone: Tone;
  readonly word: string;
} {
  if (activeRuns > 0) return { tone: 'neutral', word: 'Running' };
  if (newestRunStatus === 'failed') return { tone: 'danger', word: 'Failed' };
  if (runs === 0) return { tone: 'neutral', word: 'Not run' };
  return staleStudies > 0 ? { tone: 'warning', word: 'Stale' } : { tone: 'ok', word: 'Done' };
}
