import type { ElementKind } from '../../../src-shared/grid/element-ref.ts';
import type { GridCase } from '../../../src-shared/grid/grid-case.ts';
import { gridDocumentSchema } from '../../../src-shared/grid/schema.ts';
import { LineIndex } from '../line-index.ts';
import type { MessageList } from '../message-list.ts';
import { reportIssues } from './json-lines.ts';
import { walkJson } from './walk-json.ts';

/** A network in our own format; null where it is none, with the reasons in `messages`. */
export function readNetworkDocument(
  value: unknown,
  text: string,
  messages: MessageList,
): GridCase | null {
  const foreign = whyForeign(value);
  if (foreign !== null) {
    messages.error(foreign, 1);
    return null;
  }
  const parsed = gridDocumentSchema.safeParse(value);
  if (parsed.success) return parsed.data.network;
  reportIssues(parsed.error.issues, text, messages);
  return null;
}

/** Why a JSON document is none of ours, or none that this version can read. */
function whyForeign(value: unknown): string | null {
  const { format, version } = (value ?? {}) as { readonly format?: unknown; version?: unknown };
  if (format === 'phaselock-oscillators') {
    return 'This is a bare oscillator network, without buses and branches: run studies on it from the command line (phaselock study … --network FILE).';
  }
  if (format !== 'phaselock-network') {
    return 'This JSON file is no Phaselock network: it must begin with "format": "phaselock-network".';
  }
  if (version === undefined) {
    return 'This network names no version of its format: it must have "version": 1.';
  }
  if (version !== 1) {
    return `This network was written in version ${JSON.stringify(version)} of the format, and only version 1 can be read here: install the newest Phaselock.`;
  }
  return null;
}

const KIND_OF_TABLE: Readonly<Record<string, ElementKind>> = {
  buses: 'bus',
  branches: 'branch',
  generators: 'generator',
  loads: 'load',
  shunts: 'shunt',
};

/** On which line each element of a document stands. */
export function documentLines(text: string): LineIndex {
  const lines = new LineIndex();
  walkJson(text, (path, line) => {
    const [network, table, index] = path;
    if (path.length !== 3 || network !== 'network' || typeof index !== 'number') return;
    const kind = KIND_OF_TABLE[String(table)];
    if (kind !== undefined) lines.add(kind, line);
  });
  return lines;
}
