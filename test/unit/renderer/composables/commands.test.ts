import { effectScope } from 'vue';
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
