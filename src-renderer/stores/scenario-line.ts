import type { ScenarioSummary } from '../../src-shared/contract/scenario-documents.ts';

/** A scenario and those that its network follows, up to the one that has its own. */
export function lineOf(
  scenarioId: number | null,
  scenarios: readonly Pick<ScenarioSummary, 'id' | 'parentId' | 'derived'>[],
): number[] {
  const scenario = scenarios.find(({ id }) => id === scenarioId);
  if (!scenario) return [];
  const { id, parentId, derived } = scenario;
  return derived ? [id, ...lineOf(parentId, scenarios)] : [id];
}

/** The scenario that it began from, through children and copies: the same for all of one tree. */
export function rootOf(
  scenario: Pick<ScenarioSummary, 'id' | 'parentId'>,
  scenarios: readonly Pick<ScenarioSummary, 'id' | 'parentId'>[],
): number {
  const parent = scenarios.find(({ id }) => id === scenario.parentId);
  return parent ? rootOf(parent, scenarios) : (scenario.parentId ?? scenario.id);
}
