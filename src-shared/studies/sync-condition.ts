import { z } from 'zod';

import { defaultModelOptions, modelOptionsSchema } from './model-options.ts';
import type { Assumption, EdgeRef } from './model-options.ts';

/** Does the network have a synchronous state, and with what margin? (paper B, condition (2)) */
export const syncConditionSpecSchema = z.strictObject({
  model: modelOptionsSchema.default(defaultModelOptions),
  /** Edge along whose angle the energy is drawn, by its two buses; the worst one where none is named. */
  energyEdge: z.strictObject({ from: z.number().int(), to: z.number().int() }).optional(),
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
  /** The blocks that the exactness is made of, bridges left out; largest norm first. */
  readonly blocks: readonly ConditionBlock[];
  readonly otherConditions: OtherConditions;
  /** Every condition beside the others, this one first. */
  readonly conditions: readonly ConditionComparison[];
  readonly energy: EnergyPicture | null;
  /** Angles of all nodes, centred: what the mechanical analogue is drawn from. */
  readonly perNode: readonly NodeAngle[];
  /** Every island of the network, the one above first. */
  readonly islands: readonly IslandCondition[];
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

/** A part of the network that no single bus cuts in two, and what is proved of the condition there. */
export interface ConditionBlock {
  readonly class:
    | 'no-flow'
    | 'cut-set'
    | 'bipolar-complete'
    | 'symmetric-cycle'
    | 'paired-flows'
    | 'short-cycle'
    | 'uniform-complete'
    | 'statistical';
  /** The condition is exact in it for these powers. */
  readonly exact: boolean;
  readonly nodes: number;
  readonly edges: number;
  readonly norm: number;
  readonly worstEdge: EdgeRef | null;
}

export interface ConditionComparison {
  readonly id: string;
  readonly name: string;
  /** What is compared with 1: the critical coupling at gain 1, for a largest angle of 90 degrees. */
  readonly formula: string;
  /** Gain on all couplings that it asks for; null where it cannot be evaluated. */
  readonly criticalCoupling: number | null;
  /**
   * exact, sufficient, necessary: proved for this network; statistical: right for almost all;
   * disproved: printed as a condition, and a counterexample is known.
   */
  readonly kind: 'exact' | 'sufficient' | 'necessary' | 'statistical' | 'disproved';
  /** It is met at the present coupling (K <= 1). */
  readonly holds: boolean | null;
  /** Where it is from, and what is to be known of it. */
  readonly note: string;
}

/** E and its quadratic companion along the angle of one edge (paper B, figure 2). */
export interface EnergyPicture extends EdgeRef {
  /** rad */
  readonly angle: readonly number[];
  /** p.u.; both are 0 where all angles are 0. */
  readonly energy: readonly number[];
  readonly quadratic: readonly number[];
  /** Angle of the edge at the stable state, rad; null where there is none. */
  readonly stableAngle: number | null;
  /** Angle of the edge at the least of the quadratic companion: its linear difference. */
  readonly quadraticAngle: number;
}

export interface NodeAngle {
  /** Bus number, or identifier of the oscillator. */
  readonly node: number;
  /** Balanced power, p.u. */
  readonly omega: number;
  /** rad */
  readonly linearAngle: number;
  /** At the synchronous state, rad; null where there is none. */
  readonly exactAngle: number | null;
}

/** The condition in one island of a network. */
export interface IslandCondition {
  readonly buses: number;
  /** Lowest bus number in it. */
  readonly firstBus: number;
  readonly generationMw: number;
  readonly loadMw: number;
  /** null where there is nothing to evaluate; `message` then says why. */
  readonly norm: number | null;
  readonly worstEdge: EdgeRef | null;
  readonly maxAngleDifference: number | null;
  readonly status: Equilibrium['status'] | null;
  /** What is wrong with the island, or remarkable about it; null where nothing is. */
  readonly message: string | null;
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
  /** What sets the limit. */
  readonly limitCause: LimitCause;
  /**
   * R = (e_i - e_j)ᵀ L† (e_i - e_j), 1/p.u.: how far one unit of power turns this edge. null where
   * negative couplings leave the factorization too few digits for it.
   */
  readonly effectiveResistance: number | null;
  /** limit minus the magnitude of the exact (else predicted) angle, rad. */
  readonly margin: number | null;
}

/** 90 degrees, an angle limit of a branch, or its long-term rating. */
export type LimitCause = 'right-angle' | 'angle-limit' | 'rating';
