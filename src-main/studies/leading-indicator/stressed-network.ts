import type { StudyNetwork } from '../../../src-shared/studies/catalogue.ts';
import type { LeadingIndicatorSpec } from '../../../src-shared/studies/leading-indicator.ts';
import type { LoadingUnit } from '../../../src-shared/studies/node-direction.ts';
import { StudyRefusal } from '../../../src-shared/studies/study-room.ts';
import type { NetworkModel } from '../../equations/network/network-model.ts';
import { exactLoading } from '../../equations/oscillators/exact-loading.ts';
import { stressDirection } from '../loading-ramp/stress-direction.ts';
import { requireDamping } from '../require-damping.ts';
import { studyModel } from '../study-model.ts';

/** A network with a direction of stress, and where in that direction its synchronous state ends. */
export interface StressedNetwork {
  readonly model: NetworkModel;
  readonly words: string;
  readonly unit: LoadingUnit;
  /** Powers at loading 0, and what one unit of loading adds. */
  readonly base: Float64Array;
  readonly power: Float64Array;
  readonly critical: number;
  readonly edge: number;
}

/**
 * All powers in proportion count from none at all, so that the critical loading is the factor on
 * them; a direction counts from the network as it is.
 *
 * @throws StudyRefusal where there is no synchronous state, or the direction never ends it
 */
export function stressedNetwork(
  subject: StudyNetwork,
  spec: LeadingIndicatorSpec,
  stopped: () => boolean,
): StressedNetwork {
  const { loadDamping } = spec;
  const model = studyModel(subject, spec.model, stopped, { loadDamping });
  const { network } = model;
  requireDamping(model, network.M);
  if (network.phaseShift) {
    throw new StudyRefusal(
      'The network has phase shifts phi, for which no critical loading is known: set them to 0.',
    );
  }
  const { power, words, unit } = stressDirection(subject, model, spec);
  const unlimited = new Float64Array(network.weight.length).fill(Infinity);
  const end = exactLoading(network, power, unlimited);
  if (end.cause !== 'saddle-node') throw new StudyRefusal(refusals[end.cause] ?? refusals.lost);
  const isScaled = spec.direction === null && spec.nodeDirection === null;
  return {
    model,
    words,
    unit,
    base: isScaled ? new Float64Array(network.n) : network.omega,
    power,
    critical: isScaled ? 100 + end.loading : end.loading,
    edge: end.edge,
  };
}

const lost =
  'direction: the synchronous state could not be followed to its end: choose another one.';

const refusals: Readonly<Record<string, string>> & { readonly lost: string } = {
  'no-solution': 'The network has no synchronous state to begin with: lower its loading.',
  unlimited:
    'direction: it strains no line, so that synchronism is never lost: choose another one.',
  lost,
};

/** Powers at a share of the critical loading. */
export function powersAt(
  { base, power, critical }: Pick<StressedNetwork, 'base' | 'power' | 'critical'>,
  share: number,
): Float64Array {
  return base.map((omega, i) => omega + share * critical * power[i]!);
}
