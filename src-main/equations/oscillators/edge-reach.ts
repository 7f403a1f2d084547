import { BLOCK_WIDTH, solveLdlBlock } from '../../numerics/sparse/ldl-solve.ts';
import { inverseEntry, selectedInverse } from '../../numerics/sparse/selected-inverse.ts';
import type { LaplacianSolver } from './laplacian-solver.ts';
import type { OscillatorNetwork } from './oscillator-network.ts';

export interface EdgeReach {
  /** Effective resistance R = (e_i - e_j)ᵀ L⁺ (e_i - e_j) of each edge (i, j). */
  readonly resistance: Float64Array;
  /** Bound of its rounding error: it is a difference of larger numbers. */
  readonly error: Float64Array;
  /** max - min over all nodes of the potential L⁺ (e_i - e_j). */
  readonly reach: Float64Array;
}

/** Rounding must never make a bound too small. */
const SAFETY = 1 + 1e-9;
/** With more nodes at negative couplings than this, nothing is bounded. */
const MOST_EXTREMES = 256;

/**
 * How far one unit of power through each edge can shift any potential difference.
 *
 * Where couplings are positive the potential L⁺ (e_i - e_j) takes its extremes at i and j (maximum
 * principle), so its reach is the effective resistance. In general the extremes are among i, j and
 * the nodes at the ends of negative couplings, as every other node is a mean of its neighbours.
 *
 * @param laplacian factorized with the weights of the network
 *
 * Cost: the selected inverse, about a factorization, and a solve per node at a negative coupling.
 */
export function edgeReach(network: OscillatorNetwork, laplacian: LaplacianSolver): EdgeReach {
  const { edgeFrom, edgeTo } = network;
  if (laplacian.isRefined) return unbounded(edgeFrom.length);
  const inverse = selectedInverse(laplacian.factor);
  const count = edgeFrom.length;
  const resistance = new Float64Array(count);
  const error = new Float64Array(count);
  const high = new Float64Array(count);
  const low = new Float64Array(count);
  for (let e = 0; e < count; e++) {
    const zii = inverseEntry(inverse, edgeFrom[e]!, edgeFrom[e]!);
    const zjj = inverseEntry(inverse, edgeTo[e]!, edgeTo[e]!);
    const zij = inverseEntry(inverse, edgeFrom[e]!, edgeTo[e]!);
    resistance[e] = zii - zij + (zjj - zij);
    error[e] = Number.EPSILON * (Math.abs(zii) + Math.abs(zjj));
    high[e] = Math.max(zii - zij, zij - zjj);
    low[e] = Math.min(zii - zij, zij - zjj);
  }
  widenByNegativeCouplings(network, laplacian, high, low);
  const reach = high.map((top, e) => (top - low[e]!) * SAFETY + error[e]!);
  return { resistance, error, reach };
}

/** A factor that has lost digits bounds nothing: resistances are then asked for one by one. */
function unbounded(edges: number): EdgeReach {
  const all = (): Float64Array => new Float64Array(edges).fill(Infinity);
  return { resistance: new Float64Array(edges), error: all(), reach: all() };
}

function widenByNegativeCouplings(
  { n, edgeFrom, edgeTo, weight }: OscillatorNetwork,
  laplacian: LaplacianSolver,
  high: Float64Array,
  low: Float64Array,
): void {
  const extremes = new Set<number>();
  for (let e = 0; e < weight.length; e++) {
    if (weight[e]! < 0) extremes.add(edgeFrom[e]!).add(edgeTo[e]!);
  }
  if (extremes.size > MOST_EXTREMES) {
    high.fill(Infinity);
    return;
  }
  const nodes = [...extremes];
  const block = new Float64Array(n * BLOCK_WIDTH);
  const work = new Float64Array(n * BLOCK_WIDTH);
  for (let first = 0; first < nodes.length; first += BLOCK_WIDTH) {
    block.fill(0);
    const members = nodes.slice(first, first + BLOCK_WIDTH);
    members.forEach((node, c) => (block[node * BLOCK_WIDTH + c] = 1));
    solveLdlBlock(laplacian.factor, block, work);
    members.forEach((_, c) => {
      for (let e = 0; e < weight.length; e++) {
        const from = block[edgeFrom[e]! * BLOCK_WIDTH + c]!;
        const potential = from - block[edgeTo[e]! * BLOCK_WIDTH + c]!;
        if (potential > high[e]!) high[e] = potential;
        if (potential < low[e]!) low[e] = potential;
      }
    });
  }
}
