import { elementsOf } from '../../../src-shared/grid/element-ref.ts';
import type { ElementKind } from '../../../src-shared/grid/element-ref.ts';
import type { GridCase } from '../../../src-shared/grid/grid-case.ts';

/** The tables of elements; machine data and transformers have one of their own. */
export type ElementTableId = ElementKind | 'transformer' | 'dynamics';

/** The tables of the Network screen. */
export type TableId = ElementTableId | 'area';

export interface TableTab {
  readonly id: TableId;
  readonly label: string;
}

export const tableTabs: readonly TableTab[] = [
  { id: 'bus', label: 'Buses' },
  { id: 'branch', label: 'Branches' },
  { id: 'transformer', label: 'Transformers' },
  { id: 'generator', label: 'Generators' },
  { id: 'dynamics', label: 'Dynamics' },
  { id: 'load', label: 'Loads' },
  { id: 'shunt', label: 'Shunts' },
  { id: 'area', label: 'Areas' },
];

/** What the rows of a table are. */
export const kindOf: Readonly<Record<ElementTableId, ElementKind>> = {
  bus: 'bus',
  branch: 'branch',
  transformer: 'branch',
  generator: 'generator',
  dynamics: 'generator',
  load: 'load',
  shunt: 'shunt',
};

/** Which table of a file has the rows of a table here: pasted rows are read as that one. */
export const pastedAs = (table: ElementTableId): ElementKind | 'dynamics' =>
  table === 'dynamics' ? 'dynamics' : kindOf[table];

export function rowCount(grid: GridCase, table: TableId): number {
  if (table === 'area') return new Set(grid.buses.map(({ area }) => area)).size;
  if (table === 'transformer') {
    return grid.branches.filter(({ isTransformer }) => isTransformer).length;
  }
  return elementsOf(grid, kindOf[table]).length;
}
