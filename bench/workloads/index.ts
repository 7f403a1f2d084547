import type { Workload } from '../workload.ts';
import { randomNetworks } from './ensembles.ts';
import { swing } from './w1-swing.ts';
import { screening } from './w2-screening.ts';
import { randomizedGrids } from './w3-monte-carlo.ts';
import { kuramoto } from './w4-kuramoto.ts';
import { exactCoupling } from './w6-critical-coupling.ts';
import { powerFlow } from './w8-power-flow.ts';
import { reading } from './w9-reading.ts';

/** Every workload, in the order of their names. */
export const workloads: readonly Workload[] = [
  swing,
  screening,
  randomizedGrids,
  kuramoto,
  exactCoupling,
  powerFlow,
  reading,
  randomNetworks,
];
