import { z } from 'zod';

import { defaultModelOptions, modelOptionsSchema } from './model-options.ts';
import type { Assumption, EdgeRef } from './model-options.ts';

/** Does the network have a synchronous state, and with what margin? (paper B, condition (2)) */
export const syncConditionSpecSchema = z.strictObject({
  model: modelOptionsSchema.default(defaultModelOptions),
});

export type SyncConditionSpec = z.infer<typeof syncConditionSpecSchema>;

export interface SyncConditionResult {
  /** Counts of the oscillator network, parallel branches merged. */
  readonly nodes: number;
  readonly edges: number;
  /** ||Bᵀ L† omega||_inf */
  readonly norm: number;
  readonly worstEdge: EdgeRef | null;
  /** arcsin(norm) in rad; null where norm > 1. */
  readonly gammaPredicted: number | null;
  readonly equilibrium: Equilibrium;
  readonly criticalCoupling: { readonly predicted: number; readonly exact: number | null };
  readonly exactness: { readonly exact: boolean; readonly reason: string };
  readonly otherConditions: OtherConditions;
  readonly perEdge: readonly EdgeMargin[];
  /** What the model leaves out, in numbers. */
  readonly ignored: readonly Assumption[];
  readonly warnings: readonly string[];
}

export interface Equilibrium {
  /**
   * converged: the synchronous state with every angle below pi/2. beyond-limit: Newton found a
   * state with an angle beyond pi/2, or of another winding class. no-solution: none was found.
   */
  readonly status: 'converged' | 'beyond-limit' | 'no-solution';
  readonly maxAngleDifference: number | null;
  readonly worstEdge: EdgeRef | null;
  /** Largest power mismatch, p.u. */
  readonly residual: number;
  readonly iterations: number;
}

export interface OtherConditions {
  /** lambda_2 of the weighted Laplacian; null where couplings are negative or it did not settle. */
  readonly algebraicConnectivity: number | null;
  /** Critical coupling that lambda_2 guarantees: ||B_cᵀ omega||_2 / lambda_2 over all pairs. */
  readonly connectivityBound: number | null;
  /** Critical coupling that the degrees ask for at least: max |omega_i| / sum_j a_ij. */
  readonly degreeBound: number;
}

export interface EdgeMargin extends EdgeRef {
  /** Difference of the linear (DC) solution: an angle's sine if the condition were exact. */
  readonly dcDifference: number;
  /** arcsin of it, rad; null beyond 1. */
  readonly predictedAngle: number | null;
  /** At the equilibrium, rad; null where there is none. */
  readonly exactAngle: number | null;
  /** Largest angle allowed: pi/2, the branch ratings' asin(rating / coupling), angle limits. */
  readonly limit: number;
  /** limit minus the magnitude of the exact (else predicted) angle, rad. */
  readonly margin: number | null;
}
