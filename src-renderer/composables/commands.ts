import {
  computed,
  getCurrentInstance,
  onActivated,
  onDeactivated,
  onScopeDispose,
  shallowRef,
} from 'vue';
import type { ComputedRef } from 'vue';

/** Something that the user can ask for by key, button or menu; said once, here. */
export interface Command {
  readonly id: string;
  readonly title: string;
  /** Chords such as 'Ctrl+Shift+Z', 'F5', 'Space'; the first one is shown in tooltips. */
  readonly keys: readonly string[];
  readonly run: () => unknown;
  readonly enabled?: () => boolean;
  /** Acts although the focus is in a field: for keys that no field needs (F5, Ctrl+S). */
  readonly whileTyping?: boolean;
}

const registered = shallowRef<readonly Command[]>([]);

export const commands: ComputedRef<readonly Command[]> = computed(() => registered.value);

/** Adds commands until the returned function is called. A later one with the same key goes first. */
export function registerCommands(added: readonly Command[]): () => void {
  registered.value = [...added, ...registered.value];
  return () => {
    registered.value = registered.value.filter((command) => !added.includes(command));
  };
}

/** Adds commands for as long as the component that calls it is on the screen. */
export function useCommands(added: readonly Command[]): void {
  let unregister = isOffScreen() ? null : registerCommands(added);
  const stop = (): void => {
    unregister?.();
    unregister = null;
  };
  onScopeDispose(stop);
  if (!getCurrentInstance()) return;
  onDeactivated(stop);
  onActivated(() => {
    unregister ??= registerCommands(added);
  });
}

/** Part of a screen that is kept, and rendered on, behind the one that is shown. */
function isOffScreen(): boolean {
  for (let part = getCurrentInstance(); part; part = part.parent) {
    if (part.isDeactivated) return true;
  }
  return false;
}

const isEnabled = (command: Command): boolean => command.enabled?.() ?? true;

/** Runs a command by its name; false where there is none or it is not enabled now. */
export function runCommand(id: string): boolean {
  const command = registered.value.find((known) => known.id === id && isEnabled(known));
  command?.run();
  return command !== undefined;
}

/** 'Undo (Ctrl+Z)': for tooltips. */
export function commandHint(id: string): string {
  const command = registered.value.find((known) => known.id === id);
  if (!command) return '';
  const [key] = command.keys;
  return key ? `${command.title} (${key})` : command.title;
}

type KeyPress = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey'>;

/** 'Ctrl+Shift+Z' for a key press; the command key of a Mac counts as Ctrl. */
export function chordOf(press: KeyPress): string {
  const name = press.key === ' ' ? 'Space' : press.key;
  const key = name.length === 1 ? name.toUpperCase() : name;
  const modifiers = [
    press.ctrlKey || press.metaKey ? 'Ctrl' : '',
    press.altKey ? 'Alt' : '',
    press.shiftKey ? 'Shift' : '',
  ];
  return [...modifiers.filter(Boolean), key].join('+');
}

/** The enabled command for a chord, the last registered first. */
export function commandFor(chord: string, typing: boolean): Command | undefined {
  return registered.value.find(
    (command) =>
      command.keys.includes(chord) &&
      (!typing || command.whileTyping === true) &&
      isEnabled(command),
  );
}
