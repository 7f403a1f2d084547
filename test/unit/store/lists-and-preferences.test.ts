import { describe, expect, it } from 'vitest';

import { singleOutages } from '../../../src-shared/studies/contingency.ts';
import { triangle } from '../../fixtures/small-grid.ts';
import { aScenario, aStore } from '../../fixtures/a-store.ts';

describe('contingency lists', () => {
  it('are empty at first, and what was set last after that', () => {
    const { contingencies, ...store } = aStore();
    const id = aScenario({ contingencies, ...store });
    expect(contingencies.get(id)).toEqual([]);
    const list = singleOutages(triangle());
    contingencies.set(id, []);
    contingencies.set(id, list);
    expect(contingencies.get(id)).toEqual(list);
  });
});

describe('preferences', () => {
  it('are null until they are set, and survive the program', () => {
    const store = aStore();
    expect(store.preferences.get('theme')).toBeNull();
    store.preferences.set('theme', 'light');
    store.preferences.set('theme', { name: 'dark' });
    store.close();
    expect(aStore(store.file).preferences.get('theme')).toEqual({ name: 'dark' });
  });
});
