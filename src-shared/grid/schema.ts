import { z } from 'zod';

import type { GridCase } from './grid-case.ts';

/**
 * The shape of a network in our own format and in messages. It checks types and finiteness; what a
 * network must be beyond that (ends exist, numbers unique) is `validateGrid`.
 */
const finite = z.number();
const limit = z
  .union([z.number(), z.literal([Infinity, -Infinity]), z.literal(['Inf', '-Inf'])])
  .transform(infinite);

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
  droopPercent: finite.positive().max(100).optional(),
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

const TABLES = {
  buses: busSchema,
  branches: branchSchema,
  generators: generatorSchema,
  loads: loadSchema,
  shunts: shuntSchema,
} as const;

/** Order of the fields in a file, for every object that stands in one. */
const HEAD_FIELDS = ['name', 'description', 'sources', 'baseMva', 'frequencyHz'] as const;
const PART_FIELDS: Readonly<Record<string, readonly string[]>> = {
  position: Object.keys(positionSchema.shape),
  dynamics: Object.keys(machineDynamicsSchema.shape),
};

/**
 * JSON text of a network in our own format: one element a line, so that versions can be compared.
 * Fields stand in the order of the schema, so equal networks give equal bytes: the hash of a
 * revision is the SHA-256 of this text.
 */
export function gridDocumentText(grid: GridCase): string {
  const head = HEAD_FIELDS.map((field) => `    "${field}": ${JSON.stringify(grid[field])}`);
  const tables = Object.entries(TABLES).map(([name, schema]) => {
    const fields = Object.keys(schema.shape);
    const rows = grid[name as keyof typeof TABLES].map((row) => `      ${rowText(row, fields)}`);
    return `    "${name}": ${rows.length === 0 ? '[]' : `[\n${rows.join(',\n')}\n    ]`}`;
  });
  const body = [...head, ...tables].join(',\n');
  return `{\n  "format": "phaselock-network",\n  "version": 1,\n  "network": {\n${body}\n  }\n}\n`;
}

const rowText = (row: object, fields: readonly string[]): string =>
  JSON.stringify(inOrder(row, fields));

function inOrder(row: object, fields: readonly string[]): Record<string, unknown> {
  const given = row as Readonly<Record<string, unknown>>;
  const ordered: Record<string, unknown> = {};
  for (const field of fields) ordered[field] = writable(field, given[field]);
  return ordered;
}

function writable(field: string, value: unknown): unknown {
  if (value === Infinity) return 'Inf';
  if (value === -Infinity) return '-Inf';
  const parts = PART_FIELDS[field];
  return parts !== undefined && typeof value === 'object' && value !== null
    ? inOrder(value, parts)
    : value;
}
