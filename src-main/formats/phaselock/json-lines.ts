import type { MessageList } from '../message-list.ts';
import { walkJson } from './walk-json.ts';

/** What zod says of a value that is not as it must be. */
interface Issue {
  readonly path: readonly PropertyKey[];
  readonly message: string;
}

/** The lines of a JSON text on which values begin, by their paths (`nodes/3/id`). */
export function linesOf(text: string, paths: readonly string[]): ReadonlyMap<string, number> {
  const wanted = new Set(paths);
  const lines = new Map<string, number>();
  walkJson(text, (path, line) => {
    const key = path.join('/');
    if (wanted.has(key)) lines.set(key, line);
  });
  return lines;
}

/** Says of each value that is not as it must be on which line it stands. */
export function reportIssues(issues: readonly Issue[], text: string, messages: MessageList): void {
  const lines = linesOf(
    text,
    issues.flatMap(({ path }) => ancestors(path)),
  );
  for (const { path, message } of issues) {
    const place = ancestors(path).find((key) => lines.has(key));
    const line = place === undefined ? null : (lines.get(place) ?? null);
    messages.error(
      `“${path.map(String).join('.')}”: ${inWords(message).replace(/\.$/, '')}. Correct the value.`,
      line,
    );
  }
}

/** A field that is not there has no value to speak of. */
const inWords = (message: string): string =>
  message.replace(/^Invalid input: expected (.+), received undefined$/, 'the $1 is missing');

/** The path itself and what contains it, innermost first: a missing field has no line of its own. */
const ancestors = (path: readonly PropertyKey[]): string[] =>
  path.map((_, i) =>
    path
      .slice(0, path.length - i)
      .map(String)
      .join('/'),
  );
