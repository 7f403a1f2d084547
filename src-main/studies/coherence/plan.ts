import type { StudySubject } from '../../../src-shared/studies/catalogue.ts';
import { unstableStep } from '../../../src-shared/studies/coherence.ts';
import type { CoherenceSpec } from '../../../src-shared/studies/coherence.ts';
import { StudyRefusal } from '../../../src-shared/studies/study-room.ts';
import type { StudyPlan } from '../../../src-shared/studies/study-room.ts';
import { ensembleClock } from './draws.ts';
import { settingOf } from './setting.ts';

/** One coupling of a single run, or draws [from, to) of an ensemble at all couplings. */
export type CoherenceChunk =
  | { readonly kind: 'coupling'; readonly K: number }
  | { readonly kind: 'draws'; readonly from: number; readonly to: number };

/** Oscillator steps that a chunk of draws takes: some seconds. */
const chunkWork = 1e9;
const leastChunks = 16;
/** The most that a run may ask for: some hours on two cores. */
const mostWork = 5e13;

/** @throws StudyRefusal where the network is missing that the spec asks for, or the run is endless */
export function planCoherence(
  subject: StudySubject,
  spec: CoherenceSpec,
): StudyPlan<CoherenceChunk> {
  const setting = settingOf(subject, spec);
  const unstable = setting.mode === 'network' ? null : unstableStep(spec);
  if (unstable) throw new StudyRefusal(`dt: ${unstable}`);
  if (setting.mode !== 'ensemble') {
    if (setting.mode === 'network' && subject.kind === 'none') {
      throw new StudyRefusal('coupling: "network" needs a network: name one.');
    }
    return { chunks: spec.K.map((K) => ({ kind: 'coupling', K })) };
  }
  if (spec.theta0) {
    throw new StudyRefusal(
      'theta0: each draw of an ensemble starts at phases of its own: give omega beside it, or leave theta0 out.',
    );
  }
  const { samples, n } = setting;
  const perDraw = n * ensembleClock(setting, spec).steps * spec.K.length;
  if (perDraw * samples > mostWork) {
    throw new StudyRefusal(
      `samples: ${samples} draws of ${n} oscillators at ${spec.K.length} couplings are ${(perDraw * samples).toExponential(1)} steps of an oscillator, more than ${mostWork.toExponential(0)}: ask for fewer draws, couplings or oscillators.`,
    );
  }
  // An even size, since two draws run side by side.
  const size = 2 * Math.ceil(Math.min(samples / leastChunks, chunkWork / perDraw) / 2);
  return {
    chunks: Array.from({ length: Math.ceil(samples / size) }, (_, k) => ({
      kind: 'draws',
      from: k * size,
      to: Math.min((k + 1) * size, samples),
    })),
  };
}
