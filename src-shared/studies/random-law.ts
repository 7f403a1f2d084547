import { z } from 'zod';

/** How graphs are drawn; the three of paper B's figure 3, and those with a known answer. */
export const graphFamilies = [
  'erdos-renyi',
  'random-geometric',
  'watts-strogatz',
  'complete',
  'ring',
  'tree',
] as const;

export type GraphFamily = (typeof graphFamilies)[number];

/** How powers are drawn: -1 or +1, or uniform on [-1, 1]; the mean is subtracted. */
export const powerLaws = ['bipolar', 'uniform'] as const;

export type PowerLaw = (typeof powerLaws)[number];

/** What is drawn: a row of a result. */
export interface EnsemblePoint {
  readonly graph: GraphFamily;
  readonly omega: PowerLaw;
  readonly n: number;
  /** null where the family has none. */
  readonly p: number | null;
}

/** What p is: probability of an edge, radius in the unit square, probability that an edge is rewired. */
export const hasParameter: Readonly<Record<GraphFamily, boolean>> = {
  'erdos-renyi': true,
  'random-geometric': true,
  'watts-strogatz': true,
  complete: false,
  ring: false,
  tree: false,
};

/** A single value as a list of one. */
export const asList = (given: unknown): unknown =>
  given === null || Array.isArray(given) ? given : [given];

const listOf = <Item extends z.ZodType>(item: Item) => z.array(item).min(1).max(1000);

/** A value or a list of them, as a list. */
export const oneOrMore = <Item extends z.ZodType>(item: Item) => z.preprocess(asList, listOf(item));

/** The same, or null. */
export const noneOrMore = <Item extends z.ZodType>(item: Item) =>
  z.preprocess(asList, listOf(item).nullable());

export const nodeCount = z
  .number()
  .int('n is a number of nodes: give a whole number.')
  .min(2, 'n is a number of nodes: at least 2.')
  .max(2000, 'n is a number of nodes: at most 2000.');

export const graphParameter = z
  .number()
  .min(0, 'p lies between 0 and 1.')
  .max(1, 'p lies between 0 and 1.');

/** Families, sizes and parameters that cannot make a connected graph. */
function impossibleGraph(
  graph: GraphFamily,
  n: number,
  p: number,
): { readonly field: 'n' | 'p'; readonly message: string } | null {
  if (graph === 'watts-strogatz' && n < 5) {
    return {
      field: 'n',
      message: `watts-strogatz joins every node to 4 neighbours: n is ${n}, give at least 5.`,
    };
  }
  if (graph === 'ring' && n < 3) {
    return { field: 'n', message: `A ring has at least 3 nodes: n is ${n}.` };
  }
  if (p === 0 && (graph === 'erdos-renyi' || graph === 'random-geometric')) {
    return { field: 'p', message: `${graph} with p = 0 has no edges: give p above 0.` };
  }
  return null;
}

/** A check of a schema: every combination of the lists must be able to make a connected graph. */
export function refuseImpossible(
  lists: {
    readonly graph: readonly GraphFamily[] | null;
    readonly n: readonly number[];
    readonly p: readonly number[];
  },
  context: z.RefinementCtx,
): void {
  for (const graph of lists.graph ?? []) {
    for (const n of lists.n) {
      for (const p of lists.p) {
        const problem = impossibleGraph(graph, n, p);
        if (!problem) continue;
        context.addIssue({ code: 'custom', path: [problem.field], message: problem.message });
        return;
      }
    }
  }
}
