import { elementKey, elementLabel } from '../../../src-shared/grid/element-ref.ts';
import type { ElementRef } from '../../../src-shared/grid/element-ref.ts';
import type { GridCase } from '../../../src-shared/grid/grid-case.ts';
import { missing, plain } from '../../composables/format.ts';
import type { LineStates } from '../../network/line-states.ts';
import { branchValues } from './computed-values.ts';
import { elementOf } from './field-edits.ts';

export interface HoverText {
  readonly title: string;
  readonly lines: readonly string[];
}

/** What a pointer on an element is told: its name and its values, with units. */
export function hoverText(grid: GridCase, ref: ElementRef, states: LineStates): HoverText | null {
  if (!elementOf(grid, ref)) return null;
  const title = elementLabel(ref);
  return { title, lines: linesOf(grid, ref, states).filter((line) => line !== title) };
}

function linesOf(grid: GridCase, ref: ElementRef, states: LineStates): string[] {
  switch (ref.kind) {
    case 'bus': {
      const bus = grid.buses.find(({ number }) => number === ref.number);
      if (!bus) return [];
      const level = bus.baseKv > 0 ? `${plain(bus.baseKv)} kV, ` : '';
      return [
        bus.name,
        `${level}|V| ${plain(bus.vmPu)} p.u.`,
        `net injection ${plain(netInjectionMw(grid, bus.number))} MW`,
      ].filter((line) => line.trim() !== '');
    }
    case 'branch': {
      const branch = grid.branches.find(
        (one) => elementKey({ kind: 'branch', ...one }) === elementKey(ref),
      );
      if (!branch) return [];
      if (!branch.inService) return ['out of service'];
      return branchValues(grid, branch, states)
        .filter(({ text }) => text !== missing)
        .map(({ label, text, unit }) => `${label} ${text}${unit === '°' ? unit : ` ${unit}`}`);
    }
    case 'generator': {
      const machine = grid.generators.find(({ bus, id }) => bus === ref.bus && id === ref.id);
      if (!machine) return [];
      return serviceLine(machine, [
        `P ${plain(machine.pMw)} MW of ${plain(machine.pMaxMw)} MW`,
        `rating ${plain(machine.ratingMva)} MVA`,
        machine.dynamics ? 'machine data given' : 'machine data estimated',
      ]);
    }
    case 'load': {
      const load = grid.loads.find(({ bus, id }) => bus === ref.bus && id === ref.id);
      return load
        ? serviceLine(load, [`P ${plain(load.pMw)} MW`, `Q ${plain(load.qMvar)} Mvar`])
        : [];
    }
    case 'shunt': {
      const shunt = grid.shunts.find(({ bus, id }) => bus === ref.bus && id === ref.id);
      return shunt
        ? serviceLine(shunt, [`G ${plain(shunt.gMw)} MW`, `B ${plain(shunt.bMvar)} Mvar`])
        : [];
    }
  }
}

const serviceLine = ({ inService }: { readonly inService: boolean }, lines: string[]): string[] =>
  inService ? lines : [...lines, 'out of service'];

/** Generation less load in service at a bus, MW. */
export function netInjectionMw(grid: GridCase, bus: number): number {
  const sum = (elements: GridCase['generators'] | GridCase['loads']): number =>
    elements.reduce(
      (total, element) => (element.bus === bus && element.inService ? total + element.pMw : total),
      0,
    );
  return sum(grid.generators) - sum(grid.loads);
}
