import { emptyGrid } from '../../../src-shared/grid/grid-case.ts';
import type { Branch, Bus, Generator, GridCase, Load } from '../../../src-shared/grid/grid-case.ts';
import type { OscillatorNetwork } from '../oscillators/oscillator-network.ts';

/**
 * A grid whose oscillator network is the given one: a bus for each node, numbered from 1, with
 * |V| = 1; a line of reactance 1 / a for each edge; a machine for what a node gives, a load for what
 * it takes. The node with the largest power is the slack bus.
 */
export function gridOfOscillators(network: OscillatorNetwork, name: string): GridCase {
  const { n, edgeFrom, edgeTo, weight, omega } = network;
  const slack = omega.reduce((best, power, i) => (power > omega[best]! ? i : best), 0);
  const powerMw = (node: number): number => omega[node]! * emptyGrid.baseMva;
  const nodes = Array.from({ length: n }, (_, node) => node);
  return {
    ...emptyGrid,
    name,
    buses: nodes.map((node) => busOf(node, node === slack, omega[node]! > 0)),
    branches: Array.from(weight, (a, e) => lineOf(edgeFrom[e]! + 1, edgeTo[e]! + 1, 1 / a)),
    generators: nodes
      .filter((node) => omega[node]! > 0)
      .map((node) => machineOf(node + 1, powerMw(node))),
    loads: nodes
      .filter((node) => omega[node]! < 0)
      .map((node): Load => ({ ...atBus(node), pMw: -powerMw(node), qMvar: 0, inService: true })),
  };
}

const atBus = (node: number): { bus: number; id: string } => ({ bus: node + 1, id: '1' });

const busOf = (node: number, isSlack: boolean, hasMachine: boolean): Bus => ({
  number: node + 1,
  name: `Node ${node + 1}`,
  type: isSlack ? 'slack' : hasMachine ? 'pv' : 'pq',
  baseKv: 0,
  vmPu: 1,
  vaDegrees: 0,
  vmMinPu: 0.9,
  vmMaxPu: 1.1,
  area: 1,
  zone: 1,
  position: null,
});

const lineOf = (from: number, to: number, reactancePu: number): Branch => ({
  ...{ from, to, circuit: '1', resistancePu: 0, reactancePu, chargingPu: 0 },
  ...{ isTransformer: false, tapRatio: 1, shiftDegrees: 0 },
  ...{ ratingAMva: null, ratingBMva: null, ratingCMva: null },
  ...{ angleMinDegrees: null, angleMaxDegrees: null, inService: true },
});

const machineOf = (bus: number, pMw: number): Generator => ({
  ...{ bus, id: '1', pMw, qMvar: 0, pMinMw: 0, pMaxMw: Math.max(pMw, 0) },
  ...{ qMinMvar: -9999, qMaxMvar: 9999, vSetPu: 1, ratingMva: 0 },
  ...{ inService: true, dynamics: null },
});
