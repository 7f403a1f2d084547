import { elementLabel, findElement } from '../../../src-shared/grid/element-ref.ts';
import type { StudyNetwork } from '../../../src-shared/studies/catalogue.ts';
import { StudyRefusal } from '../../../src-shared/studies/study-room.ts';
import type { StudyPlan } from '../../../src-shared/studies/study-room.ts';
import { faultPlaceLabel, isFault } from '../../../src-shared/studies/time-domain.ts';
import type { FaultEvent, TimeDomainSpec } from '../../../src-shared/studies/time-domain.ts';

/** One run is one chunk: time cannot be cut. */
export type TimeDomainChunk = Readonly<Record<string, never>>;

/** @throws StudyRefusal where the spec asks for what this study cannot do. */
export function planTimeDomain(
  subject: StudyNetwork,
  spec: TimeDomainSpec,
): StudyPlan<TimeDomainChunk> {
  if (spec.model === 'network-reduced') {
    throw new StudyRefusal(
      'model is "network-reduced", which is not simulated over time: the study kron-reduction gives its couplings; choose "structure-preserving" or "first-order" here.',
    );
  }
  const late = spec.events.find(({ time }) => time >= spec.duration);
  if (late) {
    throw new StudyRefusal(
      `events: one is at ${late.time} s, but the run ends at ${spec.duration} s; make the run longer or the event earlier.`,
    );
  }
  spec.events.forEach((event, index) => {
    if (!isFault(event)) return;
    if (event.kind === 'fault') refuseUnknownBus(subject, event, index);
    else refuseNoBranch(subject, event, index);
    refuseSinkingOfOscillators(subject, event, index);
    refuseLateClearing(event, index, spec.duration);
  });
  refuseUnknownCoherence(subject, spec.coherence);
  return { chunks: [{}] };
}

/** How many groups stay together is known after the run only. */
function refuseUnknownCoherence(subject: StudyNetwork, names: readonly string[]) {
  const numbers =
    subject.kind === 'grid'
      ? {
          unit: subject.grid.buses.map(({ number }) => number),
          area: subject.grid.buses.map(({ area }) => area),
        }
      : { unit: subject.document.nodes.map(({ id }) => id), area: [] };
  for (const name of names) {
    const [kind, of] = name.split('/');
    if (kind !== 'unit' && kind !== 'area') continue;
    if (numbers[kind].includes(Number(of))) continue;
    const what = kind === 'unit' ? 'bus' : 'area';
    throw new StudyRefusal(
      `coherence: there is no ${what} ${of ?? ''} in the network, which ${name} names; choose one that is.`,
    );
  }
}

function refuseUnknownBus(
  subject: StudyNetwork,
  { bus }: Extract<FaultEvent, { kind: 'fault' }>,
  index: number,
) {
  const isThere =
    subject.kind === 'grid'
      ? subject.grid.buses.some(({ number }) => number === bus)
      : subject.document.nodes.some(({ id }) => id === bus);
  if (isThere) return;
  throw new StudyRefusal(
    `events[${index}].bus is ${bus}, which is not in the network; choose a bus that is.`,
  );
}

function refuseNoBranch(
  subject: StudyNetwork,
  { branch }: Extract<FaultEvent, { kind: 'line-fault' }>,
  index: number,
) {
  const isThere =
    branch.kind === 'branch' && (subject.kind !== 'grid' || findElement(subject.grid, branch) >= 0);
  if (isThere) return;
  throw new StudyRefusal(
    `events[${index}].branch is ${elementLabel(branch)}, which is no branch of the network; choose one that is.`,
  );
}

/** How far a voltage sinks is told by reactances, which bare oscillators have not. */
function refuseSinkingOfOscillators(subject: StudyNetwork, event: FaultEvent, index: number) {
  const sinks = event.kind === 'line-fault' || event.voltages === 'sinking';
  if (subject.kind === 'grid' || !sinks) return;
  throw new StudyRefusal(
    `events[${index}]: bare oscillators have no reactances that tell how far their voltages sink; put the fault at a node, with voltages "kept".`,
  );
}

function refuseLateClearing(event: FaultEvent, index: number, end: number) {
  const { time, clearedAfterSeconds } = event;
  const clearing = time + clearedAfterSeconds;
  if (clearing < end) return;
  const place = event.kind === 'fault' ? `at bus ${event.bus}` : `on ${faultPlaceLabel(event)}`;
  throw new StudyRefusal(
    `events[${index}].clearedAfterSeconds is ${clearedAfterSeconds} s, so that the fault ${place} would be cleared at ` +
      `${Number(clearing.toPrecision(12))} s, but the run ends at ${end} s; make the run longer or clear the fault earlier.`,
  );
}
