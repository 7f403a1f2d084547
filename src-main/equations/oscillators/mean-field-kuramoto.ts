import type { OdeSystem } from '../../numerics/ode/ode-system.ts';
import { sincos } from '../../numerics/sincos/sincos.ts';

/**
 * The Kuramoto model on the complete graph (paper A, equation 2) by its mean field:
 *
 *   theta_i' = omega_i + (K/N) sum_j sin(theta_j - theta_i) = omega_i + K r sin(psi - theta_i)
 *
 * with r exp(i psi) = (1/N) sum_j exp(i theta_j): O(N) an evaluation instead of O(N²). On a graph,
 * the same model is `SwingSystem` with M = 0 and D = 1.
 */
export class MeanFieldKuramoto implements OdeSystem {
  readonly dimension: number;
  private readonly omega: Float64Array;
  private readonly K: number;
  private readonly sin: Float64Array;
  private readonly cos: Float64Array;

  /** omega in rad/s, one per oscillator; K in rad/s. */
  constructor(omega: Float64Array, K: number) {
    this.dimension = omega.length;
    this.omega = omega;
    this.K = K;
    this.sin = new Float64Array(omega.length);
    this.cos = new Float64Array(omega.length);
  }

  derivative(_t: number, theta: Float64Array, out: Float64Array): void {
    const { dimension: n, omega, sin, cos } = this;
    sincos(theta, sin, cos, n);
    let sumSin = 0;
    let sumCos = 0;
    for (let i = 0; i < n; i++) {
      sumSin += sin[i]!;
      sumCos += cos[i]!;
    }
    const meanSin = (this.K / n) * sumSin;
    const meanCos = (this.K / n) * sumCos;
    for (let i = 0; i < n; i++) out[i] = omega[i]! + meanSin * cos[i]! - meanCos * sin[i]!;
  }
}
