import type { StudyNetwork } from '../../../src-shared/studies/catalogue.ts';
import { StudyRefusal } from '../../../src-shared/studies/study-room.ts';
import type {
  IslandCondition,
  SyncConditionSpec,
} from '../../../src-shared/studies/sync-condition.ts';
import { balanceWords } from '../../equations/network/balance.ts';
import { edgeRef } from '../../equations/network/network-model.ts';
import type { NetworkModel } from '../../equations/network/network-model.ts';
import type { EquilibriumOutcome } from '../../equations/oscillators/equilibrium.ts';
import { synchronousState } from '../../equations/oscillators/synchronous-state.ts';
import { otherIslands } from '../islands.ts';
import type { Island } from '../islands.ts';
import { linearPoint } from '../linear-point.ts';
import type { LinearPoint } from '../linear-point.ts';
import { studyModel } from '../study-model.ts';

/** An imbalance above this share of the larger of generation and load is worth a word. */
const REMARKABLE_IMBALANCE = 0.1;

/** What the study found of the island that it is about. */
export interface SolvedIsland {
  readonly model: NetworkModel;
  readonly linear: LinearPoint;
  readonly equilibrium: EquilibriumOutcome;
}

/** The condition in every island, that of the study first, then by size. */
export function islandConditions(
  subject: StudyNetwork,
  spec: SyncConditionSpec,
  main: SolvedIsland,
  stopped: () => boolean,
): IslandCondition[] {
  const first = powersOf(subject, [...main.model.nodes]);
  return [
    { ...first, ...solvedFigures(main), message: imbalanceMessage(subject, first, spec) },
    ...otherIslands(subject, main.model).map((island) => islandCondition(island, spec, stopped)),
  ];
}

type IslandPowers = Pick<IslandCondition, 'buses' | 'firstBus' | 'generationMw' | 'loadMw'>;
type Found = Pick<IslandCondition, 'norm' | 'worstEdge' | 'maxAngleDifference' | 'status'>;

const nothingFound: Found = { norm: null, worstEdge: null, maxAngleDifference: null, status: null };

function islandCondition(
  { ids, alone }: Island,
  spec: SyncConditionSpec,
  stopped: () => boolean,
): IslandCondition {
  const powers = powersOf(alone, ids);
  const dead = deadMessage(alone, powers);
  if (dead !== null) return { ...powers, ...nothingFound, message: dead };
  try {
    const model = studyModel(alone, spec.model, stopped);
    const linear = linearPoint(model);
    const theta = linear.theta.slice();
    const equilibrium = synchronousState(model.network, theta);
    const found = solvedFigures({ model, linear, equilibrium });
    return { ...powers, ...found, message: imbalanceMessage(alone, powers, spec) };
  } catch (error) {
    if (!(error instanceof StudyRefusal)) throw error;
    return { ...powers, ...nothingFound, message: error.message };
  }
}

function powersOf(subject: StudyNetwork, ids: readonly number[]): IslandPowers {
  const inside = new Set(ids);
  const firstBus = ids.reduce((first, id) => Math.min(first, id), Infinity);
  const size = { buses: ids.length, firstBus };
  if (subject.kind === 'oscillators') {
    const powers = subject.document.nodes
      .filter(({ id }) => inside.has(id))
      .map(({ omega }) => omega);
    const total = (sign: number): number =>
      powers.reduce((sum, power) => sum + Math.max(sign * power, 0), 0);
    return { ...size, generationMw: total(1), loadMw: total(-1) };
  }
  const total = (elements: readonly { bus: number; pMw: number; inService: boolean }[]): number =>
    elements
      .filter(({ bus, inService }) => inService && inside.has(bus))
      .reduce((sum, { pMw }) => sum + pMw, 0);
  const { generators, loads } = subject.grid;
  return { ...size, generationMw: total(generators), loadMw: total(loads) };
}

function solvedFigures({ model, linear, equilibrium }: SolvedIsland): Found {
  const { status, worst } = equilibrium;
  return {
    norm: linear.worst.value,
    worstEdge: edgeRef(model, linear.worst.edge),
    maxAngleDifference: status === 'no-solution' ? null : worst.value,
    status,
  };
}

function deadMessage(
  { kind }: StudyNetwork,
  { buses, firstBus, generationMw, loadMw }: IslandPowers,
): string | null {
  if (kind === 'oscillators') {
    return buses > 1 ? null : `Oscillator ${firstBus} stands alone and turns at its own frequency.`;
  }
  const what = buses === 1 ? `Bus ${firstBus} stands alone` : `These ${buses} buses stand alone`;
  if (generationMw <= 0 && loadMw > 0) {
    return `${what}: nothing feeds the load of ${loadMw.toFixed(1)} MW.`;
  }
  if (buses > 1) return generationMw === 0 ? `${what}: nothing is generated or drawn there.` : null;
  return generationMw > 0
    ? `${what}: its generators give ${generationMw.toFixed(1)} MW to nobody else.`
    : `${what}, with no load.`;
}

/** Oscillators need no balance: each island turns with its own synchronous frequency. */
function imbalanceMessage(
  { kind }: StudyNetwork,
  { generationMw, loadMw }: IslandPowers,
  { model }: SyncConditionSpec,
): string | null {
  const imbalance = generationMw - loadMw;
  const size = Math.max(Math.abs(generationMw), Math.abs(loadMw));
  if (kind === 'oscillators' || Math.abs(imbalance) <= REMARKABLE_IMBALANCE * size) return null;
  const more = imbalance > 0 ? 'Generation exceeds load' : 'Load exceeds generation';
  return `${more} by ${Math.abs(imbalance).toFixed(1)} MW, ${balanceWords[model.balance]}: this island is not balanced.`;
}
