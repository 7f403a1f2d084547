import type { Generator, GridCase } from '../../../src-shared/grid/grid-case.ts';
import type { PowerFlowIsland } from '../../../src-shared/studies/power-flow.ts';
import { StudyRefusal } from '../../../src-shared/studies/study-room.ts';
import { admittanceMatrix, branchAdmittance } from './admittance.ts';
import type { AdmittanceMatrix, BranchAdmittance } from './admittance.ts';
import { findIslands } from './islands.ts';
import type { Islands } from './islands.ts';
import { PQ, PV, SLACK } from './power-balance.ts';

/** A grid as the power flow sees it: the buses of islands that have generation, p.u. and rad. */
export interface PowerFlowCase {
  readonly grid: GridCase;
  readonly n: number;
  /** Row of the bus table of each node. */
  readonly busRow: Int32Array;
  /** Node of a bus number; -1: isolated, unsupplied or unknown. */
  readonly nodeOf: (bus: number) => number;
  readonly admittance: AdmittanceMatrix;
  /** By row of the branch table; null where it is out of service or of the case. */
  readonly branches: readonly (BranchAdmittance | null)[];
  /** Rows of the machines in service at each node. */
  readonly machines: readonly (readonly number[])[];
  readonly type: Uint8Array;
  readonly p: Float64Array;
  readonly q: Float64Array;
  /** Set point of PV and slack nodes, 1 elsewhere. */
  readonly vSet: Float64Array;
  /** Sum of the machines' reactive limits at each node. */
  readonly qMin: Float64Array;
  readonly qMax: Float64Array;
  /** Reactive demand at each node. */
  readonly qDemand: Float64Array;
  /** Island of each node, numbered as in `islands`. */
  readonly islandOf: Int32Array;
  readonly islands: readonly (Omit<PowerFlowIsland, 'status'> & { readonly supplied: boolean })[];
  readonly warnings: readonly string[];
}

/**
 * Sorts a grid out for the power flow: islands, one slack in each (the file's, else the bus of the
 * largest machine), bus types, schedule, Ybus. Isolated buses and islands without a machine in
 * service are left out and reported.
 *
 * @throws StudyRefusal where no island has a machine, or a branch has no impedance.
 */
export function powerFlowCase(grid: GridCase): PowerFlowCase {
  const warnings: string[] = [];
  const rowOf = new Map(grid.buses.map(({ number }, row) => [number, row]));
  const usable = grid.buses.map(({ type }) => type !== 'isolated');
  const all = islandsOfRows(grid, rowOf, usable);
  const machinesAt = machinesByRow(grid, rowOf);
  const supplied = new Set(
    [...machinesAt.keys()].filter((row) => usable[row]).map((row) => all.of[row]!),
  );
  const kept = grid.buses
    .map((_, row) => row)
    .filter((row) => usable[row] && supplied.has(all.of[row]!));
  if (kept.length === 0) {
    throw new StudyRefusal('No machine in service feeds any bus: add one, or switch one in.');
  }
  const nodeOfRow = new Int32Array(grid.buses.length).fill(-1);
  kept.forEach((row, node) => (nodeOfRow[row] = node));
  const nodeOf = (bus: number): number => {
    const row = rowOf.get(bus);
    return row === undefined ? -1 : nodeOfRow[row]!;
  };
  const branches = grid.branches.map((branch) =>
    branch.inService && nodeOf(branch.from) >= 0 && nodeOf(branch.to) >= 0
      ? branchAdmittance(branch)
      : null,
  );
  const machines = kept.map((row) => machinesAt.get(row) ?? []);
  const type = busTypes(grid, kept, machines);
  const islandOf = Int32Array.from(kept, (row) => all.of[row]!);
  const islands = describeIslands(grid, all, usable, { kept, machines, type, islandOf }, warnings);
  return {
    grid,
    n: kept.length,
    busRow: Int32Array.from(kept),
    nodeOf,
    admittance: admittanceMatrix(grid, kept.length, nodeOf, branches),
    branches,
    machines,
    type,
    islandOf: islandOf.map((island) => islands.findIndex(({ number }) => number === island)),
    islands: islands.map(({ number: _number, ...island }) => island),
    ...schedule(grid, nodeOf, machines, type, warnings),
    warnings,
  };
}

function islandsOfRows(
  grid: GridCase,
  rowOf: ReadonlyMap<number, number>,
  usable: readonly boolean[],
): Islands {
  const joined = grid.branches
    .filter(({ inService }) => inService)
    .map(({ from, to }) => [rowOf.get(from)!, rowOf.get(to)!] as const)
    .filter(([i, j]) => usable[i] && usable[j]);
  return findIslands({
    n: grid.buses.length,
    edgeFrom: Int32Array.from(joined, ([i]) => i),
    edgeTo: Int32Array.from(joined, ([, j]) => j),
  });
}

function machinesByRow(grid: GridCase, rowOf: ReadonlyMap<number, number>): Map<number, number[]> {
  const machines = new Map<number, number[]>();
  grid.generators.forEach(({ bus, inService }, machine) => {
    const row = rowOf.get(bus);
    if (!inService || row === undefined) return;
    const list = machines.get(row);
    if (list) list.push(machine);
    else machines.set(row, [machine]);
  });
  return machines;
}

function busTypes(
  grid: GridCase,
  kept: readonly number[],
  machines: readonly (readonly number[])[],
): Uint8Array {
  return Uint8Array.from(kept, (row, node) => {
    const { type } = grid.buses[row]!;
    if (machines[node]!.length === 0) return PQ;
    if (type === 'slack') return SLACK;
    return type === 'pv' ? PV : PQ;
  });
}

type NumberedIsland = PowerFlowCase['islands'][number] & { readonly number: number };

/** Gives every supplied island its slack (writes `type`) and lists the islands, largest first. */
function describeIslands(
  grid: GridCase,
  all: Islands,
  usable: readonly boolean[],
  model: {
    readonly kept: readonly number[];
    readonly machines: readonly (readonly number[])[];
    readonly type: Uint8Array;
    readonly islandOf: Int32Array;
  },
  warnings: string[],
): NumberedIsland[] {
  const nodesOf = new Map<number, number[]>();
  model.islandOf.forEach((island, node) => {
    const nodes = nodesOf.get(island);
    if (nodes) nodes.push(node);
    else nodesOf.set(island, [node]);
  });
  const busOf = (node: number): number => grid.buses[model.kept[node]!]!.number;
  const islands: NumberedIsland[] = [];
  for (let number = 0; number < all.count; number++) {
    const firstRow = all.of.indexOf(number);
    if (!usable[firstRow]) continue;
    const nodes = nodesOf.get(number);
    const buses = all.size[number]!;
    if (!nodes) {
      islands.push({ number, buses, slack: null, slackChosen: false, supplied: false });
      continue;
    }
    const named = nodes.find((node) => model.type[node] === SLACK);
    const slack = named ?? largestMachineNode(grid, model.machines, nodes);
    model.type[slack] = SLACK;
    if (named === undefined) {
      warnings.push(
        `The island of ${buses} buses around bus ${busOf(slack)} has no slack bus: bus ${busOf(slack)} was chosen, since its machine is the largest.`,
      );
    }
    islands.push({
      number,
      buses,
      slack: busOf(slack),
      slackChosen: named === undefined,
      supplied: true,
    });
  }
  return islands.sort((a, b) => b.buses - a.buses);
}

function largestMachineNode(
  grid: GridCase,
  machines: readonly (readonly number[])[],
  nodes: readonly number[],
): number {
  const capacity = (node: number): number =>
    machines[node]!.reduce((sum, machine) => sum + capacityOf(grid.generators[machine]!), 0);
  return nodes
    .filter((node) => machines[node]!.length > 0)
    .reduce((best, node) => (capacity(node) > capacity(best) ? node : best));
}

const capacityOf = ({ pMaxMw, pMw }: Generator): number =>
  Number.isFinite(pMaxMw) && pMaxMw > 0 ? pMaxMw : Math.abs(pMw);

type Schedule = Pick<PowerFlowCase, 'p' | 'q' | 'vSet' | 'qMin' | 'qMax' | 'qDemand'>;

function schedule(
  grid: GridCase,
  nodeOf: (bus: number) => number,
  machines: readonly (readonly number[])[],
  type: Uint8Array,
  warnings: string[],
): Schedule {
  const n = machines.length;
  const [p, q, qMin, qMax, qDemand] = [0, 1, 2, 3, 4].map(() => new Float64Array(n)) as [
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
  ];
  const vSet = new Float64Array(n).fill(1);
  const { baseMva } = grid;
  machines.forEach((rows, node) => {
    const units = rows.map((row) => grid.generators[row]!);
    for (const unit of units) {
      p[node]! += unit.pMw / baseMva;
      q[node]! += unit.qMvar / baseMva;
      qMin[node]! += unit.qMinMvar / baseMva;
      qMax[node]! += unit.qMaxMvar / baseMva;
    }
    const [first] = units;
    if (!first || type[node] === PQ) return;
    vSet[node] = first.vSetPu > 0 ? first.vSetPu : 1;
    if (units.some(({ vSetPu }) => vSetPu !== first.vSetPu)) {
      warnings.push(
        `The machines at bus ${first.bus} ask for different voltages: ${vSet[node]} p.u. of machine ${first.id} holds.`,
      );
    }
  });
  for (const load of grid.loads) {
    const node = nodeOf(load.bus);
    if (!load.inService || node < 0) continue;
    p[node]! -= load.pMw / baseMva;
    q[node]! -= load.qMvar / baseMva;
    qDemand[node]! += load.qMvar / baseMva;
  }
  return { p, q, vSet, qMin, qMax, qDemand };
}
