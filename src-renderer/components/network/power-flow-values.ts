import { elementKey } from '../../../src-shared/grid/element-ref.ts';
import type { ElementRef } from '../../../src-shared/grid/element-ref.ts';
import { decimals, missing } from '../../composables/format.ts';
import type { PowerFlowByElement } from '../../composables/power-flow-by-element.ts';
import type { ComputedValue } from './computed-values.ts';

/** What the newest power flow found of one element; nothing where it says nothing of it. */
export function powerFlowValues(
  powerFlow: PowerFlowByElement,
  ref: ElementRef,
): readonly ComputedValue[] {
  switch (ref.kind) {
    case 'bus':
      return busValues(powerFlow.bus(ref.number));
    case 'branch':
      return branchValues(powerFlow.branch(elementKey(ref)));
    case 'generator':
      return generatorValues(powerFlow.generator(elementKey(ref)));
    default:
      return [];
  }
}

function value(
  name: string,
  label: string,
  figure: number | null,
  unit: string,
  digits: number,
  help: string,
  over = false,
): ComputedValue {
  return { name: `solved-${name}`, label, text: decimals(figure, digits), unit, help, over };
}

const ofGeneration = 'Generation less load here.';

function busValues(found: ReturnType<PowerFlowByElement['bus']>): ComputedValue[] {
  if (!found) return [];
  return [
    value('vm', 'Voltage', found.vm, 'p.u.', 4, 'Magnitude at the solution.'),
    value('va', 'Angle', found.vaDegrees, '°', 2, 'Against the slack of its island.'),
    value('p', 'Active injection', found.pMw, 'MW', 1, ofGeneration),
    value('q', 'Reactive injection', found.qMvar, 'Mvar', 1, ofGeneration),
  ];
}

function branchValues(found: ReturnType<PowerFlowByElement['branch']>): ComputedValue[] {
  if (!found) return [];
  const { pFromMw, qFromMvar, pToMw, qToMvar, loading } = found;
  const into = (end: string): string => `Into the branch at its ${end} bus.`;
  const percent = loading === null ? null : 100 * loading;
  return [
    value('p-from', 'P from', pFromMw, 'MW', 1, into('from')),
    value('q-from', 'Q from', qFromMvar, 'Mvar', 1, into('from')),
    value('p-to', 'P to', pToMw, 'MW', 1, into('to')),
    value('q-to', 'Q to', qToMvar, 'Mvar', 1, into('to')),
    value('loss', 'Loss', pFromMw + pToMw, 'MW', 2, 'What goes in at one end and not out.'),
    value(
      'loading',
      'Loading of rating A',
      percent,
      '%',
      0,
      'The larger of the apparent powers at the two ends.',
      (loading ?? 0) > 1,
    ),
  ];
}

const heldAt = { none: missing, qMin: 'Q min', qMax: 'Q max' } as const;

function generatorValues(found: ReturnType<PowerFlowByElement['generator']>): ComputedValue[] {
  if (!found) return [];
  const held = found.limit !== 'none';
  return [
    value('p', 'Active power', found.pMw, 'MW', 1, 'Output at the solution.'),
    value('q', 'Reactive power', found.qMvar, 'Mvar', 1, 'Output at the solution.', held),
    {
      ...value('limit', 'Held at', null, '', 0, 'The reactive limit that the generator stands at.'),
      text: heldAt[found.limit],
    },
  ];
}
