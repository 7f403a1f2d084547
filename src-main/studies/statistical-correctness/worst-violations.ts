import type { ViolatingNetwork } from '../../../src-shared/studies/statistical-correctness.ts';

export const VIOLATIONS_KEPT = 100;

/** The worst of them: without a state first, then by excess; in a tie the earlier sample. */
export const worstViolations = (violating: readonly ViolatingNetwork[]): ViolatingNetwork[] =>
  violating
    .toSorted((a, b) => compare(excess(b), excess(a)) || a.row - b.row || a.sample - b.sample)
    .slice(0, VIOLATIONS_KEPT);

const excess = ({ exact, gamma }: ViolatingNetwork): number =>
  exact === null ? Infinity : exact - gamma;

/** Infinities are equal to themselves, which their difference does not say. */
const compare = (a: number, b: number): number => (a === b ? 0 : a < b ? -1 : 1);
