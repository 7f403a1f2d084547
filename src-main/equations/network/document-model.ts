import type { OscillatorDocument } from '../../../src-shared/grid/oscillator-document.ts';
import { StudyRefusal } from '../../../src-shared/studies/study-room.ts';
import { balanceInjections } from './balance.ts';
import { findIslands } from './islands.ts';
import { mergeParallel } from './merge-parallel.ts';
import type { NetworkModel } from './network-model.ts';

/**
 * A bare oscillator network as given. Its frame turns with the synchronous frequency
 * omega_sync = sum omega_i / sum D_i, so that omega_i becomes omega_i - D_i omega_sync (paper B, 2.1).
 *
 * @throws StudyRefusal where it is not one connected network.
 */
export function modelOfDocument(document: OscillatorDocument): NetworkModel {
  const { nodes, edges } = document;
  const n = nodes.length;
  const index = indexOf(document);
  const from = Int32Array.from(edges, (edge) => index(edge.from));
  const to = Int32Array.from(edges, (edge) => index(edge.to));
  const coupling = Float64Array.from(edges, (edge) => edge.a);
  const merged = mergeParallel(n, from, to, coupling);
  if (findIslands({ n, ...merged }).count > 1) {
    throw new StudyRefusal(
      'The oscillators are not all connected: add edges, or study each part as a network of its own.',
    );
  }
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
      phaseShift: phaseShifts(document, merged.edgeOf, merged.weight.length),
      omega,
      M: Float64Array.from(nodes, (node) => node.M),
      D,
    },
    nodes: Int32Array.from(nodes, (node) => node.id),
    voltage: new Float64Array(n).fill(1),
    baseMva: 1,
    angleLimit: new Float64Array(merged.weight.length).fill(Math.PI / 2),
    branchEdge: merged.edgeOf,
    branchCoupling: coupling,
    carrier: coupling.length === 0 ? new Int32Array(0) : Int32Array.from(coupling.keys()),
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
    ignored: [],
    warnings: coupling.some((a) => a < 0) ? ['Some couplings are negative.'] : [],
  };
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
  edgeOf: Int32Array,
  count: number,
): Float64Array | null {
  if (edges.every(({ phi }) => phi === 0)) return null;
  const shifts = new Float64Array(count).fill(NaN);
  edges.forEach(({ from, to, phi }, row) => {
    const edge = edgeOf[row]!;
    if (!Number.isNaN(shifts[edge]!) && shifts[edge] !== phi) {
      throw new StudyRefusal(
        `Two edges join oscillators ${from} and ${to} with different phi: give the one edge that they make.`,
      );
    }
    shifts[edge] = phi;
  });
  return shifts;
}
