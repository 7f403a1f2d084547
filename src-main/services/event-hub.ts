import type { EventMap, EventName } from '../../src-shared/contract/contract.ts';

export interface EventListener {
  <Name extends EventName>(name: Name, data: EventMap[Name]): void;
}

/** Who wants to know hears everything; an event carries ids and counts, never arrays. */
export interface EventHub {
  readonly emit: EventListener;
  readonly subscribe: (listener: EventListener) => () => void;
}

export function createEventHub(): EventHub {
  const listeners = new Set<EventListener>();
  return {
    emit(name, data) {
      for (const listener of listeners) listener(name, data);
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}
