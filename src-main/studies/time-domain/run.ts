import type { StudyNetwork } from '../../../src-shared/studies/catalogue.ts';
import { StudyRefusal } from '../../../src-shared/studies/study-room.ts';
import type { StudyContext } from '../../../src-shared/studies/study-room.ts';
import type { TimeDomainResult, TimeDomainSpec } from '../../../src-shared/studies/time-domain.ts';
import type { NetworkModel } from '../../equations/network/network-model.ts';
import { coherenceCurves } from '../coherence-signals.ts';
import { studyModel } from '../study-model.ts';
import { chooseMethod } from './choose-method.ts';
import type { TimeDomainChunk } from './plan.ts';
import { affordableInterval } from './recorder.ts';
import { simulate } from './simulate.ts';
import { timelineOf } from './stages.ts';
import { startingAngles } from './starting-angles.ts';
import { resultOf, withoutEquilibrium } from './summary.ts';

/**
 * Simulates a network over time, from its synchronous state through the events of the spec.
 *
 * @param swingKernel the compiled kernel of rk4; without it the same, more slowly
 *
 * @throws StudyRefusal where the network has no model, an event names what is not there, or the
 *   fixed step asked for would be unstable
 */
export function runTimeDomain(
  subject: StudyNetwork,
  spec: TimeDomainSpec,
  _chunk: TimeDomainChunk,
  context: StudyContext,
  swingKernel: WebAssembly.Module | null = null,
): TimeDomainResult {
  const { loadDamping, duration, dt, tolerance } = spec;
  const model = studyModel(subject, spec.network, context.stopped, { loadDamping });
  requireMotion(model);
  const timeline = timelineOf(subject, model, spec);
  const start = startingAngles(subject, model);
  if (!start.theta) {
    return withoutEquilibrium(subject, spec, model, {
      method: spec.method,
      warnings: model.warnings,
    });
  }
  const { method, warnings } = chooseMethod(
    spec,
    timeline.stages.map(({ network }) => network),
    (node) => model.nodes[node]!,
  );
  const recordEvery = affordableInterval(model.network.n, duration, spec.recordEvery);
  const simulation = simulate(
    {
      ...timeline,
      theta0: start.theta,
      duration,
      recordEvery,
      method: { method, dt, tolerance, swingKernel },
    },
    context,
  );
  const result = resultOf(subject, spec, model, timeline, simulation, {
    method,
    warnings: [
      ...model.warnings,
      ...start.warnings,
      ...timeline.warnings,
      ...warnings,
      ...coarserInterval(spec, recordEvery),
    ],
  });
  return spec.coherence.length > 0 ? withCoherence(subject, spec, result) : result;
}

/** Where every node is algebraic, no time passes for any: the angles follow from one another. */
function requireMotion({ network: { M, D } }: NetworkModel): void {
  if (M.some((inertia, i) => inertia > 0 || D[i]! > 0)) return;
  throw new StudyRefusal(
    'No node has inertia or damping (M = 0 and D = 0), so that nothing moves over time: give one of them either, or ask for the synchronization condition.',
  );
}

function withCoherence(
  subject: StudyNetwork,
  spec: TimeDomainSpec,
  result: TimeDomainResult,
): TimeDomainResult {
  const found = coherenceCurves({ subject, spec, ...result }, result, spec.coherence);
  const missing = spec.coherence.filter((_name, k) => found[k] === null);
  const warning = `There is no coherence ${missing.join(', ')} along this run: ${result.coherentGroups.length} groups stay together at its end.`;
  return {
    ...result,
    coherence: found.filter((curve) => curve !== null),
    warnings: missing.length > 0 ? [...result.warnings, warning] : result.warnings,
  };
}

function coarserInterval(spec: TimeDomainSpec, recordEvery: number): string[] {
  if (recordEvery <= spec.recordEvery) return [];
  return [
    `Curves are recorded every ${recordEvery.toPrecision(3)} s instead of ${spec.recordEvery} s, to stay within memory.`,
  ];
}
