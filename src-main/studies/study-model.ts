import type { GridCase } from '../../src-shared/grid/grid-case.ts';
import type { StudyNetwork } from '../../src-shared/studies/catalogue.ts';
import type { ModelOptions } from '../../src-shared/studies/model-options.ts';
import { modelOf } from '../equations/network/model-of.ts';
import type {
  ModelSurroundings,
  NetworkModel,
  SolvedPoint,
} from '../equations/network/network-model.ts';
import { describeOperatingPoint, solveOperatingPoint } from './operating-point.ts';
import type { SolvedOperatingPoint } from './operating-point.ts';

/**
 * The oscillator network that a study runs on, with an AC power flow solved first where the options
 * take voltages and dispatch from one.
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
  const { grid } = subject;
  const point = solveOperatingPoint(grid, 'The model option voltages', stopped);
  const model = modelOf(subject, options, { ...surroundings, solved: solvedPoint(grid, point) });
  return { ...model, ignored: [describeOperatingPoint(grid, point), ...model.ignored] };
}

/** By rows of the tables; what the power flow leaves out keeps the figures of the case. */
function solvedPoint(
  { buses, generators }: GridCase,
  { given, solved, outputs }: SolvedOperatingPoint,
): SolvedPoint {
  const vmPu = Float64Array.from(buses, (bus) => bus.vmPu);
  given.busRow.forEach((row, node) => (vmPu[row] = solved.state.vm[node]!));
  const output = new Map(outputs.map(({ bus, id, pMw }) => [`${bus}/${id}`, pMw]));
  const pMw = Float64Array.from(
    generators,
    (machine) => output.get(`${machine.bus}/${machine.id}`) ?? machine.pMw,
  );
  return { vmPu, pMw };
}
