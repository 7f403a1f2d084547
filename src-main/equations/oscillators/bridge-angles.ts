import { findBridges } from '../network/bridges.ts';
import type { Graph } from './oscillator-network.ts';

/**
 * The flow through a bridge is fixed by the powers on its far side, whatever the rest does: its
 * exact angle is the arcsine of its linear (DC) difference, and beyond 1 there is no equilibrium.
 */
export class BridgeAngles {
  private readonly graph: Graph;
  /** Far side of bridge k: `order[begin[k] .. end[k])`. */
  private readonly order: Int32Array;
  private readonly bridge: Int32Array;
  private readonly begin: Int32Array;
  private readonly end: Int32Array;
  /** +1 where the edge's `from` is on the far side. */
  private readonly sign: Int8Array;
  private readonly shift: Float64Array;

  constructor(graph: Graph) {
    const { order, begin, end } = findBridges(graph);
    const bridge = Int32Array.from(end.keys()).filter((e) => end[e]! > 0);
    this.graph = graph;
    this.order = order;
    this.bridge = bridge;
    this.begin = bridge.map((e) => begin[e]!);
    this.end = bridge.map((e) => end[e]!);
    this.sign = Int8Array.from(bridge, (e) => (order[begin[e]!] === graph.edgeFrom[e]! ? 1 : -1));
    this.shift = new Float64Array(graph.n + 1);
  }

  /**
   * Shifts what lies beyond each bridge so that the bridge has its exact angle; other differences
   * stay as they are. False where a bridge would have to carry more than its coupling; theta is then
   * as it was.
   *
   * @param linear, theta by rows of `stride`, of which column `lane` is meant; linear is L⁺ omega,
   *   theta is overwritten
   *
   * Cost O(n).
   */
  impose(linear: Float64Array, theta: Float64Array, stride: number, lane: number): boolean {
    const { graph, order, bridge, begin, end, sign, shift } = this;
    shift.fill(0);
    for (let k = 0; k < bridge.length; k++) {
      const i = graph.edgeFrom[bridge[k]!]! * stride + lane;
      const j = graph.edgeTo[bridge[k]!]! * stride + lane;
      const sine = linear[i]! - linear[j]!;
      if (!(Math.abs(sine) <= 1)) return false;
      const change = sign[k]! * (Math.asin(sine) - theta[i]! + theta[j]!);
      shift[begin[k]!]! += change;
      shift[end[k]!]! -= change;
    }
    let sum = 0;
    for (let k = 0; k < order.length; k++) {
      sum += shift[k]!;
      theta[order[k]! * stride + lane]! += sum;
    }
    return true;
  }
}
