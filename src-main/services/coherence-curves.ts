import { setImmediate } from 'node:timers/promises';

import type { TimeDomainResult } from '../../src-shared/studies/time-domain.ts';
import { coherenceSignal, windowedCoherence } from '../studies/coherence-signals.ts';
import type { SampleSignal, SimulatedRun } from '../studies/coherence-signals.ts';
import type { Store } from '../store/open-store.ts';
import type { NodeArray, Simulation } from './simulation-arrays.ts';

interface CoherenceCurve {
  readonly label: string;
  readonly unit: '';
  readonly value: Float64Array;
}

/** Angles looked at before others get their turn. */
const anglesAtOnce = 500_000;

/**
 * 'coherence', 'coherence/window/5' (trailing mean over 5 s), and what `coherenceSignal` names: from
 * the stored angles, when it is asked for. Null for a name that the run does not have.
 */
export async function coherenceCurve(
  store: Store,
  runId: number,
  run: Simulation,
  name: string,
): Promise<CoherenceCurve | null> {
  if (name === 'coherence') {
    return { label: 'Coherence', unit: '', value: await run.orderParameter() };
  }
  const [, window] = /^coherence\/window\/(\d+(?:\.\d+)?)$/.exec(name) ?? [];
  if (window !== undefined) {
    const value = windowedCoherence(await run.orderParameter(), run.time, Number(window));
    return { label: `Coherence, mean of ${window} s`, unit: '', value };
  }
  const origin = originOf(store, runId, run);
  const signal = origin && coherenceSignal(origin, name);
  if (!signal) return null;
  const [value = new Float64Array()] = await sampledSignals(run, await run.theta(), [signal]);
  return { label: signal.label, unit: '', value };
}

export function originOf(
  store: Store,
  runId: number,
  { nodes, time }: Pick<Simulation, 'nodes' | 'time'>,
): SimulatedRun | null {
  const summary = store.runs.summary(runId);
  const grid = summary && store.revisions.load(summary.revisionId);
  if (!grid) return null;
  const fields = store.results.fields(runId) as Partial<TimeDomainResult> | null;
  const coherentGroups = fields?.coherentGroups ?? [];
  const subject = { kind: 'grid', grid } as const;
  return { subject, spec: store.runs.spec(runId), nodes, time, coherentGroups };
}

/** Each signal at every sample; others get their turn in between. */
export async function sampledSignals(
  { nodes, time }: Pick<Simulation, 'nodes' | 'time'>,
  theta: NodeArray,
  signals: readonly SampleSignal[],
): Promise<Float64Array[]> {
  const row = new Float64Array(nodes.length);
  const values = signals.map(() => new Float64Array(time.length));
  const angles = Math.max(1, nodes.length * signals.length);
  const atOnce = Math.max(1, Math.floor(anglesAtOnce / angles));
  for (let sample = 0; sample < time.length; sample++) {
    row.set(theta.subarray(sample * nodes.length, (sample + 1) * nodes.length));
    signals.forEach(({ at }, k) => values[k]?.fill(at(sample, row), sample, sample + 1));
    if (sample % atOnce === atOnce - 1) await setImmediate();
  }
  return values;
}
