import type { ConditionBlock } from './sync-condition.ts';

/** What kind of block it is, as the proof of exactness goes (paper B, theorem 4.3). */
export const blockWords: Record<ConditionBlock['class'], string> = {
  'no-flow': 'no power flows in it',
  'cut-set': 'all linear differences zero or of one size (a cut set)',
  'bipolar-complete': 'uniform complete graph with bipolar powers',
  'symmetric-cycle': 'cycle whose linear differences cancel in pairs',
  'paired-flows': 'linear differences cancel in pairs around every cycle',
  'short-cycle': 'cycle of 3 or 4: proved for the worst powers only',
  'uniform-complete': 'uniform complete graph: proved for the worst powers only',
  statistical: 'meshed, with no proof',
};

/** `Exact: the network is a tree.`, or the reason that says itself what is known. */
export const exactnessSentence = ({
  exact,
  reason,
}: {
  readonly exact: boolean;
  readonly reason: string;
}): string => (exact ? `Exact: ${reason.charAt(0).toLowerCase()}${reason.slice(1)}` : reason);
