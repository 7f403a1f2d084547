import type { PaletteEntry } from '../../composables/palette.ts';
import { useNavigation } from '../../stores/navigation.ts';
import { busLabels } from './bus-labels.ts';
import { colourModes } from './colour-modes.ts';
import type { useNetworkScreen } from './network-screen.ts';
import { tableTabs } from './table-kinds.ts';

type NetworkScreen = ReturnType<typeof useNetworkScreen>;

/** What the Network screen can be set to show, for the command palette. */
export function networkEntries(): PaletteEntry[] {
  return [
    ...tableTabs.map(({ id, label }) =>
      entry(`table/${id}`, `${label} table`, 'table', (screen) => screen.showTable(id)),
    ),
    ...colourModes.map(({ value, words }) =>
      entry(`colour/${value}`, `Colour: ${words}`, 'colours of the diagram', (screen) => {
        screen.colourMode = value;
      }),
    ),
    ...busLabels.map(({ value, words }) =>
      entry(`label/${value}`, `Bus label: ${words}`, 'labels of the diagram', (screen) => {
        screen.busLabel = value;
      }),
    ),
  ];
}

function entry(
  key: string,
  title: string,
  note: string,
  set: (screen: NetworkScreen) => void,
): PaletteEntry {
  const run = async (): Promise<void> => {
    // The palette opens on every screen; what the Network screen is made of comes with that one.
    const { useNetworkScreen } = await import('./network-screen.ts');
    set(useNetworkScreen());
    useNavigation().go('network');
  };
  return { key, title, note, run };
}
