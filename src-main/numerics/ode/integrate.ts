import type { Integrator, StepFailure } from './integrator.ts';
import { locateCrossing } from './locate-crossing.ts';

/** g(t, y) as a function of t and of single components of y; a change of its sign is an event. */
export type SwitchingFunction = (t: number, component: (i: number) => number) => number;

export interface IntegrateOptions {
  /** Where to stop: exactly there. The caller applies what happens at that time and restarts. */
  readonly end: number;
  /** Asked before each step; true cancels. */
  readonly stop: () => boolean;
  /** Called after each accepted step; the solution counts in [previousTime, until]. */
  readonly onStep: (integrator: Integrator, until: number) => void;
  /** Stop at the first sign change of any of these. */
  readonly switching?: readonly SwitchingFunction[];
}

export type IntegrationOutcome =
  | { readonly status: 'finished' | 'cancelled'; readonly time: number }
  | { readonly status: 'switched'; readonly time: number; readonly index: number }
  | StepFailure;

/**
 * Runs an integrator, restarted by the caller, to `end`, to a switching event, to a failure or
 * until it is told to stop. After 'switched' the integrator stands past the event: the state
 * at the event is `integrator.component(i, outcome.time)`, from where the caller restarts. A
 * function that changes sign twice within one step goes unseen.
 */
export function integrate(integrator: Integrator, options: IntegrateOptions): IntegrationOutcome {
  const { end, stop, onStep, switching = [] } = options;
  const before = switching.map((g) => g(integrator.time, (i) => integrator.state[i]!));
  while (integrator.time < end) {
    if (stop()) return { status: 'cancelled', time: integrator.time };
    const step = integrator.advance(end);
    if (step !== 'accepted') return step;
    const event = switching.length > 0 ? firstEvent(integrator, switching, before) : null;
    onStep(integrator, event?.time ?? integrator.time);
    if (event) return { status: 'switched', ...event };
  }
  return { status: 'finished', time: integrator.time };
}

/** The earliest sign change within the last step; leaves in `before` the values at its end. */
function firstEvent(
  integrator: Integrator,
  switching: readonly SwitchingFunction[],
  before: number[],
): { time: number; index: number } | null {
  let first: { time: number; index: number } | null = null;
  for (const [index, g] of switching.entries()) {
    const along = (t: number): number => g(t, (i) => integrator.component(i, t));
    const start = before[index]!;
    const end = along(integrator.time);
    before[index] = end;
    if (start === 0 || start * end > 0) continue;
    const time = locateCrossing(along, integrator.previousTime, integrator.time, start, end);
    if (!first || time < first.time) first = { time, index };
  }
  return first;
}
