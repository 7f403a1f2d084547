import type { Assumption, EdgeRef } from '../../../src-shared/studies/model-options.ts';
import type { OscillatorNetwork } from '../oscillators/oscillator-network.ts';
import type { BalanceBasis } from './balance.ts';

/** An oscillator network together with where its nodes, edges and powers come from. */
export interface NetworkModel {
  readonly network: OscillatorNetwork;
  /** Bus number, or identifier of the oscillator, of each node. */
  readonly nodes: Int32Array;
  /** |V| of each node, p.u.; 1 for bare oscillators. */
  readonly voltage: Float64Array;
  /** 1 for bare oscillators, whose powers have no unit. */
  readonly baseMva: number;
  /** Largest angle difference that each edge may carry, rad. */
  readonly angleLimit: Float64Array;
  /** By row of the branch table: edge that the branch is part of (-1: in none), and its coupling. */
  readonly branchEdge: Int32Array;
  readonly branchCoupling: Float64Array;
  /**
   * Row that bears the coupling of a branch: its own, or that of the branch in series with it over
   * an eliminated bus. Where either is out, that coupling is gone.
   */
  readonly carrier: Int32Array;
  /** By row of the generator table: node (-1: out of service or of the model), and power in p.u. */
  readonly machineNode: Int32Array;
  readonly machinePower: Float64Array;
  /** By row of the load table, likewise. */
  readonly loadNode: Int32Array;
  readonly loadPower: Float64Array;
  /** Generation minus load at each node, before the imbalance is shared out. */
  readonly injection: Float64Array;
  /** What each node draws, p.u. */
  readonly demand: Float64Array;
  readonly balance: BalanceBasis;
  readonly parallelGroups: number;
  readonly ignored: readonly Assumption[];
  readonly warnings: readonly string[];
}

/** The solution of an AC power flow, as far as the model takes it over. */
export interface SolvedPoint {
  /** |V| of each row of the bus table. */
  readonly vmPu: Float64Array;
  /** Output of each row of the generator table. */
  readonly pMw: Float64Array;
}

/** What a study knows beside the network and the options. */
export interface ModelSurroundings {
  /** For voltages: 'power-flow'. */
  readonly solved?: SolvedPoint;
  /** D of a bus without machines, p.u. power per rad/s. */
  readonly loadDamping?: number;
}

/** An edge in the words of its two buses; null for edge -1. */
export function edgeRef({ network, nodes }: NetworkModel, edge: number): EdgeRef | null {
  if (edge < 0) return null;
  return { from: nodes[network.edgeFrom[edge]!]!, to: nodes[network.edgeTo[edge]!]! };
}

/** Position of the edge between two buses; -1 where there is none. */
export function edgeBetween({ network, nodes }: NetworkModel, a: number, b: number): number {
  return network.edgeFrom.findIndex((from, e) => {
    const ends = [nodes[from]!, nodes[network.edgeTo[e]!]!];
    return ends.includes(a) && ends.includes(b);
  });
}
