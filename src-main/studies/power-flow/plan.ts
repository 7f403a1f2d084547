import type { StudyNetwork } from '../../../src-shared/studies/catalogue.ts';
import type { PowerFlowSpec } from '../../../src-shared/studies/power-flow.ts';
import { StudyRefusal } from '../../../src-shared/studies/study-room.ts';
import type { StudyPlan } from '../../../src-shared/studies/study-room.ts';

/** One chunk: a power flow cannot be cut. */
export type PowerFlowChunk = Readonly<Record<string, never>>;

/** @throws StudyRefusal for bare oscillators, which have no voltages. */
export function planPowerFlow(
  subject: StudyNetwork,
  _spec: PowerFlowSpec,
): StudyPlan<PowerFlowChunk> {
  if (subject.kind === 'oscillators') {
    throw new StudyRefusal(
      'A bare oscillator network has no voltages: run the power flow on a power network.',
    );
  }
  return { chunks: [{}] };
}
