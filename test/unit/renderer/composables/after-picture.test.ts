import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { effectScope, nextTick, ref } from 'vue';

import { afterPicture } from '../../../../src-renderer/composables/after-picture.ts';

describe('what follows after the picture', () => {
  beforeEach(() => {
    vi.useFakeTimers();
    vi.stubGlobal('requestIdleCallback', (run: () => void) => setTimeout(run, 0));
    vi.stubGlobal('cancelIdleCallback', clearTimeout);
  });
  afterEach(() => {
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });

  const followed = (source: () => number, wanted: () => boolean = () => true) => {
    const scope = effectScope();
    const reads = vi.fn(source);
    const follower = scope.run(() => afterPicture(reads, wanted));
    if (!follower) throw new Error('The scope did not run.');
    return { ...follower, stop: () => scope.stop() };
  };
  const rest = async (milliseconds: number): Promise<void> => {
    await nextTick();
    vi.advanceTimersByTime(milliseconds);
  };

  it('follows only once nothing has changed for a moment', async () => {
    const source = ref(1);
    const { value } = followed(() => source.value);
    await rest(500);
    expect(value.value).toBe(1);
    source.value = 2;
    await rest(80);
    source.value = 3;
    await rest(80);
    expect(value.value).toBe(1);
    await rest(500);
    expect(value.value).toBe(3);
  });

  it('follows at once where it is asked to', () => {
    const source = ref(1);
    const { value, now } = followed(() => source.value);
    source.value = 2;
    now();
    expect(value.value).toBe(2);
  });

  it('waits until it is wanted, and then has the newest value', async () => {
    const source = ref(1);
    const wanted = ref(false);
    const { value } = followed(
      () => source.value,
      () => wanted.value,
    );
    source.value = 2;
    await rest(500);
    expect(value.value).toBeNull();
    wanted.value = true;
    await rest(500);
    expect(value.value).toBe(2);
  });

  it('does nothing any more once its scope has ended', async () => {
    const source = ref(1);
    const { value, stop } = followed(() => source.value);
    stop();
    await rest(500);
    expect(value.value).toBeNull();
  });
});
