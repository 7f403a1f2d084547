import { ref, shallowRef } from 'vue';
import type { Ref, ShallowRef } from 'vue';

import { PhaselockError } from '../../src-shared/contract/errors.ts';
import type { LiveMargin } from '../../src-shared/contract/live-margin.ts';

export type MarginState = 'current' | 'computing' | 'failed';

interface LiveMarginState {
  readonly margin: ShallowRef<LiveMargin | null>;
  readonly marginState: Ref<MarginState>;
  readonly refresh: () => Promise<void>;
  readonly clear: () => void;
}

/** Asks for the margin anew after every edit; only the newest answer is kept. */
export function createLiveMargin(
  evaluate: () => Promise<LiveMargin>,
  fail: (error: unknown) => void,
): LiveMarginState {
  const margin = shallowRef<LiveMargin | null>(null);
  const marginState = ref<MarginState>('computing');
  let newest = 0;

  async function refresh(): Promise<void> {
    const mine = ++newest;
    marginState.value = 'computing';
    try {
      const answer = await evaluate();
      if (mine !== newest) return;
      margin.value = answer;
      marginState.value = 'current';
    } catch (error) {
      if (mine !== newest) return;
      marginState.value = 'failed';
      if (!(error instanceof PhaselockError && error.code === 'cancelled')) fail(error);
    }
  }

  function clear(): void {
    newest++;
    margin.value = null;
    marginState.value = 'computing';
  }

  return { margin, marginState, refresh, clear };
}
