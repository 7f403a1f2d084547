import { StudyRefusal } from '../../../src-shared/studies/study-room.ts';
import type { TimeDomainSpec } from '../../../src-shared/studies/time-domain.ts';
import { fastestRate, rk4StabilityRadius } from '../../equations/machines/step-limit.ts';
import type { FastestRate } from '../../equations/machines/step-limit.ts';
import type { OscillatorNetwork } from '../../equations/oscillators/oscillator-network.ts';
import type { Method } from './segment.ts';

export interface ChosenMethod {
  readonly method: Method;
  readonly warnings: readonly string[];
}

/** |z| up to which Dormand–Prince is stable in the left half plane, near enough to say a step. */
const dopri5StabilityRadius = 3.3;
/** From this rate (1/s) on the implicit method is the faster one, measured on 39 to 2,383 buses. */
const stiffRate = 1000;

/**
 * The method that a run uses. An explicit method must resolve the fastest rate of the network,
 * which loads of small damping push to 1e5/s and more, whether or not anything moves that fast: a
 * fixed step beyond that limit gives wrong curves that look like curves, so it is refused.
 *
 * @param networks all that follow one another in the run
 * @param busOf the bus number of a node, for the message
 * @throws StudyRefusal naming the step that would do
 */
export function chooseMethod(
  spec: Pick<TimeDomainSpec, 'method' | 'dt'>,
  networks: readonly OscillatorNetwork[],
  busOf: (node: number) => number,
): ChosenMethod {
  const lossy = networks.some(({ phaseShift }) => phaseShift !== null);
  if (spec.method === 'implicit') {
    if (!lossy) return { method: 'implicit', warnings: [] };
    throw new StudyRefusal(
      'method is "implicit", which needs edges without phi: choose "dopri5" or "rk4", or set every phi to 0.',
    );
  }
  const fastest = networks
    .map((network) => fastestRate(network))
    .reduce((a, b) => (b.rate > a.rate ? b : a));
  if (spec.method !== 'automatic' && fastest.rate === Infinity) {
    throw new StudyRefusal(
      `method is "${spec.method}", which needs damping or inertia at every bus, and bus ${busOf(fastest.node)} has neither: ` +
        'choose "implicit", or give it damping.',
    );
  }
  if (spec.method === 'rk4') return rk4(spec.dt, fastest, busOf);
  if (spec.method === 'automatic') {
    const stiff = fastest.rate > stiffRate && !lossy;
    return { method: stiff ? 'implicit' : 'dopri5', warnings: [] };
  }
  return { method: 'dopri5', warnings: stiffnessWarnings(fastest, busOf) };
}

function rk4(dt: number, fastest: FastestRate, busOf: (node: number) => number): ChosenMethod {
  const limit = rk4StabilityRadius / fastest.rate;
  if (dt <= limit) return { method: 'rk4', warnings: [] };
  throw new StudyRefusal(
    `dt is ${dt} s, but RK4 is stable on this network only up to ${short(limit)} s ` +
      `(its fastest rate is ${short(fastest.rate)} 1/s, near bus ${busOf(fastest.node)}): ` +
      'choose that step or a shorter one, the method "implicit", or more load damping.',
  );
}

function stiffnessWarnings(fastest: FastestRate, busOf: (node: number) => number): string[] {
  if (fastest.rate <= stiffRate) return [];
  const step = short(dopri5StabilityRadius / fastest.rate);
  return [
    `The network is stiff (fastest rate ${short(fastest.rate)} 1/s, near bus ${busOf(fastest.node)}): ` +
      `dopri5 stays below steps of about ${step} s; "implicit" takes longer ones.`,
  ];
}

/** Two digits, rounded down, so that a step limit quoted is one that holds. */
function short(value: number): string {
  const unit = 10 ** (Math.floor(Math.log10(value)) - 1);
  return String(Number((Math.floor(value / unit) * unit).toPrecision(2)));
}
