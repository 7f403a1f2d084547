import type { ParsedRequestOf } from '../../src-shared/contract/contract.ts';
import type { Curves, Snapshot } from '../../src-shared/contract/documents.ts';
import type { Store } from '../store/open-store.ts';
import { coherenceCurve } from './coherence-curves.ts';
import { decimate, firstAtOrAfter } from './decimate.ts';
import { openSimulation } from './simulation-arrays.ts';
import type { NodeArray, Simulation } from './simulation-arrays.ts';

export interface CurveService {
  /** Only what is drawn, thinned to its pixels. A signal that the run does not have is left out. */
  readonly curves: (request: ParsedRequestOf<'studies.curves'>) => Promise<Curves>;
  /** The sample nearest to a time. */
  readonly snapshot: (request: ParsedRequestOf<'studies.snapshot'>) => Promise<Snapshot>;
}

interface Signal {
  readonly label: string;
  readonly unit: string;
  readonly value: Float64Array;
}

/** Zooming asks for the same run again and again; comparing, for two in turn. */
const simulationsHeld = 2;

export function curveService(store: Store): CurveService {
  const held = new Map<number, Promise<Simulation>>();

  const simulation = (runId: number): Promise<Simulation> => {
    const found = held.get(runId) ?? openSimulation(store, runId);
    held.delete(runId);
    held.set(runId, found);
    found.catch(() => held.delete(runId));
    const [oldest] = held.keys();
    if (held.size > simulationsHeld && oldest !== undefined) held.delete(oldest);
    return found;
  };

  return {
    async curves({ runId, signals, from: wantedFrom, to: wantedTo, pixels }) {
      const run = await simulation(runId);
      const { time } = run;
      const from = wantedFrom ?? time[0] ?? 0;
      const to = wantedTo ?? time[time.length - 1] ?? 0;
      const curves: Curves['curves'][number][] = [];
      for (const name of signals) {
        const signal = name.startsWith('coherence')
          ? await coherenceCurve(store, runId, run, name)
          : await findSignal(run, name);
        if (!signal) continue;
        const { value, ...rest } = signal;
        curves.push({ signal: name, ...rest, ...decimate({ time, value }, from, to, pixels) });
      }
      return { from, to, curves };
    },
    async snapshot({ runId, time: wanted }) {
      const run = await simulation(runId);
      const { time, nodes } = run;
      const sample = nearest(time, wanted);
      const row = (values: NodeArray): Float32Array =>
        Float32Array.from(values.subarray(sample * nodes.length, (sample + 1) * nodes.length));
      const [theta, omega] = [row(await run.theta()), row(await run.omega())];
      return { time: time[sample] ?? 0, nodes, theta, omega };
    },
  };
}

/** 'theta/12', 'omega/12', 'line/12-13', 'order-parameter', 'centre-frequency'. */
async function findSignal(run: Simulation, name: string): Promise<Signal | null> {
  if (name === 'order-parameter') {
    return { label: 'Order parameter', unit: '', value: await run.orderParameter() };
  }
  if (name === 'centre-frequency') {
    return { label: 'Centre of inertia', unit: 'rad/s', value: await run.centreFrequency() };
  }
  const [, kind, one = '', other] = /^(theta|omega|line)\/(-?\d+)(?:-(-?\d+))?$/.exec(name) ?? [];
  const first = run.nodes.indexOf(Number(one));
  if (kind === undefined || first < 0) return null;
  if (kind === 'line') return lineSignal(run, first, run.nodes.indexOf(Number(other ?? NaN)));
  const value = column(run, kind === 'theta' ? await run.theta() : await run.omega(), first);
  return { label: `Bus ${one}`, unit: kind === 'theta' ? 'rad' : 'rad/s', value };
}

/** The angle over a branch, as the trajectory has it: not wrapped. */
async function lineSignal(run: Simulation, from: number, to: number): Promise<Signal | null> {
  if (to < 0) return null;
  const theta = await run.theta();
  const [start, end] = [column(run, theta, from), column(run, theta, to)];
  const value = start.map((angle, sample) => angle - (end[sample] ?? NaN));
  return { label: `${run.nodes[from] ?? ''}–${run.nodes[to] ?? ''}`, unit: 'rad', value };
}

const column = ({ time, nodes }: Simulation, values: NodeArray, node: number): Float64Array =>
  Float64Array.from(time, (_t, sample) => values[sample * nodes.length + node] ?? NaN);

function nearest(time: Float64Array, wanted: number): number {
  const after = Math.min(firstAtOrAfter(time, wanted), time.length - 1);
  const before = Math.max(after - 1, 0);
  const distance = (sample: number): number => Math.abs((time[sample] ?? Infinity) - wanted);
  return distance(before) <= distance(after) ? before : after;
}
