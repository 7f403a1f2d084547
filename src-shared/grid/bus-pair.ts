/** Two buses that branches join. */
export interface BusPair {
  readonly from: number;
  readonly to: number;
}

/** '12-15', whichever end is named first: parallel branches have one key. */
export const pairKey = ({ from, to }: BusPair): string =>
  from < to ? `${from}-${to}` : `${to}-${from}`;

export const isSamePair = (a: BusPair, b: BusPair): boolean => pairKey(a) === pairKey(b);
