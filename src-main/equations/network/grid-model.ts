import type { Branch, GridCase } from '../../../src-shared/grid/grid-case.ts';
import type { ModelOptions } from '../../../src-shared/studies/model-options.ts';
import { StudyRefusal } from '../../../src-shared/studies/study-room.ts';
import { assumptionsOf, starAssumptions, warningsOf } from './assumptions.ts';
import { balanceInjections, balanceWeights } from './balance.ts';
import type { BalanceBasis } from './balance.ts';
import { angleLimitOf, couplingOf } from './coupling.ts';
import { busDynamics } from './bus-dynamics.ts';
import { findIslands, largestIsland } from './islands.ts';
import { mergeParallel } from './merge-parallel.ts';
import type { ModelSurroundings, NetworkModel } from './network-model.ts';
import { findSeriesStars } from './star-buses.ts';
import type { StarElimination } from './star-buses.ts';

/**
 * The structure-preserving oscillator network of a grid (paper B, equations B4 and B5).
 *
 * Nodes are the buses of the largest island, in the order of the bus table; edges are the branches
 * in service, parallel ones summed; omega is generation minus load in p.u., its imbalance shared
 * out by the rule of `options.balance`. Resistance, charging, shunts and phase shifts are left out,
 * and reported with their size.
 *
 * @throws StudyRefusal where the grid has nothing to study.
 */
export function modelOfGrid(
  grid: GridCase,
  options: ModelOptions,
  surroundings: ModelSurroundings = {},
): NetworkModel {
  const voltage = voltagesOf(grid, options, surroundings);
  const stars = options.starBuses === 'eliminate' ? findSeriesStars(grid, options) : noStars;
  const { nodeOf, rows } = largestIslandOf(grid, stars);
  const edges = edgesOf(grid, options, voltage, stars, nodeOf, rows.length);
  const nodeOfBus = nodesByNumber(grid, nodeOf);
  const dispatch = options.voltages === 'power-flow' ? surroundings.solved?.pMw : undefined;
  const machines = powersOf(grid, grid.generators, nodeOfBus, dispatch);
  const loads = powersOf(grid, grid.loads, nodeOfBus);
  const generation = addUp(machines, rows.length);
  const demand = addUp(loads, rows.length);
  const injection = generation.map((power, i) => power - demand[i]!);
  requireGeneration(injection, machines.node);
  const balance = balanceOf(grid, options.balance, rows, machines.node, generation);
  const omega = new Float64Array(rows.length);
  balanceInjections(injection, balance.weight, () => true, omega);
  const model: Omit<NetworkModel, 'ignored' | 'warnings'> = {
    network: {
      n: rows.length,
      edgeFrom: edges.edgeFrom,
      edgeTo: edges.edgeTo,
      weight: edges.weight,
      phaseShift: null,
      omega,
      ...busDynamics(grid, machines.node, rows.length, surroundings.loadDamping),
    },
    nodes: rows.map((row) => grid.buses[row]!.number),
    voltage: Float64Array.from(rows, (row) => voltage[row]!),
    baseMva: grid.baseMva,
    angleLimit: edges.angleLimit,
    branchEdge: edges.branchEdge,
    branchCoupling: edges.branchCoupling,
    carrier: edges.carrier,
    machineNode: machines.node,
    machinePower: machines.power,
    loadNode: loads.node,
    loadPower: loads.power,
    injection,
    demand,
    balance,
    parallelGroups: edges.parallelGroups,
  };
  const ignored = [...assumptionsOf(grid, model), ...starAssumptions(stars)];
  return { ...model, ignored, warnings: warningsOf(grid, model) };
}

const noStars: StarElimination = { eliminated: new Set(), pairs: [] };

function voltagesOf(
  grid: GridCase,
  { voltages }: ModelOptions,
  { solved }: ModelSurroundings,
): ArrayLike<number> {
  if (voltages === 'flat') return new Float64Array(grid.buses.length).fill(1);
  if (voltages === 'case') return grid.buses.map(({ vmPu }) => vmPu);
  if (solved?.vmPu.length === grid.buses.length) return solved.vmPu;
  throw new StudyRefusal(
    'model.voltages is "power-flow", and no solved power flow is at hand: choose "case" or "flat".',
  );
}

/** Node of each row of the bus table (-1: not in the model), and the row of each node. */
function largestIslandOf(
  grid: GridCase,
  { eliminated }: StarElimination,
): { nodeOf: Int32Array; rows: Int32Array } {
  const row = new Map(grid.buses.map((bus, index) => [bus.number, index]));
  const isolated = grid.buses.map(({ type }) => type === 'isolated');
  const joined = grid.branches
    .filter(({ inService }) => inService)
    .map(({ from, to }) => [row.get(from)!, row.get(to)!] as const)
    .filter(([i, j]) => !isolated[i] && !isolated[j]);
  const islands = findIslands({
    n: grid.buses.length,
    edgeFrom: Int32Array.from(joined, ([i]) => i),
    edgeTo: Int32Array.from(joined, ([, j]) => j),
  });
  const main = largestIsland(islands);
  if (main < 0 || islands.size[main]! < 2) {
    throw new StudyRefusal('No two buses are connected: add a branch that is in service.');
  }
  const rows: number[] = [];
  const nodeOf = islands.of.map((island, index) =>
    island === main && !eliminated.has(index) ? rows.push(index) - 1 : -1,
  );
  return { nodeOf, rows: Int32Array.from(rows) };
}

function nodesByNumber(grid: GridCase, nodeOf: Int32Array): (bus: number) => number {
  const nodes = new Map(grid.buses.map(({ number }, row) => [number, nodeOf[row]!]));
  return (bus) => nodes.get(bus) ?? -1;
}

type Edges = Pick<
  NetworkModel,
  'branchEdge' | 'branchCoupling' | 'carrier' | 'angleLimit' | 'parallelGroups'
> & { edgeFrom: Int32Array; edgeTo: Int32Array; weight: Float64Array };

function edgesOf(
  grid: GridCase,
  options: ModelOptions,
  voltage: ArrayLike<number>,
  stars: StarElimination,
  nodeOf: Int32Array,
  n: number,
): Edges {
  const row = new Map(grid.buses.map((bus, index) => [bus.number, index]));
  const branchEdge = new Int32Array(grid.branches.length).fill(-1);
  const branchCoupling = new Float64Array(grid.branches.length);
  const carrier = branchEdge.map((_, b) => b);
  const kept: number[] = [];
  const from: number[] = [];
  const to: number[] = [];
  grid.branches.forEach((branch, b) => {
    const i = row.get(branch.from)!;
    const j = row.get(branch.to)!;
    if (!branch.inService || nodeOf[i]! < 0 || nodeOf[j]! < 0) return;
    branchCoupling[b] = couplingOf(branch, voltage[i]!, voltage[j]!, options);
    kept.push(b);
    from.push(nodeOf[i]!);
    to.push(nodeOf[j]!);
  });
  const inSeries = new Map<number, number>();
  for (const { legs, ends, susceptance } of stars.pairs) {
    const [i, j] = ends;
    if (nodeOf[i]! < 0 || nodeOf[j]! < 0) continue;
    const [first, second] = legs;
    branchCoupling[first] = voltage[i]! * voltage[j]! * susceptance;
    carrier[second] = first;
    inSeries.set(first, second);
    kept.push(first);
    from.push(nodeOf[i]!);
    to.push(nodeOf[j]!);
  }
  const coupling = Float64Array.from(kept, (b) => branchCoupling[b]!);
  const merged = mergeParallel(n, Int32Array.from(from), Int32Array.from(to), coupling);
  const angleLimit = new Float64Array(merged.weight.length).fill(Math.PI / 2);
  kept.forEach((b, c) => {
    const edge = merged.edgeOf[c]!;
    branchEdge[b] = edge;
    const partner = inSeries.get(b);
    const limits = partner === undefined ? [grid.branches[b]!] : [b, partner].map(ratingOnly(grid));
    for (const branch of limits) {
      const limit = angleLimitOf(branch, coupling[c]!, grid.baseMva);
      angleLimit[edge] = Math.min(angleLimit[edge]!, limit);
    }
    if (partner !== undefined) branchEdge[partner] = edge;
  });
  return { ...merged, branchEdge, branchCoupling, carrier, angleLimit };
}

/** Of branches in series, the ratings hold for the power of both; their angle limits are each one's own. */
const ratingOnly =
  ({ branches }: GridCase) =>
  (row: number): Branch => ({ ...branches[row]!, angleMinDegrees: null, angleMaxDegrees: null });

interface Powers {
  readonly node: Int32Array;
  readonly power: Float64Array;
}

function powersOf(
  { baseMva }: GridCase,
  elements: readonly { bus: number; pMw: number; inService: boolean }[],
  nodeOfBus: (bus: number) => number,
  solvedMw?: Float64Array,
): Powers {
  return {
    node: Int32Array.from(elements, ({ bus, inService }) => (inService ? nodeOfBus(bus) : -1)),
    power: Float64Array.from(elements, ({ pMw }, row) => (solvedMw?.[row] ?? pMw) / baseMva),
  };
}

function addUp({ node, power }: Powers, n: number): Float64Array {
  const total = new Float64Array(n);
  for (let k = 0; k < node.length; k++) if (node[k]! >= 0) total[node[k]!]! += power[k]!;
  return total;
}

function balanceOf(
  grid: GridCase,
  rule: ModelOptions['balance'],
  rows: Int32Array,
  machineNode: Int32Array,
  generation: Float64Array,
): BalanceBasis {
  const machines = new Int32Array(rows.length);
  for (const node of machineNode) if (node >= 0) machines[node]!++;
  const isSlack = (node: number): boolean => grid.buses[rows[node]!]!.type === 'slack';
  const weight = balanceWeights(rule, machines, generation, isSlack);
  if (weight.every((share) => share === 0)) {
    const missing = rule === 'slack' ? 'no slack bus' : 'no generator that gives power';
    throw new StudyRefusal(
      `model.balance is "${rule}", and the largest island has ${missing}: choose "uniform", or add one.`,
    );
  }
  return { rule, weight, machines, generation };
}

function requireGeneration(injection: Float64Array, machineNode: Int32Array): void {
  if (machineNode.some((node) => node >= 0) || injection.some((power) => power > 0)) return;
  throw new StudyRefusal(
    'No generator in service feeds the largest island: add one, or switch one in.',
  );
}
