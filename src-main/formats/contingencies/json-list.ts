import type { ElementRef } from '../../../src-shared/grid/element-ref.ts';
import { contingencyDocumentSchema } from '../../../src-shared/studies/contingency.ts';
import type { Contingency } from '../../../src-shared/studies/contingency.ts';
import type { MessageList } from '../message-list.ts';
import { linesOf, reportIssues } from '../phaselock/json-lines.ts';
import { parseJson } from '../phaselock/parse-json.ts';
import type { ElementFinder, NamedElement } from './element-finder.ts';
import { ContingencyListBuilder } from './list-builder.ts';

/** A list in our own JSON: `{"format": "phaselock-contingencies", "version": 1, …}`. */
export function readContingencyJson(
  text: string,
  find: ElementFinder,
  messages: MessageList,
): Contingency[] {
  const value = parseJson(text, messages);
  if (messages.hasErrors) return [];
  const { format, version } = (value ?? {}) as { readonly format?: unknown; version?: unknown };
  if (format !== 'phaselock-contingencies' || version !== 1) {
    messages.error(
      'This JSON file is no contingency list of version 1: it must begin with "format": "phaselock-contingencies", "version": 1.',
      1,
    );
    return [];
  }
  const parsed = contingencyDocumentSchema.safeParse(value);
  if (!parsed.success) {
    reportIssues(parsed.error.issues, text, messages);
    return [];
  }
  return found(parsed.data.contingencies, text, find, messages);
}

function found(
  list: readonly Contingency[],
  text: string,
  find: ElementFinder,
  messages: MessageList,
): Contingency[] {
  const builder = new ContingencyListBuilder(find, messages);
  const lines = linesOf(
    text,
    list.map((_, i) => `contingencies/${i}`),
  );
  list.forEach(({ name, elements, enabled }, i) => {
    const line = lines.get(`contingencies/${i}`) ?? null;
    if (builder.has(name)) {
      messages.error(`Two contingencies have the name “${name}”: rename one of them.`, line);
      return;
    }
    builder.open(name, line, enabled);
    for (const element of elements) builder.add(name, namedBy(element), line);
  });
  return builder.finish();
}

function namedBy(ref: ElementRef): NamedElement {
  switch (ref.kind) {
    case 'bus':
      return { kind: 'bus', bus: ref.number, toBus: null, id: '' };
    case 'branch':
      return { kind: 'branch', bus: ref.from, toBus: ref.to, id: ref.circuit };
    default:
      return { kind: ref.kind, bus: ref.bus, toBus: null, id: ref.id };
  }
}

/** The list in our own JSON, one contingency a line. */
export function contingencyJson(list: readonly Contingency[]): string {
  const rows = list.map((contingency) => `    ${JSON.stringify(contingency)}`);
  const body = rows.length === 0 ? '[]' : `[\n${rows.join(',\n')}\n  ]`;
  return `{\n  "format": "phaselock-contingencies",\n  "version": 1,\n  "contingencies": ${body}\n}\n`;
}
