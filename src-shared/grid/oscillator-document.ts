import { z } from 'zod';

/** A bare coupled-oscillator network, for research and for checks (CLI contract). */
export const oscillatorDocumentSchema = z.strictObject({
  format: z.literal('phaselock-oscillators'),
  version: z.literal(1),
  name: z.string().optional(),
  nodes: z
    .array(
      z.strictObject({
        id: z.number().int(),
        omega: z.number(),
        M: z.number().nonnegative().default(0),
        D: z.number().nonnegative().default(1),
        theta0: z.number().default(0),
      }),
    )
    .min(1),
  edges: z.array(
    z.strictObject({
      from: z.number().int(),
      to: z.number().int(),
      a: z.number(),
      phi: z.number().default(0),
    }),
  ),
});

export type OscillatorDocument = z.infer<typeof oscillatorDocumentSchema>;

/** theta0 of the oscillators with these identifiers, rad. */
export function givenAngles({ nodes }: OscillatorDocument, ids: Iterable<number>): Float64Array {
  const angle = new Map(nodes.map(({ id, theta0 }) => [id, theta0]));
  return Float64Array.from(ids, (id) => angle.get(id) ?? 0);
}
