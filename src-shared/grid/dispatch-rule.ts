import { z } from 'zod';

import { elementRefSchema } from './edit-schema.ts';

const movableSchema = elementRefSchema.refine(
  ({ kind }) => kind === 'bus' || kind === 'generator' || kind === 'load',
  'has no MW to move: name buses, generators or loads',
);

/** Part of a network: everything, what lies in some areas or zones, or what is named. */
export const gridGroupSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('all') }),
  z.strictObject({ kind: z.literal('areas'), areas: z.array(z.number()).min(1) }),
  z.strictObject({ kind: z.literal('zones'), zones: z.array(z.number()).min(1) }),
  /** Machines and loads by name; a bus stands for all of its machines or loads. */
  z.strictObject({ kind: z.literal('elements'), elements: z.array(movableSchema).min(1) }),
]);

export type GridGroup = z.infer<typeof gridGroupSchema>;

/** Which machines make up for a change of the balance, and by what shares. */
export const compensationSchema = z.strictObject({
  group: gridGroupSchema.default({ kind: 'all' }),
  /** In proportion to Pmax or to present output, equally, or by the machines at slack buses. */
  share: z.enum(['pmax', 'output', 'equal', 'slack']).default('pmax'),
});

/**
 * A stress direction, or stressed dispatch: loads or generation of a group go up or down, and
 * machines elsewhere follow so that generation and demand change by the same amount.
 */
export const dispatchSchema = z.strictObject({
  change: z.strictObject({
    what: z.enum(['loads', 'generation']),
    group: gridGroupSchema.default({ kind: 'all' }),
    /** Up where positive; shared in proportion to what each draws or gives now. */
    amount: z.number().refine((amount) => amount !== 0, 'moves nothing: give a change up or down'),
    unit: z.enum(['MW', '%']),
    /** Mvar of the loads: change with the MW at their power factor, or stay. */
    reactive: z.enum(['power-factor', 'fixed']).default('power-factor'),
  }),
  compensation: compensationSchema,
  /** No machine is moved beyond Pmin or Pmax; demand never falls below zero in any case. */
  limits: z.enum(['respect', 'ignore']).default('respect'),
});

export type DispatchRule = z.infer<typeof dispatchSchema>;
