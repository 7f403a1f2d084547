import { onScopeDispose, watch } from 'vue';

import { needsScenario, screens, useNavigation } from '../stores/navigation.ts';
import type { Screen } from '../stores/navigation.ts';
import { useWorkspace } from '../stores/workspace.ts';

export interface Place {
  readonly screen: Screen;
  readonly scenarioId: number | null;
}

/** '#/network/3' and back: a reload, and the browser's back button, come to the same place. */
export function placeOf(hash: string): Place {
  const [, name, id] = hash.split('/');
  const screen = screens.find((known) => known === name) ?? 'home';
  const scenarioId = id !== undefined && /^[1-9]\d*$/.test(id) ? Number(id) : null;
  return { screen, scenarioId };
}

export const hashOf = ({ screen, scenarioId }: Place): string =>
  scenarioId === null ? `#/${screen}` : `#/${screen}/${scenarioId}`;

/** Keeps the address and the shown screen the same. */
export function useAddress(): void {
  const navigation = useNavigation();
  const workspace = useWorkspace();

  async function follow(): Promise<void> {
    const { screen, scenarioId } = placeOf(window.location.hash);
    if (scenarioId !== null && scenarioId !== workspace.scenario?.id)
      await workspace.open(scenarioId);
    navigation.go(needsScenario(screen) && !workspace.scenario ? 'home' : screen);
  }

  const listener = (): void => void follow();
  window.addEventListener('hashchange', listener);
  onScopeDispose(() => window.removeEventListener('hashchange', listener));

  let writing = 0;
  onScopeDispose(() => cancelAnimationFrame(writing));

  /**
   * The browser lays the page out before it takes an address. Once it has drawn there is nothing to
   * lay out, and of what changed together (the scenario, then the screen) one entry is made.
   */
  function writeSoon(): void {
    cancelAnimationFrame(writing);
    writing = requestAnimationFrame(() => setTimeout(write));
  }

  function write(): void {
    const hash = hashOf({ screen: navigation.screen, scenarioId: workspace.scenario?.id ?? null });
    if (window.location.hash !== hash) window.history.pushState(null, '', hash);
  }

  void follow().then(() => {
    watch([() => navigation.screen, () => workspace.scenario?.id], writeSoon, { immediate: true });
  });
}
