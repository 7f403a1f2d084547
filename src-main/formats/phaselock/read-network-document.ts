import { refOf } from '../../../src-shared/grid/element-ref.ts';
import type { ElementKind, ElementOf } from '../../../src-shared/grid/element-ref.ts';
import type { GridCase } from '../../../src-shared/grid/grid-case.ts';
import { gridDocumentSchema } from '../../../src-shared/grid/schema.ts';
import type { LineIndex } from '../line-index.ts';
import type { MessageList } from '../message-list.ts';
import { walkJson } from './walk-json.ts';

/** A network in our own format; null where it is none, with the reasons in `messages`. */
export function readNetworkDocument(
  value: unknown,
  text: string,
  lines: LineIndex,
  messages: MessageList,
): GridCase | null {
  const parsed = gridDocumentSchema.safeParse(value);
  if (!parsed.success) {
    reportIssues(parsed.error.issues, text, messages);
    return null;
  }
  const grid = parsed.data.network;
  indexLines(grid, text, lines);
  return grid;
}

interface Issue {
  readonly path: readonly PropertyKey[];
  readonly message: string;
}

/** Says of each field that is not as it must be on which line it stands. */
export function reportIssues(issues: readonly Issue[], text: string, messages: MessageList): void {
  const lineOf = new Map<string, number>();
  const wanted = new Set(issues.flatMap(({ path }) => ancestors(path)));
  walkJson(text, (path, line) => {
    const key = path.join('/');
    if (wanted.has(key)) lineOf.set(key, line);
  });
  for (const { path, message } of issues) {
    const line = ancestors(path)
      .map((key) => lineOf.get(key))
      .find((found) => found !== undefined);
    const field = path.map(String).join('.');
    messages.error(`“${field}”: ${message}. Correct the value.`, line ?? null);
  }
}

/** The path itself and what contains it, innermost first: a missing field has no line of its own. */
const ancestors = (path: readonly PropertyKey[]): string[] =>
  path.map((_, i) =>
    path
      .slice(0, path.length - i)
      .map(String)
      .join('/'),
  );

const KIND_OF_TABLE: Readonly<Record<string, ElementKind>> = {
  buses: 'bus',
  branches: 'branch',
  generators: 'generator',
  loads: 'load',
  shunts: 'shunt',
};

function indexLines(grid: GridCase, text: string, lines: LineIndex): void {
  walkJson(text, (path, line) => {
    const [network, table, index] = path;
    if (path.length !== 3 || network !== 'network' || typeof index !== 'number') return;
    const kind = KIND_OF_TABLE[String(table)];
    if (kind === undefined) return;
    const element = grid[table as 'buses'][index] as ElementOf[typeof kind] | undefined;
    if (element) lines.set(refOf(kind, element), line);
  });
}
