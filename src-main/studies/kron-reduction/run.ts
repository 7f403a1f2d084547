import type { GridCase } from '../../../src-shared/grid/grid-case.ts';
import type { StudyNetwork } from '../../../src-shared/studies/catalogue.ts';
import type {
  KronReductionResult,
  KronReductionSpec,
} from '../../../src-shared/studies/kron-reduction.ts';
import type { Assumption } from '../../../src-shared/studies/model-options.ts';
import { StudyRefusal } from '../../../src-shared/studies/study-room.ts';
import type { StudyContext } from '../../../src-shared/studies/study-room.ts';
import { powerFlowCase } from '../../equations/network/power-flow-case.ts';
import type { PowerFlowCase } from '../../equations/network/power-flow-case.ts';
import { startOf } from '../../equations/network/power-flow-start.ts';
import { reducedModel, swingParameters } from '../../equations/network/reduced-model.ts';
import type { OperatingPoint, ReducedModel } from '../../equations/network/reduced-model.ts';
import { solveOperatingPoint } from '../operating-point.ts';
import type { KronReductionChunk } from './plan.ts';

/**
 * Reduces a grid to the internal nodes of its machines.
 *
 * @throws StudyRefusal where the power flow has no solution, or a machine no transient reactance
 */
export function runKronReduction(
  subject: StudyNetwork,
  spec: KronReductionSpec,
  _chunk: KronReductionChunk,
  context: StudyContext,
): KronReductionResult {
  if (subject.kind === 'oscillators')
    throw new StudyRefusal('Bare oscillators are reduced already.');
  const { given, point, iterations } =
    spec.voltages === 'power-flow'
      ? solvedPoint(subject.grid, context.stopped)
      : storedPoint(subject.grid);
  const model = reducedModel(given, point);
  const { coupling, phaseShift, omega } = swingParameters(model);
  const { order, re, im } = model.admittance;
  return {
    machines: model.machines,
    yReduced: rowsOf(order, (p) => [re[p]!, im[p]!] as const),
    eAbs: [...model.eAbs],
    delta0: [...model.delta0],
    pm: [...model.pm],
    coupling: rowsOf(order, (p) => coupling[p]!),
    phaseShift: rowsOf(order, (p) => phaseShift[p]!),
    omega: [...omega],
    powerFlowIterations: iterations,
    ignored: assumptionsOf(given.grid, model),
    warnings: given.warnings,
  };
}

interface Base {
  readonly given: PowerFlowCase;
  readonly point: OperatingPoint;
  readonly iterations: number | null;
}

function solvedPoint(grid: GridCase, stopped: () => boolean): Base {
  const { given, solved, outputs } = solveOperatingPoint(grid, 'voltages', stopped);
  const { vm, va } = solved.state;
  return { given, point: { vm, va, outputs }, iterations: solved.iterations };
}

/** The voltages and machine powers that the case stores, taken at their word. */
function storedPoint(grid: GridCase): Base {
  const given = powerFlowCase(grid);
  const { vm, va } = startOf(given, 'case');
  const outputs = grid.generators.filter(({ inService }) => inService);
  return { given, point: { vm, va, outputs }, iterations: null };
}

function rowsOf<Entry>(order: number, entry: (position: number) => Entry): Entry[][] {
  return Array.from({ length: order }, (_, i) =>
    Array.from({ length: order }, (__, j) => entry(i * order + j)),
  );
}

function assumptionsOf(grid: GridCase, { machines }: ReducedModel): Assumption[] {
  const estimated = machines.filter((machine) => machine.estimated);
  const assumptions: Assumption[] = [
    {
      topic: 'Loads',
      text: 'Loads are constant admittances at the voltages of the operating point.',
      amount: grid.loads.reduce((sum, { inService, pMw }) => sum + (inService ? pMw : 0), 0),
      unit: 'MW',
    },
    {
      topic: 'Machines',
      text: 'Machines are classical: a constant EMF behind the transient reactance.',
      amount: machines.length,
      unit: 'machines',
    },
  ];
  const inverters = machines.filter(({ droopPercent }) => droopPercent !== null);
  if (inverters.length > 0) {
    assumptions.push({
      topic: 'Inverters',
      text: 'Inverters with droop have no inertia: a constant EMF behind their reactance, of first order with D = rating / droop.',
      amount: inverters.length,
      unit: 'inverters',
    });
  }
  if (estimated.length > 0) {
    assumptions.push({
      topic: 'Machine data',
      text: 'Machine data are estimated from the rating where none are given.',
      amount: estimated.length,
      unit: 'machines',
    });
  }
  return assumptions;
}
