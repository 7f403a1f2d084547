/**
 * What became of a published result. `unexplained`: ours differs, and nothing says why. It is never
 * what an item expects; where it comes up, we or the paper have something to look into.
 */
export const verdicts = [
  'reproduced',
  'reproduced-under-assumptions',
  'paper-wrong',
  'unexplained',
] as const;
export type Verdict = (typeof verdicts)[number];

export const verdictWords: Readonly<Record<Verdict, string>> = {
  reproduced: 'reproduced',
  'reproduced-under-assumptions': 'reproduced under these assumptions',
  'paper-wrong': 'the paper is wrong here, because',
  unexplained: 'unexplained',
};

/** A figure, table, equation or statement of a paper. */
export interface PublishedResult {
  readonly id: string;
  readonly paper: 'A' | 'B';
  readonly title: string;
  /** Where it stands: 'figure 3', 'table 3', 'equation 2'. */
  readonly place: string;
  /** What the paper says. */
  readonly claim: string;
  /** What ours says of it when every figure comes out as it should. */
  readonly verdict: Exclude<Verdict, 'unexplained'>;
  /** Why that, in a sentence or two. */
  readonly because: string;
  /** What the paper leaves open and ours had to choose. */
  readonly assumptions: readonly string[];
}

/** One figure of the paper beside ours. */
export interface ReproductionRow {
  readonly quantity: string;
  readonly unit: string;
  /** A number where the paper prints one, else its words. */
  readonly published: number | string;
  /** null where ours has no answer. */
  readonly ours: number | string | null;
  /** Ours minus the paper's, where both are numbers. */
  readonly difference: number | null;
  /** What ours is held to, and with which tolerance. */
  readonly expected: string;
  /** Ours is as expected. */
  readonly explained: boolean;
}

/** Curves of one chart. */
export interface ReproductionChart {
  readonly title: string;
  readonly x: string;
  readonly y: string;
  readonly curves: readonly {
    readonly label: string;
    readonly x: readonly number[];
    readonly y: readonly number[];
    /** Two standard errors, where there are any. */
    readonly error?: readonly number[];
    readonly drawn?: 'line' | 'points' | 'line-and-points';
  }[];
}

/** A published result, computed anew. */
export interface Reproduction extends Omit<PublishedResult, 'verdict'> {
  readonly verdict: Verdict;
  readonly rows: readonly ReproductionRow[];
  readonly charts: readonly ReproductionChart[];
  /** What was left out, and how to have it. */
  readonly missing: readonly string[];
  /** With fewer samples than the whole item takes. */
  readonly quick: boolean;
  readonly seed: number;
}

export interface ReproductionProgress {
  readonly id: string;
  /** From 0 to 1. */
  readonly fraction: number;
}
