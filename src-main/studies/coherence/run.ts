import type { StudySubject } from '../../../src-shared/studies/catalogue.ts';
import type { CoherenceSpec } from '../../../src-shared/studies/coherence.ts';
import type { StudyContext } from '../../../src-shared/studies/study-room.ts';
import { drawOf } from './draw.ts';
import { runDraws } from './draws.ts';
import type { DrawsPart } from './draws.ts';
import type { CoherenceChunk } from './plan.ts';
import { settingOf } from './setting.ts';
import { runGiven, runOnNetwork } from './single-run.ts';
import type { SingleRunPart } from './single-run.ts';

export type CoherencePart = SingleRunPart | DrawsPart;

/** Compiled kernels; without them everything is the same, more slowly. */
export interface CoherenceKernels {
  readonly meanField: WebAssembly.Module | null;
  readonly swing: WebAssembly.Module | null;
}

const noKernels: CoherenceKernels = { meanField: null, swing: null };

/**
 * Integrates one part of the question.
 *
 * @throws StudyRefusal where the spec does not fit the network
 */
export function runCoherence(
  subject: StudySubject,
  spec: CoherenceSpec,
  chunk: CoherenceChunk,
  context: StudyContext,
  { meanField, swing }: CoherenceKernels = noKernels,
): CoherencePart {
  const setting = settingOf(subject, spec);
  if (chunk.kind === 'draws') {
    const draw = (index: number): ReturnType<typeof drawOf> =>
      drawOf(spec, setting, context.seed, index);
    return runDraws(spec, setting, chunk, draw, context, meanField);
  }
  return setting.mode === 'network'
    ? runOnNetwork(subject, spec, setting, chunk.K, context, swing)
    : runGiven(spec, setting, chunk.K, context, meanField);
}
