import type { BlockPattern } from '../../numerics/sparse/block-matrix.ts';
import type { AdmittanceMatrix } from './admittance.ts';
import type { PowerFlowCase } from './power-flow-case.ts';

/** One island of a case as a case of its own. */
export interface IslandCase {
  /** Position in the islands of the whole case. */
  readonly island: number;
  /** Nodes of the whole case, ascending: the case's own nodes are numbered in this order. */
  readonly nodes: Int32Array;
  readonly given: PowerFlowCase;
}

/**
 * The islands with generation, each as a case of its own, so that what happens in one touches no
 * other. A case of one island is handed on as it is.
 *
 * Cost O(nodes + blocks of Ybus), plus O(branches) an island.
 */
export function islandCases(given: PowerFlowCase): IslandCase[] {
  const nodesOf = given.islands.map((): number[] => []);
  const local = new Int32Array(given.n);
  for (let node = 0; node < given.n; node++) {
    local[node] = nodesOf[given.islandOf[node]!]!.push(node) - 1;
  }
  return nodesOf.flatMap((list, island) => {
    if (list.length === 0) return [];
    const nodes = Int32Array.from(list);
    const whole = nodes.length === given.n;
    return [{ island, nodes, given: whole ? given : caseOf(given, island, nodes, local) }];
  });
}

function caseOf(
  given: PowerFlowCase,
  island: number,
  nodes: Int32Array,
  local: Int32Array,
): PowerFlowCase {
  const { grid, islandOf, branches } = given;
  const localNode = (node: number): number =>
    node >= 0 && islandOf[node] === island ? local[node]! : -1;
  const gather = (values: Float64Array): Float64Array =>
    Float64Array.from(nodes, (node) => values[node]!);
  return {
    grid,
    n: nodes.length,
    busRow: nodes.map((node) => given.busRow[node]!),
    nodeOf: (bus) => localNode(given.nodeOf(bus)),
    admittance: restricted(given.admittance, nodes, local),
    branches: {
      from: branches.from.map(localNode),
      to: branches.to.map(localNode),
      values: branches.values,
    },
    machines: Array.from(nodes, (node) => given.machines[node]!),
    type: Uint8Array.from(nodes, (node) => given.type[node]!),
    p: gather(given.p),
    q: gather(given.q),
    vSet: gather(given.vSet),
    qMin: gather(given.qMin),
    qMax: gather(given.qMax),
    qDemand: gather(given.qDemand),
    islands: [given.islands[island]!],
    islandOf: new Int32Array(nodes.length),
    warnings: [],
  };
}

/** The rows of an island; their columns are of the same island, so whole rows are taken over. */
function restricted(
  { pattern, g, b }: AdmittanceMatrix,
  nodes: Int32Array,
  local: Int32Array,
): AdmittanceMatrix {
  const n = nodes.length;
  const rowPtr = new Int32Array(n + 1);
  for (let i = 0; i < n; i++) {
    rowPtr[i + 1] = rowPtr[i]! + pattern.rowPtr[nodes[i]! + 1]! - pattern.rowPtr[nodes[i]!]!;
  }
  const part: BlockPattern = {
    n,
    rowPtr,
    colIndex: new Int32Array(rowPtr[n]!),
    diagonal: new Int32Array(n),
  };
  const own = { g: new Float64Array(rowPtr[n]!), b: new Float64Array(rowPtr[n]!) };
  for (let i = 0; i < n; i++) {
    const offset = rowPtr[i]! - pattern.rowPtr[nodes[i]!]!;
    part.diagonal[i] = pattern.diagonal[nodes[i]!]! + offset;
    for (let s = pattern.rowPtr[nodes[i]!]!; s < pattern.rowPtr[nodes[i]! + 1]!; s++) {
      part.colIndex[s + offset] = local[pattern.colIndex[s]!]!;
      own.g[s + offset] = g[s]!;
      own.b[s + offset] = b[s]!;
    }
  }
  return { pattern: part, ...own };
}
