import { createRenderer, defineComponent, effectScope, h, KeepAlive, nextTick, ref } from 'vue';
import { describe, expect, it, vi } from 'vitest';

import {
  chordOf,
  commandFor,
  commandHint,
  commands,
  registerCommands,
  runCommand,
  useCommands,
} from '../../../../src-renderer/composables/commands.ts';

const press = (key: string, modifiers: Partial<KeyboardEvent> = {}) => ({
  ...{ key, ctrlKey: false, metaKey: false, shiftKey: false, altKey: false },
  ...modifiers,
});

/** Components without a document: all that is looked at is what they register. */
const noPicture = {
  ...{ createElement: () => ({}), createText: () => ({}), createComment: () => ({}) },
  ...{ insert: () => undefined, remove: () => undefined, patchProp: () => undefined },
  ...{ setText: () => undefined, setElementText: () => undefined },
  ...{ parentNode: () => ({}), nextSibling: () => null },
};

describe('the commands', () => {
  it('name a key press the same on every system', () => {
    expect(chordOf(press('z', { ctrlKey: true }))).toBe('Ctrl+Z');
    expect(chordOf(press('Z', { metaKey: true, shiftKey: true }))).toBe('Ctrl+Shift+Z');
    expect(chordOf(press(' '))).toBe('Space');
    expect(chordOf(press('F5'))).toBe('F5');
  });

  it('let the last registered go first, and the earlier one again after it has left', () => {
    const general = vi.fn();
    const special = vi.fn();
    const leaveGeneral = registerCommands([
      { id: 'general', title: 'General', keys: ['F5'], run: general },
    ]);
    const leave = registerCommands([
      { id: 'special', title: 'Special', keys: ['F5'], run: special },
    ]);
    expect(commandFor('F5', false)?.id).toBe('special');
    leave();
    expect(commandFor('F5', false)?.id).toBe('general');
    leaveGeneral();
    expect(commandFor('F5', false)).toBeUndefined();
  });

  it('pass over one that is not enabled now', () => {
    let enabled = false;
    const run = vi.fn();
    const leave = registerCommands([
      { id: 'maybe', title: 'Maybe', keys: ['Delete'], enabled: () => enabled, run },
    ]);
    expect(commandFor('Delete', false)).toBeUndefined();
    expect(runCommand('maybe')).toBe(false);
    enabled = true;
    expect(runCommand('maybe')).toBe(true);
    expect(run).toHaveBeenCalledOnce();
    leave();
  });

  it('are not those of a form that appears on a screen kept behind another', async () => {
    const shown = ref('first');
    const kind = ref('condition');
    const form = (id: string) =>
      defineComponent(() => {
        useCommands([{ id, title: id, keys: ['F5'], run: () => undefined }]);
        return () => h('form');
      });
    const forms = { condition: form('condition'), coupling: form('coupling') };
    const screen = (name: string) =>
      defineComponent({ name, setup: () => () => h(forms[kind.value as keyof typeof forms]) });
    const screens = { first: screen('first'), second: screen('second') };
    const app = createRenderer<object, object>(noPicture).createApp(() =>
      h(KeepAlive, () => h(screens[shown.value as keyof typeof screens])),
    );
    app.mount({});
    shown.value = 'second';
    await nextTick();
    kind.value = 'coupling';
    await nextTick();
    expect(commands.value.filter(({ id }) => id === 'coupling')).toHaveLength(1);
    shown.value = 'first';
    await nextTick();
    expect(commands.value.filter(({ id }) => id === 'coupling')).toHaveLength(1);
    app.unmount();
    expect(commands.value).toEqual([]);
  });

  it('stay away from what is typed, unless they say otherwise', () => {
    const leave = registerCommands([
      { id: 'remove', title: 'Remove', keys: ['Delete'], run: vi.fn() },
      { id: 'save', title: 'Save', keys: ['Ctrl+S'], whileTyping: true, run: vi.fn() },
    ]);
    expect(commandFor('Delete', true)).toBeUndefined();
    expect(commandFor('Ctrl+S', true)?.id).toBe('save');
    leave();
  });

  it('live as long as the scope that uses them', () => {
    const scope = effectScope();
    scope.run(() => useCommands([{ id: 'mine', title: 'Mine', keys: ['F9'], run: vi.fn() }]));
    expect(commandHint('mine')).toBe('Mine (F9)');
    scope.stop();
    expect(commands.value).toEqual([]);
  });
});
