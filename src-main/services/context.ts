import { PhaselockError } from '../../src-shared/contract/errors.ts';
import type { ScenarioSummary } from '../../src-shared/contract/scenario-documents.ts';
import type { Store } from '../store/open-store.ts';
import type { DefectLog } from './defect-log.ts';
import type { EventHub } from './event-hub.ts';

/** What every service works with. */
export interface ServiceContext {
  readonly store: Store;
  readonly events: EventHub;
  readonly log: DefectLog;
  readonly now: () => Date;
}

export const stamp = (context: Pick<ServiceContext, 'now'>): string => context.now().toISOString();

/** @throws PhaselockError `not-found` */
export function requireScenario(store: Store, scenarioId: number): ScenarioSummary {
  const summary = store.scenarios.summary(scenarioId);
  if (summary) return summary;
  throw new PhaselockError(
    'not-found',
    `Scenario ${scenarioId} is not in this project: choose one from the list.`,
  );
}

/** @throws PhaselockError `not-found`; `refused` where the scenario is in the bin. */
export function requirePresentScenario(store: Store, scenarioId: number): ScenarioSummary {
  const summary = requireScenario(store, scenarioId);
  if (summary.deletedAt === null) return summary;
  throw new PhaselockError(
    'refused',
    `Scenario “${summary.name}” is in the bin: restore it, then go on.`,
  );
}

/** Tells that a scenario is not what it was, nor those whose network follows from it. */
export function tellChanged({ store, events }: ServiceContext, scenarioId: number): void {
  const { scenarios } = store;
  for (const id of [scenarioId, ...scenarios.descendants(scenarioId)]) {
    events.emit('scenario.changed', { scenarioId: id, version: scenarios.version(id) ?? 0 });
  }
}
