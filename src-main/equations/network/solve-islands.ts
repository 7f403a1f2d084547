import type { PowerFlowSpec } from '../../../src-shared/studies/power-flow.ts';
import { islandCases } from './island-cases.ts';
import type { IslandCase } from './island-cases.ts';
import type { NewtonOutcome } from './newton-power-flow.ts';
import { attemptPowerFlow } from './power-flow-attempts.ts';
import type { PowerFlowSolution } from './power-flow-attempts.ts';
import { createPowerBalance, evaluatePowerBalance } from './power-balance.ts';
import type { PowerBalance, PowerFlowState } from './power-balance.ts';
import type { PowerFlowCase } from './power-flow-case.ts';
import type { HeldLimit } from './reactive-limits.ts';

/** The solutions of all islands, by nodes of the whole case. */
export interface SolvedPowerFlow {
  /** Converged where every island is. */
  readonly status: NewtonOutcome['status'];
  readonly state: PowerFlowState;
  readonly balance: PowerBalance;
  readonly held: HeldLimit;
  /** Most of any island. */
  readonly iterations: number;
  /** Largest of any island. */
  readonly maxMismatch: number;
  /** In the order of the case's islands; null where an island has no generation. */
  readonly islands: readonly (PowerFlowSolution | null)[];
}

/**
 * The AC power flow of every island on its own: an island without a solution costs the others
 * neither theirs nor an iteration.
 *
 * @param kernel the compiled block LU; without, the same bits come more slowly
 */
export function solveIslands(
  given: PowerFlowCase,
  spec: PowerFlowSpec,
  stopped: () => boolean,
  kernel: WebAssembly.Module | null = null,
): SolvedPowerFlow {
  const state: PowerFlowState = {
    vm: new Float64Array(given.n),
    va: new Float64Array(given.n),
    p: given.p.slice(),
    q: given.q.slice(),
    type: given.type.slice(),
  };
  const held: HeldLimit = new Int8Array(given.n);
  const islands: (PowerFlowSolution | null)[] = given.islands.map(() => null);
  let [iterations, maxMismatch] = [0, 0];
  for (const part of islandCases(given)) {
    const solution = attemptPowerFlow(part.given, spec, stopped, kernel);
    islands[part.island] = solution;
    place(part, solution, state, held);
    iterations = Math.max(iterations, solution.iterations);
    maxMismatch = Math.max(maxMismatch, solution.maxMismatch);
  }
  const balance = createPowerBalance(given.admittance);
  evaluatePowerBalance(given.admittance, state, balance);
  return { status: statusOf(islands), state, balance, held, iterations, maxMismatch, islands };
}

function place(
  { nodes }: IslandCase,
  solution: PowerFlowSolution,
  state: PowerFlowState,
  held: HeldLimit,
): void {
  nodes.forEach((node, k) => {
    state.vm[node] = solution.state.vm[k]!;
    state.va[node] = solution.state.va[k]!;
    state.p[node] = solution.state.p[k]!;
    state.q[node] = solution.state.q[k]!;
    state.type[node] = solution.state.type[k]!;
    held[node] = solution.held[k]!;
  });
}

function statusOf(islands: SolvedPowerFlow['islands']): NewtonOutcome['status'] {
  const found = islands.flatMap((island) => (island ? [island.status] : []));
  const worst = (['cancelled', 'singular', 'not-converged'] as const).find((status) =>
    found.includes(status),
  );
  return worst ?? 'converged';
}
