import { busRows } from '../../../src-shared/grid/bus-rows.ts';
import type { GridCase } from '../../../src-shared/grid/grid-case.ts';
import { StudyRefusal } from '../../../src-shared/studies/study-room.ts';
import { admittanceMatrix } from './admittance.ts';
import type { AdmittanceMatrix } from './admittance.ts';
import { branchAdmittances } from './branch-admittances.ts';
import type { BranchAdmittances } from './branch-admittances.ts';
import { findIslands } from './islands.ts';
import { PQ, PV, SLACK } from './power-balance.ts';
import { supplyIslands } from './power-flow-islands.ts';
import type { SupplyIslands } from './power-flow-islands.ts';

/** A grid as the power flow sees it: the buses of islands that have generation, p.u. and rad. */
export interface PowerFlowCase extends SupplyIslands {
  readonly grid: GridCase;
  readonly n: number;
  /** Row of the bus table of each node. */
  readonly busRow: Int32Array;
  /** Node of a bus number; -1: isolated, unsupplied or unknown. */
  readonly nodeOf: (bus: number) => number;
  readonly admittance: AdmittanceMatrix;
  readonly branches: BranchAdmittances;
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
  const rowOf = busRows(grid.buses);
  const isIsolated = (row: number): boolean => grid.buses[row]!.type === 'isolated';
  const [edgeFrom, edgeTo] = branchEnds(grid, rowOf, isIsolated);
  const graph = { n: grid.buses.length, edgeFrom, edgeTo };
  const all = findIslands(graph, (branch) => edgeFrom[branch]! < 0);
  const machinesAt = machinesByRow(grid, rowOf, isIsolated);
  const supplied = new Uint8Array(all.count);
  for (const row of machinesAt.keys()) supplied[all.of[row]!] = 1;

  const nodeOfRow = new Int32Array(grid.buses.length).fill(-1);
  let n = 0;
  for (let row = 0; row < nodeOfRow.length; row++) {
    if (supplied[all.of[row]!] === 1) nodeOfRow[row] = n++;
  }
  if (n === 0) {
    throw new StudyRefusal('No generator in service feeds any bus: add one, or switch one in.');
  }
  const busRow = new Int32Array(n);
  for (let row = 0; row < nodeOfRow.length; row++) {
    if (nodeOfRow[row]! >= 0) busRow[nodeOfRow[row]!] = row;
  }
  const nodeAt = (row: number): number => (row < 0 ? -1 : nodeOfRow[row]!);
  const nodeOf = (bus: number): number => nodeAt(rowOf(bus));
  const branches = branchAdmittances(grid, edgeFrom.map(nodeAt), edgeTo.map(nodeAt));
  const machines: (readonly number[])[] = [];
  for (const row of busRow) machines.push(machinesAt.get(row) ?? none);
  const type = busTypes(grid, busRow, machines);
  return {
    grid,
    n,
    busRow,
    nodeOf,
    admittance: admittanceMatrix(grid, n, nodeOf, branches),
    branches,
    machines,
    type,
    ...supplyIslands(grid, all, isIsolated, { busRow, machines, type }, warnings),
    ...schedule(grid, nodeOf, machines, type, warnings),
    warnings,
  };
}

const none: readonly number[] = [];

/** Rows of the bus table at the ends of each branch; -1 at both where it joins nothing. */
function branchEnds(
  { branches }: GridCase,
  rowOf: (bus: number) => number,
  isIsolated: (row: number) => boolean,
): [Int32Array, Int32Array] {
  const from = new Int32Array(branches.length).fill(-1);
  const to = new Int32Array(branches.length).fill(-1);
  for (let branch = 0; branch < branches.length; branch++) {
    const { inService, from: fromBus, to: toBus } = branches[branch]!;
    if (!inService) continue;
    const i = rowOf(fromBus);
    const j = rowOf(toBus);
    if (i < 0 || j < 0 || isIsolated(i) || isIsolated(j)) continue;
    from[branch] = i;
    to[branch] = j;
  }
  return [from, to];
}

function machinesByRow(
  grid: GridCase,
  rowOf: (bus: number) => number,
  isIsolated: (row: number) => boolean,
): Map<number, number[]> {
  const machines = new Map<number, number[]>();
  grid.generators.forEach(({ bus, inService }, machine) => {
    const row = rowOf(bus);
    if (!inService || row < 0 || isIsolated(row)) return;
    const list = machines.get(row);
    if (list) list.push(machine);
    else machines.set(row, [machine]);
  });
  return machines;
}

function busTypes(
  grid: GridCase,
  busRow: Int32Array,
  machines: readonly (readonly number[])[],
): Uint8Array {
  const types = new Uint8Array(busRow.length).fill(PQ);
  for (let node = 0; node < types.length; node++) {
    if (machines[node]!.length === 0) continue;
    const { type } = grid.buses[busRow[node]!]!;
    if (type === 'slack') types[node] = SLACK;
    else if (type === 'pv') types[node] = PV;
  }
  return types;
}

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
    if (rows.length === 0) return;
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
        `The generators at bus ${first.bus} ask for different voltages: ${vSet[node]} p.u. of generator ${first.id} holds.`,
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
