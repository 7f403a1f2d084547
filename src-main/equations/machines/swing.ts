import type { OdeSystem } from '../../numerics/ode/ode-system.ts';
import { PowerImbalance } from './power-imbalance.ts';
import type { OscillatorNetwork } from '../oscillators/oscillator-network.ts';
import { machineNodes } from './machine-nodes.ts';

/**
 * The structure-preserving model as an explicit system (paper B, equations 1, 4 and 5):
 *
 *   machines      theta_i' = omega_i,   omega_i' = (p_i - D_i omega_i) / M_i
 *   other nodes   theta_i' = p_i / D_i
 *
 * State: theta of all n nodes, then omega of the machines in the order of `machines`. The layout is
 * fixed by which M are positive when it is made; weights and injections may change in place. Throws
 * where a node has neither inertia nor damping: its equation is algebraic.
 */
export class SwingSystem implements OdeSystem {
  readonly dimension: number;
  readonly machines: Int32Array;
  readonly imbalance: PowerImbalance;

  private readonly inverseM: Float64Array;
  private readonly inverseD: Float64Array;

  constructor(network: OscillatorNetwork) {
    const { M, D } = network;
    const algebraic = D.findIndex((damping, i) => !(damping > 0) && !(M[i]! > 0));
    if (algebraic >= 0) {
      throw new RangeError(
        `D[${algebraic}] is ${D[algebraic]} and M[${algebraic}] is ${M[algebraic]}: an explicit ` +
          'method needs inertia or damping at every node; give the node damping or use the ' +
          'implicit method.',
      );
    }
    this.machines = machineNodes(network);
    this.dimension = network.n + this.machines.length;
    this.imbalance = new PowerImbalance(network);
    this.inverseM = Float64Array.from(this.machines, (i) => 1 / M[i]!);
    this.inverseD = D.map((damping, i) => (M[i]! > 0 ? 0 : 1 / damping));
  }

  derivative(t: number, y: Float64Array, out: Float64Array): void {
    const { machines, inverseM, inverseD } = this;
    const { n, D } = this.imbalance.network;
    this.imbalance.evaluate(t, y, out);
    for (let k = 0; k < machines.length; k++) {
      const i = machines[k]!;
      out[n + k] = (out[i]! - D[i]! * y[n + k]!) * inverseM[k]!;
    }
    for (let i = 0; i < n; i++) out[i]! *= inverseD[i]!;
    for (let k = 0; k < machines.length; k++) out[machines[k]!] = y[n + k]!;
  }
}
