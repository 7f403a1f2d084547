import { worstDifference } from '../oscillators/cohesiveness.ts';
import type { WorstDifference } from '../oscillators/cohesiveness.ts';
import type { Loading } from '../oscillators/equilibrium.ts';
import { LaplacianSolver } from '../oscillators/laplacian-solver.ts';
import { LinearOutages, remainingCoupling } from '../oscillators/linear-outages.ts';
import { balanceInjections, lostWeight } from './balance.ts';
import { findBridges } from './bridges.ts';
import type { Bridges } from './bridges.ts';
import { findIslands, largestIsland } from './islands.ts';
import type { NetworkModel } from './network-model.ts';
import type { Outage } from './outage.ts';

/** The linear solution after an outage. */
export interface OutageState {
  /** max |Bᵀ L⁺ omega| over the largest island; Infinity where its system is singular. */
  readonly worst: WorstDifference;
  /** Nodes cut off from the largest island. */
  readonly cutOff: Int32Array;
}

/** What remains after an outage, and where the exact state of it is solved for. */
export interface Remainder extends Loading {
  readonly cutOff: Int32Array;
}

const NO_NODES = new Int32Array(0);
const nothingCut = (): boolean => false;

/**
 * The synchronization condition after outages of branches, machines and loads.
 *
 * Lost power is shared out by the balance rule of the model among the nodes that remain; where
 * buses are cut off, the largest island goes on alone and shares out the power that it exchanged
 * with them. Single outages are updates of the one factorization of the whole network:
 *
 *  - a branch that cuts nothing off: `LinearOutages.afterBranch`;
 *  - a machine of power P at node m: the injections change by alpha (s - e_m), s the shares before;
 *  - a bridge over which the largest island sends f at node m: to the rest of that island, every
 *    share beyond the bridge acts as a share at m, and the injections change by
 *    f / (1 - W) (e_m - s), W the sum of the shares beyond.
 *
 * Several elements at once are factorized anew, on the pattern of the whole network.
 */
export class Outages {
  private readonly model: NetworkModel;
  private readonly theta: Float64Array;
  private readonly bridges: Bridges;
  /** Rank of each node in `bridges.order`. */
  private readonly rank: Int32Array;
  private readonly imbalance: number;
  private readonly totalShare: number;
  /** Less than this is rounding error. */
  private readonly leastShare: number;
  private readonly linear: LinearOutages;
  private solver: LaplacianSolver | null = null;

  /**
   * @param laplacian factorized with the couplings of the network
   * @param theta L⁺ omega
   */
  constructor(model: NetworkModel, laplacian: LaplacianSolver, theta: Float64Array) {
    const { network, balance } = model;
    this.model = model;
    this.theta = theta;
    this.bridges = findBridges(network);
    this.rank = new Int32Array(network.n);
    this.bridges.order.forEach((node, rank) => (this.rank[node] = rank));
    this.imbalance = sum(model.injection);
    this.totalShare = sum(balance.weight);
    this.leastShare = 1e-12 * this.totalShare;
    const shares = balance.weight.map((weight) => weight / this.totalShare);
    this.linear = new LinearOutages(network, laplacian, theta, shares);
  }

  state(outage: Outage): OutageState {
    return this.updated(outage) ?? this.refactorized(outage);
  }

  /** By updates of the base; null where several elements go, or nobody with a share remains. */
  private updated({ edges, machines, loads }: Outage): OutageState | null {
    const { network } = this.model;
    const parts = edges.size + machines.length + loads.length;
    if (parts > 1) return null;
    for (const [edge, lost] of edges) return this.afterBranch(edge, lost);
    for (const machine of machines) return this.afterMachine(machine);
    for (const { node, power } of loads) return this.afterShift(node, power);
    return { worst: worstDifference(network, network.weight, this.theta), cutOff: NO_NODES };
  }

  /** Couplings and balanced powers after an outage; powers are 0 where nodes are cut off. */
  remainder({ edges, machines, loads }: Outage): Remainder {
    const { network, balance } = this.model;
    const weight = network.weight.slice();
    for (const [edge, lost] of edges) weight[edge] = remainingCoupling(weight[edge]!, lost);
    const injection = this.model.injection.slice();
    const shares = balance.weight.slice();
    for (const machine of machines) {
      const { node, power } = machine;
      injection[node]! -= power;
      const left = shares[node]! - lostWeight(balance, machine);
      shares[node] = left > this.leastShare ? left : 0;
    }
    for (const { node, power } of loads) injection[node]! += power;
    const islands = findIslands(network, (edge) => weight[edge] === 0);
    const main = largestIsland(islands);
    const grounds = new Int32Array(islands.count);
    islands.of.forEach((island, node) => (grounds[island] = node));
    const omega = new Float64Array(network.n);
    balanceInjections(injection, shares, (node) => islands.of[node] === main, omega);
    const cutOff = Int32Array.from(islands.of.keys()).filter((node) => islands.of[node] !== main);
    return { weight, omega, grounds, cutOff };
  }

  private afterBranch(edge: number, lost: number): OutageState | null {
    const opens = remainingCoupling(this.model.network.weight[edge]!, lost) === 0;
    if (opens && this.bridges.end[edge]! > 0) return this.afterBridge(edge);
    return { worst: this.linear.afterBranch(edge, lost), cutOff: NO_NODES };
  }

  private afterMachine(machine: Outage['machines'][number]): OutageState | null {
    const { node, power } = machine;
    const lost = lostWeight(this.model.balance, machine);
    const remaining = this.totalShare - lost;
    if (remaining < this.leastShare) return null;
    const alpha = power - ((this.imbalance - power) * lost) / remaining;
    return this.afterShift(node, -alpha);
  }

  private afterShift(node: number, power: number): OutageState {
    return { worst: this.linear.afterShift(node, power, nothingCut), cutOff: NO_NODES };
  }

  private afterBridge(edge: number): OutageState | null {
    const { n, edgeFrom, edgeTo, weight } = this.model.network;
    const begin = this.bridges.begin[edge]!;
    const end = this.bridges.end[edge]!;
    // The larger side goes on; of equal ones that of the first node, which is never the far one.
    const farRemains = 2 * (end - begin) > n;
    const isFar = (node: number): boolean => this.rank[node]! >= begin && this.rank[node]! < end;
    const remains = (node: number): boolean => isFar(node) === farRemains;
    const { order } = this.bridges;
    const cutOff = farRemains ? order.filter((node) => !isFar(node)) : order.slice(begin, end);
    let remaining = this.totalShare;
    for (const other of cutOff) remaining -= this.model.balance.weight[other]!;
    if (remaining < this.leastShare) return null;
    const [from, to] = [edgeFrom[edge]!, edgeTo[edge]!];
    const flow = weight[edge]! * (this.theta[from]! - this.theta[to]!);
    const [node, sent] = remains(from) ? [from, flow] : [to, -flow];
    const isCut = (e: number): boolean => e === edge || !remains(edgeFrom[e]!);
    const power = (sent * this.totalShare) / remaining;
    return { worst: this.linear.afterShift(node, power, isCut), cutOff };
  }

  private refactorized(outage: Outage): OutageState {
    const { network } = this.model;
    const { weight, omega, grounds, cutOff } = this.remainder(outage);
    this.solver ??= new LaplacianSolver(network);
    if (this.solver.factorize(weight, grounds).status === 'singular') {
      return { worst: { value: Infinity, edge: -1 }, cutOff };
    }
    const theta = new Float64Array(network.n);
    this.solver.solve(omega, theta);
    return { worst: worstDifference(network, weight, theta), cutOff };
  }
}

const sum = (values: Float64Array): number => values.reduce((total, value) => total + value, 0);
