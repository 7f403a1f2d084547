import type { StudyNetwork } from '../../../src-shared/studies/catalogue.ts';
import { StudyRefusal } from '../../../src-shared/studies/study-room.ts';
import type { StudyPlan } from '../../../src-shared/studies/study-room.ts';
import type { TimeDomainSpec } from '../../../src-shared/studies/time-domain.ts';

/** One run is one chunk: time cannot be cut. */
export type TimeDomainChunk = Readonly<Record<string, never>>;

/** @throws StudyRefusal where the spec asks for what this study cannot do. */
export function planTimeDomain(
  _subject: StudyNetwork,
  spec: TimeDomainSpec,
): StudyPlan<TimeDomainChunk> {
  if (spec.model === 'network-reduced') {
    throw new StudyRefusal(
      'model is "network-reduced", which needs a solved power flow: choose "structure-preserving" or "first-order".',
    );
  }
  const late = spec.events.find(({ time }) => time >= spec.duration);
  if (late) {
    throw new StudyRefusal(
      `events: one is at ${late.time} s, but the run ends at ${spec.duration} s; make the run longer or the event earlier.`,
    );
  }
  return { chunks: [{}] };
}
