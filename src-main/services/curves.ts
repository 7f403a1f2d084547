import type { ParsedRequestOf } from '../../src-shared/contract/contract.ts';
import type { Curves, Frames, Snapshot } from '../../src-shared/contract/run-documents.ts';
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
  /** Evenly spread instants, and those of the events. */
  readonly frames: (request: ParsedRequestOf<'studies.frames'>) => Promise<Frames>;
}

interface Signal {
  readonly label: string;
  readonly unit: string;
  readonly value: Float64Array;
}

interface RecordedEvents {
  readonly events?: readonly { readonly time: number }[];
}

/** Values of one quantity in all frames together, 8 MB: no more for any network. */
const largestFrames = 2_000_000;

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
    async frames({ runId, most }) {
      const run = await simulation(runId);
      const { time, nodes } = run;
      const { events = [] } = (store.results.fields(runId) ?? {}) as RecordedEvents;
      const samples = frameSamples(
        time,
        events.map((event) => event.time),
        Math.max(2, Math.min(most, Math.floor(largestFrames / Math.max(1, nodes.length)))),
      );
      const rows = (values: NodeArray): Float32Array => {
        const found = new Float32Array(samples.length * nodes.length);
        samples.forEach((sample, k) => {
          const row = values.subarray(sample * nodes.length, (sample + 1) * nodes.length);
          found.set(row, k * nodes.length);
        });
        return found;
      };
      const [theta, omega] = [rows(await run.theta()), rows(await run.omega())];
      return {
        time: Float64Array.from(samples, (sample) => time[sample] ?? 0),
        nodes,
        theta,
        omega,
      };
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
  const [, kind, one = '', other] =
    /^(theta|omega|line|centred)\/(-?\d+)(?:-(-?\d+))?$/.exec(name) ?? [];
  const first = run.nodes.indexOf(Number(one));
  if (kind === undefined || first < 0) return null;
  if (kind === 'line') return lineSignal(run, first, run.nodes.indexOf(Number(other ?? NaN)));
  if (kind === 'centred') return centredSignal(run, first);
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

/**
 * The angle in the frame that turns with the centre of inertia and agrees with the synchronous one
 * at the beginning: theta_i - integral of omega_COI, by the trapezoidal rule.
 */
async function centredSignal(run: Simulation, node: number): Promise<Signal> {
  const [theta, speed] = [await run.theta(), await run.centreFrequency()];
  let turned = 0;
  const value = column(run, theta, node).map((angle, k) => {
    if (k > 0) {
      const step = (run.time[k] ?? NaN) - (run.time[k - 1] ?? NaN);
      turned += (step * ((speed[k] ?? NaN) + (speed[k - 1] ?? NaN))) / 2;
    }
    return angle - turned;
  });
  return { label: `Bus ${run.nodes[node] ?? ''}`, unit: 'rad', value };
}

const column = ({ time, nodes }: Simulation, values: NodeArray, node: number): Float64Array =>
  Float64Array.from(time, (_t, sample) => values[sample * nodes.length + node] ?? NaN);

/** Samples evenly spread over the time, with the last, and those at events; each once, in order. */
function frameSamples(time: Float64Array, events: readonly number[], most: number): number[] {
  const last = time.length - 1;
  if (last < 0) return [];
  const [from, to] = [time[0] ?? 0, time[last] ?? 0];
  const wanted =
    time.length <= most
      ? [...time.keys()]
      : Array.from({ length: most }, (_, k) =>
          nearest(time, from + ((to - from) * k) / (most - 1)),
        );
  return [...new Set([...wanted, ...events.map((at) => nearest(time, at))])].sort((a, b) => a - b);
}

function nearest(time: Float64Array, wanted: number): number {
  const after = Math.min(firstAtOrAfter(time, wanted), time.length - 1);
  const before = Math.max(after - 1, 0);
  const distance = (sample: number): number => Math.abs((time[sample] ?? Infinity) - wanted);
  return distance(before) <= distance(after) ? before : after;
}
