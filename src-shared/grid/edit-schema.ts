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

const index = z.number().int().nonnegative().optional();

const insertSchema = z.discriminatedUnion('elementKind', [
  insertOf('bus', busSchema),
  insertOf('branch', branchSchema),
  insertOf('generator', generatorSchema),
  insertOf('load', loadSchema),
  insertOf('shunt', shuntSchema),
]);

function insertOf<Kind extends string, Value extends z.ZodType>(kind: Kind, value: Value) {
  return z.object({ kind: z.literal('insert'), elementKind: z.literal(kind), value, index });
}

/** Made once: a batch holds thousands of updates. */
const changeSchemas = {
  bus: busSchema.partial().strict(),
  branch: branchSchema.partial().strict(),
  generator: generatorSchema.partial().strict(),
  load: loadSchema.partial().strict(),
  shunt: shuntSchema.partial().strict(),
} as const;

const updateSchema = z
  .object({
    kind: z.literal('update'),
    element: elementRefSchema,
    changes: z.record(z.string(), z.unknown()),
  })
  .transform((edit, context) => {
    const changes = changeSchemas[edit.element.kind].safeParse(edit.changes);
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
  z.discriminatedUnion('kind', [
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
