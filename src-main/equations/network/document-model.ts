import type { OscillatorDocument } from '../../../src-shared/grid/oscillator-document.ts';
import type { Assumption } from '../../../src-shared/studies/model-options.ts';
import { StudyRefusal } from '../../../src-shared/studies/study-room.ts';
import { counted } from '../../../src-shared/units/counted.ts';
import { balanceInjections } from './balance.ts';
import { findIslands, largestIsland } from './islands.ts';
import { mergeParallel } from './merge-parallel.ts';
import type { NetworkModel } from './network-model.ts';

/**
 * A bare oscillator network as given: its largest island, as of a grid. The frame turns with the
 * synchronous frequency omega_sync = sum omega_i / sum D_i of that island, so that omega_i becomes
 * omega_i - D_i omega_sync (paper B, 2.1). Edges with a = 0 join nothing and are left out.
 *
 * @throws StudyRefusal where no two oscillators are joined, unless there is but one.
 */
export function modelOfDocument(document: OscillatorDocument): NetworkModel {
  const { nodeOf, rows, edges } = largestIslandOf(document);
  const n = rows.length;
  const coupling = edges.map((row) => document.edges[row]!.a);
  const merged = mergeParallel(
    n,
    Int32Array.from(edges, (row) => nodeOf(document.edges[row]!.from)),
    Int32Array.from(edges, (row) => nodeOf(document.edges[row]!.to)),
    Float64Array.from(coupling),
  );
  const branchEdge = new Int32Array(document.edges.length).fill(-1);
  edges.forEach((row, k) => (branchEdge[row] = merged.edgeOf[k]!));
  const nodes = rows.map((row) => document.nodes[row]!);
  const injection = Float64Array.from(nodes, (node) => node.omega);
  const D = Float64Array.from(nodes, (node) => node.D);
  const omega = new Float64Array(n);
  // A share of D_i in the imbalance is what the frame of the synchronous frequency makes of it.
  balanceInjections(injection, D, () => true, omega);
  return {
    network: {
      n,
      edgeFrom: merged.edgeFrom,
      edgeTo: merged.edgeTo,
      weight: merged.weight,
      phaseShift: phaseShifts(document, branchEdge, merged.weight.length),
      omega,
      M: Float64Array.from(nodes, (node) => node.M),
      D,
    },
    nodes: Int32Array.from(nodes, (node) => node.id),
    voltage: new Float64Array(n).fill(1),
    baseMva: 1,
    angleLimit: new Float64Array(merged.weight.length).fill(Math.PI / 2),
    branchEdge,
    branchCoupling: Float64Array.from(document.edges, ({ a }) => a),
    carrier: branchEdge.map((_edge, row) => row),
    machineNode: new Int32Array(0),
    machinePower: new Float64Array(0),
    loadNode: new Int32Array(0),
    loadPower: new Float64Array(0),
    injection,
    demand: injection.map((power) => Math.max(-power, 0)),
    balance: {
      rule: 'uniform',
      weight: D,
      machines: new Int32Array(n),
      generation: injection.map((power) => Math.max(power, 0)),
    },
    parallelGroups: merged.parallelGroups,
    ignored: leftOut(document, n),
    warnings: coupling.some((a) => a < 0) ? [negativeCouplings] : [],
  };
}

const negativeCouplings =
  'Some couplings are negative. They are kept; the theory of the condition is for positive ones.';

/** Rows of the oscillators in the largest island, and of the edges in it. */
function largestIslandOf(document: OscillatorDocument): {
  readonly nodeOf: (id: number) => number;
  readonly rows: readonly number[];
  readonly edges: readonly number[];
} {
  const index = indexOf(document);
  const ends = document.edges.map(({ from, to }) => [index(from), index(to)] as const);
  const joining = [...ends.keys()].filter((row) => document.edges[row]!.a !== 0);
  const islands = findIslands({
    n: document.nodes.length,
    edgeFrom: Int32Array.from(joining, (row) => ends[row]![0]),
    edgeTo: Int32Array.from(joining, (row) => ends[row]![1]),
  });
  const main = largestIsland(islands);
  if (islands.count > 1 && islands.size[main] === 1) {
    throw new StudyRefusal('No two oscillators are connected: add an edge with a coupling.');
  }
  const rows = [...islands.of.keys()].filter((row) => islands.of[row] === main);
  const place = new Map(rows.map((row, node) => [document.nodes[row]!.id, node]));
  return {
    nodeOf: (id) => place.get(id)!,
    rows,
    edges: joining.filter((row) => islands.of[ends[row]![0]] === main),
  };
}

/** What is no part of the largest island. */
function leftOut({ nodes, edges }: OscillatorDocument, n: number): Assumption[] {
  const outside = nodes.length - n;
  const uncoupled = edges.filter(({ a }) => a === 0).length;
  return [
    {
      topic: 'oscillators outside',
      text: `${counted(outside, 'oscillator is', 'oscillators are')} outside the largest island, which has ${n}.`,
      amount: outside,
      unit: 'oscillators',
    },
    {
      topic: 'edges without coupling',
      text: `${counted(uncoupled, 'edge has', 'edges have')} a coupling of 0 and ${uncoupled === 1 ? 'is' : 'are'} left out.`,
      amount: uncoupled,
      unit: 'edges',
    },
  ].filter(({ amount }) => amount > 0);
}

function indexOf({ nodes }: OscillatorDocument): (id: number) => number {
  const rows = new Map(nodes.map((node, row) => [node.id, row]));
  if (rows.size < nodes.length) {
    throw new StudyRefusal('Two oscillators have the same id: give each its own.');
  }
  return (id) => {
    const row = rows.get(id);
    if (row === undefined) {
      throw new StudyRefusal(`An edge names oscillator ${id}, which does not exist: add it.`);
    }
    return row;
  };
}

/** phi of each edge; null where all are 0. Parallel edges of different phi do not add up. */
function phaseShifts(
  { edges }: OscillatorDocument,
  branchEdge: Int32Array,
  count: number,
): Float64Array | null {
  const shifts = new Float64Array(count).fill(NaN);
  edges.forEach(({ from, to, phi }, row) => {
    const edge = branchEdge[row]!;
    if (edge < 0) return;
    if (!Number.isNaN(shifts[edge]!) && shifts[edge] !== phi) {
      throw new StudyRefusal(
        `Two edges join oscillators ${from} and ${to} with different phi: give the one edge that they make.`,
      );
    }
    shifts[edge] = phi;
  });
  return shifts.some((phi) => phi !== 0) ? shifts : null;
}
