import type { StudyNetwork } from '../../../src-shared/studies/catalogue.ts';
import type { ReinforcementSpec } from '../../../src-shared/studies/reinforcement.ts';
import { StudyRefusal } from '../../../src-shared/studies/study-room.ts';
import { incidentEdges } from '../../equations/network/bridges.ts';
import type { NetworkModel } from '../../equations/network/network-model.ts';
import { circuitCoupling } from './circuit-coupling.ts';
import { typicalReactance } from './typical-reactance.ts';

/** A circuit that could be built. */
export interface Candidate {
  /** Nodes of the model, low first. */
  readonly i: number;
  readonly j: number;
  readonly isParallel: boolean;
  readonly reactancePu: number;
  readonly coupling: number;
}

/** More candidates than this take longer than anybody waits. */
const MOST_CANDIDATES = 50_000;

/** @throws StudyRefusal where there are none, too many, or the spec names what is not there */
export function candidatesOf(
  subject: StudyNetwork,
  model: NetworkModel,
  spec: ReinforcementSpec,
): Candidate[] {
  const reactance = typicalReactance(subject, model, spec);
  const coupling = circuitCoupling(subject, model, spec.model);
  const joined = new Set(edgeKeys(model));
  const built = (i: number, j: number, given?: number): Candidate => {
    const [low, high] = [Math.min(i, j), Math.max(i, j)];
    const isParallel = joined.has(pairKey(low, high));
    const reactancePu = given ?? reactance(low, high);
    return { i: low, j: high, isParallel, reactancePu, coupling: coupling(low, high, reactancePu) };
  };
  const { candidates } = spec;
  if (candidates.kind === 'list') {
    const nodes = new Map([...model.nodes].map((number, node) => [number, node]));
    return candidates.branches.map(({ from, to, reactancePu }) =>
      built(...endsOf(nodes, from, to), reactancePu),
    );
  }
  const pairs =
    candidates.kind === 'parallel' ? edgesOf(model) : missingPairs(subject, model, spec);
  if (pairs.length > MOST_CANDIDATES) {
    throw new StudyRefusal(
      `candidates: there are ${pairs.length}, and ${MOST_CANDIDATES} are the most that are tried: choose a smaller radius, or name them.`,
    );
  }
  if (pairs.length > 0) return pairs.map(([i, j]) => built(i, j));
  throw new StudyRefusal(
    'candidates: no pair of buses is so close without a branch: choose a larger radius.',
  );
}

type Pair = readonly [i: number, j: number];

const pairKey = (i: number, j: number): string => `${i}-${j}`;
const edgeKey = ({ network }: NetworkModel, e: number): string =>
  pairKey(network.edgeFrom[e]!, network.edgeTo[e]!);

const edgeKeys = (model: NetworkModel): string[] =>
  [...model.network.weight.keys()].map((e) => edgeKey(model, e));

const edgesOf = ({ network }: NetworkModel): Pair[] =>
  [...network.weight.keys()]
    .filter((e) => network.weight[e]! > 0)
    .map((e) => [network.edgeFrom[e]!, network.edgeTo[e]!]);

function endsOf(nodes: ReadonlyMap<number, number>, from: number, to: number): Pair {
  const [i, j] = [nodes.get(from), nodes.get(to)];
  if (i !== undefined && j !== undefined && i !== j) return [i, j];
  const what =
    i === j && i !== undefined ? 'both ends are one bus' : 'one end is not in the largest island';
  throw new StudyRefusal(
    `candidates: ${from}–${to} cannot be built, as ${what}: name two of its buses.`,
  );
}

/** Pairs without a branch within the radius, of one voltage where asked for. */
function missingPairs(
  subject: StudyNetwork,
  model: NetworkModel,
  { candidates, sameVoltage }: ReinforcementSpec,
): Pair[] {
  const voltage = voltages(subject, model);
  const fits = ([i, j]: Pair): boolean => !sameVoltage || voltage[i] === voltage[j];
  if (candidates.kind === 'within-hops') return withinHops(model, candidates.hops).filter(fits);
  const distance = candidates.kind === 'within-distance' ? candidates.distance : 0;
  return withinDistance(subject, model, distance).filter(fits);
}

function voltages(subject: StudyNetwork, { nodes }: NetworkModel): readonly number[] {
  if (subject.kind === 'oscillators') return Array.from(nodes, () => 0);
  const baseKv = new Map(subject.grid.buses.map((bus) => [bus.number, bus.baseKv]));
  return Array.from(nodes, (number) => baseKv.get(number) ?? 0);
}

/** By a breadth-first walk from each node. */
function withinHops({ network }: NetworkModel, hops: number): Pair[] {
  const { start, edge } = incidentEdges(network);
  const pairs: Pair[] = [];
  for (let i = 0; i < network.n; i++) {
    const distance = new Map([[i, 0]]);
    for (const [node, steps] of distance) {
      if (steps > 1 && node > i) pairs.push([i, node]);
      if (steps === hops) continue;
      for (let k = start[node]!; k < start[node + 1]!; k++) {
        const e = edge[k]!;
        const other = network.edgeFrom[e]! + network.edgeTo[e]! - node;
        if (network.weight[e] !== 0 && !distance.has(other)) distance.set(other, steps + 1);
      }
    }
  }
  return pairs;
}

function withinDistance(subject: StudyNetwork, model: NetworkModel, distance: number): Pair[] {
  const places = new Map(
    subject.kind === 'grid' ? subject.grid.buses.map((bus) => [bus.number, bus.position]) : [],
  );
  const position = Array.from(model.nodes, (number) => places.get(number) ?? null);
  const joined = new Set(edgeKeys(model));
  const pairs: Pair[] = [];
  position.forEach((a, i) => {
    for (let j = i + 1; a !== null && j < position.length; j++) {
      const b = position[j];
      if (!b || Math.hypot(a.x - b.x, a.y - b.y) > distance) continue;
      if (!joined.has(pairKey(i, j))) pairs.push([i, j]);
    }
  });
  return pairs;
}
