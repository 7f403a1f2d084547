import { elementKey, elementLabel, refOf } from '../../../src-shared/grid/element-ref.ts';
import type { GridCase } from '../../../src-shared/grid/grid-case.ts';
import { machineDynamics } from '../../../src-shared/grid/machine-estimates.ts';
import { StudyRefusal } from '../../../src-shared/studies/study-room.ts';
import { faultPlaceLabel } from '../../../src-shared/studies/time-domain.ts';
import type { FaultEvent } from '../../../src-shared/studies/time-domain.ts';
import type { NetworkModel } from '../../equations/network/network-model.ts';
import { retainedVoltages } from '../../equations/network/retained-voltages.ts';
import type { FaultPlace } from '../../equations/network/retained-voltages.ts';

/** A fault under which all voltages sink. */
export interface SinkingFault {
  readonly event: FaultEvent;
  readonly place: FaultPlace;
  /** Row of the branch that it is inside of, which carries nothing meanwhile; -1 at a bus. */
  readonly row: number;
}

/** At either end of a branch a fault on it is one at that bus. */
export function sinkingFault(
  event: FaultEvent,
  grid: GridCase,
  model: NetworkModel,
  nodeOf: (bus: number) => number,
): SinkingFault {
  if (event.kind === 'fault') return { event, place: { node: nodeOf(event.bus) }, row: -1 };
  const key = elementKey(event.branch);
  const row = grid.branches.findIndex((branch) => elementKey(refOf('branch', branch)) === key);
  const branch = grid.branches[row];
  const { branchEdge, branchCoupling, carrier, network, voltage } = model;
  const edge = branchEdge[row] ?? -1;
  if (!branch || edge < 0) {
    throw new StudyRefusal(
      `events: ${elementLabel(event.branch)} is not in service in the island studied; choose an element that is.`,
    );
  }
  if (carrier.some((other, k) => other !== k && (k === row || other === row))) {
    throw new StudyRefusal(
      `events: ${elementLabel(event.branch)} is part of an eliminated star bus, so that no place on it is known; choose model.starBuses "keep", or a fault at a bus.`,
    );
  }
  if (event.position === 0) return { event, place: { node: nodeOf(branch.from) }, row: -1 };
  if (event.position === 1) return { event, place: { node: nodeOf(branch.to) }, row: -1 };
  const [i, j] = [network.edgeFrom[edge]!, network.edgeTo[edge]!];
  const position = nodeOf(branch.from) === i ? event.position : 1 - event.position;
  const susceptance = branchCoupling[row]! / (voltage[i]! * voltage[j]!);
  return { event, place: { edge, susceptance, position }, row };
}

/**
 * What the fault leaves of each voltage, by node.
 *
 * @param weight coupling of each edge with what is closed now, the faulted branch included
 * @param machineNode node of each row of the generator table, -1 where it is out
 */
export function voltagesLeft(
  { event, place }: SinkingFault,
  grid: GridCase,
  { network, voltage }: NetworkModel,
  weight: Float64Array,
  machineNode: Int32Array,
): Float64Array {
  const { edgeFrom, edgeTo, n } = network;
  const left = retainedVoltages(
    {
      graph: network,
      susceptance: weight.map((a, e) => a / (voltage[edgeFrom[e]!]! * voltage[edgeTo[e]!]!)),
      sources: sourcesOf(grid, n, machineNode),
      voltage,
    },
    place,
  );
  if (left) return left;
  throw new StudyRefusal(
    `events: the reactances of the network resonate under the fault (${faultPlaceLabel(event)}), so that no voltages can be told; choose a fault at a bus with voltages "kept".`,
  );
}

/** 1 / x'd of the machines at each node, p.u.; without a reactance a machine holds its voltage. */
function sourcesOf(grid: GridCase, n: number, machineNode: Int32Array): Float64Array {
  const sources = new Float64Array(n);
  grid.generators.forEach((generator, row) => {
    const node = machineNode[row]!;
    if (node < 0) return;
    const { ratingMva, transientReactancePu } = machineDynamics(grid, generator);
    sources[node]! += ratingMva / (grid.baseMva * Math.max(transientReactancePu, 1e-6));
  });
  return sources;
}
