import { shallowRef } from 'vue';

import type { ScenarioSummary } from '../../src-shared/contract/scenario-documents.ts';

/** The scenario that is being asked for a child; null while nobody asks. */
export const childOf = shallowRef<ScenarioSummary | null>(null);
