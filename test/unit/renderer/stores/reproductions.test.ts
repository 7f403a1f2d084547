import { createPinia, setActivePinia } from 'pinia';
import { beforeEach, describe, expect, it, vi } from 'vitest';

import { PhaselockError } from '../../../../src-shared/contract/errors.ts';
import type {
  PublishedResult,
  Reproduction,
} from '../../../../src-shared/contract/reproduction.ts';
import { useMessages } from '../../../../src-renderer/stores/messages.ts';
import { useReproductions } from '../../../../src-renderer/stores/reproductions.ts';
import { main } from '../../../fixtures/a-main-process.ts';

vi.mock('../../../../src-renderer/api/api.ts', () => import('../../../fixtures/a-main-process.ts'));

const published = (id: string): PublishedResult => ({
  ...{ id, paper: 'B', title: id, place: 'figure 1', claim: 'It is 1.' },
  ...{ verdict: 'reproduced', because: 'it is 1.', assumptions: [] },
});
const computed = (id: string, quick: boolean): Reproduction => ({
  ...published(id),
  ...{ verdict: 'reproduced', rows: [], charts: [], missing: [], quick, seed: 1 },
});

describe('the published results', () => {
  beforeEach(() => {
    setActivePinia(createPinia());
    main.reset({
      'reproductions.list': () => [published('one'), published('two')],
      'reproductions.run': ({ id, quick }) => computed(id, quick),
    });
  });

  it('begin with all of them, none computed', async () => {
    const store = useReproductions();
    await store.load();
    expect(store.items.map(({ id }) => id)).toEqual(['one', 'two']);
    expect(store.item).toBeNull();
    expect(store.results.size).toBe(0);
  });

  it('are computed one after the other, and each is kept', async () => {
    const store = useReproductions();
    await store.load();
    await store.run(['one', 'two'], true);
    expect(main.names()).toEqual(['reproductions.list', 'reproductions.run', 'reproductions.run']);
    expect([...store.results.keys()]).toEqual(['one', 'two']);
    store.chosen = 'one';
    expect(store.result).toMatchObject({ id: 'one', quick: true });
    expect(store.running).toBeNull();
  });

  it('tell how far the one under way is, and of no other', async () => {
    const store = useReproductions();
    const seen: number[] = [];
    main.answers['reproductions.run'] = ({ id, quick }) => {
      main.emit('reproduction.progress', { id: 'two', fraction: 0.9 });
      main.emit('reproduction.progress', { id: 'one', fraction: 0.4 });
      seen.push(store.fraction);
      return computed(id, quick);
    };
    await store.run(['one'], false);
    expect(seen).toEqual([0.4]);
  });

  it('end without a word where they were cancelled, and with one where they failed', async () => {
    const store = useReproductions();
    const messages = useMessages();
    const failing = (code: 'cancelled' | 'refused') => () => {
      throw new PhaselockError(code, 'Why.');
    };
    main.answers['reproductions.run'] = failing('cancelled');
    await store.run(['one', 'two'], true);
    expect(messages.messages).toHaveLength(0);
    expect(store.results.size).toBe(0);
    main.answers['reproductions.run'] = failing('refused');
    await store.run(['one'], true);
    expect(messages.messages).toHaveLength(1);
    expect(store.running).toBeNull();
  });
});
