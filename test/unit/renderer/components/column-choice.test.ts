import { createPinia, setActivePinia } from 'pinia';
import type { ColumnDefinition } from 'tabulator-tables';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { ref } from 'vue';

import { shownFields, useColumnChoice } from '../../../../src-renderer/components/column-choice.ts';
import { usePreferences } from '../../../../src-renderer/stores/preferences.ts';
import { main } from '../../../fixtures/a-main-process.ts';

vi.mock('../../../../src-renderer/api/api.ts', () => import('../../../fixtures/a-main-process.ts'));

const columns: readonly ColumnDefinition[] = [
  { title: 'Name', field: 'name', minWidth: 100, frozen: true },
  { title: 'Norm', field: 'norm', width: 60 },
  { title: 'Angle', field: 'angle', width: 80 },
  { title: 'Place', field: 'place', width: 40 },
];
const shown = (said: Record<string, boolean>, room: number): string[] => [
  ...shownFields(columns, said, room),
];

describe('the columns of a table', () => {
  it('are as many as there is room for, in their order and without a gap', () => {
    expect(shown({}, 280)).toEqual(['name', 'norm', 'angle', 'place']);
    expect(shown({}, 279)).toEqual(['name', 'norm', 'angle']);
    // The last would fit, but the one before it does not: none is left out in the middle.
    expect(shown({}, 239)).toEqual(['name', 'norm']);
    expect(shown({}, 0)).toEqual(['name']);
  });

  it('make room for those that the user wants, and leave out those that he does not', () => {
    expect(shown({ place: true }, 200).toSorted()).toEqual(['name', 'norm', 'place']);
    expect(shown({ norm: false }, 230)).toEqual(['name', 'angle', 'place']);
    expect(shown({ place: true }, 0).toSorted()).toEqual(['name', 'place']);
  });

  describe('as chosen', () => {
    beforeEach(() => {
      setActivePinia(createPinia());
      main.reset({ 'preferences.set': () => undefined });
    });

    it('keep their order, are remembered, and come back to what fits', () => {
      const room = ref(205);
      const choice = useColumnChoice('test', columns, room);
      const fields = (): (string | undefined)[] => choice.shown.value.map(({ field }) => field);
      expect(fields()).toEqual(['name', 'norm']);
      choice.toggle('place');
      choice.toggle('norm');
      expect(usePreferences().layouts['columns-of-test']).toEqual({ place: true, norm: false });
      expect(fields()).toEqual(['name', 'place']);
      room.value = 220;
      expect(fields()).toEqual(['name', 'angle', 'place']);
      choice.reset();
      expect(fields()).toEqual(['name', 'norm']);
      expect(choice.isOwn.value).toBe(false);
    });

    it('are not built anew for room that shows no other column', () => {
      const room = ref(165);
      const choice = useColumnChoice('test', columns, room);
      const before = choice.shown.value;
      room.value = 239;
      expect(choice.shown.value).toBe(before);
    });
  });
});
