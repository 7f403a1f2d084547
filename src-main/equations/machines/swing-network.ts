/**
 * The coupled oscillators of paper B, equation (1), as the swing equations need them:
 *
 *   M_i theta_i'' + D_i theta_i' = omega_i - sum_j a_ij sin(theta_i - theta_j + phi_ij)
 *
 * with M_i = 0 on nodes without inertia. Powers per unit, angles in radians, M in p.u. s²/rad, D in
 * p.u. s/rad. Edge e joins edgeFrom[e] < edgeTo[e]; edges sorted by (from, to), each pair once.
 */
export interface SwingNetwork {
  readonly n: number;
  readonly edgeFrom: Int32Array;
  readonly edgeTo: Int32Array;
  /** a_ij; 0 on an edge that is out of service. */
  readonly weight: Float64Array;
  /** phi_ij = phi_ji, from the conductance of the line; null where all are 0. */
  readonly phaseShift: Float64Array | null;
  /** Power injected, omega_i of the model. */
  readonly omega: Float64Array;
  readonly M: Float64Array;
  readonly D: Float64Array;
}

/** Power injections that change linearly: omega_i + rate_i (t - start). */
export interface Ramp {
  readonly start: number;
  readonly rate: Float64Array;
}

/** Nodes with inertia, ascending: the state of the swing equations is [theta (n), omega (these)]. */
export function machineNodes(network: Pick<SwingNetwork, 'M'>): Int32Array {
  const nodes: number[] = [];
  network.M.forEach((inertia, node) => {
    if (inertia > 0) nodes.push(node);
  });
  return Int32Array.from(nodes);
}

/** Centre-of-inertia frequency deviation: sum M_i omega_i / sum M_i, rad/s; 0 without machines. */
export function centreFrequency(
  network: Pick<SwingNetwork, 'M'>,
  machines: Int32Array,
  omegaOfMachine: Float64Array,
): number {
  let weighted = 0;
  let total = 0;
  for (let k = 0; k < machines.length; k++) {
    const inertia = network.M[machines[k]!]!;
    weighted += inertia * omegaOfMachine[k]!;
    total += inertia;
  }
  return total > 0 ? weighted / total : 0;
}
