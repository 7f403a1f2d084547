import { z } from 'zod';

import type { Edit } from './edits.ts';
import {
  branchSchema,
  busSchema,
  generatorSchema,
  loadSchema,
  positionSchema,
  shuntSchema,
} from './schema.ts';

const busNumber = z.number().int().positive();

export const elementRefSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('bus'), number: busNumber }),
  z.object({ kind: z.literal('branch'), from: busNumber, to: busNumber, circuit: z.string() }),
  z.object({ kind: z.literal('generator'), bus: busNumber, id: z.string() }),
  z.object({ kind: z.literal('load'), bus: busNumber, id: z.string() }),
  z.object({ kind: z.literal('shunt'), bus: busNumber, id: z.string() }),
]);

const ELEMENT_SCHEMAS = {
  bus: busSchema,
  branch: branchSchema,
  generator: generatorSchema,
  load: loadSchema,
  shunt: shuntSchema,
} as const;

const insertSchema = z.union(
  (Object.keys(ELEMENT_SCHEMAS) as (keyof typeof ELEMENT_SCHEMAS)[]).map((kind) =>
    z.object({
      kind: z.literal('insert'),
      elementKind: z.literal(kind),
      value: ELEMENT_SCHEMAS[kind],
      index: z.number().int().nonnegative().optional(),
    }),
  ),
);

const updateSchema = z
  .object({
    kind: z.literal('update'),
    element: elementRefSchema,
    changes: z.record(z.string(), z.unknown()),
  })
  .transform((edit, context) => {
    const changes = ELEMENT_SCHEMAS[edit.element.kind].partial().strict().safeParse(edit.changes);
    if (changes.success) return { ...edit, changes: changes.data };
    context.addIssue({
      code: 'custom',
      message: z.prettifyError(changes.error),
      path: ['changes'],
    });
    return z.NEVER;
  });

/** An edit as it comes over the wire or out of the journal. */
export const editSchema: z.ZodType<Edit> = z.lazy(() =>
  z.union([
    insertSchema,
    z.object({ kind: z.literal('remove'), element: elementRefSchema }),
    updateSchema,
    z.object({ kind: z.literal('renumber-bus'), number: busNumber, to: busNumber }),
    z.object({
      kind: z.literal('place'),
      positions: z.array(z.object({ bus: busNumber, position: positionSchema.nullable() })),
    }),
    z.object({
      kind: z.literal('describe'),
      changes: z
        .strictObject({
          name: z.string().max(200),
          description: z.string(),
          sources: z.array(z.string()),
          baseMva: z.number().positive(),
          frequencyHz: z.number().positive(),
        })
        .partial(),
    }),
    z.object({ kind: z.literal('batch'), label: z.string(), edits: z.array(editSchema) }),
  ]),
) as z.ZodType<Edit>;
