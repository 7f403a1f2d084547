import type { GridCase, Load, Shunt } from '../../../src-shared/grid/grid-case.ts';
import { matrixText, textList } from './matrix-text.ts';
import { OWN_FIELD } from './matpower-document.ts';

/** The line above the block. */
export const BLOCK_MARK = '%% what the format has no place for; Phaselock reads it back';

/**
 * The lines that carry what a plain case loses: places on the diagram, machine dynamics and, where
 * the plain case would get them wrong, title, sources, frequency, identifiers, transformers, loads
 * and shunts. MATPOWER ignores them; `withOwnBlock` reads them back. Empty where nothing is lost.
 *
 * @param plain the network as it comes back from the case without this block
 * @param prefix what stands before a field of the case: `mpc.`, or nothing in version 1
 */
export function ownBlock(grid: GridCase, plain: GridCase, prefix = 'mpc.'): string[] {
  const lines: string[] = [];
  const put = (field: string, value: string): void => {
    lines.push(`${prefix}${OWN_FIELD}.${field} = ${value};`);
  };
  const { name, description, sources, frequencyHz } = grid;
  if (name !== plain.name) put('name', textList([name]));
  if (description !== plain.description) put('description', textList(description.split(/\r?\n/)));
  if (!isSame(sources, plain.sources)) put('sources', textList(sources));
  if (frequencyHz !== plain.frequencyHz) put('frequency', String(frequencyHz));
  const names = grid.buses.map((bus) => bus.name);
  const plainNames = plain.buses.map((bus) => bus.name);
  if (!isSame(names, plainNames)) put('bus_name', textList(names));
  const places = grid.buses.flatMap(({ number, position }) =>
    position ? [[number, position.x, position.y]] : [],
  );
  if (places.length > 0) put('position', matrixText(places));
  putDynamics(grid, put);
  putIdentifiers(grid, plain, put);
  for (const [field, mine, theirs] of [
    ['load', grid.loads, plain.loads],
    ['shunt', grid.shunts, plain.shunts],
  ] as const) {
    if (isSame(mine, theirs)) continue;
    put(field, matrixText(mine.map(powerRow)));
    put(`${field}_id`, textList(mine.map(({ id }) => id)));
  }
  return lines.length === 0 ? [] : [BLOCK_MARK, ...lines];
}

const isSame = (a: readonly unknown[], b: readonly unknown[]): boolean =>
  a === b || JSON.stringify(a) === JSON.stringify(b);

type Put = (field: string, value: string) => void;

function putDynamics({ generators }: GridCase, put: Put): void {
  const known = generators.flatMap(({ dynamics }, i) =>
    dynamics ? [{ row: i + 1, dynamics }] : [],
  );
  if (known.length === 0) return;
  const rows = known.map(({ row, dynamics }) => [
    row,
    dynamics.inertiaSeconds,
    dynamics.dampingPu,
    dynamics.transientReactancePu,
  ]);
  put('dynamics', matrixText(rows));
  put('dynamics_source', textList(known.map(({ dynamics }) => dynamics.source)));
  const droops = known.flatMap(({ row, dynamics: { droopPercent } }) =>
    droopPercent === undefined ? [] : [[row, droopPercent]],
  );
  if (droops.length > 0) put('dynamics_droop', matrixText(droops));
}

function putIdentifiers(grid: GridCase, plain: GridCase, put: Put): void {
  const ids = grid.generators.map(({ id }) => id);
  if (ids.some((id, i) => id !== plain.generators[i]?.id)) put('generator_id', textList(ids));
  const circuits = grid.branches.map(({ circuit }) => circuit);
  if (circuits.some((circuit, i) => circuit !== plain.branches[i]?.circuit)) {
    put('branch_circuit', textList(circuits));
  }
  const kinds = grid.branches.map(({ isTransformer }) => isTransformer);
  if (kinds.some((kind, i) => kind !== plain.branches[i]?.isTransformer)) {
    put('transformer', matrixText([kinds.map(Number)]));
  }
}

const powerRow = (element: Load | Shunt): number[] =>
  'pMw' in element
    ? [element.bus, element.pMw, element.qMvar, Number(element.inService)]
    : [element.bus, element.gMw, element.bMvar, Number(element.inService)];
