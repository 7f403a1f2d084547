import type { StudyNetwork } from '../../../src-shared/studies/catalogue.ts';
import type { TimeDomainResult, TimeDomainSpec } from '../../../src-shared/studies/time-domain.ts';

/** The one chunk's answer is the result. */
export function reduceTimeDomain(
  _subject: StudyNetwork,
  _spec: TimeDomainSpec,
  partials: readonly TimeDomainResult[],
): TimeDomainResult {
  const [only, ...others] = partials;
  if (!only || others.length > 0) {
    throw new Error(`A run over time has one part, not ${partials.length}: plan and run disagree.`);
  }
  return only;
}
