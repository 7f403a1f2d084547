import { elementDefaults } from '../../../src-shared/grid/element-defaults.ts';
import type { Bus, Generator, GridCase, Load } from '../../../src-shared/grid/grid-case.ts';
import type { StudySubject } from '../../../src-shared/studies/catalogue.ts';
import { StudyRefusal } from '../../../src-shared/studies/study-room.ts';
import type { StudyContext } from '../../../src-shared/studies/study-room.ts';
import { syntheticNetworkName } from '../../../src-shared/studies/synthetic-network.ts';
import type { SyntheticNetworkSpec } from '../../../src-shared/studies/synthetic-network.ts';
import { drawConnected, drawGraph, mostDraws } from '../../equations/graphs/random-network.ts';
import { randomPowers } from '../../equations/graphs/random-powers.ts';
import { centre } from '../../equations/oscillators/cohesiveness.ts';
import { RandomStream } from '../../numerics/random/random-stream.ts';

const baseMva = 100;
const circleRadius = 60;

/**
 * A network of the kind as a grid: lines of reactance 1 / coupling at 1 p.u. voltage, so that the
 * study model has just the couplings and powers that were asked for. The same seed gives the same.
 *
 * @throws StudyRefusal where the law gives no connected graph
 */
export function runSyntheticNetwork(
  _subject: StudySubject,
  spec: SyntheticNetworkSpec,
  _chunk: unknown,
  { seed }: StudyContext,
): GridCase {
  const { graph: family, n, p, coupling, couplingSpread } = spec;
  const stream = new RandomStream(seed);
  const uniform = (): number => stream.uniform();
  const drawn = drawConnected(() => drawGraph(family, n, p, uniform), mostDraws(n));
  if (!drawn) {
    throw new StudyRefusal(
      `p is ${p}: no connected graph of ${n} nodes came out of ${mostDraws(n)} draws; give a larger p.`,
    );
  }
  const { edgeFrom, edgeTo } = drawn.graph;
  const branches = Array.from(edgeFrom, (from, edge) => ({
    ...elementDefaults.branch,
    from: from + 1,
    to: edgeTo[edge]! + 1,
    circuit: '1',
    reactancePu: 1 / (coupling * (1 + couplingSpread * (2 * uniform() - 1))),
  }));
  const powers = injections(spec, stream);
  const name = syntheticNetworkName(spec, seed);
  return {
    name,
    description: `Synthetic: ${name}; coupling ${coupling} p.u.${spreadWords(couplingSpread)}, ${injectionWords(spec)}.`,
    sources: [`Drawn by Phaselock, seed ${seed}${redrawnWords(drawn.redrawn)}`],
    baseMva,
    frequencyHz: 50,
    buses: Array.from(powers, (power, i) => busOf(i, power, spec, powers)),
    branches,
    generators: Array.from(powers, generatorOf).filter((one) => one !== null),
    loads: Array.from(powers, loadOf).filter((one) => one !== null),
    shunts: [],
  };
}

const spreadWords = (spread: number): string => (spread > 0 ? ` ± ${100 * spread} %` : '');

function injectionWords({ injections: law, powerMw, deviationMw }: SyntheticNetworkSpec): string {
  const noise = law === 'alternating' && deviationMw > 0;
  return `injections ${law} of ${powerMw} MW${noise ? ` and a normal part of ${deviationMw} MW` : ''}`;
}

const redrawnWords = (redrawn: number): string =>
  redrawn === 0 ? '' : `; ${redrawn} graphs before it were not connected`;

/** MW at every node; they sum to zero. */
function injections(
  { injections: law, n, powerMw, deviationMw }: SyntheticNetworkSpec,
  stream: RandomStream,
): Float64Array {
  if (law === 'bipolar' || law === 'uniform') {
    return randomPowers(law, n, () => stream.uniform()).map((power) => power * powerMw);
  }
  const powers = Float64Array.from({ length: n }, (_, i) =>
    law === 'normal'
      ? powerMw * stream.normal()
      : (i % 2 === 0 ? powerMw : -powerMw) + deviationMw * stream.normal(),
  );
  centre(powers);
  return powers;
}

function busOf(
  i: number,
  power: number,
  { graph, n }: SyntheticNetworkSpec,
  powers: Float64Array,
): Bus {
  const isFirstMachine = power > 0 && powers.findIndex((one) => one > 0) === i;
  const turn = (2 * Math.PI * i) / n;
  const radius = circleRadius * Math.max(2, n / 5);
  const onCircle = graph === 'ring' || graph === 'complete';
  return {
    ...elementDefaults.bus,
    number: i + 1,
    type: isFirstMachine ? 'slack' : power > 0 ? 'pv' : 'pq',
    position: onCircle
      ? { x: Math.round(radius * Math.sin(turn)), y: Math.round(-radius * Math.cos(turn)) }
      : null,
  };
}

const generatorOf = (power: number, i: number): Generator | null =>
  power > 0 ? { ...elementDefaults.generator, bus: i + 1, id: '1', pMw: power } : null;

const loadOf = (power: number, i: number): Load | null =>
  power < 0 ? { ...elementDefaults.load, bus: i + 1, id: '1', pMw: -power } : null;
