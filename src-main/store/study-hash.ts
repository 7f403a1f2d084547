import { createHash } from 'node:crypto';

import type { Bus, GridCase } from '../../src-shared/grid/grid-case.ts';
import {
  branchSchema,
  busSchema,
  generatorSchema,
  loadSchema,
  machineDynamicsSchema,
  shuntSchema,
} from '../../src-shared/grid/schema.ts';
import { toJson } from './json.ts';

/**
 * Hash of what a study sees of a network: everything but names, texts and the diagram. Two networks
 * with one study hash give the same results, so moving a bus makes no result stale.
 *
 * A digest per table is remembered as long as the table lives: edits share the tables that they do
 * not touch, so the hash after an edit costs one table, not the network.
 */
export function studyHash(grid: GridCase): string {
  const head = `${grid.baseMva} ${grid.frequencyHz}`;
  const tables = [
    tableDigest(grid.buses, busFields),
    tableDigest(grid.branches, fieldsOf(branchSchema)),
    tableDigest(grid.generators, generatorFields),
    tableDigest(grid.loads, fieldsOf(loadSchema)),
    tableDigest(grid.shunts, fieldsOf(shuntSchema)),
  ];
  return sha256([head, ...tables].join('\n'));
}

const fieldsOf = (schema: { readonly shape: object }): string[] => Object.keys(schema.shape);

const pictorial: readonly (keyof Bus)[] = ['name', 'position'];
const busFields = fieldsOf(busSchema).filter((field) => !pictorial.includes(field as keyof Bus));
const machineFields = fieldsOf(machineDynamicsSchema).filter((field) => field !== 'source');
const generatorFields = fieldsOf(generatorSchema);

const digests = new WeakMap<readonly object[], string>();

function tableDigest(table: readonly object[], fields: readonly string[]): string {
  const known = digests.get(table);
  if (known !== undefined) return known;
  const digest = sha256(toJson(table.map((row) => values(row, fields))));
  digests.set(table, digest);
  return digest;
}

/** The values alone: the field names are the same in every row. */
function values(row: object, fields: readonly string[]): unknown[] {
  const given = row as Readonly<Record<string, unknown>>;
  return fields.map((field) => {
    const value = given[field];
    return typeof value === 'object' && value !== null ? values(value, machineFields) : value;
  });
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
