import { onScopeDispose } from 'vue';

import { chordOf, commandFor } from './commands.ts';

const fields = 'input:not([type=checkbox],[type=radio],[type=range]), textarea, select';
const pressable =
  'button, a[href], summary, label, [role=button], [role=tab], [role=menuitem], input';

const isTyping = (target: Element): boolean =>
  target.matches(fields) || (target instanceof HTMLElement && target.isContentEditable);

/** Space and Enter press what has the focus; only elsewhere are they keys of the application. */
const pressesFocused = (target: Element, chord: string): boolean =>
  (chord === 'Space' || chord === 'Enter') && target.matches(pressable);

/** The browser closes what lies over the screen, and gives the focus back. */
const closesSheet = (chord: string): boolean =>
  chord === 'Escape' && document.querySelector(':popover-open') !== null;

/** Hands key presses of the whole window to the commands. */
export function useKeyboard(): void {
  const listener = (event: KeyboardEvent): void => {
    if (event.defaultPrevented || event.isComposing) return;
    const target = event.target instanceof Element ? event.target : document.body;
    const chord = chordOf(event);
    if (pressesFocused(target, chord) || closesSheet(chord)) return;
    const command = commandFor(chord, isTyping(target));
    if (!command) return;
    event.preventDefault();
    command.run();
  };
  window.addEventListener('keydown', listener);
  onScopeDispose(() => window.removeEventListener('keydown', listener));
}
