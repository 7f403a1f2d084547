import { blockSolver } from '../../numerics/sparse/block-solver.ts';
import type { BlockSolver } from '../../numerics/sparse/block-solver.ts';
import type { AdmittanceMatrix } from './admittance.ts';
import { createPowerBalance, evaluatePowerBalance } from './power-balance.ts';
import type { PowerBalance, PowerFlowState } from './power-balance.ts';

export interface NewtonOptions {
  /** Largest mismatch at the solution, p.u. */
  readonly tolerance: number;
  readonly maxIterations: number;
  /** Halve a step that does not lessen the mismatch; without, the plain method. */
  readonly damped: boolean;
  readonly stopped: () => boolean;
}

export interface NewtonOutcome {
  readonly status: 'converged' | 'not-converged' | 'singular' | 'cancelled';
  readonly iterations: number;
  readonly maxMismatch: number;
  /** Node whose pivot vanished, where singular. */
  readonly node: number | null;
}

/** Room that one network's power flows share: factorization, balance, step, state before a step. */
export interface PowerFlowWorkspace {
  readonly lu: BlockSolver;
  readonly balance: PowerBalance;
  readonly step: Float64Array;
  readonly vmBefore: Float64Array;
  readonly vaBefore: Float64Array;
}

/**
 * Cost: the symbolic factorization of the network's pattern.
 *
 * @param kernel the compiled block LU; without, the TypeScript form gives the same bits
 */
export function createPowerFlowWorkspace(
  network: AdmittanceMatrix,
  kernel: WebAssembly.Module | null = null,
): PowerFlowWorkspace {
  const { n } = network.pattern;
  const lu = blockSolver(network.pattern, kernel);
  return {
    lu,
    balance: createPowerBalance(network, lu.values),
    step: new Float64Array(2 * n),
    vmBefore: new Float64Array(n),
    vaBefore: new Float64Array(n),
  };
}

const LEAST_STEP = 1 / 64;

/**
 * Newton's method for the power balance in polar coordinates: J (dva, dvm / vm) = mismatch, where
 * J and the mismatch are those of `evaluatePowerBalance`.
 *
 * @param state the start; overwritten by the solution, or by the last point reached
 *
 * The symbolic factorization is made once a network; an iteration refills it. Allocates nothing per
 * iteration. Cost O(blocks of the factor's products) an iteration. Source: W. Tinney, C. Hart, IEEE
 * Trans. PAS-86 (1967) 1449.
 */
export function solvePowerFlow(
  network: AdmittanceMatrix,
  state: PowerFlowState,
  workspace: PowerFlowWorkspace,
  options: NewtonOptions,
): NewtonOutcome {
  const { lu, balance, step } = workspace;
  let mismatch = evaluatePowerBalance(network, state, balance);
  let iterations = 0;
  const outcome = (status: NewtonOutcome['status'], node: number | null = null): NewtonOutcome => {
    return { status, iterations, maxMismatch: mismatch, node };
  };
  for (; ; iterations++) {
    if (mismatch < options.tolerance) return outcome('converged');
    if (iterations >= options.maxIterations || !Number.isFinite(mismatch)) {
      return outcome('not-converged');
    }
    if (options.stopped()) return outcome('cancelled');
    const factorized = lu.factorize();
    if (factorized.status === 'singular') return outcome('singular', factorized.row);
    lu.solve(balance.mismatch, step);
    const next = takeStep(network, state, workspace, options.damped ? mismatch : Infinity);
    if (next === null) return outcome('not-converged');
    mismatch = next;
  }
}

/**
 * Moves the state by the step, halved until the mismatch is less than `bound`; null where even the
 * least share of the step does not lessen it (the state is then as before).
 */
function takeStep(
  network: AdmittanceMatrix,
  state: PowerFlowState,
  { balance, step, vmBefore, vaBefore }: PowerFlowWorkspace,
  bound: number,
): number | null {
  const { vm, va } = state;
  vmBefore.set(vm);
  vaBefore.set(va);
  for (let share = 1; share >= LEAST_STEP; share /= 2) {
    for (let i = 0; i < vm.length; i++) {
      va[i] = vaBefore[i]! + share * step[2 * i]!;
      vm[i] = vmBefore[i]! * (1 + share * step[2 * i + 1]!);
    }
    const mismatch = evaluatePowerBalance(network, state, balance);
    if (bound === Infinity || mismatch < bound) return mismatch;
  }
  vm.set(vmBefore);
  va.set(vaBefore);
  return null;
}
