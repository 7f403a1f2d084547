import type {
  Branch,
  Bus,
  BusType,
  Generator,
  GridCase,
} from '../../../src-shared/grid/grid-case.ts';
import { MessageList } from '../message-list.ts';
import { buildGrid } from './build-grid.ts';
import { COLUMN_NAMES } from './columns.ts';
import type { CaseTable } from './columns.ts';
import { matrixText, textList } from './matrix-text.ts';
import { parseMatpower } from './parse-document.ts';
import { ownBlock } from './write-own-block.ts';

/** Columns written of each table: those of the input, without what an optimal power flow adds. */
const WRITTEN_COLUMNS = { bus: 13, gen: 21, branch: 13 } as const satisfies Record<
  CaseTable,
  number
>;

const TYPE_NUMBER: Readonly<Record<BusType, number>> = { pq: 1, pv: 2, slack: 3, isolated: 4 };

/**
 * The network as a MATPOWER case of version 2. What the format has no place for stands in a block
 * of its own at the end, which MATPOWER passes over and `readNetwork` takes back.
 */
export function matpowerText(grid: GridCase): string {
  const plain = plainCase(grid);
  const read = buildGrid(
    parseMatpower(new TextEncoder().encode(plain), new MessageList()),
    '',
    new MessageList(),
  );
  const block = read ? ownBlock(grid, { ...read.grid, ...NOTHING_STATED }) : [];
  return `${plain}\n${block.join('\n')}\n`;
}

/** A case of our own states title, sources and frequency whether or not they can be guessed. */
const NOTHING_STATED = { name: '', sources: [''], frequencyHz: 0 } as const;

function plainCase(grid: GridCase): string {
  const names = grid.buses.map(({ name }) => name);
  const { bus, gen, branch } = caseRows(grid);
  return [
    `function mpc = ${functionName(grid.name)}`,
    ...grid.description.split(/\r?\n/).map((line) => `% ${line}`.trimEnd()),
    '',
    "mpc.version = '2';",
    `mpc.baseMVA = ${grid.baseMva};`,
    '',
    table('bus', bus),
    '',
    table('gen', gen),
    '',
    table('branch', branch),
    '',
    ...(names.some((name) => name !== '') ? [`mpc.bus_name = ${textList(names)};`, ''] : []),
  ].join('\n');
}

/** A name that MATLAB takes for a function. */
function functionName(name: string): string {
  const word = name.replace(/\W+/g, '_').replace(/^_+|_+$/g, '');
  return /^[A-Za-z]/.test(word) ? word : `case_${word}`;
}

const table = (name: CaseTable, rows: readonly (readonly number[])[]): string =>
  `%\t${COLUMN_NAMES[name].slice(0, WRITTEN_COLUMNS[name]).join('\t')}\nmpc.${name} = ${matrixText(rows)};`;

/** The columns of the format that hold a network, row by row. */
export const caseRows = (grid: GridCase): Readonly<Record<CaseTable, number[][]>> => ({
  bus: busRows(grid),
  gen: grid.generators.map(generatorRow),
  branch: grid.branches.map(branchRow),
});

/** A bus row holds the sum of what is in service there. */
function busRows({ buses, loads, shunts }: GridCase): number[][] {
  const demand = sums(loads, ({ pMw, qMvar }) => [pMw, qMvar]);
  const shunt = sums(shunts, ({ gMw, bMvar }) => [gMw, bMvar]);
  return buses.map((bus) =>
    busRow(bus, demand.get(bus.number) ?? [0, 0], shunt.get(bus.number) ?? [0, 0]),
  );
}

function sums<Element extends { readonly bus: number; readonly inService: boolean }>(
  elements: readonly Element[],
  powers: (element: Element) => readonly [number, number],
): ReadonlyMap<number, readonly [number, number]> {
  const totals = new Map<number, readonly [number, number]>();
  for (const element of elements) {
    if (!element.inService) continue;
    const [p, q] = totals.get(element.bus) ?? [0, 0];
    const [dp, dq] = powers(element);
    totals.set(element.bus, [p + dp, q + dq]);
  }
  return totals;
}

const busRow = (
  bus: Bus,
  [pd, qd]: readonly [number, number],
  [gs, bs]: readonly [number, number],
): number[] => [
  bus.number,
  TYPE_NUMBER[bus.type],
  pd,
  qd,
  gs,
  bs,
  bus.area,
  bus.vmPu,
  bus.vaDegrees,
  bus.baseKv,
  bus.zone,
  bus.vmMaxPu,
  bus.vmMinPu,
];

const generatorRow = (generator: Generator): number[] => [
  generator.bus,
  generator.pMw,
  generator.qMvar,
  generator.qMaxMvar,
  generator.qMinMvar,
  generator.vSetPu,
  generator.ratingMva,
  Number(generator.inService),
  generator.pMaxMw,
  generator.pMinMw,
  ...new Array<number>(11).fill(0),
];

/** The ratio of a line is 0; 1 stands for a transformer without an off-nominal ratio. */
const branchRow = (branch: Branch): number[] => [
  branch.from,
  branch.to,
  branch.resistancePu,
  branch.reactancePu,
  branch.chargingPu,
  branch.ratingAMva ?? 0,
  branch.ratingBMva ?? 0,
  branch.ratingCMva ?? 0,
  branch.isTransformer || branch.tapRatio !== 1 ? branch.tapRatio : 0,
  branch.shiftDegrees,
  Number(branch.inService),
  branch.angleMinDegrees ?? -360,
  branch.angleMaxDegrees ?? 360,
];
