import { z } from 'zod';

import type { GridCase } from './grid-case.ts';

/**
 * The shape of a network in our own format and in messages. It checks types and finiteness; what a
 * network must be beyond that (ends exist, numbers unique) is `validateGrid`.
 */
const finite = z.number();
const limit = z.union([z.number(), z.literal('Inf'), z.literal('-Inf')]).transform(infinite);

/** JSON has no infinity: limits may be written as the words that MATPOWER uses. */
function infinite(value: number | 'Inf' | '-Inf'): number {
  if (value === 'Inf') return Infinity;
  return value === '-Inf' ? -Infinity : value;
}

const busNumber = z.number().int().positive();
const identifier = z.string().min(1).max(32);

export const positionSchema = z.object({ x: finite, y: finite });

export const busSchema = z.object({
  number: busNumber,
  name: z.string().max(200),
  type: z.enum(['pq', 'pv', 'slack', 'isolated']),
  baseKv: finite.nonnegative(),
  vmPu: finite,
  vaDegrees: finite,
  vmMinPu: finite,
  vmMaxPu: finite,
  area: finite,
  zone: finite,
  position: positionSchema.nullable(),
});

export const branchSchema = z.object({
  from: busNumber,
  to: busNumber,
  circuit: identifier,
  resistancePu: finite,
  reactancePu: finite,
  chargingPu: finite,
  isTransformer: z.boolean(),
  tapRatio: finite,
  shiftDegrees: finite,
  ratingAMva: finite.nullable(),
  ratingBMva: finite.nullable(),
  ratingCMva: finite.nullable(),
  angleMinDegrees: finite.nullable(),
  angleMaxDegrees: finite.nullable(),
  inService: z.boolean(),
});

export const machineDynamicsSchema = z.object({
  inertiaSeconds: finite.nonnegative(),
  dampingPu: finite.nonnegative(),
  transientReactancePu: finite.nonnegative(),
  source: z.string(),
});

export const generatorSchema = z.object({
  bus: busNumber,
  id: identifier,
  pMw: finite,
  qMvar: finite,
  pMinMw: limit,
  pMaxMw: limit,
  qMinMvar: limit,
  qMaxMvar: limit,
  vSetPu: finite,
  ratingMva: finite,
  inService: z.boolean(),
  dynamics: machineDynamicsSchema.nullable(),
});

export const loadSchema = z.object({
  bus: busNumber,
  id: identifier,
  pMw: finite,
  qMvar: finite,
  inService: z.boolean(),
});

export const shuntSchema = z.object({
  bus: busNumber,
  id: identifier,
  gMw: finite,
  bMvar: finite,
  inService: z.boolean(),
});

export const gridSchema = z.object({
  name: z.string().max(200),
  description: z.string(),
  sources: z.array(z.string()),
  baseMva: finite.positive(),
  frequencyHz: finite.positive(),
  buses: z.array(busSchema),
  branches: z.array(branchSchema),
  generators: z.array(generatorSchema),
  loads: z.array(loadSchema),
  shunts: z.array(shuntSchema),
}) satisfies z.ZodType<GridCase>;

/** A network file in our own format. */
export const gridDocumentSchema = z.object({
  format: z.literal('phaselock-network'),
  version: z.literal(1),
  network: gridSchema,
});

/** JSON text of a network in our own format: one element a line, so that versions can be compared. */
export function gridDocumentText(grid: GridCase): string {
  const { buses, branches, generators, loads, shunts, ...head } = grid;
  const tables = { buses, branches, generators, loads, shunts };
  const headLines = Object.entries(head).map(([field, value]) => `    ${line(field, value)}`);
  const tableLines = Object.entries(tables).map(([field, rows]) =>
    rows.length === 0
      ? `    ${JSON.stringify(field)}: []`
      : `    ${JSON.stringify(field)}: [\n${rows.map((row) => `      ${json(row)}`).join(',\n')}\n    ]`,
  );
  const body = [...headLines, ...tableLines].join(',\n');
  return `{\n  "format": "phaselock-network",\n  "version": 1,\n  "network": {\n${body}\n  }\n}\n`;
}

const line = (field: string, value: unknown): string => `${JSON.stringify(field)}: ${json(value)}`;

const json = (value: unknown): string =>
  JSON.stringify(value, (_field, inner: unknown) => {
    if (inner === Infinity) return 'Inf';
    return inner === -Infinity ? '-Inf' : inner;
  });
