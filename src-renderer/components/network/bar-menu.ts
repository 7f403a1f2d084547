import type { ElementRef } from '../../../src-shared/grid/element-ref.ts';
import { selectedBuses } from '../../network/topology.ts';
import type { Misplaced } from './bus-placement.ts';
import type { MenuItem } from './menu-item.ts';

interface BarActions {
  /** Places buses anew: all of them, those that are selected, or those that are not. */
  readonly layout: (which: Misplaced) => unknown;
  readonly arrange: () => void;
  readonly picture: () => void;
  readonly snap: () => void;
}

/** What the bar of the diagram has no button for; where it is narrow, also what it had to drop. */
export function barMenu(
  selection: readonly ElementRef[],
  narrow: boolean,
  snaps: boolean,
  { layout, arrange, picture, snap }: BarActions,
): MenuItem[] {
  const refused = selectedBuses(selection).length > 0 ? null : 'Select buses first.';
  const dropped: MenuItem[] = [
    { id: 'all-anew', label: 'Place all buses anew', run: () => layout('all') },
    { id: 'arrange', label: 'Arrange the selected buses…', run: arrange },
    { id: 'picture', label: 'Save the diagram…', run: picture },
    { id: 'snap', label: snaps ? 'Do not snap to the raster' : 'Snap to the raster', run: snap },
  ];
  return [
    {
      id: 'selected-anew',
      label: 'Place the selected buses anew, keep the rest',
      refused,
      run: () => layout('selected'),
    },
    {
      id: 'others-anew',
      label: 'Keep the selected buses, place the rest anew',
      refused,
      run: () => layout('others'),
    },
    ...(narrow ? dropped : []),
  ];
}
