import type { ParsedRequestOf } from '../../src-shared/contract/contract.ts';
import type { Curves, Snapshot } from '../../src-shared/contract/documents.ts';
import { PhaselockError } from '../../src-shared/contract/errors.ts';
import type { NumericArray } from '../store/array-codec.ts';
import type { Store } from '../store/open-store.ts';
import { decimate, firstAtOrAfter } from './decimate.ts';

export interface CurveService {
  /** Only what is drawn, thinned to its pixels. A signal that the run does not have is left out. */
  readonly curves: (request: ParsedRequestOf<'studies.curves'>) => Promise<Curves>;
  /** The sample nearest to a time. */
  readonly snapshot: (request: ParsedRequestOf<'studies.snapshot'>) => Promise<Snapshot>;
}

/** The arrays of a simulation, unpacked. theta and omega: sample k of node i at [k * nodes + i]. */
interface Simulation {
  readonly time: Float64Array;
  readonly nodes: Int32Array;
  readonly theta: NumericArray;
  readonly omega: NumericArray;
  readonly orderParameter: Float64Array;
  readonly centreFrequency: Float64Array;
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
    const found = held.get(runId) ?? load(store, runId);
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
      const to = wantedTo ?? time.at(-1) ?? 0;
      const curves = signals.flatMap((name) => {
        const signal = findSignal(run, name);
        if (!signal) return [];
        const { value, ...rest } = signal;
        return [{ signal: name, ...rest, ...decimate({ time, value }, from, to, pixels) }];
      });
      return { from, to, curves };
    },
    async snapshot({ runId, time: wanted }) {
      const { time, nodes, theta, omega } = await simulation(runId);
      const sample = nearest(time, wanted);
      const row = (values: NumericArray): Float32Array =>
        Float32Array.from(values.subarray(sample * nodes.length, (sample + 1) * nodes.length));
      return { time: time[sample] ?? 0, nodes, theta: row(theta), omega: row(omega) };
    },
  };
}

async function load(store: Store, runId: number): Promise<Simulation> {
  const array = async (name: string): Promise<NumericArray> => {
    const found = await store.results.array(runId, name);
    if (found) return found;
    throw new PhaselockError('not-found', `Run ${runId} has no curves: simulate an outage first.`);
  };
  return {
    time: (await array('time')) as Float64Array,
    nodes: (await array('nodes')) as Int32Array,
    theta: await array('theta'),
    omega: await array('omega'),
    orderParameter: (await array('orderParameter')) as Float64Array,
    centreFrequency: (await array('centreFrequency')) as Float64Array,
  };
}

/** 'theta/12', 'omega/12', 'line/12-13', 'order-parameter', 'centre-frequency'. */
function findSignal(run: Simulation, name: string): Signal | null {
  if (name === 'order-parameter') {
    return { label: 'Order parameter', unit: '', value: run.orderParameter };
  }
  if (name === 'centre-frequency') {
    return { label: 'Centre of inertia', unit: 'rad/s', value: run.centreFrequency };
  }
  const [, kind, one = '', other] = /^(theta|omega|line)\/(-?\d+)(?:-(-?\d+))?$/.exec(name) ?? [];
  const first = run.nodes.indexOf(Number(one));
  if (kind === undefined || first < 0) return null;
  if (kind === 'line') return lineSignal(run, first, run.nodes.indexOf(Number(other ?? NaN)));
  const value = column(run, kind === 'theta' ? run.theta : run.omega, first);
  return { label: `Bus ${one}`, unit: kind === 'theta' ? 'rad' : 'rad/s', value };
}

/** The angle over a branch, as the trajectory has it: not wrapped. */
function lineSignal(run: Simulation, from: number, to: number): Signal | null {
  if (to < 0) return null;
  const ends = [column(run, run.theta, from), column(run, run.theta, to)] as const;
  const value = ends[0].map((angle, sample) => angle - (ends[1][sample] ?? NaN));
  return { label: `${run.nodes[from] ?? ''}–${run.nodes[to] ?? ''}`, unit: 'rad', value };
}

const column = ({ time, nodes }: Simulation, values: NumericArray, node: number): Float64Array =>
  Float64Array.from(time, (_t, sample) => values[sample * nodes.length + node] ?? NaN);

function nearest(time: Float64Array, wanted: number): number {
  const after = Math.min(firstAtOrAfter(time, wanted), time.length - 1);
  const before = Math.max(after - 1, 0);
  const distance = (sample: number): number => Math.abs((time[sample] ?? Infinity) - wanted);
  return distance(before) <= distance(after) ? before : after;
}
