import { z } from 'zod';

import { elementRefSchema } from '../grid/edit-schema.ts';
import { elementLabel, refOf } from '../grid/element-ref.ts';
import type { GridCase } from '../grid/grid-case.ts';

/** What may go out of service together, under a name. */
export const contingencySchema = z.object({
  name: z.string().min(1).max(200),
  elements: z.array(elementRefSchema).min(1),
  enabled: z.boolean(),
});

export type Contingency = z.infer<typeof contingencySchema>;

/** A contingency list as a file of its own. */
export const contingencyDocumentSchema = z.object({
  format: z.literal('phaselock-contingencies'),
  version: z.literal(1),
  contingencies: z.array(contingencySchema),
});

/** Every single outage of a branch or machine that is in service (N-1). */
export function singleOutages(grid: GridCase): Contingency[] {
  const branches = grid.branches.filter(({ inService }) => inService);
  const machines = grid.generators.filter(({ inService }) => inService);
  return [
    ...branches.map((branch) => refOf('branch', branch)),
    ...machines.map((machine) => refOf('generator', machine)),
  ].map((element) => ({ name: elementLabel(element), elements: [element], enabled: true }));
}
