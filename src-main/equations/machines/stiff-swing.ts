import type { MassSystem } from '../../numerics/ode/ode-system.ts';
import {
  createLdlFactor,
  factorizeLdl,
  type LdlFactor,
} from '../../numerics/sparse/ldl-factorize.ts';
import { solveLdl } from '../../numerics/sparse/ldl-solve.ts';
import { analyzeLdl } from '../../numerics/sparse/ldl-symbolic.ts';
import { patternOfPairs } from '../../numerics/sparse/symmetric-matrix.ts';
import { PowerImbalance } from './power-imbalance.ts';
import type { OscillatorNetwork } from '../oscillators/oscillator-network.ts';
import { machineNodes } from './machine-nodes.ts';

/**
 * The structure-preserving model for implicit methods, B y' = f(t, y):
 *
 *   machines      theta_i' = omega_i,   M_i omega_i' = p_i - D_i omega_i
 *   other nodes   D_i theta_i' = p_i        (D_i = 0: an algebraic row, constant power)
 *
 * with the state of `SwingSystem`. Eliminating omega leaves, for a shift s, the symmetric n x n
 * matrix K(theta) + diag(s² M_i + s D_i) with K = dp/dtheta's negative, the Laplacian of
 * a_ij cos(theta_i - theta_j): one sparse LDLᵀ a factorization, whatever the number of machines.
 * Lines with a phase shift make K unsymmetric and are refused. Source: A. Bergen, D. Hill, IEEE Trans.
 * PAS-100 (1981) 25; paper B, equations 4 and 5.
 */
export class StiffSwingSystem implements MassSystem {
  readonly dimension: number;
  readonly machines: Int32Array;
  readonly imbalance: PowerImbalance;

  private readonly factor: LdlFactor;
  private readonly values: Float64Array;
  private readonly right: Float64Array;
  private readonly scale: Float64Array;
  private shift = 0;

  constructor(network: OscillatorNetwork) {
    if (network.phaseShift) {
      throw new RangeError(
        'phaseShift is given: the implicit method needs lossless lines; use rk4 or dopri5.',
      );
    }
    const pattern = patternOfPairs(network.n, network.edgeFrom, network.edgeTo);
    this.machines = machineNodes(network);
    this.dimension = network.n + this.machines.length;
    this.imbalance = new PowerImbalance(network);
    this.factor = createLdlFactor(analyzeLdl(pattern));
    this.values = new Float64Array(pattern.rowIndex.length);
    this.right = new Float64Array(network.n);
    this.scale = new Float64Array(network.n);
  }

  residual(t: number, y: Float64Array, out: Float64Array): void {
    const { machines } = this;
    const { n, D } = this.imbalance.network;
    this.imbalance.evaluate(t, y, out);
    for (let k = 0; k < machines.length; k++) {
      const i = machines[k]!;
      out[n + k] = out[i]! - D[i]! * y[n + k]!;
      out[i] = y[n + k]!;
    }
  }

  timeDerivative(_t: number, _y: Float64Array, out: Float64Array): void {
    const { machines } = this;
    const { n } = this.imbalance.network;
    out.fill(0);
    const rate = this.imbalance.ramp?.rate;
    if (!rate) return;
    for (let i = 0; i < n; i++) out[i] = rate[i]!;
    for (let k = 0; k < machines.length; k++) {
      out[n + k] = rate[machines[k]!]!;
      out[machines[k]!] = 0;
    }
  }

  applyMass(v: Float64Array, out: Float64Array): void {
    const { machines } = this;
    const { n, M, D } = this.imbalance.network;
    for (let i = 0; i < n; i++) out[i] = D[i]! * v[i]!;
    for (let k = 0; k < machines.length; k++) {
      const i = machines[k]!;
      out[i] = v[i]!;
      out[n + k] = M[i]! * v[n + k]!;
    }
  }

  factorize(_t: number, y: Float64Array, shift: number): boolean {
    this.shift = shift;
    const { values, imbalance } = this;
    const { colPtr } = this.factor.symbolic.pattern;
    const { n, edgeFrom, edgeTo, weight, M, D } = imbalance.network;
    for (let i = 0; i < n; i++) values[colPtr[i]!] = shift * (shift * M[i]! + D[i]!);
    for (let e = 0; e < weight.length; e++) {
      const i = edgeFrom[e]!;
      const j = edgeTo[e]!;
      const stiffness = weight[e]! * Math.cos(y[i]! - y[j]!);
      values[e + i + 1] = -stiffness;
      values[colPtr[i]!]! += stiffness;
      values[colPtr[j]!]! += stiffness;
    }
    this.equilibrate();
    return factorizeLdl(this.factor, values).status === 'factorized';
  }

  /**
   * Scales rows and columns to a unit diagonal: for a short step, inertia makes the rows of machines
   * larger than those of loads by ten orders of magnitude, which says nothing about singularity.
   */
  private equilibrate(): void {
    const { values, scale } = this;
    const { colPtr } = this.factor.symbolic.pattern;
    const { n, edgeFrom, edgeTo } = this.imbalance.network;
    for (let i = 0; i < n; i++) {
      const diagonal = Math.abs(values[colPtr[i]!]!);
      scale[i] = diagonal > 0 ? 1 / Math.sqrt(diagonal) : 1;
      values[colPtr[i]!]! *= scale[i]! * scale[i]!;
    }
    for (let e = 0; e < edgeFrom.length; e++) {
      const i = edgeFrom[e]!;
      values[e + i + 1]! *= scale[i]! * scale[edgeTo[e]!]!;
    }
  }

  solve(x: Float64Array): void {
    const { machines, right, scale, shift } = this;
    const { n, M, D } = this.imbalance.network;
    for (let i = 0; i < n; i++) right[i] = x[i]!;
    for (let k = 0; k < machines.length; k++) {
      const i = machines[k]!;
      right[i] = x[n + k]! + (shift * M[i]! + D[i]!) * x[i]!;
    }
    for (let i = 0; i < n; i++) right[i]! *= scale[i]!;
    solveLdl(this.factor, right, right);
    for (let i = 0; i < n; i++) right[i]! *= scale[i]!;
    for (let k = 0; k < machines.length; k++) {
      const i = machines[k]!;
      x[n + k] = shift * right[i]! - x[i]!;
    }
    for (let i = 0; i < n; i++) x[i] = right[i]!;
  }
}
