import type { OutageResult } from './contingency-screening.ts';

/** What a planner asks of an outage: is the network secure after it, and if not, why? */
export const outageVerdicts = [
  'no-state',
  'over-limit',
  'unchecked',
  'secure',
  'islanding',
] as const;
export type OutageVerdict = (typeof outageVerdicts)[number];

export const outageVerdictWords: Readonly<Record<OutageVerdict, string>> = {
  'no-state': 'no synchronous state',
  'over-limit': 'over limit',
  unchecked: 'limits not checked',
  secure: 'secure',
  islanding: 'islanding',
};

type Judged = Pick<OutageResult, 'status' | 'violationCount' | 'exactLoading'>;

/** A line is over its limit, by the condition or at the exact state; null where nobody looked. */
export function isOverLimit({ violationCount, exactLoading }: Judged): boolean | null {
  if ((violationCount ?? 0) > 0 || (exactLoading ?? 0) > 1) return true;
  return violationCount === null && exactLoading === null ? null : false;
}

/** Buses cut off are a class of their own; secure is only what is known to keep every limit. */
export function outageVerdict(outage: Judged): OutageVerdict {
  if (outage.status === 'no-solution') return 'no-state';
  if (outage.status === 'islanding') return 'islanding';
  const over = isOverLimit(outage);
  return over === null ? 'unchecked' : over ? 'over-limit' : 'secure';
}

/** 'islanding, over limit': buses are cut off, and what goes on is over a limit as well. */
export function outageVerdictText(outage: Judged): string {
  const verdict = outageVerdict(outage);
  const also = verdict === 'islanding' && isOverLimit(outage) ? ', over limit' : '';
  return `${outageVerdictWords[verdict]}${also}`;
}

/** What ranks the outages that leave the network whole; the other one breaks a tie. */
export type RankedBy = 'norm' | 'loading';

/**
 * Worst first: outages without a synchronous state, then those that leave the network in one piece,
 * by falling norm and of equal norms by the largest angle against its limit, or the other way round;
 * islanding outages follow by the power cut off.
 */
export function compareOutages(a: OutageResult, b: OutageResult, by: RankedBy = 'norm'): number {
  const byStatus = severity[a.status] - severity[b.status];
  if (byStatus !== 0) return byStatus;
  if (a.status === 'islanding') {
    const byCutOff = b.islandedMw + b.islandedGenerationMw - a.islandedMw - a.islandedGenerationMw;
    if (byCutOff !== 0) return byCutOff;
  }
  const byNorm = rounded(b.norm) - rounded(a.norm);
  const byLoading = rounded(b.largestLoading) - rounded(a.largestLoading);
  return by === 'norm' ? byNorm || byLoading : byLoading || byNorm;
}

const severity = { 'no-solution': 0, ok: 1, islanding: 2 } as const;

/** Behind a bridge that carries the largest difference all outages leave the same norm. */
const rounded = (value: number | null): number => Number((value ?? -1).toPrecision(9));
