import { onScopeDispose, shallowRef, watch } from 'vue';
import type { ShallowRef } from 'vue';

interface Follower<Value> {
  /** What the source was when it was last followed; null until it was for the first time. */
  readonly value: Readonly<ShallowRef<Value | null>>;
  /** Follows at once: for what the user typed right there. */
  readonly now: () => void;
}

/**
 * Long enough for the picture and the margin of an edit to come first, short enough that a table
 * seems to follow at once.
 */
const restMilliseconds = 120;
/** A picture that takes longer, or one that moves without end, is waited for no longer. */
const latest = { timeout: 500 };

/**
 * Follows a value once the picture has been drawn and nothing has changed for a moment: for what is
 * seen beside the diagram and would hold it up. While it is not wanted it does not follow at all.
 */
export function afterPicture<Value>(source: () => Value, wanted: () => boolean): Follower<Value> {
  const value = shallowRef<Value | null>(null);
  let timer: ReturnType<typeof setTimeout> | undefined;
  let idle = 0;

  function wait(): void {
    clearTimeout(timer);
    cancelIdleCallback(idle);
  }

  function now(): void {
    wait();
    if (wanted()) value.value = source();
  }

  watch(
    [source, wanted],
    () => {
      wait();
      timer = setTimeout(() => (idle = requestIdleCallback(now, latest)), restMilliseconds);
    },
    { immediate: true },
  );
  onScopeDispose(wait);
  return { value, now };
}
