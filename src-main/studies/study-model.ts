import type { GridCase } from '../../src-shared/grid/grid-case.ts';
import type { StudyNetwork } from '../../src-shared/studies/catalogue.ts';
import type { ModelOptions } from '../../src-shared/studies/model-options.ts';
import { powerFlowSpecSchema } from '../../src-shared/studies/power-flow.ts';
import { StudyRefusal } from '../../src-shared/studies/study-room.ts';
import { modelOf } from '../equations/network/network-model.ts';
import type { ModelSurroundings, NetworkModel } from '../equations/network/network-model.ts';
import { attemptPowerFlow } from '../equations/network/power-flow-attempts.ts';
import { powerFlowCase } from '../equations/network/power-flow-case.ts';

/**
 * The oscillator network that a study runs on, with an AC power flow solved first where the options
 * take the voltages from one.
 *
 * @throws StudyRefusal where there is no such network, or the power flow has no solution
 */
export function studyModel(
  subject: StudyNetwork,
  options: ModelOptions,
  stopped: () => boolean,
  surroundings: ModelSurroundings = {},
): NetworkModel {
  if (subject.kind === 'oscillators' || options.voltages !== 'power-flow') {
    return modelOf(subject, options, surroundings);
  }
  const solvedVoltages = solveVoltages(subject.grid, stopped);
  return modelOf(subject, options, { ...surroundings, solvedVoltages });
}

/** |V| by row of the bus table; buses outside the power flow keep that of the case. */
function solveVoltages(grid: GridCase, stopped: () => boolean): Float64Array {
  const given = powerFlowCase(grid);
  const { status, state, maxMismatch } = attemptPowerFlow(
    given,
    powerFlowSpecSchema.parse({}),
    stopped,
  );
  if (status !== 'converged' && !stopped()) {
    throw new StudyRefusal(
      `model.voltages is "power-flow", and the power flow has no solution (largest mismatch ${maxMismatch.toExponential(1)} p.u.): run the power-flow study to see where, or choose "case".`,
    );
  }
  const voltages = Float64Array.from(grid.buses, ({ vmPu }) => vmPu);
  given.busRow.forEach((row, node) => (voltages[row] = state.vm[node]!));
  return voltages;
}
