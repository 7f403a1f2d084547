import { elementLabel } from '../../../src-shared/grid/element-ref.ts';
import { machineDynamics } from '../../../src-shared/grid/machine-estimates.ts';
import type { StudyNetwork } from '../../../src-shared/studies/catalogue.ts';
import type { Assumption } from '../../../src-shared/studies/model-options.ts';
import { isFault } from '../../../src-shared/studies/time-domain.ts';
import type {
  RecordedEvent,
  TimeDomainResult,
  TimeDomainSpec,
} from '../../../src-shared/studies/time-domain.ts';
import { loadDampingAssumption } from '../../equations/network/bus-dynamics.ts';
import { edgeRef } from '../../equations/network/network-model.ts';
import type { NetworkModel } from '../../equations/network/network-model.ts';
import { coherentGroups } from '../../equations/oscillators/coherent-groups.ts';
import type { OscillatorNetwork } from '../../equations/oscillators/oscillator-network.ts';
import type { Recorder } from './recorder.ts';
import type { Simulation } from './simulate.ts';
import type { Timeline } from './stages.ts';

/** What a run was made with, beside its network. */
type Origin = Pick<TimeDomainResult, 'method' | 'warnings'>;

/** The result of a run, in the planner's names. */
export function resultOf(
  subject: StudyNetwork,
  spec: TimeDomainSpec,
  model: NetworkModel,
  timeline: Timeline,
  simulation: Simulation,
  origin: Origin,
): TimeDomainResult {
  const { recorder, steps } = simulation;
  const { stages } = timeline;
  return {
    ...endOfRun(model, simulation),
    ...curves(recorder),
    ...about(subject, spec, model),
    ...separation(model, stages[stages.length - 1]!.network, recorder),
    coherence: [],
    events: recordedEvents(model, timeline, simulation),
    largestAngleDifference: largestAngle(model, simulation),
    largestFrequencyDeviation: largestFrequency(model, timeline, recorder),
    steps,
    ...origin,
  };
}

/** The result where there is no synchronous state to start from. */
export function withoutEquilibrium(
  subject: StudyNetwork,
  spec: TimeDomainSpec,
  model: NetworkModel,
  origin: Origin,
): TimeDomainResult {
  return {
    status: 'no-equilibrium',
    reason: 'The network has no synchronous state to start from: its loading is too high.',
    time: new Float64Array(0),
    theta: new Float64Array(0),
    omega: new Float64Array(0),
    orderParameter: new Float64Array(0),
    coherence: [],
    centreFrequency: new Float64Array(0),
    ...about(subject, spec, model),
    coherentGroups: [],
    separationCut: [],
    synchronous: false,
    events: [],
    largestAngleDifference: null,
    largestFrequencyDeviation: null,
    steps: 0,
    ...origin,
  };
}

function about(
  subject: StudyNetwork,
  { loadDamping, events }: TimeDomainSpec,
  { nodes, ignored, machineNode }: NetworkModel,
): Pick<TimeDomainResult, 'nodes' | 'ignored' | 'estimatedMachines'> {
  const { generators } = subject.kind === 'grid' ? subject.grid : { generators: [] };
  const estimated = generators.filter(
    (generator, row) =>
      machineNode[row]! >= 0 &&
      subject.kind === 'grid' &&
      machineDynamics(subject.grid, generator).estimated,
  );
  const estimatedMachines = [...new Set(estimated.map(({ bus }) => bus))];
  const inverters = generators.filter(
    ({ dynamics }, row) => machineNode[row]! >= 0 && dynamics?.droopPercent !== undefined,
  ).length;
  const assumed = subject.kind === 'grid' ? dynamicAssumptions(loadDamping, inverters) : [];
  return {
    nodes: nodes.slice(),
    ignored: [...ignored, ...assumed, ...faultAssumptions(events)],
    estimatedMachines,
  };
}

/** What a fault leaves out: the model holds |V| of all other buses, or lets them sink. */
function faultAssumptions(events: TimeDomainSpec['events']): Assumption[] {
  const faults = events.filter(isFault);
  const sinking = faults.filter((one) => one.kind === 'line-fault' || one.voltages === 'sinking');
  const assumption = (text: string, amount: number): Assumption => ({
    ...{ topic: 'faults', text, amount, unit: amount === 1 ? 'fault' : 'faults' },
  });
  return [
    assumption(
      'A fault takes the voltage of its own bus; the others keep theirs, where in truth they sag, so that machines elsewhere swing less than they would.',
      faults.length - sinking.length,
    ),
    assumption(
      "While a fault lasts all voltages sink as its short circuit has it: EMFs of the machines held behind x'd, reactances alone, all voltages of one phase, loads falling with the square of their voltage.",
      sinking.length,
    ),
  ].filter(({ amount }) => amount !== 0);
}

/** What the equations of motion leave out or assume, beyond the network. */
function dynamicAssumptions(loadDamping: number, inverters: number): Assumption[] {
  const droop = {
    topic: 'inverters',
    text: 'Inverters with droop have no inertia: their power follows the frequency at once, D = rating / droop.',
    amount: inverters,
    unit: 'inverters',
  };
  return [
    ...(inverters > 0 ? [droop] : []),
    {
      topic: 'machines',
      text: 'Machines act at their buses with constant mechanical power: transient reactances, governors and exciters are left out.',
      amount: null,
      unit: '',
    },
    loadDampingAssumption(loadDamping),
  ];
}

function endOfRun(
  { nodes }: NetworkModel,
  { outcome, node }: Simulation,
): Pick<TimeDomainResult, 'status' | 'reason'> {
  const at = `at ${outcome.time.toPrecision(6)} s`;
  const where = node >= 0 ? `${at}, first at bus ${nodes[node]!}` : at;
  switch (outcome.status) {
    case 'finished':
    case 'switched':
      return { status: 'finished', reason: null };
    case 'cancelled':
      return { status: 'cancelled', reason: `Cancelled ${at}.` };
    case 'diverged':
      return { status: 'diverged', reason: `The values ceased to be finite ${where}.` };
    case 'step-too-small':
      return {
        status: 'step-too-small',
        reason: `No step is short enough for the tolerance ${where}.`,
      };
    case 'no-balance':
      return {
        status: 'diverged',
        reason: `The loads of constant power find no operating point ${at}.`,
      };
  }
}

function curves(
  recorder: Recorder,
): Pick<TimeDomainResult, 'time' | 'theta' | 'omega' | 'orderParameter' | 'centreFrequency'> {
  const { samples, nodes } = recorder;
  return {
    time: recorder.time.slice(0, samples),
    theta: recorder.theta.slice(0, samples * nodes),
    omega: recorder.omega.slice(0, samples * nodes),
    orderParameter: recorder.orderParameter.slice(0, samples),
    centreFrequency: recorder.centreFrequency.slice(0, samples),
  };
}

function separation(
  model: NetworkModel,
  atEnd: OscillatorNetwork,
  recorder: Recorder,
): Pick<TimeDomainResult, 'coherentGroups' | 'separationCut' | 'synchronous'> {
  const { groups, cut } = coherentGroups(atEnd, recorder);
  return {
    coherentGroups: groups.map((group) => group.map((node) => model.nodes[node]!)),
    separationCut: cut.flatMap((edge) => edgeRef(model, edge) ?? []),
    synchronous: groups.length === 1,
  };
}

/** What the spec ordered and what the lines did, in the order of time. */
function recordedEvents(
  model: NetworkModel,
  { events }: Timeline,
  { watch, outcome }: Simulation,
): RecordedEvent[] {
  const happened = events.filter(({ time }) => time <= outcome.time);
  const seen = watch.events.map(({ time, edge, kind }): RecordedEvent => {
    const { from, to } = edgeRef(model, edge)!;
    return { time, kind, element: elementLabel({ kind: 'branch', from, to, circuit: '1' }) };
  });
  return [...happened, ...seen].sort((a, b) => a.time - b.time);
}

function largestAngle(
  model: NetworkModel,
  { watch }: Simulation,
): TimeDomainResult['largestAngleDifference'] {
  const { value, edge, time } = watch.largest;
  const ends = edgeRef(model, edge);
  return ends ? { value, edge: ends, time } : null;
}

/** Over the machines that never trip: a bus without inertia answers every switching with a jump of no meaning. */
function largestFrequency(
  { nodes }: NetworkModel,
  { stages }: Timeline,
  { samples, time, omega, nodes: n }: Recorder,
): TimeDomainResult['largestFrequencyDeviation'] {
  const turns = (node: number): boolean => stages.every(({ network }) => network.M[node]! > 0);
  const counted = Uint8Array.from({ length: n }, (_, node) => (turns(node) ? 1 : 0));
  if (!counted.includes(1)) counted.fill(1);
  let at = -1;
  let size = 0;
  for (let k = 0; k < samples; k++) {
    for (let i = 0; i < n; i++) {
      if (counted[i] === 0 || !(Math.abs(omega[k * n + i]!) > size)) continue;
      at = k * n + i;
      size = Math.abs(omega[at]!);
    }
  }
  if (at < 0) return null;
  return { value: omega[at]!, bus: nodes[at % n]!, time: time[Math.floor(at / n)]! };
}
