import type { KronReductionResult } from '../../../../src-shared/studies/kron-reduction.ts';
import { degreesFromRadians } from '../../../../src-shared/units/quantities.ts';
import { counted } from '../../../../src-shared/units/counted.ts';
import { figure, remarks, table } from './lines.ts';

const machinesTold = 40;

export function kronReductionSummary(name: string, result: KronReductionResult): string[] {
  const { machines, powerFlowIterations } = result;
  const more = machines.length - machinesTold;
  return [
    `Kron reduction: ${name}`,
    `  ${counted(machines.length, 'machine')}, ${
      powerFlowIterations === null
        ? 'voltages of the case'
        : `voltages of a power flow of ${counted(powerFlowIterations, 'iteration')}`
    }`,
    '',
    'Machines, per unit on the system base',
    ...table(
      ['bus', 'id', 'H (s)', 'D', "x'd", '|E|', 'delta (deg)', 'Pm', 'omega', 'sum of P_ij'],
      machines
        .slice(0, machinesTold)
        .map((machine, i) => [
          String(machine.bus),
          machine.id,
          figure(machine.inertiaSeconds, 3),
          figure(machine.dampingPu, 3),
          figure(machine.transientReactancePu),
          figure(result.eAbs[i] ?? null),
          figure(degreesFromRadians(result.delta0[i] ?? NaN), 3),
          figure(result.pm[i] ?? null),
          figure(result.omega[i] ?? null),
          figure((result.coupling[i] ?? []).reduce((sum, coupling) => sum + coupling, 0)),
        ]),
    ),
    ...(more > 0 ? [`  and ${more} more`] : []),
    ...remarks(result),
  ];
}
