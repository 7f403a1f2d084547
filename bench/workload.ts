/**
 * A workload of the speed comparison: fixed work with figures that a run must reproduce. A time
 * counts only beside matching figures, and only against what ran in the same minute.
 */
export interface Workload {
  /** As one asks for it: `npm run bench -- W2`. */
  readonly name: string;
  readonly title: string;
  /** The parts of it, each on its own data; a part without its data says so. */
  readonly parts: () => Parts | Promise<Parts>;
}

type Parts = readonly (WorkloadPart | MissingPart)[];

export interface WorkloadPart {
  readonly name: string;
  /** Time to reach with one worker, milliseconds; null where none is set. */
  readonly targetMilliseconds: number | null;
  /** The product first; then what it is compared with, run alternately with it. */
  readonly contestants: readonly [Contestant, ...Contestant[]];
  /** Figures of the last runs. */
  readonly checks: () => readonly Check[];
}

export interface MissingPart {
  readonly name: string;
  readonly missing: string;
}

export interface Contestant {
  readonly label: string;
  /** The work, start to end. */
  readonly run: () => void;
}

export interface Check {
  readonly label: string;
  readonly found: number | string;
  readonly expected: number | string;
  /** Relative, for numbers. */
  readonly tolerance: number;
}

export const isMissing = (part: WorkloadPart | MissingPart): part is MissingPart =>
  'missing' in part;

export function holds({ found, expected, tolerance }: Check): boolean {
  if (typeof found === 'string' || typeof expected === 'string') return found === expected;
  return Math.abs(found - expected) <= tolerance * Math.abs(expected);
}
