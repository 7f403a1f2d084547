import { busRef, elementKey } from '../../src-shared/grid/element-ref.ts';
import type { ElementRef } from '../../src-shared/grid/element-ref.ts';
import { isFault } from '../../src-shared/studies/time-domain.ts';
import type { FaultEvent, TimeDomainEvent } from '../../src-shared/studies/time-domain.ts';

/** Elements that trip at some time, and buses and branches that have a fault. */
export function disturbedElements(events: readonly TimeDomainEvent[]): ElementRef[] {
  return events.flatMap((event) => {
    if (event.kind === 'trip') return [event.element];
    if (!isFault(event)) return [];
    const place = faultedElement(event);
    const trip = event.trip && elementKey(event.trip) !== elementKey(place) ? [event.trip] : [];
    return [place, ...trip];
  });
}

/** What is out at a time, by the events so far. */
export function elementsOutAt(events: readonly TimeDomainEvent[], time: number): ElementRef[] {
  const out = new Map<string, ElementRef>();
  for (const { at, element, isOut } of switchings(events)) {
    if (at > time + slack) break;
    if (isOut) out.set(elementKey(element), element);
    else out.delete(elementKey(element));
  }
  return [...out.values()];
}

/** The faults that last at a time. */
export function faultsAt(events: readonly TimeDomainEvent[], time: number): FaultEvent[] {
  return events.filter(isFault).filter((event) => {
    const since = time - event.time;
    return since >= -slack && since < event.clearedAfterSeconds - slack;
  });
}

/** What a fault takes out of the picture while it lasts. */
export const faultedElement = (event: FaultEvent): ElementRef =>
  event.kind === 'fault' ? busRef(event.bus) : event.branch;

/** Times of frames and of events are sums of decimals. */
const slack = 1e-9;

interface Switching {
  readonly at: number;
  readonly element: ElementRef;
  readonly isOut: boolean;
}

function switchings(events: readonly TimeDomainEvent[]): Switching[] {
  return events
    .flatMap((event): Switching[] => {
      if (event.kind === 'trip' || event.kind === 'reclose') {
        return [{ at: event.time, element: event.element, isOut: event.kind === 'trip' }];
      }
      if (!isFault(event) || !event.trip) return [];
      const at = event.time + event.clearedAfterSeconds;
      return [{ at, element: event.trip, isOut: true }];
    })
    .toSorted((a, b) => a.at - b.at);
}
