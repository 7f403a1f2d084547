import {
  defaultReportOptions,
  reportOptionsSchema,
} from '../../src-shared/contract/report-options.ts';
import type { ReportOptions } from '../../src-shared/contract/report-options.ts';
import type { Store } from '../store/open-store.ts';

/** How the report of a scenario is laid out. */
export function scenarioReport(store: Store, scenarioId: number): ReportOptions {
  const kept = reportOptionsSchema.safeParse(store.preferences.get(nameOf(scenarioId)) ?? {});
  return kept.success ? kept.data : defaultReportOptions;
}

export const keepScenarioReport = (
  store: Store,
  scenarioId: number,
  options: ReportOptions,
): void => {
  store.preferences.set(nameOf(scenarioId), options);
};

export const forgetScenarioReport = (store: Store, scenarioId: number): void =>
  store.preferences.forget(nameOf(scenarioId));

const nameOf = (scenarioId: number): string => `report/${scenarioId}`;
