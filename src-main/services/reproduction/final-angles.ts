import type { TimeDomainResult } from '../../../src-shared/studies/time-domain.ts';

/** Where a run ends: the angles against the first oscillator, rad. */
export function finalAngles({
  theta,
  time,
  nodes,
}: Pick<TimeDomainResult, 'theta' | 'time' | 'nodes'>): number[] {
  const last = theta.subarray((time.length - 1) * nodes.length);
  return Array.from(last, (angle) => angle - (last[0] ?? NaN));
}
