import type { GridCase } from '../../src-shared/grid/grid-case.ts';
import type { Assumption } from '../../src-shared/studies/model-options.ts';
import { powerFlowSpecSchema } from '../../src-shared/studies/power-flow.ts';
import type { PowerFlowGenerator } from '../../src-shared/studies/power-flow.ts';
import { StudyRefusal } from '../../src-shared/studies/study-room.ts';
import { machineOutputs } from '../equations/network/machine-outputs.ts';
import { SLACK } from '../equations/network/power-balance.ts';
import { powerFlowCase } from '../equations/network/power-flow-case.ts';
import type { PowerFlowCase } from '../equations/network/power-flow-case.ts';
import { solveIslands } from '../equations/network/solve-islands.ts';
import type { SolvedPowerFlow } from '../equations/network/solve-islands.ts';

/** Mismatch that is left, p.u.: what a study makes of the voltages is to be right to nine digits. */
const TOLERANCE = 1e-10;

/** An AC power flow that has a solution, from the stored voltages and without reactive limits. */
export interface SolvedOperatingPoint {
  readonly given: PowerFlowCase;
  readonly solved: SolvedPowerFlow;
  /** Of the machines in service. */
  readonly outputs: readonly PowerFlowGenerator[];
}

/**
 * Solves the power flow that a study sets out from.
 *
 * @param option what in the spec asked for it
 * @throws StudyRefusal where it has no solution
 */
export function solveOperatingPoint(
  grid: GridCase,
  option: string,
  stopped: () => boolean,
): SolvedOperatingPoint {
  const given = powerFlowCase(grid);
  const solved = solveIslands(given, powerFlowSpecSchema.parse({ tolerance: TOLERANCE }), stopped);
  if (solved.status !== 'converged' && !stopped()) {
    throw new StudyRefusal(
      `${option} is "power-flow", and the power flow has no solution (largest mismatch ${solved.maxMismatch.toExponential(1)} p.u.): run the power-flow study to see where, or choose "case".`,
    );
  }
  const { state, balance, held } = solved;
  return { given, solved, outputs: machineOutputs(given, state, balance, held) };
}

/** What the solution puts in the place of the case's own voltages and dispatch. */
export function describeOperatingPoint(
  grid: GridCase,
  { given, solved, outputs }: SolvedOperatingPoint,
): Assumption {
  const atSlack = ({ bus }: { readonly bus: number }): boolean =>
    solved.state.type[given.nodeOf(bus)] === SLACK;
  const total = (machines: readonly { readonly bus: number; readonly pMw: number }[]): number =>
    machines.filter(atSlack).reduce((sum, { pMw }) => sum + pMw, 0);
  const scheduled = total(
    grid.generators.filter(({ inService, bus }) => inService && given.nodeOf(bus) >= 0),
  );
  const slackMw = total(outputs);
  return {
    topic: 'operating point',
    text: `Voltage magnitudes and slack generation are those of an AC power flow (${solved.iterations} iterations, largest mismatch ${solved.maxMismatch.toExponential(1)} p.u.): the slack generators give ${slackMw.toFixed(2)} MW instead of the ${scheduled.toFixed(2)} MW of the case.`,
    amount: slackMw - scheduled,
    unit: 'MW',
  };
}
