import { z } from 'zod';

import type { Assumption } from './model-options.ts';

/** Which voltages and injections satisfy the AC power balance? */
export const powerFlowSpecSchema = z.strictObject({
  /** case: the stored voltages; flat: 1 p.u. and set points, all angles zero; dc: angles of the linear solution. */
  start: z.enum(['case', 'flat', 'dc']).default('case'),
  /** A machine at a reactive limit gives up its voltage set point. */
  enforceReactiveLimits: z.boolean().default(false),
  /** Largest power mismatch at the solution, p.u. */
  tolerance: z.number().positive().default(1e-8),
  maxIterations: z.number().int().positive().max(200).default(20),
});

export type PowerFlowSpec = z.infer<typeof powerFlowSpecSchema>;

export interface PowerFlowBus {
  readonly bus: number;
  readonly vm: number;
  readonly vaDegrees: number;
  /** Net injection of machines minus loads, MW and Mvar. */
  readonly pMw: number;
  readonly qMvar: number;
  /** What the bus was at the end: a machine at a reactive limit turns pv into pq. */
  readonly type: 'slack' | 'pv' | 'pq';
  readonly island: number;
}

export interface PowerFlowBranch {
  readonly from: number;
  readonly to: number;
  readonly circuit: string;
  readonly pFromMw: number;
  readonly qFromMvar: number;
  readonly pToMw: number;
  readonly qToMvar: number;
  /** Larger of the two ends' MVA over rating A; null where unlimited. */
  readonly loading: number | null;
}

export interface PowerFlowGenerator {
  readonly bus: number;
  readonly id: string;
  readonly pMw: number;
  readonly qMvar: number;
  readonly limit: 'none' | 'qMin' | 'qMax';
}

export interface PowerFlowIsland {
  /** Buses of the island; the slack bus chosen and whether the file named it. */
  readonly buses: number;
  readonly slack: number | null;
  readonly slackChosen: boolean;
  readonly status: 'converged' | 'not-converged' | 'no-generation';
  /** Of its own solution; p.u. */
  readonly iterations: number;
  readonly maxMismatch: number;
}

export interface MismatchAt {
  readonly bus: number;
  readonly pMw: number;
  readonly qMvar: number;
}

/** One thing that was tried in one island, and what came of it. */
export interface PowerFlowAttempt {
  readonly island: number;
  readonly method: 'newton' | 'newton-dc-start' | 'damped-newton' | 'continuation';
  readonly iterations: number;
  readonly maxMismatch: number;
  /** Share of the loading that was reached; 1 except in a continuation that stopped early. */
  readonly loadingReached: number;
}

export interface PowerFlowResult {
  /** Of the whole: converged where every island with generation is. */
  readonly status: 'converged' | 'not-converged';
  /** Most of any island. */
  readonly iterations: number;
  /** Largest of any island, p.u. */
  readonly maxMismatch: number;
  readonly buses: readonly PowerFlowBus[];
  readonly branches: readonly PowerFlowBranch[];
  readonly generators: readonly PowerFlowGenerator[];
  readonly islands: readonly PowerFlowIsland[];
  /** Both over the islands that have a solution. */
  readonly lossesMw: number;
  readonly slackPgMw: number;
  /** Of the islands that have none. */
  readonly worstMismatches: readonly MismatchAt[];
  readonly attempts: readonly PowerFlowAttempt[];
  readonly ignored: readonly Assumption[];
  readonly warnings: readonly string[];
}
