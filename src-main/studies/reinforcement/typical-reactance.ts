import { pairKey } from '../../../src-shared/grid/bus-pair.ts';
import type { Branch, GridCase } from '../../../src-shared/grid/grid-case.ts';
import type { StudyNetwork } from '../../../src-shared/studies/catalogue.ts';
import type { ReinforcementSpec } from '../../../src-shared/studies/reinforcement.ts';
import { StudyRefusal } from '../../../src-shared/studies/study-room.ts';
import type { NetworkModel } from '../../equations/network/network-model.ts';

/**
 * The reactance of a new circuit between two nodes, p.u.: a second circuit has that of the first;
 * another line the median of the lines in service at the voltage of its first bus (of all lines where
 * there is none), on wish in proportion to its length on the diagram over their median length.
 *
 * @throws StudyRefusal where there is no line to learn from
 */
export function typicalReactance(
  subject: StudyNetwork,
  { network, nodes }: NetworkModel,
  { reactance }: Pick<ReinforcementSpec, 'reactance'>,
): (i: number, j: number) => number {
  if (typeof reactance === 'number') return () => reactance;
  if (subject.kind === 'oscillators') {
    const { weight, edgeFrom, edgeTo } = network;
    const typical = 1 / median(Array.from(weight, Math.abs));
    const first = new Map(
      Array.from(weight, (a, e) => [pairKey({ from: edgeFrom[e]!, to: edgeTo[e]! }), 1 / a]),
    );
    return (i, j) => first.get(pairKey({ from: i, to: j })) ?? typical;
  }
  const { grid } = subject;
  const lines = grid.branches.filter((line) => line.inService && line.reactancePu > 0);
  if (lines.length === 0) {
    throw new StudyRefusal(
      'reactance: no branch in service has a positive reactance: give a figure.',
    );
  }
  const busOf = new Map(grid.buses.map((bus) => [bus.number, bus]));
  const first = new Map(lines.toReversed().map((line) => [pairKey(line), line.reactancePu]));
  const known = new Map<number, UsualLine>();
  const usualAt = (number: number): UsualLine => {
    const kv = busOf.get(number)?.baseKv ?? 0;
    const usual = known.get(kv) ?? usualLine(lines, kv, busOf);
    known.set(kv, usual);
    return usual;
  };
  return (i, j) => {
    const [from, to] = [nodes[i]!, nodes[j]!];
    const parallel = first.get(pairKey({ from, to }));
    if (parallel !== undefined) return parallel;
    const usual = usualAt(from);
    const length = lengthOf(busOf, from, to);
    const isByLength = reactance === 'length' && usual.length > 0 && length > 0;
    return usual.reactance * (isByLength ? length / usual.length : 1);
  };
}

interface UsualLine {
  readonly reactance: number;
  /** On the diagram. */
  readonly length: number;
}

function usualLine(lines: readonly Branch[], kv: number, buses: Buses): UsualLine {
  const own = lines.filter((line) => isLineAt(line, kv, buses));
  const alike = own.length > 0 ? own : lines;
  return {
    reactance: median(alike.map(({ reactancePu }) => reactancePu)),
    length: median(alike.map(({ from, to }) => lengthOf(buses, from, to))),
  };
}

type Buses = ReadonlyMap<number, GridCase['buses'][number]>;

const isLineAt = ({ from, to, isTransformer }: Branch, kv: number, buses: Buses): boolean =>
  !isTransformer && buses.get(from)?.baseKv === kv && buses.get(to)?.baseKv === kv;

/** On the diagram; 0 where an end has no place. */
function lengthOf(buses: Buses, from: number, to: number): number {
  const [a, b] = [buses.get(from)?.position, buses.get(to)?.position];
  return a && b ? Math.hypot(a.x - b.x, a.y - b.y) : 0;
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}
