/**
 * Coupled oscillators on a graph (paper B, equation 1):
 *
 *   M_i theta_i'' + D_i theta_i' = omega_i - sum_j a_ij sin(theta_i - theta_j + phi_ij)
 *
 * Powers and couplings in per unit, angles in radians, M in p.u. s²/rad, D in p.u. s/rad.
 * Edge e joins edgeFrom[e] < edgeTo[e]; each pair once, sorted by (edgeFrom, edgeTo).
 */
export interface OscillatorNetwork {
  readonly n: number;
  readonly edgeFrom: Int32Array;
  readonly edgeTo: Int32Array;
  /** Coupling a of each edge; 0 where all of its branches are out. */
  readonly weight: Float64Array;
  /** phi of each edge; null where all are 0. */
  readonly phaseShift: Float64Array | null;
  /** Power injected at each node; sums to zero. */
  readonly omega: Float64Array;
  /** 0 on nodes without inertia. */
  readonly M: Float64Array;
  readonly D: Float64Array;
}

/** The graph alone: what islands, bridges and Laplacians are made from. */
export type Graph = Pick<OscillatorNetwork, 'n' | 'edgeFrom' | 'edgeTo'>;
