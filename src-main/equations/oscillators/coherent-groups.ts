import { findIslands } from '../network/islands.ts';
import type { OscillatorNetwork } from './oscillator-network.ts';

/** Angles over time, sample-major: sample k of node i at theta[k * n + i]. */
export interface AngleHistory {
  readonly samples: number;
  readonly theta: Float64Array | Float32Array;
}

export interface CoherentGroups {
  /** Nodes of each group, ascending; the largest group first. */
  readonly groups: readonly (readonly number[])[];
  /** Edges between groups, in service or not: the cut along which the network came apart. */
  readonly cut: readonly number[];
}

/** The share of the history, counted from its end, over which groups must stay together. */
const windowShare = 0.25;

/**
 * The groups of nodes that stay together at the end of a run: nodes joined by edges in service
 * whose angle difference moved by less than pi over the last quarter of the history and did not
 * end beyond pi/2 (modulo 2 pi) having turned by more than pi since the start. A pole slip that has
 * come to rest again is thus one group, and an island is a group of its own.
 *
 * Cost O(edges * samples / 4).
 */
export function coherentGroups(network: OscillatorNetwork, history: AngleHistory): CoherentGroups {
  const { n, edgeFrom, edgeTo, weight } = network;
  const apart = Uint8Array.from(weight, (a, e) =>
    a === 0 || hasSeparated(history, n, edgeFrom[e]!, edgeTo[e]!) ? 1 : 0,
  );
  const { count, of } = findIslands(network, (e) => apart[e] === 1);
  const groups = Array.from({ length: count }, (): number[] => []);
  of.forEach((group, node) => groups[group]!.push(node));
  const cut: number[] = [];
  for (let e = 0; e < weight.length; e++) {
    if (of[edgeFrom[e]!] !== of[edgeTo[e]!]) cut.push(e);
  }
  return { groups: groups.sort((a, b) => b.length - a.length), cut };
}

function hasSeparated(
  { samples, theta }: AngleHistory,
  n: number,
  from: number,
  to: number,
): boolean {
  if (samples === 0) return false;
  const at = (k: number): number => theta[k * n + from]! - theta[k * n + to]!;
  let least = Infinity;
  let most = -Infinity;
  for (let k = Math.floor((samples - 1) * (1 - windowShare)); k < samples; k++) {
    const difference = at(k);
    if (difference < least) least = difference;
    if (difference > most) most = difference;
  }
  if (most - least >= Math.PI) return true;
  const end = at(samples - 1);
  const turned = Math.abs(end - at(0)) > Math.PI;
  return turned && Math.cos(end) < 0;
}
