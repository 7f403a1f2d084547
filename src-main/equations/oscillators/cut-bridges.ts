import { BLOCK_WIDTH as LANES } from '../../numerics/sparse/ldl-solve.ts';
import { findBridges } from '../network/bridges.ts';
import type { OscillatorNetwork } from './oscillator-network.ts';

/**
 * A network that is cut at its bridges, for LANES powers at a time.
 *
 * The flow through a bridge is the sum of the powers on its far side, whatever the rest does. So it
 * is taken off the one end and put on the other, and what is left are the parts without bridges:
 * the state of each depends on its own powers alone. A bridge's angle is the arcsine of its flow over
 * its coupling, and beyond 1 there is no state.
 */
export class CutBridges {
  /** Nodes with other edges than bridges, and those edges, in the order of the network. */
  readonly core: OscillatorNetwork;
  /** In the network: nodes and edges of the core. */
  readonly coreNode: Int32Array;
  readonly coreEdge: Int32Array;
  /** Of the last `cut`, n x LANES: the powers with the bridges cut. */
  readonly power: Float64Array;
  /** Of the last `cut`, by lane: largest |flow| / a of a bridge, and the first such bridge, or -1. */
  readonly largestSine: Float64Array;
  readonly largestBridge: Int32Array;

  /** Nodes depth first: the far side of bridge k is `order[begin[k] .. end[k])`, its end there first. */
  private readonly order: Int32Array;
  private readonly bridge: Int32Array;
  private readonly begin: Int32Array;
  private readonly end: Int32Array;
  private readonly far: Int32Array;
  private readonly near: Int32Array;
  private readonly inverseWeight: Float64Array;
  /** Row k: sum of the powers of the first k nodes of `order`. */
  private readonly sum: Float64Array;

  constructor(network: OscillatorNetwork) {
    const { n, edgeFrom, edgeTo, weight } = network;
    const { order, begin, end } = findBridges(network);
    const bridge = Int32Array.from(end.keys()).filter((e) => end[e]! > 0);
    this.order = order;
    this.bridge = bridge;
    this.begin = bridge.map((e) => begin[e]!);
    this.end = bridge.map((e) => end[e]!);
    this.far = this.begin.map((at) => order[at]!);
    this.near = bridge.map((e, k) => edgeFrom[e]! + edgeTo[e]! - this.far[k]!);
    this.inverseWeight = Float64Array.from(bridge, (e) => 1 / Math.abs(weight[e]!));
    this.power = new Float64Array(n * LANES);
    this.sum = new Float64Array((n + 1) * LANES);
    this.largestSine = new Float64Array(LANES);
    this.largestBridge = new Int32Array(LANES);

    this.coreEdge = Int32Array.from(end.keys()).filter((e) => end[e] === 0);
    const inCore = new Uint8Array(n);
    for (const e of this.coreEdge) inCore[edgeFrom[e]!] = inCore[edgeTo[e]!] = 1;
    this.coreNode = Int32Array.from(inCore.keys()).filter((i) => inCore[i] === 1);
    this.core = partOf(network, this.coreNode, this.coreEdge);
  }

  /**
   * @param omega p.u., n x LANES by rows; each lane sums to zero
   *
   * Cost O(n); allocates nothing.
   */
  cut(omega: Float64Array): void {
    const { order, bridge, begin, end, far, near, inverseWeight, power, sum } = this;
    const { largestSine, largestBridge } = this;
    power.set(omega);
    for (let k = 0; k < order.length; k++) {
      const row = order[k]! * LANES;
      const at = k * LANES;
      sum[at + 4] = sum[at]! + omega[row]!;
      sum[at + 5] = sum[at + 1]! + omega[row + 1]!;
      sum[at + 6] = sum[at + 2]! + omega[row + 2]!;
      sum[at + 7] = sum[at + 3]! + omega[row + 3]!;
    }
    largestSine.fill(0);
    largestBridge.fill(-1);
    for (let k = 0; k < bridge.length; k++) {
      const from = far[k]! * LANES;
      const to = near[k]! * LANES;
      const after = end[k]! * LANES;
      const before = begin[k]! * LANES;
      const inverse = inverseWeight[k]!;
      for (let c = 0; c < LANES; c++) {
        const flow = sum[after + c]! - sum[before + c]!;
        power[from + c]! -= flow;
        power[to + c]! += flow;
        const sine = Math.abs(flow) * inverse;
        if (sine <= largestSine[c]!) continue;
        largestSine[c] = sine;
        largestBridge[c] = bridge[k]!;
      }
    }
  }
}

/** The nodes and edges given, in the same order; `edges` join `nodes` only. */
function partOf(
  { edgeFrom, edgeTo, weight, phaseShift, omega, M, D, n }: OscillatorNetwork,
  nodes: Int32Array,
  edges: Int32Array,
): OscillatorNetwork {
  const place = new Int32Array(n);
  nodes.forEach((i, k) => (place[i] = k));
  const atNodes = (values: Float64Array): Float64Array =>
    Float64Array.from(nodes, (i) => values[i]!);
  const atEdges = (values: Float64Array): Float64Array =>
    Float64Array.from(edges, (e) => values[e]!);
  return {
    n: nodes.length,
    edgeFrom: edges.map((e) => place[edgeFrom[e]!]!),
    edgeTo: edges.map((e) => place[edgeTo[e]!]!),
    weight: atEdges(weight),
    phaseShift: phaseShift && atEdges(phaseShift),
    omega: atNodes(omega),
    M: atNodes(M),
    D: atNodes(D),
  };
}
