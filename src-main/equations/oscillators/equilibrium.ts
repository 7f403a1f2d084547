import { dampedNewton } from '../../numerics/roots/damped-newton.ts';
import type { NewtonSystem } from '../../numerics/roots/damped-newton.ts';
import { sincos } from '../../numerics/sincos/sincos.ts';
import { worstDifference } from './cohesiveness.ts';
import type { WorstDifference } from './cohesiveness.ts';
import { laplacianFor } from './dense-laplacian-solver.ts';
import type { GroundedLaplacian } from './dense-laplacian-solver.ts';
import type { OscillatorNetwork } from './oscillator-network.ts';

/** Couplings and powers of one state of the network: what an outage changes. */
export interface Loading {
  readonly weight: Float64Array;
  readonly omega: Float64Array;
  /** One node of each island, where weights of 0 make more islands than the graph has. */
  readonly grounds?: ArrayLike<number>;
}

export interface EquilibriumOutcome {
  /**
   * converged: every |theta_i - theta_j| over an edge is below pi/2, which makes it the one
   * synchronous state of winding number 0, and stable where couplings are positive (paper B,
   * theorem 4.1). beyond-limit: an equilibrium with a difference of pi/2 or more. no-solution: none.
   */
  readonly status: 'converged' | 'beyond-limit' | 'no-solution';
  readonly worst: WorstDifference;
  /** max |omega_i - sum_j a_ij sin(theta_i - theta_j)|, p.u. */
  readonly residual: number;
  readonly iterations: number;
}

/** Residual that counts as solved, as a share of the largest power. */
const TOLERANCE = 1e-10;
/** What rounding leaves of a flow, as a share of the coupling. */
const ROUNDING = 2 * Number.EPSILON;
/** Shortest step of the continuation, as a share of the loading. */
const SHORTEST_STEP = 1 / 64;

/**
 * Finds synchronous states of one graph: omega_i = sum_j a_ij sin(theta_i - theta_j).
 *
 * Newton with the Jacobian B diag(a cos Bᵀtheta) Bᵀ, a Laplacian on the pattern of the network that
 * is analyzed once. Differences are those of node potentials, never wrapped: differences below pi
 * therefore add up to zero around every cycle, which is winding number 0.
 */
export class EquilibriumSolver {
  private readonly network: OscillatorNetwork;
  private readonly laplacian: GroundedLaplacian;
  private readonly sin: Float64Array;
  private readonly cos: Float64Array;
  private readonly stiffness: Float64Array;

  constructor(network: OscillatorNetwork, laplacian: GroundedLaplacian = laplacianFor(network)) {
    this.network = network;
    this.laplacian = laplacian;
    this.sin = new Float64Array(network.n);
    this.cos = new Float64Array(network.n);
    this.stiffness = new Float64Array(network.weight.length);
  }

  /**
   * @param theta start, best the linear (DC) solution; overwritten by the equilibrium, or by the
   *   last iterate where there is none
   *
   * Where Newton from the start does not end in a state of winding number 0, the state is followed
   * from zero loading upwards. Cost: 3 to 5 factorizations, seldom more.
   */
  solve(theta: Float64Array, loading: Loading = this.network): EquilibriumOutcome {
    const direct = this.newton(theta, loading);
    if (direct.status === 'converged') return direct;
    const followed = new Float64Array(theta.length);
    const continued = this.follow(followed, loading);
    if (continued.status !== 'converged' && direct.status === 'beyond-limit') return direct;
    theta.set(followed);
    return continued;
  }

  private newton(theta: Float64Array, loading: Loading): EquilibriumOutcome {
    const { status, residual, iterations } = dampedNewton(this.system(loading), theta, {
      tolerance: TOLERANCE * largest(loading.omega),
      rounding: ROUNDING * largest(loading.weight),
    });
    const worst = worstDifference(this.network, loading.weight, theta);
    if (status !== 'converged') return { status: 'no-solution', worst, residual, iterations };
    const within = worst.value < Math.PI / 2;
    return { status: within ? 'converged' : 'beyond-limit', worst, residual, iterations };
  }

  private system(loading: Loading): NewtonSystem {
    return {
      n: this.network.n,
      residual: (theta, out) => this.mismatch(theta, loading, out),
      factorize: (theta) => this.linearize(theta, loading),
      newtonStep: (mismatch, step) => this.laplacian.solve(mismatch, step),
    };
  }

  /** out_i = omega_i - sum_j a_ij sin(theta_i - theta_j). */
  private mismatch(theta: Float64Array, { weight, omega }: Loading, out: Float64Array): void {
    const { n, edgeFrom, edgeTo } = this.network;
    const { sin, cos } = this;
    sincos(theta, sin, cos, n);
    out.set(omega);
    for (let e = 0; e < weight.length; e++) {
      const i = edgeFrom[e]!;
      const j = edgeTo[e]!;
      const flow = weight[e]! * (sin[i]! * cos[j]! - cos[i]! * sin[j]!);
      out[i]! -= flow;
      out[j]! += flow;
    }
  }

  private linearize(theta: Float64Array, { weight, grounds }: Loading): boolean {
    const { n, edgeFrom, edgeTo } = this.network;
    const { sin, cos, stiffness } = this;
    sincos(theta, sin, cos, n);
    for (let e = 0; e < weight.length; e++) {
      const i = edgeFrom[e]!;
      const j = edgeTo[e]!;
      stiffness[e] = weight[e]! * (cos[i]! * cos[j]! + sin[i]! * sin[j]!);
    }
    return this.laplacian.factorize(stiffness, grounds).status === 'factorized';
  }

  /** Raises the loading from zero to one in steps that shrink where Newton fails. */
  private follow(theta: Float64Array, loading: Loading): EquilibriumOutcome {
    const scaled = loading.omega.slice();
    const trial = theta.slice();
    let iterations = 0;
    let reached = 0;
    let outcome: EquilibriumOutcome | null = null;
    for (let step = 0.5; step >= SHORTEST_STEP;) {
      const share = Math.min(1, reached + step);
      for (let i = 0; i < scaled.length; i++) {
        scaled[i] = share * loading.omega[i]!;
        trial[i] = reached > 0 ? (theta[i]! * share) / reached : 0;
      }
      outcome = this.newton(trial, { ...loading, omega: scaled });
      iterations += outcome.iterations;
      if (outcome.status !== 'converged') step /= 2;
      else {
        theta.set(trial);
        reached = share;
        if (share === 1) return { ...outcome, iterations };
      }
    }
    const worst = worstDifference(this.network, loading.weight, theta);
    return { status: 'no-solution', worst, residual: outcome?.residual ?? NaN, iterations };
  }
}

function largest(values: Float64Array): number {
  let size = 0;
  for (let i = 0; i < values.length; i++) size = Math.max(size, Math.abs(values[i]!));
  return size;
}
