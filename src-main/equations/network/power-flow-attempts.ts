import type { PowerFlowAttempt, PowerFlowSpec } from '../../../src-shared/studies/power-flow.ts';
import { createPowerFlowWorkspace, solvePowerFlow } from './newton-power-flow.ts';
import type { NewtonOutcome, PowerFlowWorkspace } from './newton-power-flow.ts';
import { evaluatePowerBalance } from './power-balance.ts';
import type { PowerFlowState } from './power-balance.ts';
import type { PowerFlowCase } from './power-flow-case.ts';
import { startOf } from './power-flow-start.ts';
import { applyReactiveLimits } from './reactive-limits.ts';
import type { HeldLimit } from './reactive-limits.ts';

/** What was found for one island. */
export interface PowerFlowSolution {
  readonly status: NewtonOutcome['status'];
  readonly state: PowerFlowState;
  readonly held: HeldLimit;
  readonly iterations: number;
  readonly maxMismatch: number;
  readonly attempts: readonly IslandAttempt[];
}

type IslandAttempt = Omit<PowerFlowAttempt, 'island'>;

interface Attempt {
  readonly state: PowerFlowState;
  readonly held: HeldLimit;
  readonly outcome: NewtonOutcome;
  readonly loadingReached: number;
}

/** Rounds of reactive limits; a bus may change a few times, a chain of buses one after the other. */
const MOST_ROUNDS = 30;

/** Steps of the continuation are halved down to this share of the loading. */
const LEAST_LOADING_STEP = 1 / 128;

/**
 * The AC power flow of one island with what helps where plain Newton fails: the asked start, the
 * linear start, damping, and a continuation from the unloaded network. Every attempt is reported;
 * where none converges, the one with the least mismatch stands.
 */
export function attemptPowerFlow(
  given: PowerFlowCase,
  spec: PowerFlowSpec,
  stopped: () => boolean,
  kernel: WebAssembly.Module | null,
): PowerFlowSolution {
  const workspace = createPowerFlowWorkspace(given.admittance, kernel);
  const run = (state: PowerFlowState, damped: boolean): Attempt =>
    solveWithLimits(given, state, workspace, spec, damped, stopped);
  const ladder: readonly (readonly [PowerFlowAttempt['method'], () => Attempt])[] = [
    ['newton', () => run(startOf(given, spec.start), false)],
    ['newton-dc-start', () => run(startOf(given, 'dc'), false)],
    ['damped-newton', () => run(startOf(given, spec.start), true)],
    ['continuation', () => continueLoading(given, workspace, spec, stopped)],
  ];
  const attempts: IslandAttempt[] = [];
  let best: Attempt | null = null;
  for (const [method, attempt] of ladder) {
    if (method === 'newton-dc-start' && spec.start === 'dc') continue;
    const found = attempt();
    const { iterations, maxMismatch, status } = found.outcome;
    attempts.push({ method, iterations, maxMismatch, loadingReached: found.loadingReached });
    if (best === null || isBetter(found, best)) best = found;
    if (status === 'converged' || status === 'cancelled') break;
  }
  const { state, held, outcome } = best!;
  return {
    status: outcome.status,
    state,
    held,
    iterations: outcome.iterations,
    maxMismatch: outcome.maxMismatch,
    attempts,
  };
}

const isBetter = ({ outcome }: Attempt, than: Attempt): boolean =>
  outcome.status === 'converged' ||
  outcome.maxMismatch < than.outcome.maxMismatch ||
  !Number.isFinite(than.outcome.maxMismatch);

function solveWithLimits(
  given: PowerFlowCase,
  state: PowerFlowState,
  workspace: PowerFlowWorkspace,
  spec: PowerFlowSpec,
  damped: boolean,
  stopped: () => boolean,
): Attempt {
  const { tolerance, maxIterations } = spec;
  const held: HeldLimit = new Int8Array(given.n);
  const returns = new Uint8Array(given.n);
  let iterations = 0;
  for (let round = 0; ; round++) {
    const outcome = solvePowerFlow(given.admittance, state, workspace, {
      tolerance,
      maxIterations,
      damped,
      stopped,
    });
    iterations += outcome.iterations;
    const total = { ...outcome, iterations };
    if (outcome.status !== 'converged' || !spec.enforceReactiveLimits) {
      return { state, held, outcome: total, loadingReached: 1 };
    }
    if (applyReactiveLimits(given, state, workspace.balance, held, returns) === 0) {
      return { state, held, outcome: total, loadingReached: 1 };
    }
    if (round >= MOST_ROUNDS) {
      return { state, held, outcome: { ...total, status: 'not-converged' }, loadingReached: 1 };
    }
  }
}

/**
 * From the unloaded network up: all injections scaled by a loading that grows from 0 to 1, each
 * solution the start of the next, the step halved where Newton fails. Where it stops short of 1 the
 * network cannot carry its loading, and the loading reached says how nearly.
 */
function continueLoading(
  given: PowerFlowCase,
  workspace: PowerFlowWorkspace,
  spec: PowerFlowSpec,
  stopped: () => boolean,
): Attempt {
  const state = startOf(given, 'flat');
  const vm = state.vm.slice();
  const va = state.va.slice();
  const options = { ...spec, damped: true, stopped };
  let iterations = 0;
  let reached = 0;
  for (let step = 1 / 4; reached < 1 && step >= LEAST_LOADING_STEP;) {
    const loading = Math.min(1, reached + step);
    for (let node = 0; node < given.n; node++) {
      state.p[node] = loading * given.p[node]!;
      state.q[node] = loading * given.q[node]!;
    }
    const outcome = solvePowerFlow(given.admittance, state, workspace, options);
    iterations += outcome.iterations;
    if (outcome.status === 'cancelled') break;
    if (outcome.status === 'converged') {
      reached = loading;
      vm.set(state.vm);
      va.set(state.va);
    } else {
      step /= 2;
      state.vm.set(vm);
      state.va.set(va);
    }
  }
  state.p.set(given.p);
  state.q.set(given.q);
  if (reached < 1) {
    const maxMismatch = evaluatePowerBalance(given.admittance, state, workspace.balance);
    const status = stopped() ? 'cancelled' : 'not-converged';
    const outcome: NewtonOutcome = { status, iterations, maxMismatch, node: null };
    return { state, held: new Int8Array(given.n), outcome, loadingReached: reached };
  }
  const last = solveWithLimits(given, state, workspace, spec, true, stopped);
  const total = { ...last.outcome, iterations: iterations + last.outcome.iterations };
  return { ...last, outcome: total };
}
