import { z } from 'zod';

import type { Assumption } from './model-options.ts';

/**
 * The network seen from the machines' internal nodes (paper C): classical machines behind x'd, loads
 * as constant admittances at the solved voltages, everything else eliminated.
 */
export const kronReductionSpecSchema = z.strictObject({
  /** Voltages and machine powers: from an AC power flow, or as the case stores them. */
  voltages: z.enum(['power-flow', 'case']).default('power-flow'),
});

export type KronReductionSpec = z.infer<typeof kronReductionSpecSchema>;

export interface ReducedMachine {
  readonly bus: number;
  readonly id: string;
  readonly inertiaSeconds: number;
  readonly dampingPu: number;
  /** Of an inverter, which has no inertia; null on a synchronous machine. */
  readonly droopPercent: number | null;
  readonly transientReactancePu: number;
  /** Its data are estimated, not given. */
  readonly estimated: boolean;
}

/** Per unit on the system base; one row per machine, in the order of the network. */
export interface KronReductionResult {
  readonly machines: readonly ReducedMachine[];
  /** Row by row: [conductance, susceptance] of Y_ij. */
  readonly yReduced: readonly (readonly (readonly [number, number])[])[];
  readonly eAbs: readonly number[];
  /** rad */
  readonly delta0: readonly number[];
  readonly pm: readonly number[];
  /** P_ij = |E_i| |E_j| |Y_ij|, zero on the diagonal. */
  readonly coupling: readonly (readonly number[])[];
  /** phi_ij = atan(Re Y_ij / Im Y_ij), rad. */
  readonly phaseShift: readonly (readonly number[])[];
  /** omega_i = Pm_i - |E_i|² Re Y_ii */
  readonly omega: readonly number[];
  readonly powerFlowIterations: number | null;
  readonly ignored: readonly Assumption[];
  readonly warnings: readonly string[];
}
