import { createPinia, setActivePinia } from 'pinia';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { nextTick, ref } from 'vue';

import { useSplit } from '../../../../src-renderer/composables/split.ts';
import { usePreferences } from '../../../../src-renderer/stores/preferences.ts';
import { main } from '../../../fixtures/a-main-process.ts';

vi.mock('../../../../src-renderer/api/api.ts', () => import('../../../fixtures/a-main-process.ts'));

const kept = (): unknown => usePreferences().layouts['split-desk'];

describe('the bar between two columns', () => {
  beforeEach(() => {
    setActivePinia(createPinia());
    main.reset({ 'preferences.set': () => undefined });
  });

  it('is remembered once where a drag has ended, not at every pixel of it', async () => {
    const split = useSplit('desk');
    for (const width of [300, 310, 320]) split.show(width);
    expect(split.width.value).toBe(320);
    expect(main.names()).toEqual([]);
    await vi.waitFor(() => {
      expect(kept()).toEqual({ width: 320, folded: false });
    });
    expect(main.names()).toEqual(['preferences.set']);
  });

  it('keeps its width while the column is folded, and forgets both on request', () => {
    const split = useSplit('desk');
    split.show(260);
    split.fold();
    expect([split.width.value, split.folded.value]).toEqual([260, true]);
    split.fold();
    expect([split.width.value, split.folded.value]).toEqual([260, false]);
    split.reset();
    expect([split.width.value, split.folded.value]).toEqual([null, false]);
  });

  it('stands as at first where what was kept is not understood', () => {
    const preferences = usePreferences();
    for (const strange of ['wide', { width: 'wide', folded: 1 }, { width: NaN }, null]) {
      preferences.layouts = { 'split-desk': strange };
      const split = useSplit('desk');
      expect([split.width.value, split.folded.value]).toEqual([null, false]);
    }
  });

  it('is another for another name, and comes with preferences that come late', async () => {
    const name = ref('desk');
    const split = useSplit(name);
    usePreferences().layouts = { 'split-desk': { width: 240, folded: false } };
    await nextTick();
    expect(split.width.value).toBe(240);
    name.value = 'list';
    await nextTick();
    expect(split.width.value).toBeNull();
  });
});
