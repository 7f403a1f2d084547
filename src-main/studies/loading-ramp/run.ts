import { compensationWords } from '../../../src-shared/grid/dispatch-words.ts';
import { elementLabel } from '../../../src-shared/grid/element-ref.ts';
import type { StudyNetwork } from '../../../src-shared/studies/catalogue.ts';
import type { Assumption } from '../../../src-shared/studies/model-options.ts';
import type {
  EdgeLoading,
  LoadingRampResult,
  LoadingRampSpec,
} from '../../../src-shared/studies/loading-ramp.ts';
import type { StudyContext } from '../../../src-shared/studies/study-room.ts';
import { StudyRefusal } from '../../../src-shared/studies/study-room.ts';
import { loadDampingAssumption } from '../../equations/network/bus-dynamics.ts';
import { edgeRef } from '../../equations/network/network-model.ts';
import type { NetworkModel } from '../../equations/network/network-model.ts';
import { exactLoading } from '../../equations/oscillators/exact-loading.ts';
import {
  linearCrossing,
  linearStrain,
  predictedLoading,
} from '../../equations/oscillators/predicted-loading.ts';
import type { LinearStrain } from '../../equations/oscillators/predicted-loading.ts';
import { linearPoint } from '../linear-point.ts';
import { studyModel } from '../study-model.ts';
import { edgeLimits } from './edge-limits.ts';
import type { EdgeLimits } from './edge-limits.ts';
import { loadingAnswer } from './loading-answer.ts';
import { outagedNetwork } from './outaged-network.ts';
import type { LoadingRampChunk } from './plan.ts';
import { rampResult } from './ramp-result.ts';
import { machineWarnings, stressDirection } from './stress-direction.ts';
import type { StressDirection } from './stress-direction.ts';

/** Edges told of by the linear prediction. */
const EDGES_TOLD = 100;

/**
 * How far a network can be loaded in a stress direction: by the condition in closed form, exactly by
 * continuation, and by a slow ramp over time with branches that open at their limits (paper B, the
 * RTS-96 study and figure 5).
 *
 * @throws StudyRefusal where the direction moves nothing, or the spec names what is not there
 */
export function runLoadingRamp(
  subject: StudyNetwork,
  spec: LoadingRampSpec,
  _chunk: LoadingRampChunk,
  context: StudyContext,
): LoadingRampResult {
  const outaged = outagedNetwork(subject, spec);
  const { loadDamping } = spec;
  const given = studyModel(outaged, spec.model, context.stopped, { loadDamping });
  linearPoint(given);
  const direction = stressDirection(outaged, given, spec);
  const limits = edgeLimits(given, spec);
  const calibrationShift = calibration(given, direction, limits, spec);
  const model = shifted(given, direction, calibrationShift ?? 0);
  const { network } = model;
  const linear = linearPoint(model);
  const strain = linearStrain(network, direction.power)!;
  const predicted = predictedLoading(network, direction.power, limits.angle);
  const exact = exactLoading(network, direction.power, limits.angle);
  context.progress(0.1);
  const furthest = Math.max(...[predicted, exact].map(({ loading }) => loading || 0));
  const ramp = rampResult(model, direction, limits, { predicted, exact }, spec, context);
  return {
    loadingUnit: direction.unit,
    direction: direction.words,
    outages: spec.outages.map(elementLabel),
    base: { norm: linear.worst.value, worstEdge: edgeRef(model, linear.worst.edge) },
    predicted: loadingAnswer(model, predicted),
    exact: loadingAnswer(model, exact),
    saddleNodeCut: exact.cut.flatMap((edge) => edgeRef(model, edge) ?? []),
    ...ramp.result,
    calibrationShift,
    perEdge: edgeLoadings(model, strain, limits),
    ignored: [...model.ignored, ...assumptions(spec, direction, calibrationShift)],
    warnings: [
      ...model.warnings,
      ...(outaged.kind === 'grid' ? machineWarnings(outaged.grid, direction, furthest) : []),
      ...ramp.warnings,
    ],
  };
}

/** How much of the direction has to be added to the base for the predicted loading asked for. */
function calibration(
  { network }: NetworkModel,
  { power }: StressDirection,
  { angle }: EdgeLimits,
  { calibrateTo }: LoadingRampSpec,
): number | null {
  if (calibrateTo === null) return null;
  const crossing = linearCrossing(network, linearStrain(network, power)!, angle);
  if (Number.isFinite(crossing)) return crossing - calibrateTo;
  throw new StudyRefusal(
    'calibrateTo: the direction strains no branch, so that nothing can be calibrated.',
  );
}

const shifted = (model: NetworkModel, { power }: StressDirection, by: number): NetworkModel => ({
  ...model,
  network: {
    ...model.network,
    omega: model.network.omega.map((omega, i) => omega + by * power[i]!),
  },
});

/** Every edge that the direction strains, by the loading at which it reaches its limit. */
function edgeLoadings(
  model: NetworkModel,
  { difference, growth }: LinearStrain,
  { angle }: EdgeLimits,
): EdgeLoading[] {
  const { network, nodes } = model;
  return Array.from(difference, (dcDifference, e): EdgeLoading => {
    const dcGrowth = growth[e]!;
    const most = Math.sin(Math.min(angle[e]!, Math.PI / 2));
    const loading = (Math.sign(dcGrowth) * most - dcDifference) / dcGrowth;
    return {
      from: nodes[network.edgeFrom[e]!]!,
      to: nodes[network.edgeTo[e]!]!,
      limit: Number.isFinite(angle[e]!) ? angle[e]! : null,
      dcDifference,
      dcGrowth,
      loading: Number.isFinite(loading) ? loading : null,
    };
  })
    .filter(({ loading }) => loading !== null)
    .sort((a, b) => (a.loading ?? 0) - (b.loading ?? 0))
    .slice(0, EDGES_TOLD);
}

/** What was chosen where a study of this kind has to choose. */
function assumptions(
  { outages, replacement, limits, edgeLimits: single, ramp, loadDamping }: LoadingRampSpec,
  { words, unit }: StressDirection,
  calibrationShift: number | null,
): Assumption[] {
  const limitWords = {
    ratings: 'ratings and angle limits of the branches',
    'right-angle': '90° on every branch',
    none: 'none, up to the saddle-node',
  }[limits];
  const others = single.map(({ from, to, angle }) => `${from}–${to} at ${angle} rad`);
  const texts: readonly (readonly [string, string | null])[] = [
    ['stress direction', `${words}; loading in ${unit}.`],
    [
      'outages',
      outages.length > 0
        ? `Out before the loading: ${outages.map(elementLabel).join(', ')}; replaced by ${compensationWords(replacement)}${replacement.limits === 'ignore' ? ', beyond their limits if need be' : ''}.`
        : null,
    ],
    ['limits', `Limits: ${[limitWords, ...others].join('; ')}.`],
    [
      'calibration',
      calibrationShift === null
        ? null
        : `Calibrated: ${calibrationShift.toFixed(3)} ${unit} of the direction are added to the base, so that the predicted loading is the one asked for. The base is not that of the network.`,
    ],
    [
      'ramp',
      ramp.simulate
        ? `In the simulation machines have constant mechanical power beside the ramp, and a branch opens at once when its angle reaches its limit.`
        : null,
    ],
  ];
  const said = texts.flatMap(([topic, text]): Assumption[] =>
    text === null ? [] : [{ topic, text, amount: null, unit: '' }],
  );
  return ramp.simulate ? [...said, loadDampingAssumption(loadDamping)] : said;
}
