import type { MessageList } from '../message-list.ts';
import { DEEPEST_NESTING, walkJson } from './walk-json.ts';

/** The value of a JSON text; null with an error and its line in `messages` where it is none. */
export function parseJson(text: string, messages: MessageList): unknown {
  try {
    if (!nestsTooDeep(text)) return JSON.parse(text);
  } catch {
    // The walk below finds the same fault, and its line.
  }
  const fault = walkJson(text, () => undefined);
  messages.error(
    `This is not JSON: ${fault?.text ?? 'it cannot be read'}. Correct the line, or choose another file.`,
    fault?.line ?? null,
  );
  return null;
}

/** JSON.parse takes many seconds over millions of open brackets; this finds them at once. */
function nestsTooDeep(text: string): boolean {
  let depth = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === 0x22) i = endOfString(text, i);
    else if (code === 0x5b || code === 0x7b) {
      if (++depth > DEEPEST_NESTING) return true;
    } else if (code === 0x5d || code === 0x7d) depth--;
  }
  return false;
}

function endOfString(text: string, opening: number): number {
  let i = opening + 1;
  while (i < text.length && text.charCodeAt(i) !== 0x22) i += text.charCodeAt(i) === 0x5c ? 2 : 1;
  return i;
}
