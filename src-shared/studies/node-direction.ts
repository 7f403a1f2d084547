import { z } from 'zod';

/**
 * A stress direction node by node: what one unit of loading adds to each power, in the unit of the
 * powers (MW at a bus; as omega of bare oscillators). What it leaves unbalanced is shared out as the
 * imbalance of the network is.
 */
export const nodeDirectionSchema = z
  .array(z.strictObject({ node: z.number().int(), change: z.number() }))
  .min(1, 'Name at least one node, or leave it out.')
  .superRefine((changes, context) => {
    const seen = new Set<number>();
    changes.forEach(({ node }, index) => {
      if (seen.has(node)) {
        context.addIssue({
          code: 'custom',
          path: [index, 'node'],
          message: `Node ${node} is named twice: add its two changes up.`,
        });
      }
      seen.add(node);
    });
  });

export type NodeDirection = z.infer<typeof nodeDirectionSchema>;

/** Of a loading: % or MW of a direction, or how many times the changes of a node direction. */
export type LoadingUnit = '%' | 'MW' | '×';

/** A check of a schema: one kind of direction at most. */
export function refuseTwoDirections(
  spec: { readonly direction: unknown; readonly nodeDirection: unknown },
  context: z.RefinementCtx,
): void {
  if (spec.direction === null || spec.nodeDirection === null) return;
  const message = 'There is a direction already: leave one of the two out.';
  context.addIssue({ code: 'custom', path: ['nodeDirection'], message });
}
