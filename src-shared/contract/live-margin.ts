import type { EdgeRef, ModelOptions } from '../studies/model-options.ts';
import type { Equilibrium } from '../studies/sync-condition.ts';

/** The live answer while one edits. */
export interface LiveMargin {
  /** Version of the network that it belongs to. */
  readonly version: number;
  readonly norm: number;
  readonly worstEdge: EdgeRef | null;
  readonly gammaPredicted: number | null;
  readonly equilibrium: Equilibrium;
  readonly nodes: number;
  readonly edges: number;
  readonly warnings: readonly string[];
  /** One entry per edge of the oscillator network: bus numbers; radians. */
  readonly edgeFrom: Int32Array;
  readonly edgeTo: Int32Array;
  readonly dcDifference: Float64Array;
  /** NaN where there is no equilibrium. */
  readonly exactAngle: Float64Array;
  readonly limit: Float64Array;
  /** |V_i| |V_j| of the two ends, p.u. */
  readonly voltageProduct: Float64Array;
  /** The options that the network was seen with. */
  readonly model: ModelOptions;
  /** Why there is no answer (no generation, nothing connected, …); null where there is one. */
  readonly refusal: string | null;
  readonly milliseconds: number;
}
