import type { StudyNetwork } from '../../../src-shared/studies/catalogue.ts';
import type {
  KronReductionResult,
  KronReductionSpec,
} from '../../../src-shared/studies/kron-reduction.ts';

/** The one chunk's answer is the result. */
export function reduceKronReduction(
  _subject: StudyNetwork,
  _spec: KronReductionSpec,
  [only]: readonly KronReductionResult[],
): KronReductionResult {
  if (!only) throw new Error('A Kron reduction has one part: plan and run disagree.');
  return only;
}
