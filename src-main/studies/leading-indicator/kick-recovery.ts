import { SwingSystem } from '../../equations/machines/swing.ts';
import { orderParameter } from '../../equations/oscillators/cohesiveness.ts';
import { EquilibriumSolver } from '../../equations/oscillators/equilibrium.ts';
import type { OscillatorNetwork } from '../../equations/oscillators/oscillator-network.ts';
import { RungeKutta4 } from '../../numerics/ode/runge-kutta-4.ts';
import type {
  KickRecovery,
  LeadingIndicatorSpec,
} from '../../../src-shared/studies/leading-indicator.ts';
import { linearPoint } from '../linear-point.ts';
import { stepOf } from './noisy-runs.ts';
import { powersAt } from './stressed-network.ts';
import type { StressedNetwork } from './stressed-network.ts';

/** Shares of the critical loading towards the loss; beside those that the spec names. */
const approaching = [0.9, 0.95, 0.98, 0.99, 0.995, 0.998, 0.999];
/** The kick, as a share of what is left to the critical loading: small, however near that is. */
const KICK = 0.01;
const SAMPLE_SECONDS = 0.05;
const HORIZON_SECONDS = 120;
/** The part of a decay that is looked at, as powers of e: past other modes, above rounding. */
const [BEGIN, END] = [-1.5, -7];
const LOWEST_PEAK = -10;

/**
 * How fast coherence comes back after a small kick, without noise: the network rests where its
 * loading is a little lower, and its loading steps up to `share`. The rate is that at which
 * |C(t) - C*| falls, and so of the slowest mode that the kick excites: minus the real part of an
 * eigenvalue of the Jacobian, which goes to zero at the loss. By RK4 in steps that are stable.
 */
export function kickRecovery(
  stressed: StressedNetwork,
  { startLoading, quietLoading }: LeadingIndicatorSpec,
  stopped: () => boolean,
): KickRecovery[] {
  const shares = [...new Set([startLoading, quietLoading, ...approaching])].sort((a, b) => a - b);
  const { network } = stressed.model;
  const solver = new EquilibriumSolver(network);
  const theta = linearPoint({ ...stressed.model, network: at(stressed, shares[0]!) }).theta.slice();
  const settle = (from: Float64Array, share: number): boolean => {
    const loading = { weight: network.weight, omega: powersAt(stressed, share) };
    return solver.solve(from, loading).status !== 'no-solution';
  };
  const found: KickRecovery[] = [];
  for (const loading of shares) {
    if (stopped()) break;
    const kicked = theta.slice();
    const isThere = settle(kicked, loading - KICK * (1 - loading)) && settle(theta, loading);
    if (!isThere) break;
    found.push({ loading, rate: rateOfReturn(at(stressed, loading), kicked, theta) });
  }
  return found;
}

const at = (stressed: StressedNetwork, share: number): OscillatorNetwork => ({
  ...stressed.model.network,
  omega: powersAt(stressed, share),
});

function rateOfReturn(
  network: OscillatorNetwork,
  start: Float64Array,
  state: Float64Array,
): number | null {
  const method = new RungeKutta4(new SwingSystem(network));
  const dt = stepOf(network);
  const perSample = Math.round(SAMPLE_SECONDS / dt);
  const goal = orderParameter(state).r;
  const away = new Float64Array(Math.round(HORIZON_SECONDS / SAMPLE_SECONDS));
  method.state.set(start);
  method.begin(0);
  for (let k = 0; k < away.length; k++) {
    away[k] = Math.abs(orderParameter(method.state.subarray(0, network.n)).r - goal);
    for (let step = 0; step < perSample; step++) method.step(0, dt);
  }
  return decayRate(away);
}

/**
 * Slope of ln |C - C*| over the peaks of its oscillation; where there are too few, of its envelope,
 * the largest value from then on. 1/s; null where it does not fall far enough within the samples.
 */
function decayRate(away: Float64Array): number | null {
  const height = away.map((value) => Math.log(value / away[0]!));
  const envelope = height.slice();
  for (let k = envelope.length - 2; k >= 0; k--) {
    envelope[k] = Math.max(envelope[k]!, envelope[k + 1]!);
  }
  const all = [...envelope.keys()].filter((k) => envelope[k]! < BEGIN && k > 0);
  const peaks = all.filter(
    (k) =>
      height[k]! > LOWEST_PEAK &&
      height[k]! > height[k - 1]! &&
      height[k]! >= (height[k + 1] ?? Infinity),
  );
  const falls = (places: readonly number[]): boolean =>
    places.length > 2 && envelope[places[0]!]! - envelope[places.at(-1)!]! > -BEGIN;
  const used = [peaks, all.filter((k) => envelope[k]! > END)].find(falls);
  return used ? -slope(used, envelope) / SAMPLE_SECONDS : null;
}

/** Of the straight line nearest to the values at these places. */
function slope(places: readonly number[], values: Float64Array): number {
  const mean = (of: (k: number) => number): number =>
    places.reduce((sum, k) => sum + of(k), 0) / places.length;
  const [middle, level] = [mean((k) => k), mean((k) => values[k]!)];
  const across = mean((k) => (k - middle) ** 2);
  return mean((k) => (k - middle) * (values[k]! - level)) / across;
}
