import type { GridCase } from '../../../src-shared/grid/grid-case.ts';
import type { StudyNetwork } from '../../../src-shared/studies/catalogue.ts';
import { StudyRefusal } from '../../../src-shared/studies/study-room.ts';
import type {
  IslandCondition,
  SyncConditionSpec,
} from '../../../src-shared/studies/sync-condition.ts';
import { balanceWords } from '../../equations/network/balance.ts';
import { findIslands } from '../../equations/network/islands.ts';
import { edgeRef } from '../../equations/network/network-model.ts';
import type { NetworkModel } from '../../equations/network/network-model.ts';
import { EquilibriumSolver } from '../../equations/oscillators/equilibrium.ts';
import type { EquilibriumOutcome } from '../../equations/oscillators/equilibrium.ts';
import { linearPoint } from '../linear-point.ts';
import type { LinearPoint } from '../linear-point.ts';
import { studyModel } from '../study-model.ts';

/** An imbalance above this share of the larger of generation and load is worth a word. */
const REMARKABLE_IMBALANCE = 0.1;

/** What the study found of the island that it is about. */
export interface SolvedIsland {
  readonly model: NetworkModel;
  readonly linear: LinearPoint;
  readonly equilibrium: EquilibriumOutcome;
}

/** The condition in every island, that of the study first, then by size. */
export function islandConditions(
  subject: StudyNetwork,
  spec: SyncConditionSpec,
  main: SolvedIsland,
  stopped: () => boolean,
): IslandCondition[] {
  const balance = spec.model.balance;
  if (subject.kind === 'oscillators') {
    return [{ ...powersOfNodes(main), ...solvedFigures(main), message: null }];
  }
  const { grid } = subject;
  const inMain = new Set(main.model.nodes);
  const islands = islandsOfGrid(grid).filter(
    (rows) => !rows.some((row) => inMain.has(grid.buses[row]!.number)),
  );
  const mainRows = [...grid.buses.keys()].filter((row) => inMain.has(grid.buses[row]!.number));
  const first = powersOfRows(grid, mainRows);
  return [
    { ...first, ...solvedFigures(main), message: imbalanceMessage(first, balance) },
    ...islands.map((rows) => islandCondition(grid, rows, spec, stopped)),
  ];
}

/** Rows of the bus table by island, the larger ones first; isolated buses are in none. */
function islandsOfGrid({ buses, branches }: GridCase): number[][] {
  const rowOf = new Map(buses.map(({ number }, row) => [number, row]));
  const isIn = (row: number): boolean => buses[row]!.type !== 'isolated';
  const joined = branches
    .filter(({ inService }) => inService)
    .map(({ from, to }) => [rowOf.get(from)!, rowOf.get(to)!] as const)
    .filter(([i, j]) => isIn(i) && isIn(j));
  const { of, count } = findIslands({
    n: buses.length,
    edgeFrom: Int32Array.from(joined, ([i]) => i),
    edgeTo: Int32Array.from(joined, ([, j]) => j),
  });
  const islands = Array.from({ length: count }, (): number[] => []);
  of.forEach((island, row) => {
    if (isIn(row)) islands[island]!.push(row);
  });
  return islands.filter((rows) => rows.length > 0).sort((a, b) => b.length - a.length);
}

type IslandPowers = Pick<IslandCondition, 'buses' | 'firstBus' | 'generationMw' | 'loadMw'>;
type Found = Pick<IslandCondition, 'norm' | 'worstEdge' | 'maxAngleDifference' | 'status'>;

const nothingFound: Found = { norm: null, worstEdge: null, maxAngleDifference: null, status: null };

function islandCondition(
  grid: GridCase,
  rows: readonly number[],
  spec: SyncConditionSpec,
  stopped: () => boolean,
): IslandCondition {
  const powers = powersOfRows(grid, rows);
  const dead = deadMessage(powers);
  if (dead !== null) return { ...powers, ...nothingFound, message: dead };
  try {
    const alone = { kind: 'grid', grid: onlyIsland(grid, rows) } as const;
    const model = studyModel(alone, spec.model, stopped);
    const linear = linearPoint(model);
    const theta = linear.theta.slice();
    const equilibrium = new EquilibriumSolver(model.network).solve(theta);
    const found = solvedFigures({ model, linear, equilibrium });
    return { ...powers, ...found, message: imbalanceMessage(powers, spec.model.balance) };
  } catch (error) {
    if (!(error instanceof StudyRefusal)) throw error;
    return { ...powers, ...nothingFound, message: error.message };
  }
}

/** The network with every bus outside the island isolated. */
function onlyIsland(grid: GridCase, rows: readonly number[]): GridCase {
  const inside = new Set(rows);
  return {
    ...grid,
    buses: grid.buses.map((bus, row) => (inside.has(row) ? bus : { ...bus, type: 'isolated' })),
  };
}

function powersOfRows(grid: GridCase, rows: readonly number[]): IslandPowers {
  const numbers = new Set(rows.map((row) => grid.buses[row]!.number));
  const total = (elements: readonly { bus: number; pMw: number; inService: boolean }[]): number =>
    elements
      .filter(({ bus, inService }) => inService && numbers.has(bus))
      .reduce((sum, { pMw }) => sum + pMw, 0);
  return {
    buses: rows.length,
    firstBus: rows.reduce((first, row) => Math.min(first, grid.buses[row]!.number), Infinity),
    generationMw: total(grid.generators),
    loadMw: total(grid.loads),
  };
}

function powersOfNodes({ model }: SolvedIsland): IslandPowers {
  const sum = (powers: Float64Array): number => powers.reduce((total, power) => total + power, 0);
  return {
    buses: model.network.n,
    firstBus: model.nodes.reduce((first, id) => Math.min(first, id), Infinity),
    generationMw: sum(model.balance.generation),
    loadMw: sum(model.demand),
  };
}

function solvedFigures({ model, linear, equilibrium }: SolvedIsland): Found {
  const { status, worst } = equilibrium;
  return {
    norm: linear.worst.value,
    worstEdge: edgeRef(model, linear.worst.edge),
    maxAngleDifference: status === 'no-solution' ? null : worst.value,
    status,
  };
}

function deadMessage({ buses, firstBus, generationMw, loadMw }: IslandPowers): string | null {
  const what = buses === 1 ? `Bus ${firstBus} stands alone` : `These ${buses} buses stand alone`;
  if (generationMw <= 0 && loadMw > 0) {
    return `${what}: nothing feeds the load of ${loadMw.toFixed(1)} MW.`;
  }
  if (buses > 1) return generationMw === 0 ? `${what}: nothing is generated or drawn there.` : null;
  return generationMw > 0
    ? `${what}: its machines give ${generationMw.toFixed(1)} MW to nobody else.`
    : `${what}, with no load.`;
}

function imbalanceMessage(
  { generationMw, loadMw }: IslandPowers,
  rule: SyncConditionSpec['model']['balance'],
): string | null {
  const imbalance = generationMw - loadMw;
  const size = Math.max(Math.abs(generationMw), Math.abs(loadMw));
  if (Math.abs(imbalance) <= REMARKABLE_IMBALANCE * size) return null;
  const more = imbalance > 0 ? 'Generation exceeds load' : 'Load exceeds generation';
  return `${more} by ${Math.abs(imbalance).toFixed(1)} MW, ${balanceWords[rule]}: this island is not balanced.`;
}
