import type { ScenarioSummary } from '../../src-shared/contract/documents.ts';

export interface TreeEntry {
  readonly scenario: ScenarioSummary;
  /** 0 for one without a parent. */
  readonly depth: number;
}

/** Scenarios in the order of a tree: each below its parent, the oldest first on every level. */
export function scenarioTree(scenarios: readonly ScenarioSummary[]): TreeEntry[] {
  const present = new Set(scenarios.map(({ id }) => id));
  const children = Map.groupBy(
    [...scenarios].sort((a, b) => a.id - b.id),
    // One whose parent is in the bin stands at the top.
    ({ parentId }) => (parentId !== null && present.has(parentId) ? parentId : null),
  );
  const below = (parent: number | null, depth: number): TreeEntry[] =>
    (children.get(parent) ?? []).flatMap((scenario) => [
      { scenario, depth },
      ...below(scenario.id, depth + 1),
    ]);
  return below(null, 0);
}
