import type { StudyNetwork } from '../../src-shared/studies/catalogue.ts';
import { timeDomainSpecSchema } from '../../src-shared/studies/time-domain.ts';
import type { CoherenceCurve, TimeDomainResult } from '../../src-shared/studies/time-domain.ts';
import {
  couplingStrength,
  groupCoherence,
  linkCoherence,
  weightedCoherence,
} from '../equations/oscillators/coherence.ts';
import { orderParameter } from '../equations/oscillators/cohesiveness.ts';
import type { OscillatorNetwork } from '../equations/oscillators/oscillator-network.ts';
import { trailingMean } from '../numerics/statistics/trailing-mean.ts';
import { studyModel } from './study-model.ts';
import { timelineOf } from './time-domain/stages.ts';

/** A simulation over time, as far as its coherence needs it. */
export interface SimulatedRun {
  readonly subject: StudyNetwork;
  /** As it was stored. */
  readonly spec: unknown;
  /** Bus numbers. */
  readonly nodes: Int32Array;
  readonly time: Float64Array;
  /** Bus numbers of the groups that stay together at the end. */
  readonly coherentGroups: readonly (readonly number[])[];
}

/** A signal that follows from the angles of one sample. */
export interface SampleSignal {
  readonly label: string;
  readonly at: (sample: number, theta: Float64Array) => number;
}

/**
 * The coherence along a simulation, by name (paper A, section 2.4):
 *
 *   coherence/unit/12    bus 12: cos(theta - psi), psi the mean phase      micro
 *   coherence/area/3     the buses of area 3                                meso
 *   coherence/group/1    group 1 of those that stay together at the end     meso
 *   coherence/weighted   all buses by their strength sum_k a_jk
 *   coherence/links      sum a_ij cos(theta_i - theta_j) / sum |a_ij|
 *
 * Lines count while they are in service. Null for a name that the run does not have.
 */
export function coherenceSignal(
  run: SimulatedRun,
  name: string,
  phase = meanPhase(),
): SampleSignal | null {
  const [, kind, number] =
    /^coherence\/(unit|area|group|weighted|links)(?:\/(\d+))?$/.exec(name) ?? [];
  if (kind === 'weighted' || kind === 'links') return couplingSignal(run, kind);
  if (kind === undefined || number === undefined) return null;
  return kind === 'unit'
    ? unitSignal(run, Number(number), phase)
    : groupSignal(run, kind, Number(number));
}

/** The names of a spec ('weighted', 'area/3', 'window/5') over all samples; null for those that are not there. */
export function coherenceCurves(
  run: SimulatedRun,
  { theta, orderParameter: whole }: Pick<TimeDomainResult, 'theta' | 'orderParameter'>,
  names: readonly string[],
): (CoherenceCurve | null)[] {
  const { nodes, time } = run;
  const n = nodes.length;
  const row = new Float64Array(n);
  return names.map((name) => {
    const [kind, of = ''] = name.split('/');
    if (kind === 'window') {
      const value = windowedCoherence(whole, time, Number(of));
      return { name, label: `Mean of ${of} s`, value };
    }
    const signal = coherenceSignal(run, `coherence/${name}`);
    if (!signal) return null;
    const value = time.map((_t, sample) => {
      row.set(theta.subarray(sample * n, (sample + 1) * n));
      return signal.at(sample, row);
    });
    return { name, label: signal.label, value };
  });
}

/** The trailing mean over a window, of as many samples as make it up. */
export function windowedCoherence(
  coherence: Float64Array,
  time: Float64Array,
  windowSeconds: number,
): Float64Array {
  const interval = time.length > 1 ? time[1]! - time[0]! : 1;
  return trailingMean(coherence, Math.max(1, Math.round(windowSeconds / interval)));
}

/** psi of a sample, worked out once for all the buses that are told beside it. */
export type MeanPhase = (sample: number, theta: Float64Array) => number;

export function meanPhase(): MeanPhase {
  let known = -1;
  let psi = 0;
  return (sample, theta) => {
    if (sample !== known) psi = orderParameter(theta).psi;
    known = sample;
    return psi;
  };
}

function unitSignal({ nodes }: SimulatedRun, bus: number, phase: MeanPhase): SampleSignal | null {
  const node = nodes.indexOf(bus);
  if (node < 0) return null;
  return {
    label: `Bus ${bus} with the whole`,
    at: (sample, theta) => Math.cos(theta[node]! - phase(sample, theta)),
  };
}

function groupSignal(
  { subject, nodes, coherentGroups }: SimulatedRun,
  kind: string,
  number: number,
): SampleSignal | null {
  const known = subject.kind === 'grid' ? subject.grid.buses : [];
  const inArea = known.filter(({ area }) => area === number).map((bus) => bus.number);
  const buses = new Set(kind === 'area' ? inArea : coherentGroups[number - 1]);
  const members: number[] = [];
  nodes.forEach((bus, node) => {
    if (buses.has(bus)) members.push(node);
  });
  if (members.length === 0) return null;
  return {
    label: `${kind === 'area' ? 'Area' : 'Group'} ${number}`,
    at: (_sample, theta) => groupCoherence(theta, members),
  };
}

function couplingSignal(run: SimulatedRun, kind: 'weighted' | 'links'): SampleSignal | null {
  const networkAt = networks(run);
  if (!networkAt) return null;
  if (kind === 'links') {
    return {
      label: 'Over the lines',
      at: (sample, theta) => {
        const network = networkAt(sample);
        return linkCoherence(network, network.weight, theta);
      },
    };
  }
  const strengths = new Map<OscillatorNetwork, Float64Array>();
  return {
    label: 'Weighted by coupling',
    at: (sample, theta) => {
      const network = networkAt(sample);
      const known = strengths.get(network);
      const strength = known ?? couplingStrength(network, network.weight);
      if (!known) strengths.set(network, strength);
      return weightedCoherence(theta, strength);
    },
  };
}

/** What is in service at each sample; one at the time of an event shows what the event meets. */
function networks({
  subject,
  spec,
  nodes,
  time,
}: SimulatedRun): ((sample: number) => OscillatorNetwork) | null {
  const parsed = timeDomainSpecSchema.safeParse(spec);
  if (!parsed.success) return null;
  const { network: options, loadDamping } = parsed.data;
  const model = studyModel(subject, options, () => false, { loadDamping });
  // Curves of the machines' internal nodes are those of another network.
  if (model.nodes.length !== nodes.length) return null;
  const { before, stages } = timelineOf(subject, model, parsed.data);
  return (sample) => {
    const t = time[sample]!;
    return stages.findLast((stage) => stage.time < t)?.network ?? before;
  };
}
