import { createPinia, setActivePinia } from 'pinia';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { ref } from 'vue';

import { useColumnSets } from '../../../../src-renderer/components/network/column-sets.ts';
import { elementColumns } from '../../../../src-renderer/components/network/element-columns.ts';
import { usePreferences } from '../../../../src-renderer/stores/preferences.ts';
import { main } from '../../../fixtures/a-main-process.ts';

vi.mock('../../../../src-renderer/api/api.ts', () => import('../../../fixtures/a-main-process.ts'));

describe('the columns of a table', () => {
  beforeEach(() => {
    setActivePinia(createPinia());
    main.reset({ 'preferences.set': () => ({ theme: 'system', layouts: {} }) });
  });

  const columns = ref(elementColumns('load', false));
  const chosen = () => useColumnSets(ref('load' as const), columns);

  it('are hidden and shown, but never those that name the element', () => {
    const { hidden, toggle, showOnly } = chosen();
    toggle('qMvar');
    toggle('bus');
    expect([...hidden.value]).toEqual(['qMvar']);
    showOnly(['pMw']);
    expect([...hidden.value].sort()).toEqual(['inService', 'qMvar']);
    toggle('qMvar');
    expect([...hidden.value]).toEqual(['inService']);
  });

  it('are known again by the name of their set, which survives in the preferences', () => {
    const first = chosen();
    first.toggle('qMvar');
    first.save('Active');
    first.toggle('qMvar');
    expect(first.current.value).toBeNull();
    const again = chosen();
    again.showOnly(again.sets.value[0]?.columns ?? []);
    expect(again.current.value).toBe('Active');
    again.forget('Active');
    expect(again.sets.value).toEqual([]);
  });

  it('are all shown where the preferences hold something else', async () => {
    await usePreferences().keepLayout('columns/load', { sets: 'x', hidden: [3] });
    const { hidden, sets } = chosen();
    expect([hidden.value.size, sets.value.length]).toEqual([0, 0]);
  });
});
