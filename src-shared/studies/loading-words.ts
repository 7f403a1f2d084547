import type { LoadingCause, SimulatedLoading } from './loading-ramp.ts';

/** Why a loading goes no further, as a planner says it. */
export const loadingCauses: Record<LoadingCause, string> = {
  limit: 'reaches its limit',
  'saddle-node': 'saddle-node: the synchronous state disappears',
  'beyond-limit': 'is beyond its limit without any loading',
  'no-solution': 'no synchronous state to begin with',
  unlimited: 'the direction strains no line',
  lost: 'the branch of states could not be followed',
};

export const rampEnds: Record<SimulatedLoading['cause'], string> = {
  'limit-trip': 'opens at its limit',
  'synchronism-lost': 'synchronism is lost: an angle passes 180°',
  'no-balance': 'the loads find no operating point',
  kept: 'synchronism is kept to the end of the ramp',
  cancelled: 'cancelled on the way',
  failed: 'the integration failed',
};
