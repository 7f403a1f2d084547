import type { SimulatedDisturbance } from './simulated-disturbances.ts';

/** Of its synchronism: 'kept', 'lost', or why there is no answer, in a word or two. */
export function disturbanceWord({ status, synchronism, cutApart }: SimulatedDisturbance): string {
  if (synchronism === 'lost' && cutApart) return 'cut apart';
  if (synchronism) return synchronismWords[synchronism];
  if (status === 'refused') return 'cannot be simulated';
  return status === 'no-equilibrium' ? 'no state to start from' : 'stopped early';
}

const synchronismWords = {
  kept: 'kept',
  regained: 'slips, comes back',
  lost: 'lost',
} as const;

/** What hurts most first: lost the sooner, then the wider angle. */
export function worstDisturbanceFirst(a: SimulatedDisturbance, b: SimulatedDisturbance): number {
  const byState = severity(b) - severity(a);
  const byTime = (a.lostAt ?? Infinity) - (b.lostAt ?? Infinity);
  const byAngle = (b.largestAngle?.value ?? 0) - (a.largestAngle?.value ?? 0);
  return byState || (Number.isNaN(byTime) ? 0 : byTime) || byAngle;
}

const severity = ({ synchronism }: SimulatedDisturbance): number =>
  synchronism === null ? 1.5 : { kept: 0, regained: 1, lost: 2 }[synchronism];
