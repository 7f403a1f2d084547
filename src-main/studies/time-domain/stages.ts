import type { StudyNetwork } from '../../../src-shared/studies/catalogue.ts';
import { faultPlaceLabel, isFault } from '../../../src-shared/studies/time-domain.ts';
import type {
  FaultEvent,
  RecordedEvent,
  TimeDomainEvent,
  TimeDomainSpec,
} from '../../../src-shared/studies/time-domain.ts';
import { busRef, elementKey, elementLabel } from '../../../src-shared/grid/element-ref.ts';
import type { ElementRef } from '../../../src-shared/grid/element-ref.ts';
import type { Ramp } from '../../equations/machines/machine-nodes.ts';
import type { NetworkModel } from '../../equations/network/network-model.ts';
import type { OscillatorNetwork } from '../../equations/oscillators/oscillator-network.ts';
import { Switchgear } from './switchgear.ts';

/** What holds from `time` to the time of the next stage. */
export interface Stage {
  readonly time: number;
  readonly network: OscillatorNetwork;
  /** Injections change by this from `network.omega` on; null while they do not. */
  readonly ramp: Ramp | null;
  /** By edge: 1 where a fault takes the coupling for a while; null without a fault. */
  readonly faultedEdges: Uint8Array | null;
}

export interface Timeline {
  /** The network before any event. */
  readonly before: OscillatorNetwork;
  /** Ascending in time; the first at 0. */
  readonly stages: readonly Stage[];
  readonly events: readonly RecordedEvent[];
  readonly warnings: readonly string[];
}

/** A change of what is in service, or of the injections, at one time. */
interface Action {
  readonly time: number;
  readonly apply: (state: TimelineState) => void;
}

interface TimelineState {
  readonly switchgear: Switchgear;
  /** Steps and finished ramps, and the rates of running ones, by node. */
  readonly added: Float64Array;
  readonly rate: Float64Array;
}

/**
 * The networks that follow one another in a run: between two stages nothing but the angles and the
 * ramped injections change.
 *
 * @throws StudyRefusal where an event names what is not there, or recloses what is not open.
 */
export function timelineOf(
  subject: StudyNetwork,
  model: NetworkModel,
  spec: TimeDomainSpec,
): Timeline {
  const switchgear = new Switchgear(subject, model, spec);
  const state: TimelineState = {
    switchgear,
    added: new Float64Array(model.network.n),
    rate: new Float64Array(model.network.n),
  };
  const before = switchgear.network();
  const events = spec.events.toSorted((a, b) => a.time - b.time);
  const actions = events
    .flatMap((event) => actionsOf(event, switchgear, model.baseMva))
    .toSorted((a, b) => a.time - b.time);
  const stages: Stage[] = [];
  let next = 0;
  for (let time = 0; time < spec.duration;) {
    for (; next < actions.length && actions[next]!.time <= time; next++) {
      actions[next]!.apply(state);
    }
    stages.push(stageAt(time, state));
    const until = Math.min(actions[next]?.time ?? Infinity, spec.duration);
    for (let i = 0; i < state.rate.length; i++) state.added[i]! += state.rate[i]! * (until - time);
    time = until;
  }
  const recorded = events.flatMap(recordedEvents).toSorted((a, b) => a.time - b.time);
  return { before, stages, events: recorded, warnings: clearingWarnings(events) };
}

function stageAt(time: number, { switchgear, added, rate }: TimelineState): Stage {
  const network = switchgear.network();
  const felt = (change: number, node: number): number => (switchgear.isDead(node) ? 0 : change);
  added.forEach((power, node) => (network.omega[node]! += felt(power, node)));
  const rates = rate.map(felt);
  const ramp = rates.some((r) => r !== 0) ? { start: time, rate: rates } : null;
  return { time, network, ramp, faultedEdges: switchgear.faultedEdges() };
}

function actionsOf(event: TimeDomainEvent, switchgear: Switchgear, baseMva: number): Action[] {
  const { time } = event;
  if (event.kind === 'trip' || event.kind === 'reclose') {
    const { element, kind } = event;
    return [{ time, apply: (state) => state.switchgear[kind](element, time) }];
  }
  if (isFault(event)) return faultActions(event);
  const node = switchgear.nodeOf(event.bus);
  const power = event.changeMw / baseMva;
  if (event.kind === 'step') {
    return [{ time, apply: ({ added }) => (added[node]! += power) }];
  }
  const rate = power / event.durationSeconds;
  return [
    { time, apply: (state) => (state.rate[node]! += rate) },
    { time: time + event.durationSeconds, apply: (state) => (state.rate[node]! -= rate) },
  ];
}

function faultActions(event: FaultEvent): Action[] {
  const { time, trip } = event;
  const cleared = time + event.clearedAfterSeconds;
  return [
    { time, apply: ({ switchgear }) => switchgear.fault(event) },
    {
      time: cleared,
      apply: ({ switchgear }) => {
        switchgear.clear(event);
        if (trip) switchgear.trip(trip, cleared);
      },
    },
  ];
}

function recordedEvents(event: TimeDomainEvent): RecordedEvent[] {
  const { time } = event;
  if (!isFault(event)) {
    const element = elementLabel('element' in event ? event.element : busRef(event.bus));
    return [{ time, kind: event.kind, element }];
  }
  const cleared = time + event.clearedAfterSeconds;
  const { trip } = event;
  const element = faultPlaceLabel(event);
  return [
    { time, kind: 'fault', element },
    { time: cleared, kind: 'clearing', element },
    ...(trip ? [{ time: cleared, kind: 'trip' as const, element: elementLabel(trip) }] : []),
  ];
}

/** A fault that is cleared by a trip elsewhere is possible, but seldom meant. */
function clearingWarnings(events: readonly TimeDomainEvent[]): string[] {
  return events.flatMap((event) => {
    if (!isFault(event) || !event.trip || clears(event.trip, event)) return [];
    const place = event.kind === 'fault' ? `bus ${event.bus}` : elementLabel(event.branch);
    const rule = event.kind === 'fault' ? 'does not end at that bus' : 'is another element';
    return [
      `${elementLabel(event.trip)}, which trips when the fault at ${place} is cleared, ${rule}.`,
    ];
  });
}

const clears = (ref: ElementRef, event: FaultEvent): boolean =>
  event.kind === 'fault' ? isAtBus(ref, event.bus) : elementKey(ref) === elementKey(event.branch);

function isAtBus(ref: ElementRef, bus: number): boolean {
  if (ref.kind === 'branch') return ref.from === bus || ref.to === bus;
  return (ref.kind === 'bus' ? ref.number : ref.bus) === bus;
}
