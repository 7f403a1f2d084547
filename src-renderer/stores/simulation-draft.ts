import { defineStore } from 'pinia';
import { shallowReactive, watch } from 'vue';

import { busRef, elementLabel, findElement } from '../../src-shared/grid/element-ref.ts';
import type { ElementRef } from '../../src-shared/grid/element-ref.ts';
import { timeDomainSpecSchema } from '../../src-shared/studies/time-domain.ts';
import type { TimeDomainEvent, TimeDomainSpec } from '../../src-shared/studies/time-domain.ts';
import { useNavigation } from './navigation.ts';
import { useWorkspace } from './workspace.ts';

/** What the form of the Simulation screen holds. */
export interface SimulationDraft {
  disturbance: 'outage' | 'fault';
  elements: readonly ElementRef[];
  tripTimeSeconds: number;
  recloses: boolean;
  outageSeconds: number;
  /** Null until a bus is named. */
  faultBus: number | null;
  faultTimeSeconds: number;
  clearedAfterSeconds: number;
  /** What trips when the fault is cleared; null where it clears by itself. */
  clearedBy: ElementRef | null;
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
    disturbance: 'outage',
    elements: [],
    tripTimeSeconds: 1,
    recloses: false,
    outageSeconds: 0.2,
    faultBus: null,
    faultTimeSeconds: 1,
    clearedAfterSeconds: 0.1,
    clearedBy: null,
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
      const isThere = (ref: ElementRef): boolean => grid !== null && findElement(grid, ref) >= 0;
      draft.elements = draft.elements.filter(isThere);
      if (draft.faultBus !== null && !isThere(busRef(draft.faultBus))) draft.faultBus = null;
      if (draft.clearedBy && !isThere(draft.clearedBy)) draft.clearedBy = null;
    },
  );

  /** Goes to the Simulation screen with this outage filled in. */
  function prepare(elements: readonly ElementRef[]): void {
    draft.disturbance = 'outage';
    draft.elements = elements;
    navigation.go('simulation');
  }

  /** Goes there with a fault at this bus, cleared by the trip of a branch or by itself. */
  function prepareFault(bus: number, clearedBy: ElementRef | null): void {
    draft.disturbance = 'fault';
    draft.faultBus = bus;
    draft.clearedBy = clearedBy;
    navigation.go('simulation');
  }

  return { draft, prepare, prepareFault };
});

export function specOf(draft: SimulationDraft): Partial<TimeDomainSpec> {
  return {
    duration: draft.durationSeconds,
    method: draft.method,
    dt: draft.stepSeconds,
    tolerance: draft.tolerance,
    loadDamping: draft.loadDamping,
    events:
      draft.disturbance === 'fault'
        ? faultOf(draft)
        : draft.elements.flatMap((element) => outageOf(element, draft)),
  };
}

function faultOf({
  faultBus,
  faultTimeSeconds,
  clearedAfterSeconds,
  clearedBy,
}: SimulationDraft): TimeDomainEvent[] {
  if (faultBus === null) return [];
  const trip = clearedBy ? { trip: clearedBy } : {};
  const fault = { bus: faultBus, time: faultTimeSeconds, clearedAfterSeconds };
  return [{ kind: 'fault', ...fault, ...trip }];
}

function outageOf(element: ElementRef, draft: SimulationDraft): TimeDomainEvent[] {
  const trip: TimeDomainEvent = { kind: 'trip', time: draft.tripTimeSeconds, element };
  const time = draft.tripTimeSeconds + draft.outageSeconds;
  return draft.recloses ? [trip, { kind: 'reclose', time, element }] : [trip];
}

/** 'Branch 21–22 out at 1 s, 20 s long'; a load damping of one's own tells two runs apart. */
export function titleOf(draft: SimulationDraft): string {
  const what = draft.disturbance === 'fault' ? faultTitle(draft) : outageTitle(draft);
  const damping =
    draft.loadDamping === defaults.loadDamping ? '' : `, load damping ${draft.loadDamping}`;
  const length = `${damping}, ${draft.durationSeconds} s long`;
  return `${what.slice(0, 200 - length.length)}${length}`;
}

function outageTitle(draft: SimulationDraft): string {
  const outage = draft.elements.map(elementLabel).join(' + ');
  if (outage === '') return 'No outage';
  const until = draft.recloses ? `, back after ${draft.outageSeconds} s` : '';
  return `${outage} out at ${draft.tripTimeSeconds} s${until}`;
}

function faultTitle({ faultBus, clearedBy, ...draft }: SimulationDraft): string {
  const trip = clearedBy ? ` by the trip of ${elementLabel(clearedBy)}` : '';
  return `Fault at bus ${faultBus ?? '?'} at ${draft.faultTimeSeconds} s, cleared after ${draft.clearedAfterSeconds} s${trip}`;
}
