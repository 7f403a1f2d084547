import type { Bus, GridCase } from '../../../src-shared/grid/grid-case.ts';
import { decimals, plain } from '../../composables/format.ts';
import type { PowerFlowByElement } from '../../composables/power-flow-by-element.ts';

/** What is written at a bus; 'auto': its number, and its name where one looks closely. */
export type BusLabel =
  'auto' | 'number' | 'name' | 'level' | 'voltage' | 'phase' | 'power' | 'none';

export const busLabels: readonly { readonly value: BusLabel; readonly words: string }[] = [
  { value: 'auto', words: 'no., name' },
  { value: 'number', words: 'number' },
  { value: 'name', words: 'name' },
  { value: 'level', words: 'base kV' },
  { value: 'voltage', words: '|V|, p.u.' },
  { value: 'phase', words: 'angle, °' },
  { value: 'power', words: 'net MW / Mvar' },
  { value: 'none', words: 'none' },
];

/** The text at each bus; null where the diagram chooses. Solved values go before those of the case. */
export function busLabelling(
  grid: GridCase,
  label: BusLabel,
  solved: PowerFlowByElement | null,
): ((bus: Bus) => string) | null {
  switch (label) {
    case 'auto':
      return null;
    case 'number':
      return ({ number }) => String(number);
    case 'name':
      return ({ number, name }) => name.trim() || String(number);
    case 'level':
      return ({ baseKv }) => (baseKv > 0 ? `${plain(baseKv)} kV` : '');
    case 'voltage':
      return ({ number, vmPu }) => decimals(solved?.bus(number)?.vm ?? vmPu, 3);
    case 'phase':
      return ({ number, vaDegrees }) =>
        `${decimals(solved?.bus(number)?.vaDegrees ?? vaDegrees, 1)}°`;
    case 'power':
      return powerLabels(grid);
    case 'none':
      return () => '';
  }
}

/** Generation less load in service: '+250 / -30', MW and Mvar; nothing where a bus has neither. */
function powerLabels({ generators, loads }: GridCase): (bus: Bus) => string {
  const net = new Map<number, { p: number; q: number }>();
  const add = (elements: GridCase['generators'] | GridCase['loads'], sign: number): void => {
    for (const { bus, pMw, qMvar, inService } of elements) {
      if (!inService) continue;
      const { p, q } = net.get(bus) ?? { p: 0, q: 0 };
      net.set(bus, { p: p + sign * pMw, q: q + sign * qMvar });
    }
  };
  add(generators, 1);
  add(loads, -1);
  const signed = (value: number): string => `${value > 0 ? '+' : ''}${decimals(value, 0)}`;
  return ({ number }) => {
    const power = net.get(number);
    return power ? `${signed(power.p)} / ${signed(power.q)}` : '';
  };
}
