import { defineStore } from 'pinia';
import { shallowReactive, watch } from 'vue';

import { elementLabel, findElement } from '../../src-shared/grid/element-ref.ts';
import type { ElementRef } from '../../src-shared/grid/element-ref.ts';
import { timeDomainSpecSchema } from '../../src-shared/studies/time-domain.ts';
import type { TimeDomainEvent, TimeDomainSpec } from '../../src-shared/studies/time-domain.ts';
import { useNavigation } from './navigation.ts';
import { useWorkspace } from './workspace.ts';

/** What the form of the Simulation screen holds. */
export interface SimulationDraft {
  elements: readonly ElementRef[];
  tripTimeSeconds: number;
  recloses: boolean;
  outageSeconds: number;
  durationSeconds: number;
  method: TimeDomainSpec['method'];
  stepSeconds: number;
  tolerance: number;
  loadDamping: number;
}

const defaults = timeDomainSpecSchema.parse({});

/** The simulation that is being prepared; it outlives the screen. */
export const useSimulationDraft = defineStore('simulation-draft', () => {
  const navigation = useNavigation();
  const workspace = useWorkspace();
  // Shallow: what is sent to the main process has to be plain objects, not Vue's proxies.
  const draft = shallowReactive<SimulationDraft>({
    elements: [],
    tripTimeSeconds: 1,
    recloses: false,
    outageSeconds: 0.2,
    durationSeconds: defaults.duration,
    method: defaults.method,
    stepSeconds: defaults.dt,
    tolerance: defaults.tolerance,
    loadDamping: defaults.loadDamping,
  });

  // Another scenario may not have what was to go out in the last one.
  watch(
    () => workspace.scenario?.id,
    () => {
      const { grid } = workspace;
      draft.elements = draft.elements.filter((ref) => grid && findElement(grid, ref) >= 0);
    },
  );

  /** Goes to the Simulation screen with this outage filled in. */
  function prepare(elements: readonly ElementRef[]): void {
    draft.elements = elements;
    navigation.go('simulation');
  }

  return { draft, prepare };
});

export function specOf(draft: SimulationDraft): Partial<TimeDomainSpec> {
  return {
    duration: draft.durationSeconds,
    method: draft.method,
    dt: draft.stepSeconds,
    tolerance: draft.tolerance,
    loadDamping: draft.loadDamping,
    events: draft.elements.flatMap((element) => outageOf(element, draft)),
  };
}

function outageOf(element: ElementRef, draft: SimulationDraft): TimeDomainEvent[] {
  const trip: TimeDomainEvent = { kind: 'trip', time: draft.tripTimeSeconds, element };
  const time = draft.tripTimeSeconds + draft.outageSeconds;
  return draft.recloses ? [trip, { kind: 'reclose', time, element }] : [trip];
}

/** 'Branch 21–22 out at 1 s, 20 s long' */
export function titleOf(draft: SimulationDraft): string {
  const outage = draft.elements.map(elementLabel).join(' + ');
  const what = outage === '' ? 'No outage' : `${outage} out at ${draft.tripTimeSeconds} s`;
  const until = draft.recloses && outage !== '' ? `, back after ${draft.outageSeconds} s` : '';
  const length = `, ${draft.durationSeconds} s long`;
  return `${`${what}${until}`.slice(0, 200 - length.length)}${length}`;
}
