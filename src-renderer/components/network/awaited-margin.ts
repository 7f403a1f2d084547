import { onScopeDispose, readonly, ref, watch } from 'vue';
import type { Ref } from 'vue';

import { useWorkspace } from '../../stores/workspace.ts';

/** Nobody sees that the picture of an edit comes two frames later. */
const longestWaitMilliseconds = 32;
/** The next margin is expected within the wait where it usually takes no longer than this. */
const promptMilliseconds = 24;

/**
 * True while the margin of an edit will be there any moment. A picture that waits for it is drawn
 * once, switched element and colours of lines together, in place of twice; where the margin of a
 * network takes longer, the edit is shown at once and its colours follow.
 */
export function useAwaitedMargin(): Readonly<Ref<boolean>> {
  const workspace = useWorkspace();
  const awaited = ref(false);
  let usual = Infinity;
  let limit: ReturnType<typeof setTimeout> | undefined;

  watch(
    () => workspace.marginState,
    (state) => {
      clearTimeout(limit);
      const last = workspace.margin?.milliseconds ?? Infinity;
      // One answer that the machine held up says little of the next.
      if (state === 'current') usual = Math.min(last, 2 * usual);
      else if (!workspace.margin) usual = Infinity;
      awaited.value = state === 'computing' && usual <= promptMilliseconds;
      if (awaited.value) limit = setTimeout(() => (awaited.value = false), longestWaitMilliseconds);
    },
    // In the same turn as the edit: a moment later it would have been drawn.
    { flush: 'sync', immediate: true },
  );
  onScopeDispose(() => clearTimeout(limit));
  return readonly(awaited);
}
