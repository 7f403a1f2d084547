import type { RecordedEvent } from '../../src-shared/studies/time-domain.ts';

const words: Record<RecordedEvent['kind'], string> = {
  trip: 'out',
  reclose: 'back',
  step: 'steps',
  ramp: 'ramps',
  fault: 'has a three-phase fault',
  clearing: 'is cleared of its fault',
  'angle-beyond-90': 'passes 90°',
  'synchronism-lost': 'loses synchronism',
};

/** 'Branch 21–22 out' */
export const eventText = ({ kind, element }: Pick<RecordedEvent, 'kind' | 'element'>): string =>
  `${element} ${words[kind]}`;
