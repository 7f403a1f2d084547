import { readFileSync } from 'node:fs';

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { patchCase } from '../../src-main/formats/matpower/patch-case.ts';
import { readNetwork } from '../../src-main/formats/read-network.ts';
import type { GridCase } from '../../src-shared/grid/grid-case.ts';
import { networkFile } from '../fixtures/network-files.ts';
import { carriedOut, intents } from '../fixtures/random-edit.ts';
import type { Intent } from '../fixtures/random-edit.ts';
import { hasCases } from '../fixtures/reference-files.ts';

function read(fileName: string, bytes: Uint8Array): GridCase {
  const { grid, report } = readNetwork(fileName, bytes);
  if (!grid) throw new Error(report.messages.map(({ text }) => text).join('\n'));
  return grid;
}

/** Loads and shunts stand at their buses; a bus without a machine in service cannot hold a voltage. */
function asMatpowerHasIt(grid: GridCase): GridCase {
  const place = new Map(grid.buses.map(({ number }, i) => [number, i]));
  const sorted = <Element extends { readonly bus: number }>(elements: readonly Element[]) =>
    elements.toSorted((a, b) => place.get(a.bus)! - place.get(b.bus)!);
  const held = new Set(grid.generators.filter(({ inService }) => inService).map(({ bus }) => bus));
  const holds = ({ number, type }: GridCase['buses'][number]) =>
    held.has(number) || (type !== 'pv' && type !== 'slack');
  return {
    ...grid,
    buses: grid.buses.map((bus) => (holds(bus) ? bus : { ...bus, type: 'pq' })),
    loads: sorted(grid.loads),
    shunts: sorted(grid.shunts),
  };
}

function holdsEveryEdit(fileName: string, bytes: Uint8Array, todo: readonly Intent[]): void {
  const original = read(fileName, bytes);
  const edited = carriedOut(original, todo);
  // Code of a case about the columns of a matrix means nothing where that has no rows.
  fc.pre(edited.branches.length > 0 && edited.generators.length > 0);
  const written = patchCase(fileName, bytes, edited);
  expect(written.messages.map(({ text }) => text).join()).not.toMatch(/written anew/);
  expect(read(fileName, written.bytes)).toEqual(asMatpowerHasIt(edited));
  // What was written can be the original of the next export.
  const back = patchCase(fileName, written.bytes, original);
  expect(read(fileName, back.bytes)).toEqual(asMatpowerHasIt(original));
}

const own = ['good', 'quirks', 'version-1', 'ohms-and-kilowatts', 'wscc9'];
const shared = ['case9', 'case14', 'case33bw', 'case_RTS_GMLC', 'pglib_opf_case73_ieee_rts'];

describe('edits of a network, written into its own MATPOWER file', () => {
  it.each(own)('come back from %s as they were made', (name) => {
    const bytes = networkFile(`${name}.m`);
    fc.assert(
      fc.property(intents(12), (todo) => {
        holdsEveryEdit(`${name}.m`, bytes, todo);
      }),
      { numRuns: 60, seed: 20_261_122 },
    );
  });

  it.skipIf(!hasCases).each(shared)('come back from %s (needs ../shared/cases)', (name) => {
    const bytes = readFileSync(new URL(`../../../shared/cases/${name}.m`, import.meta.url));
    fc.assert(
      fc.property(intents(12), (todo) => {
        holdsEveryEdit(`${name}.m`, bytes, todo);
      }),
      { numRuns: 15, seed: 20_261_123 },
    );
  });
});
