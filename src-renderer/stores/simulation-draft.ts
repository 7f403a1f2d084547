import { defineStore } from 'pinia';
import { shallowReactive, shallowRef, watch } from 'vue';

import type { ScenarioSummary } from '../../src-shared/contract/scenario-documents.ts';
import { busRef, elementLabel, findElement } from '../../src-shared/grid/element-ref.ts';
import type { ElementRef } from '../../src-shared/grid/element-ref.ts';
import {
  faultPlaceLabel,
  isFault,
  timeDomainSpecSchema,
} from '../../src-shared/studies/time-domain.ts';
import type { TimeDomainEvent, TimeDomainSpec } from '../../src-shared/studies/time-domain.ts';
import { useNavigation } from './navigation.ts';
import { rootOf } from './scenario-line.ts';
import { useScenarios } from './scenarios.ts';
import { useWorkspace } from './workspace.ts';

/** What the form of the Simulation screen holds. */
export interface SimulationDraft {
  disturbance: 'outage' | 'fault' | 'line-fault';
  elements: readonly ElementRef[];
  tripTimeSeconds: number;
  recloses: boolean;
  outageSeconds: number;
  /** Null until a bus is named. */
  faultBus: number | null;
  /** Of the other buses while a fault at a bus lasts. */
  faultVoltages: 'kept' | 'sinking';
  /** Null until a branch is named. */
  faultLine: ElementRef | null;
  /** Of the way from the `from` bus of the branch, %. */
  faultPositionPercent: number;
  /** Whether the branch with the fault trips to clear it. */
  tripsLine: boolean;
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

export interface CarriedDraft {
  /** Name of the scenario that it was filled in for. */
  readonly from: string;
  /** What that one has and this one has not: it is left out. */
  readonly missing: readonly string[];
}

const defaults = timeDomainSpecSchema.parse({});

const newDraft = (): SimulationDraft => ({
  disturbance: 'outage',
  elements: [],
  tripTimeSeconds: 1,
  recloses: false,
  outageSeconds: 0.2,
  faultBus: null,
  faultVoltages: 'kept',
  faultLine: null,
  faultPositionPercent: 50,
  tripsLine: true,
  faultTimeSeconds: 1,
  clearedAfterSeconds: 0.1,
  clearedBy: null,
  durationSeconds: defaults.duration,
  method: defaults.method,
  stepSeconds: defaults.dt,
  tolerance: defaults.tolerance,
  loadDamping: defaults.loadDamping,
});

/** The simulation that is being prepared; it outlives the screen. */
export const useSimulationDraft = defineStore('simulation-draft', () => {
  const navigation = useNavigation();
  const workspace = useWorkspace();
  const scenarios = useScenarios();
  // Shallow: what is sent to the main process has to be plain objects, not Vue's proxies.
  const draft = shallowReactive<SimulationDraft>(newDraft());
  /** What was filled in for another scenario of the same tree, until it is begun anew. */
  const carried = shallowRef<CarriedDraft | null>(null);

  let last = workspace.scenario;
  watch(
    () => workspace.scenario?.id,
    () => {
      const { scenario } = workspace;
      if (!scenario) return;
      if (last && isOneTree(last, scenario)) carryFrom(last);
      else if (last) startAnew();
      last = scenario;
    },
  );

  function isOneTree(a: ScenarioSummary, b: ScenarioSummary): boolean {
    const all = [...scenarios.list, ...scenarios.bin];
    return rootOf(a, all) === rootOf(b, all);
  }

  function startAnew(): void {
    Object.assign(draft, newDraft());
    carried.value = null;
  }

  /** Another scenario may not have what was to go out in the last one. */
  function carryFrom({ name }: ScenarioSummary): void {
    const named = namedIn(draft);
    const isThere = (ref: ElementRef): boolean =>
      workspace.grid !== null && findElement(workspace.grid, ref) >= 0;
    draft.elements = draft.elements.filter(isThere);
    if (draft.faultBus !== null && !isThere(busRef(draft.faultBus))) draft.faultBus = null;
    if (draft.faultLine && !isThere(draft.faultLine)) draft.faultLine = null;
    if (draft.clearedBy && !isThere(draft.clearedBy)) draft.clearedBy = null;
    const missing = named.filter((ref) => !isThere(ref)).map(elementLabel);
    carried.value = named.length > 0 ? { from: name, missing: [...new Set(missing)] } : null;
  }

  /** Goes to the Simulation screen with this outage filled in. */
  function prepare(elements: readonly ElementRef[]): void {
    carried.value = null;
    draft.disturbance = 'outage';
    draft.elements = elements;
    navigation.go('simulation');
  }

  /** Goes there with a fault at this bus, cleared by the trip of a branch or by itself. */
  function prepareFault(bus: number, clearedBy: ElementRef | null): void {
    carried.value = null;
    draft.disturbance = 'fault';
    draft.faultBus = bus;
    draft.clearedBy = clearedBy;
    navigation.go('simulation');
  }

  /** Goes there with a fault in the middle of this branch, which trips to clear it. */
  function prepareLineFault(line: ElementRef): void {
    carried.value = null;
    draft.disturbance = 'line-fault';
    draft.faultLine = line;
    draft.faultPositionPercent = 50;
    draft.tripsLine = true;
    navigation.go('simulation');
  }

  return { draft, carried, startAnew, prepare, prepareFault, prepareLineFault };
});

/** Every element that it speaks of. */
const namedIn = ({ elements, faultBus, faultLine, clearedBy }: SimulationDraft): ElementRef[] => [
  ...elements,
  ...(faultLine ? [faultLine] : []),
  ...(faultBus === null ? [] : [busRef(faultBus)]),
  ...(clearedBy ? [clearedBy] : []),
];

export function specOf(draft: SimulationDraft): Partial<TimeDomainSpec> {
  return {
    duration: draft.durationSeconds,
    method: draft.method,
    dt: draft.stepSeconds,
    tolerance: draft.tolerance,
    loadDamping: draft.loadDamping,
    events: eventsOf(draft),
  };
}

function eventsOf(draft: SimulationDraft): TimeDomainEvent[] {
  switch (draft.disturbance) {
    case 'fault':
      return faultOf(draft);
    case 'line-fault':
      return lineFaultOf(draft);
    case 'outage':
      return draft.elements.flatMap((element) => outageOf(element, draft));
  }
}

function faultOf({
  faultBus,
  faultVoltages,
  faultTimeSeconds,
  clearedAfterSeconds,
  clearedBy,
}: SimulationDraft): TimeDomainEvent[] {
  if (faultBus === null) return [];
  const fault = { bus: faultBus, time: faultTimeSeconds, clearedAfterSeconds };
  const sinks = faultVoltages === 'sinking' ? { voltages: faultVoltages } : {};
  return [{ kind: 'fault', ...fault, ...sinks, ...(clearedBy ? { trip: clearedBy } : {}) }];
}

function lineFaultOf({ faultLine, tripsLine, ...draft }: SimulationDraft): TimeDomainEvent[] {
  if (faultLine === null) return [];
  const time = draft.faultTimeSeconds;
  const position = Number((draft.faultPositionPercent / 100).toPrecision(12));
  const fault = {
    branch: faultLine,
    position,
    time,
    clearedAfterSeconds: draft.clearedAfterSeconds,
  };
  return [{ kind: 'line-fault', ...fault, ...(tripsLine ? { trip: faultLine } : {}) }];
}

function outageOf(element: ElementRef, draft: SimulationDraft): TimeDomainEvent[] {
  const trip: TimeDomainEvent = { kind: 'trip', time: draft.tripTimeSeconds, element };
  const time = draft.tripTimeSeconds + draft.outageSeconds;
  return draft.recloses ? [trip, { kind: 'reclose', time, element }] : [trip];
}

/** 'Branch 21–22 out at 1 s, 20 s long'; a load damping of one's own tells two runs apart. */
export function titleOf(draft: SimulationDraft): string {
  const what = draft.disturbance === 'outage' ? outageTitle(draft) : faultTitle(draft);
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

function faultTitle(draft: SimulationDraft): string {
  const [fault] = eventsOf(draft).filter(isFault);
  const at = `at ${draft.faultTimeSeconds} s, cleared after ${draft.clearedAfterSeconds} s`;
  if (!fault) return `Fault ${at}`;
  const trip = fault.trip ? ` by the trip of ${elementLabel(fault.trip)}` : '';
  const place = fault.kind === 'fault' ? `at bus ${fault.bus}` : `on ${faultPlaceLabel(fault)}`;
  const sinks = fault.kind === 'fault' && fault.voltages ? ', voltages sinking' : '';
  return `Fault ${place} ${at}${trip}${sinks}`;
}
