import type { StudyKind } from '../../src-shared/studies/catalogue.ts';
import { defaultModelOptions, modelOptionsSchema } from '../../src-shared/studies/model-options.ts';
import type { ModelOptions } from '../../src-shared/studies/model-options.ts';
import type { Store } from '../store/open-store.ts';

const nameOf = (scenarioId: number): string => `model/${scenarioId}`;

/** How the studies of a scenario see its network: what the user chose for it, else the default. */
export function scenarioModel(store: Store, scenarioId: number): ModelOptions {
  const kept = modelOptionsSchema.safeParse(store.preferences.get(nameOf(scenarioId)) ?? {});
  return kept.success ? kept.data : defaultModelOptions;
}

export function keepScenarioModel(store: Store, scenarioId: number, model: ModelOptions): void {
  store.preferences.set(nameOf(scenarioId), model);
}

export const forgetScenarioModel = (store: Store, scenarioId: number): void =>
  store.preferences.forget(nameOf(scenarioId));

/** The field of a spec that holds the model options, of the studies that have one. */
const modelFields: Partial<Record<StudyKind, string>> = {
  'sync-condition': 'model',
  'contingency-screening': 'model',
  'time-domain': 'network',
  'simulated-disturbances': 'network',
  'critical-coupling': 'model',
  'loading-ramp': 'model',
  reinforcement: 'model',
  'monte-carlo': 'model',
  coherence: 'model',
  'leading-indicator': 'model',
};

/** The spec with the scenario's model options where it names none itself. */
export function withScenarioModel(kind: StudyKind, given: unknown, model: ModelOptions): unknown {
  const field = modelFields[kind];
  const spec = given ?? {};
  return field !== undefined && typeof spec === 'object' ? { [field]: model, ...spec } : spec;
}
