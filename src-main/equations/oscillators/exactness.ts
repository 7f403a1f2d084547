import { findBlocks } from '../network/blocks.ts';
import { edgeDifferences } from './cohesiveness.ts';
import type { OscillatorNetwork } from './oscillator-network.ts';

/** Why the condition is exact in a block, proved sufficient there, or right for almost all. */
export type BlockClass =
  | 'bridge'
  | 'no-flow'
  | 'cut-set'
  | 'bipolar-complete'
  | 'symmetric-cycle'
  | 'paired-flows'
  | 'short-cycle'
  | 'uniform-complete'
  | 'statistical';

export interface ExactnessBlock {
  readonly class: BlockClass;
  /** Edges of the block. */
  readonly edges: Int32Array;
  readonly nodes: number;
  /** Largest linear difference in it. */
  readonly norm: number;
}

/** Differences below this share of the largest count as equal, or as zero. */
const TOLERANCE = 1e-9;

/** The classes in which the condition is exact for these powers, at every coupling. */
const EXACT: readonly BlockClass[] = [
  'bridge',
  'no-flow',
  'cut-set',
  'bipolar-complete',
  'symmetric-cycle',
  'paired-flows',
];

export const isExactClass = (kind: BlockClass): boolean => EXACT.includes(kind);

/**
 * In which of its blocks condition (2) is exact for these powers (paper B, theorem 4.3 and its
 * combinations). Flows in one block of a network know nothing of the other blocks, so the condition
 * is exact where it is exact in every one.
 *
 * In a block, angles arcsin(s d) with the linear differences d are a synchronous state at every
 * loading s <= 1/norm exactly if they add up to zero around every cycle for all s: if for each size
 * v of difference the edges with |d| = v alone, signed, add up to zero around every cycle. One size
 * only: cut-set inducing powers, or bipolar ones on a uniform complete graph; several sizes on one
 * cycle: symmetric cycles. Cycles of length 3 and 4 and uniform complete graphs are proved for the
 * worst powers: the condition never fails there, but may be conservative.
 *
 * @param theta L⁺ omega
 *
 * Cost O(edges) for each size of difference until one fails, as a rule the first.
 */
export function exactnessBlocks(network: OscillatorNetwork, theta: Float64Array): ExactnessBlock[] {
  const difference = edgeDifferences(network, theta);
  const largest = difference.reduce((size, d) => Math.max(size, Math.abs(d)), 0);
  const blocks = findBlocks(network, (edge) => network.weight[edge] === 0);
  return blocks.map((edges) => {
    const nodes = nodesOf(network, edges);
    const norm = edges.reduce((size, e) => Math.max(size, Math.abs(difference[e]!)), 0);
    const kind = classOf(network, edges, nodes, difference, TOLERANCE * largest);
    return { class: kind, edges, nodes, norm };
  });
}

function classOf(
  network: OscillatorNetwork,
  edges: Int32Array,
  nodes: number,
  difference: Float64Array,
  tolerance: number,
): BlockClass {
  if (edges.length === 1) return 'bridge';
  if (edges.some((e) => network.weight[e]! < 0)) return 'statistical';
  const sizes = distinctSizes(edges, difference, tolerance);
  if (sizes.length === 0) return 'no-flow';
  const isCycle = edges.length === nodes;
  const isUniform = isUniformComplete(network, edges, nodes);
  if (sizes.every((size) => isPotential(network, edges, difference, size, tolerance))) {
    if (sizes.length === 1) return isUniform ? 'bipolar-complete' : 'cut-set';
    return isCycle ? 'symmetric-cycle' : 'paired-flows';
  }
  if (isCycle && nodes <= 4) return 'short-cycle';
  return isUniform ? 'uniform-complete' : 'statistical';
}

/** Rising; differences within the tolerance of each other are one size, zero is none. */
function distinctSizes(edges: Int32Array, difference: Float64Array, tolerance: number): number[] {
  const sizes = Float64Array.from(edges, (e) => Math.abs(difference[e]!)).sort();
  const distinct: number[] = [];
  let last = 0;
  for (const size of sizes) {
    if (size - last > tolerance) distinct.push((last = size));
  }
  return distinct;
}

/** Whether sign(d) on the edges with |d| = size, and 0 on the others, is a difference of potentials. */
function isPotential(
  { edgeFrom, edgeTo }: OscillatorNetwork,
  edges: Int32Array,
  difference: Float64Array,
  size: number,
  tolerance: number,
): boolean {
  const drop = (e: number): number =>
    Math.abs(Math.abs(difference[e]!) - size) <= tolerance ? Math.sign(difference[e]!) : 0;
  const neighbours = new Map<number, { edge: number; node: number }[]>();
  for (const edge of edges) {
    const [i, j] = [edgeFrom[edge]!, edgeTo[edge]!];
    for (const [at, node] of [
      [i, j],
      [j, i],
    ] as const) {
      const known = neighbours.get(at);
      if (known) known.push({ edge, node });
      else neighbours.set(at, [{ edge, node }]);
    }
  }
  const first = edgeFrom[edges[0]!]!;
  const potential = new Map([[first, 0]]);
  const queue = [first];
  for (const at of queue) {
    const here = potential.get(at)!;
    for (const { edge, node } of neighbours.get(at)!) {
      const there = here + (edgeFrom[edge] === at ? -1 : 1) * drop(edge);
      const known = potential.get(node);
      if (known === undefined) {
        potential.set(node, there);
        queue.push(node);
      } else if (known !== there) return false;
    }
  }
  return true;
}

function isUniformComplete(
  { weight }: OscillatorNetwork,
  edges: Int32Array,
  nodes: number,
): boolean {
  if (2 * edges.length !== nodes * (nodes - 1)) return false;
  const first = weight[edges[0]!]!;
  return edges.every((e) => Math.abs(weight[e]! - first) <= TOLERANCE * Math.abs(first));
}

function nodesOf({ edgeFrom, edgeTo }: OscillatorNetwork, edges: Int32Array): number {
  const nodes = new Set<number>();
  for (const e of edges) nodes.add(edgeFrom[e]!).add(edgeTo[e]!);
  return nodes.size;
}

/** Whether the condition is exact for this network and these powers, and why. */
export interface Exactness {
  readonly exact: boolean;
  readonly reason: string;
}

/** The verdict on the whole network. */
export function exactnessOf(
  { weight }: OscillatorNetwork,
  blocks: readonly ExactnessBlock[],
): Exactness {
  if (blocks.every(({ norm }) => norm === 0)) return { exact: true, reason: 'No power flows.' };
  if (weight.some((a) => a < 0)) {
    const reason =
      'Outside the assumptions: some couplings are negative, and no statement is proved.';
    return { exact: false, reason };
  }
  if (blocks.every((block) => block.class === 'bridge')) {
    return { exact: true, reason: 'The network is a tree.' };
  }
  const open = blocks.filter((block) => !isExactClass(block.class));
  if (open.length === 0) return { exact: true, reason: exactReason(blocks) };
  if (open.every((block) => block.class !== 'statistical')) {
    const reason = `Never too optimistic, but perhaps conservative: ${open.length === 1 ? 'a block is' : `${open.length} blocks are`} a cycle of 3 or 4 or a uniform complete graph, where the condition is exact for the worst powers only.`;
    return { exact: false, reason };
  }
  const worst = blocks.reduce((a, b) => (b.norm > a.norm ? b : a));
  const least = isExactClass(worst.class)
    ? ' The worst edge lies where the condition is exact, so that the norm is not too small.'
    : '';
  return {
    exact: false,
    reason: `Statistical: right for almost all networks, with no proof for this one.${least}`,
  };
}

const meshWords: Partial<Record<BlockClass, string>> = {
  'no-flow': 'no power flows in it',
  'cut-set': 'all linear differences are zero or of one size (a cut set)',
  'bipolar-complete': 'a uniform complete graph with bipolar powers',
  'symmetric-cycle': 'a cycle whose linear differences cancel in pairs',
  'paired-flows': 'linear differences cancel in pairs around every cycle',
};

function exactReason(blocks: readonly ExactnessBlock[]): string {
  const meshed = new Set(blocks.map((block) => meshWords[block.class]).filter((word) => word));
  const words = [...meshed].join('; ');
  if (blocks.length === 1) return `${words.charAt(0).toUpperCase()}${words.slice(1)}.`;
  const others = blocks.some((block) => block.class === 'bridge') ? ' beside bridges' : '';
  return `A combination of exact blocks${others}: ${words}.`;
}
