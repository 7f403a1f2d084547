import { oscillatorDocumentSchema } from '../../../src-shared/grid/oscillator-document.ts';
import type { OscillatorDocument } from '../../../src-shared/grid/oscillator-document.ts';
import type { MessageList } from '../message-list.ts';
import { linesOf, reportIssues } from './json-lines.ts';

/** A bare oscillator network; null where it is none, with the reasons in `messages`. */
export function readOscillators(
  value: unknown,
  text: string,
  messages: MessageList,
): OscillatorDocument | null {
  const parsed = oscillatorDocumentSchema.safeParse(value);
  if (!parsed.success) {
    reportIssues(parsed.error.issues, text, messages);
    return null;
  }
  const faults = [...repeatedNodes(parsed.data), ...looseEdges(parsed.data)];
  if (faults.length === 0) return parsed.data;
  const lines = linesOf(
    text,
    faults.map(({ path }) => path),
  );
  for (const { path, message } of faults) messages.error(message, lines.get(path) ?? null);
  return null;
}

interface Fault {
  readonly path: string;
  readonly message: string;
}

function repeatedNodes({ nodes }: OscillatorDocument): Fault[] {
  const seen = new Set<number>();
  return nodes.flatMap(({ id }, i) => {
    if (seen.size < seen.add(id).size) return [];
    return [{ path: `nodes/${i}`, message: `Node ${id} is there twice: give each its own id.` }];
  });
}

function looseEdges({ nodes, edges }: OscillatorDocument): Fault[] {
  const known = new Set(nodes.map(({ id }) => id));
  return edges.flatMap(({ from, to }, i) => {
    const path = `edges/${i}`;
    if (from === to) {
      return [
        { path, message: `Edge ${from}–${to} starts and ends at one node: correct one end.` },
      ];
    }
    return [from, to]
      .filter((id) => !known.has(id))
      .map((id) => ({
        path,
        message: `Edge ${from}–${to} names node ${id}, which does not exist: add the node or correct the id.`,
      }));
  });
}
