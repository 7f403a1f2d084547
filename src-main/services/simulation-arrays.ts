import { PhaselockError } from '../../src-shared/contract/errors.ts';
import type { TimeDomainResult } from '../../src-shared/studies/time-domain.ts';
import type { Store } from '../store/open-store.ts';

/** Sample k of node i at [k * nodes + i]. */
export type NodeArray = TimeDomainResult['theta'];

/** The arrays of a stored simulation. The large ones are unpacked when they are first asked for. */
export interface Simulation {
  readonly time: Float64Array;
  readonly nodes: Int32Array;
  readonly theta: () => Promise<NodeArray>;
  readonly omega: () => Promise<NodeArray>;
  readonly orderParameter: () => Promise<Float64Array>;
  readonly centreFrequency: () => Promise<Float64Array>;
}

type ArrayName = keyof Simulation;

/** @throws PhaselockError `not-found` where the run has no curves. */
export async function openSimulation(store: Store, runId: number): Promise<Simulation> {
  const array = async <Name extends ArrayName>(name: Name): Promise<TimeDomainResult[Name]> => {
    const found = await store.results.array(runId, name);
    if (found) return found as TimeDomainResult[Name];
    throw new PhaselockError('not-found', `Run ${runId} has no curves: simulate an outage first.`);
  };
  return {
    time: await array('time'),
    nodes: await array('nodes'),
    theta: once(() => array('theta')),
    omega: once(() => array('omega')),
    orderParameter: once(() => array('orderParameter')),
    centreFrequency: once(() => array('centreFrequency')),
  };
}

function once<T>(load: () => Promise<T>): () => Promise<T> {
  let loading: Promise<T> | null = null;
  return () => (loading ??= load());
}
