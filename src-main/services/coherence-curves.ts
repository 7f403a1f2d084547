import { setImmediate } from 'node:timers/promises';

import type { TimeDomainResult } from '../../src-shared/studies/time-domain.ts';
import { coherenceSignal, windowedCoherence } from '../studies/coherence-signals.ts';
import type { SampleSignal, SimulatedRun } from '../studies/coherence-signals.ts';
import type { Store } from '../store/open-store.ts';
import type { Simulation } from './simulation-arrays.ts';

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
  return { label: signal.label, unit: '', value: await values(run, signal) };
}

function originOf(store: Store, runId: number, { nodes, time }: Simulation): SimulatedRun | null {
  const summary = store.runs.summary(runId);
  const grid = summary && store.revisions.load(summary.revisionId);
  if (!grid) return null;
  const fields = store.results.fields(runId) as Partial<TimeDomainResult> | null;
  const coherentGroups = fields?.coherentGroups ?? [];
  const subject = { kind: 'grid', grid } as const;
  return { subject, spec: store.runs.spec(runId), nodes, time, coherentGroups };
}

async function values(run: Simulation, signal: SampleSignal): Promise<Float64Array> {
  const { nodes, time } = run;
  const theta = await run.theta();
  const row = new Float64Array(nodes.length);
  const value = new Float64Array(time.length);
  const atOnce = Math.max(1, Math.floor(anglesAtOnce / nodes.length));
  for (let sample = 0; sample < time.length; sample++) {
    row.set(theta.subarray(sample * nodes.length, (sample + 1) * nodes.length));
    value[sample] = signal.at(sample, row);
    if (sample % atOnce === atOnce - 1) await setImmediate();
  }
  return value;
}
