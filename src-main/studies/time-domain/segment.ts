import { makeConsistent } from '../../equations/machines/consistent-state.ts';
import { PowerImbalance } from '../../equations/machines/power-imbalance.ts';
import { StiffSwingSystem } from '../../equations/machines/stiff-swing.ts';
import { SwingKernel } from '../../equations/machines/swing-kernel.ts';
import { SwingSystem } from '../../equations/machines/swing.ts';
import type { OscillatorNetwork } from '../../equations/oscillators/oscillator-network.ts';
import { Adaptive } from '../../numerics/ode/adaptive.ts';
import { DormandPrince } from '../../numerics/ode/dormand-prince.ts';
import type { Integrator } from '../../numerics/ode/integrator.ts';
import { Rodas5P } from '../../numerics/ode/rodas-5p.ts';
import { FixedStep, type StepMethod } from '../../numerics/ode/fixed-step.ts';
import { RungeKutta4 } from '../../numerics/ode/runge-kutta-4.ts';
import type { Stage } from './stages.ts';

export type Method = 'rk4' | 'dopri5' | 'implicit';

export interface MethodOptions {
  readonly method: Method;
  /** Step of rk4, s. */
  readonly dt: number;
  /** Error per step of the others, rad and rad/s. */
  readonly tolerance: number;
  /** The compiled form of rk4, where there is one. */
  readonly swingKernel: WebAssembly.Module | null;
}

/** theta and theta' of every node: what survives a change of the network. */
export interface NodeState {
  readonly theta: Float64Array;
  readonly omega: Float64Array;
}

/** Machines turn at synchronous speed; nodes without inertia follow their power, p_i / D_i. */
export function stateAtRest(network: OscillatorNetwork, theta: Float64Array): NodeState {
  const { M, D } = network;
  const omega = new Float64Array(network.n);
  new PowerImbalance(network).evaluate(0, theta, omega);
  for (let i = 0; i < network.n; i++) {
    omega[i] = M[i]! > 0 || D[i] === 0 ? 0 : omega[i]! / D[i]!;
  }
  return { theta: theta.slice(), omega };
}

/** The run between two changes: one fixed network, one integrator. */
export interface Segment {
  readonly network: OscillatorNetwork;
  readonly integrator: Integrator;
  /** Node of each machine; its omega is component n + k of the state. */
  readonly machines: Int32Array;
}

const firstStep = 1e-4;
/** No event is overlooked between two steps so far apart. */
const largestStep = 0.25;

/** Starts a segment where its stage does. Null where algebraic nodes find no balance. */
export function startSegment(
  { time, network, ramp }: Pick<Stage, 'time' | 'network' | 'ramp'>,
  options: MethodOptions,
  state: NodeState,
): Segment | null {
  const system =
    options.method === 'implicit' ? new StiffSwingSystem(network) : new SwingSystem(network);
  system.imbalance.ramp = ramp;
  const { machines } = system;
  const y = new Float64Array(system.dimension);
  y.set(state.theta);
  machines.forEach((node, k) => (y[network.n + k] = state.omega[node]!));
  if (system instanceof StiffSwingSystem && !makeConsistent(system, time, y)) return null;
  const integrator = createIntegrator(system, options);
  integrator.restart(time, y);
  return { network, integrator, machines };
}

function createIntegrator(
  system: SwingSystem | StiffSwingSystem,
  { method, dt, tolerance, swingKernel }: MethodOptions,
): Integrator {
  if (system instanceof SwingSystem && method === 'rk4') {
    return new FixedStep(rk4(system, swingKernel), dt);
  }
  const embedded = system instanceof SwingSystem ? new DormandPrince(system) : new Rodas5P(system);
  return new Adaptive(embedded, {
    // Angles that have slipped by hundreds of turns are to be no less accurate than others.
    relativeTolerance: 1e-12,
    absoluteTolerance: tolerance,
    initialStep: firstStep,
    largestStep,
  });
}

/** The kernel knows neither ramps nor phase shifts. */
function rk4(system: SwingSystem, kernel: WebAssembly.Module | null): StepMethod {
  const { network, ramp } = system.imbalance;
  const isPlain = ramp === null && network.phaseShift === null;
  return kernel && isPlain ? new SwingKernel(kernel, [network]) : new RungeKutta4(system);
}

/** theta and theta' of all nodes at the end of a segment. */
export function endState({ network, integrator, machines }: Segment, into: NodeState): void {
  const { state, time } = integrator;
  into.theta.set(state.subarray(0, network.n));
  for (let i = 0; i < network.n; i++) into.omega[i] = integrator.slope(i, time);
  machines.forEach((node, k) => (into.omega[node] = state[network.n + k]!));
}
