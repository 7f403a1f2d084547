import { elementLabel, elementsAtBus } from '../../../src-shared/grid/element-ref.ts';
import type { ElementRef } from '../../../src-shared/grid/element-ref.ts';
import type { GridCase } from '../../../src-shared/grid/grid-case.ts';
import { counted } from '../../composables/format.ts';
import { arrangements } from '../../network/arrange-buses.ts';
import { selectedBuses } from '../../network/topology.ts';
import { elementOf } from './field-edits.ts';
import type { Gestures } from './gestures.ts';
import type { MenuItem } from './menu-item.ts';

/** What the menu of an element leads to besides the edits. */
export interface MenuActions extends Gestures {
  readonly open: (ref: ElementRef) => void;
  readonly addContingency: (elements: readonly ElementRef[]) => void;
  readonly simulate: (elements: readonly ElementRef[]) => void;
  /** A fault at a bus, cleared by the trip of a branch, or (null) by itself. */
  readonly simulateFault: (bus: number, clearedBy: ElementRef | null) => void;
  /** A fault on a branch. */
  readonly simulateLineFault: (branch: ElementRef) => void;
  readonly showInTable: (ref: ElementRef) => void;
  /** Null: all buses again. */
  readonly showAround: (hops: number | null) => void;
  readonly copyToClipboard: () => void;
  /** Draws areas as one node each, or by their buses again. */
  readonly collapse: (areas: readonly number[], collapsed: boolean) => void;
}

export const menuTitle = (selection: readonly ElementRef[]): string => {
  const [only] = selection;
  return selection.length === 1 && only ? elementLabel(only) : `${selection.length} elements`;
};

/** The menu of what is selected; the same by right click and by key. */
export function elementMenu(
  grid: GridCase,
  selection: readonly ElementRef[],
  hops: number | null,
  actions: MenuActions,
): MenuItem[] {
  const [first] = selection;
  if (!first) return [];
  const single = selection.length === 1;
  return [
    ...(single
      ? [{ id: 'open', label: 'Properties', keys: 'Enter', run: () => actions.open(first) }]
      : []),
    ...serviceItems(grid, selection, actions),
    ...outageItems(grid, selection, actions),
    ...(single ? faultItems(grid, first, actions) : []),
    ...(single && first.kind === 'branch' ? branchItems(grid, first, actions) : []),
    {
      id: 'table',
      label: 'Show in table',
      apart: true,
      run: () => actions.showInTable(first),
    },
    ...aroundItems(hops, actions),
    ...areaItems(grid, selection, actions),
    ...copyItems(selection, actions),
    { id: 'remove', label: 'Delete', keys: 'Del', apart: true, run: actions.remove },
  ];
}

function serviceItems(
  grid: GridCase,
  selection: readonly ElementRef[],
  { switchService }: MenuActions,
): MenuItem[] {
  const switched = selection.filter(({ kind }) => kind !== 'bus');
  if (switched.length === 0) return [];
  const isIn = switched.some((ref) => {
    const element = elementOf(grid, ref);
    return element !== null && 'inService' in element && element.inService;
  });
  return [
    {
      id: 'service',
      label: isIn ? 'Out of service' : 'Into service',
      keys: 'Space',
      run: switchService,
    },
  ];
}

/** What an outage of the selection takes out: of a bus, everything that ends there. */
export function outageOf(grid: GridCase, selection: readonly ElementRef[]): ElementRef[] {
  const [first] = selection;
  const found =
    first?.kind === 'bus' && selection.length === 1 ? elementsAtBus(grid, first.number) : selection;
  return found.filter((ref) => {
    if (ref.kind !== 'branch' && ref.kind !== 'generator') return false;
    const element = elementOf(grid, ref);
    return element !== null && 'inService' in element && element.inService;
  });
}

function outageItems(
  grid: GridCase,
  selection: readonly ElementRef[],
  { addContingency, simulate }: MenuActions,
): MenuItem[] {
  const outage = outageOf(grid, selection);
  const [first] = selection;
  const ofBus = first?.kind === 'bus' && selection.length === 1;
  const refused =
    outage.length > 0 ? null : 'Only branches and generators that are in service can go out.';
  const what = ofBus ? `bus outage (${counted(outage.length, 'element', 'elements')})` : 'outage';
  return [
    {
      id: 'contingency',
      label: ofBus ? `Add ${what} as contingency` : 'Add as contingency',
      refused,
      apart: true,
      run: () => addContingency(outage),
    },
    { id: 'simulate', label: `Simulate ${what}…`, refused, run: () => simulate(outage) },
  ];
}

/** At a bus, at the bus of a machine or load, on a branch and at its ends; the branch trips to clear it. */
function faultItems(
  grid: GridCase,
  ref: ElementRef,
  { simulateFault, simulateLineFault }: MenuActions,
): MenuItem[] {
  const isLive = (number: number): boolean =>
    grid.buses.some((bus) => bus.number === number && bus.type !== 'isolated');
  const item = (bus: number, label: string, clearedBy: ElementRef | null): MenuItem => ({
    id: `fault-${bus}`,
    label,
    refused: isLive(bus) ? null : 'The bus is isolated: it takes no part in a simulation.',
    run: () => simulateFault(bus, clearedBy),
  });
  if (ref.kind === 'bus') return [item(ref.number, 'Simulate fault here…', null)];
  if (ref.kind !== 'branch') return [item(ref.bus, `Simulate fault at bus ${ref.bus}…`, null)];
  const element = elementOf(grid, ref);
  const isIn = element !== null && 'inService' in element && element.inService;
  const onLine = {
    ...{ id: 'fault-line', label: 'Simulate fault on this line…' },
    refused: isIn ? null : 'It is out of service.',
    run: () => simulateLineFault(ref),
  };
  const atEnds = [ref.from, ref.to].map((bus) =>
    item(bus, `Simulate fault at bus ${bus}${isIn ? ', this trips' : ''}…`, isIn ? ref : null),
  );
  return [onLine, ...atEnds];
}

function branchItems(
  grid: GridCase,
  branch: Extract<ElementRef, { kind: 'branch' }>,
  { parallel, split, tap }: MenuActions,
): MenuItem[] {
  const element = grid.branches.find(
    ({ from, to, circuit }) =>
      from === branch.from && to === branch.to && circuit === branch.circuit,
  );
  const refused = element?.isTransformer === true ? 'Only lines, not transformers.' : null;
  return [
    {
      id: 'parallel',
      label: 'Add a parallel circuit',
      apart: true,
      run: () => parallel(branch),
    },
    { id: 'split', label: 'Split: a bus in the middle', refused, run: () => split(branch) },
    { id: 'tap', label: 'Tap: a bus on a stub', refused, run: () => tap(branch) },
  ];
}

function aroundItems(hops: number | null, { showAround }: MenuActions): MenuItem[] {
  const around = [1, 2, 3, 5].map((count) => ({
    id: `around-${count}`,
    label: `Show ${counted(count, 'branch', 'branches')} around`,
    run: () => showAround(count),
  }));
  if (hops === null) return around;
  return [...around, { id: 'around-all', label: 'Show all buses', run: () => showAround(null) }];
}

/** The areas of selected buses, to be drawn as one node each. */
function areaItems(
  grid: GridCase,
  selection: readonly ElementRef[],
  { collapse }: MenuActions,
): MenuItem[] {
  const chosen = new Set(selectedBuses(selection));
  const found = grid.buses.flatMap(({ number, area }) => (chosen.has(number) ? [area] : []));
  const areas = [...new Set(found)].sort((a, b) => a - b);
  if (areas.length === 0) return [];
  const label =
    areas.length === 1 ? `Collapse area ${areas.join()}` : `Collapse ${areas.length} areas`;
  return [{ id: 'collapse', label, run: () => collapse(areas, true) }];
}

/** The menu of an area that is drawn as one node. */
export function groupMenu(
  area: number,
  collapsed: ReadonlySet<number>,
  { collapse }: Pick<MenuActions, 'collapse'>,
  showTable: () => void,
): MenuItem[] {
  const all = collapsed.size > 1;
  return [
    {
      id: 'expand',
      label: `Expand area ${area}`,
      keys: 'Enter',
      run: () => collapse([area], false),
    },
    ...(all
      ? [{ id: 'expand-all', label: 'Expand all', run: () => collapse([...collapsed], false) }]
      : []),
    { id: 'table', label: 'Show the areas in their table', apart: true, run: showTable },
  ];
}

function copyItems(selection: readonly ElementRef[], actions: MenuActions): MenuItem[] {
  const refused = selectedBuses(selection).length > 0 ? null : 'Select the buses to be duplicated.';
  return [
    { id: 'copy', label: 'Copy', keys: 'Ctrl+C', apart: true, run: actions.copyToClipboard },
    {
      id: 'duplicate',
      label: 'Duplicate',
      keys: 'Ctrl+D',
      refused,
      run: actions.duplicate,
    },
    ...(actions.canPaste()
      ? [{ id: 'paste', label: 'Paste', keys: 'Ctrl+V', run: () => actions.paste() }]
      : []),
  ];
}

/** The arrangements, for as many buses as are selected. */
export function arrangeMenu(
  selection: readonly ElementRef[],
  arrangeBuses: Gestures['arrange'],
): MenuItem[] {
  const count = selectedBuses(selection).length;
  return arrangements.map(({ arrangement, label, least }) => ({
    id: arrangement,
    label,
    apart: arrangement.startsWith('distribute-a') || arrangement === 'snap',
    refused: count >= least ? null : `needs ${counted(least, 'bus', 'buses')}`,
    run: () => arrangeBuses(arrangement),
  }));
}

/** The menu of empty paper. */
export function paperMenu(
  { paste, canPaste, showAround }: MenuActions,
  { fit, layout }: { readonly fit: () => void; readonly layout: () => unknown },
): MenuItem[] {
  return [
    {
      id: 'paste',
      label: 'Paste',
      keys: 'Ctrl+V',
      refused: canPaste() ? null : 'Nothing was copied here yet; Ctrl+V reads the clipboard.',
      run: () => paste(),
    },
    { id: 'fit', label: 'Show the whole diagram', keys: 'Ctrl+E', apart: true, run: fit },
    { id: 'around-all', label: 'Show all buses', run: () => showAround(null) },
    { id: 'layout', label: 'Place all buses anew', run: layout },
  ];
}

export function pictureMenu(save: (kind: 'png' | 'svg') => unknown, overview: boolean): MenuItem[] {
  return [
    { id: 'png', label: 'As PNG: pixels, for slides', run: () => save('png') },
    {
      id: 'svg',
      label: 'As SVG: sharp at every size',
      refused: overview ? 'Zoom in until the diagram is drawn, or show a neighbourhood.' : null,
      run: () => save('svg'),
    },
  ];
}
