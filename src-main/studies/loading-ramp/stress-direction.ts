import { dispatchShifts, DispatchError } from '../../../src-shared/grid/dispatch.ts';
import { dispatchDirectionWords } from '../../../src-shared/grid/dispatch-words.ts';
import { elementLabel, refOf } from '../../../src-shared/grid/element-ref.ts';
import type { GridCase } from '../../../src-shared/grid/grid-case.ts';
import type { StudyNetwork } from '../../../src-shared/studies/catalogue.ts';
import type { LoadingRampSpec } from '../../../src-shared/studies/loading-ramp.ts';
import type { LoadingUnit, NodeDirection } from '../../../src-shared/studies/node-direction.ts';
import { StudyRefusal } from '../../../src-shared/studies/study-room.ts';
import { counted } from '../../../src-shared/units/counted.ts';
import { balanceInjections } from '../../equations/network/balance.ts';
import type { NetworkModel } from '../../equations/network/network-model.ts';

/** Powers at one unit of loading, by node, p.u.; they sum to zero. */
export interface StressDirection {
  readonly unit: LoadingUnit;
  readonly words: string;
  readonly power: Float64Array;
  /** What each machine does at one unit of loading, MW by row of the generator table. */
  readonly machineMw: readonly number[];
}

/** Share of what moves that may fall outside the model by rounding. */
const ROUNDING = 1e-9;

type Asked = Pick<LoadingRampSpec, 'direction' | 'nodeDirection'>;

/**
 * The direction of the spec on a model of its network.
 *
 * @throws StudyRefusal where it moves nothing, names what is not there, or lies partly outside
 */
export function stressDirection(
  subject: StudyNetwork,
  model: NetworkModel,
  asked: Asked,
): StressDirection {
  if (asked.nodeDirection) return directionOfNodes(model, asked.nodeDirection);
  const { direction } = asked;
  if (direction === null) {
    const power = model.network.omega.map((omega) => omega / 100);
    if (power.some((omega) => omega !== 0)) {
      return { unit: '%', words: 'All powers in proportion', power, machineMw: [] };
    }
    throw new StudyRefusal(
      'direction: no power flows, so that more of it moves nothing: name a direction.',
    );
  }
  const { machineMw, loadMw } = requireDirection(subject, { direction })!;
  const power = nodePowers(model, machineMw, loadMw);
  requireInside(power);
  const { unit } = direction.change;
  return { unit, words: dispatchDirectionWords(direction), power, machineMw };
}

/** What is not balanced is shared out as the imbalance of the network is. */
function directionOfNodes(
  { nodes, network, baseMva, balance }: NetworkModel,
  changes: NodeDirection,
): StressDirection {
  const given = new Float64Array(network.n);
  for (const { node: id, change } of changes) {
    const node = nodes.indexOf(id);
    if (node < 0) {
      throw new StudyRefusal(
        `nodeDirection: there is no node ${id} in the largest island: name others.`,
      );
    }
    given[node]! += change / baseMva;
  }
  const power = new Float64Array(network.n);
  balanceInjections(given, balance.weight, () => true, power);
  const size = given.reduce((most, change) => Math.max(most, Math.abs(change)), 0);
  if (power.every((change) => Math.abs(change) <= ROUNDING * size)) {
    throw new StudyRefusal(
      'nodeDirection: it moves all nodes alike, which strains no edge: give changes that differ.',
    );
  }
  const words = `Powers of ${counted(changes.length, 'node')} by the changes given`;
  return { unit: '×', words, power, machineMw: [] };
}

/**
 * What machines and loads do at one unit of loading, MW by row; null where no direction is named.
 *
 * @throws StudyRefusal where the direction moves nothing, or names what is not there
 */
export function requireDirection(
  subject: StudyNetwork,
  { direction }: Pick<LoadingRampSpec, 'direction'>,
): { readonly machineMw: readonly number[]; readonly loadMw: readonly number[] } | null {
  if (direction === null) return null;
  if (subject.kind === 'oscillators') {
    throw new StudyRefusal(
      'direction: bare oscillators have no areas, generators or loads: name the changes of single ones by nodeDirection, or leave it out, and all powers grow in proportion.',
    );
  }
  try {
    const size = Math.abs(direction.change.amount);
    const shifts = dispatchShifts(subject.grid, { ...direction, limits: 'ignore' });
    const perUnit = (mw: number): number => mw / size;
    return { machineMw: shifts.generators.map(perUnit), loadMw: shifts.loads.map(perUnit) };
  } catch (error) {
    throw error instanceof DispatchError ? new StudyRefusal(`direction.${error.message}`) : error;
  }
}

function nodePowers(
  { network, machineNode, loadNode, baseMva }: NetworkModel,
  machineMw: readonly number[],
  loadMw: readonly number[],
): Float64Array {
  const power = new Float64Array(network.n);
  machineNode.forEach((node, row) => {
    if (node >= 0) power[node]! += machineMw[row]! / baseMva;
  });
  loadNode.forEach((node, row) => {
    if (node >= 0) power[node]! -= loadMw[row]! / baseMva;
  });
  return power;
}

function requireInside(power: Float64Array): void {
  const moved = power.reduce((sum, p) => sum + Math.abs(p), 0);
  const left = power.reduce((sum, p) => sum + p, 0);
  if (moved === 0) {
    throw new StudyRefusal(
      'direction: it moves nothing inside the largest island: choose other groups.',
    );
  }
  if (Math.abs(left) > ROUNDING * moved) {
    throw new StudyRefusal(
      'direction: part of it lies outside the largest island, so that it is not balanced there: choose groups inside.',
    );
  }
}

/** The machines that pass Pmin or Pmax before the loading does, with the loading at which the first does. */
export function machineWarnings(
  { generators }: GridCase,
  { machineMw, unit }: StressDirection,
  loading: number,
): string[] {
  const passed = generators.flatMap((machine, row) => {
    const rate = machineMw[row] ?? 0;
    if (rate === 0) return [];
    const room = rate > 0 ? machine.pMaxMw - machine.pMw : machine.pMinMw - machine.pMw;
    const at = Math.max(room / rate, 0);
    return at < loading ? [{ machine, at }] : [];
  });
  if (passed.length === 0) return [];
  const first = passed.reduce((a, b) => (b.at < a.at ? b : a));
  const label = elementLabel(refOf('generator', first.machine));
  return [
    `${passed.length} ${passed.length === 1 ? 'generator passes its limit' : 'generators pass their limits'} before the end of the loading, the first (${label}) at ${first.at.toFixed(2)} ${unit}: the direction goes on in a straight line all the same.`,
  ];
}
