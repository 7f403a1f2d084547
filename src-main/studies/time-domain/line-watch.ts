import { locateCrossing } from '../../numerics/ode/locate-crossing.ts';
import type { Segment } from './segment.ts';

export interface LineEvent {
  readonly time: number;
  readonly edge: number;
  readonly kind: 'angle-beyond-90' | 'synchronism-lost';
}

const twoPi = 2 * Math.PI;

/**
 * Watches the angle across every line in service: when it first passes pi/2, when it first passes
 * pi (its ends have lost synchronism), and how large it gets. Angles are not wrapped while a line is
 * closed; closing one counts from the nearest multiple of 2 pi. A line that has lost its coupling to
 * a fault at its end stays watched: a rotor that has gone beyond pi before the fault is cleared has
 * lost synchronism.
 */
export class LineWatch {
  readonly events: LineEvent[] = [];
  /** Largest |angle| seen, up to pi, with its place. */
  largest = { value: 0, edge: -1, time: 0 };

  private readonly closed: Uint8Array;
  private readonly offset: Float64Array;
  /** The angle whose passing comes next for each edge. */
  private readonly threshold: Float64Array;

  constructor(edges: number) {
    this.closed = new Uint8Array(edges);
    this.offset = new Float64Array(edges);
    this.threshold = new Float64Array(edges).fill(Math.PI / 2);
  }

  /** A segment begins: lines may have opened or closed, or lost their coupling to a fault. */
  begin(segment: Segment, faultedEdges: Uint8Array | null): void {
    const { network, integrator } = segment;
    const { edgeFrom, edgeTo, weight } = network;
    for (let e = 0; e < weight.length; e++) {
      const isClosed = weight[e] !== 0 || faultedEdges?.[e] === 1;
      const closes = isClosed && this.closed[e] === 0;
      this.closed[e] = isClosed ? 1 : 0;
      if (!closes) continue;
      const angle = integrator.state[edgeFrom[e]!]! - integrator.state[edgeTo[e]!]!;
      this.offset[e] = twoPi * Math.round(angle / twoPi);
    }
    this.onStep(segment);
  }

  onStep(segment: Segment): void {
    const { integrator, network } = segment;
    const { edgeFrom, edgeTo } = network;
    const { closed, offset, threshold } = this;
    const { state, time } = integrator;
    for (let e = 0; e < closed.length; e++) {
      if (closed[e] === 0) continue;
      const size = Math.abs(state[edgeFrom[e]!]! - state[edgeTo[e]!]! - offset[e]!);
      if (size > this.largest.value && this.largest.value < Math.PI) {
        this.largest = { value: Math.min(size, Math.PI), edge: e, time };
      }
      while (size > threshold[e]!) this.pass(segment, e);
    }
  }

  private pass({ integrator, network }: Segment, edge: number): void {
    const limit = this.threshold[edge]!;
    const from = network.edgeFrom[edge]!;
    const to = network.edgeTo[edge]!;
    const excess = (t: number): number =>
      Math.abs(integrator.component(from, t) - integrator.component(to, t) - this.offset[edge]!) -
      limit;
    const { previousTime, time } = integrator;
    const before = previousTime < time ? excess(previousTime) : 1;
    const at =
      before > 0 ? previousTime : locateCrossing(excess, previousTime, time, before, excess(time));
    const isSlip = limit > 3;
    this.events.push({ time: at, edge, kind: isSlip ? 'synchronism-lost' : 'angle-beyond-90' });
    this.threshold[edge] = isSlip ? Infinity : Math.PI;
  }
}
