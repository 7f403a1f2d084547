import { elementLabel } from '../../src-shared/grid/element-ref.ts';
import type { ElementKind, ElementRef } from '../../src-shared/grid/element-ref.ts';
import type { Message, Severity } from '../../src-shared/grid/validation.ts';

/** More of one kind than this are counted instead of listed. */
const LISTED_OF_A_KIND = 20;
/** More messages than this are only counted, so that a file full of faults is refused quickly. */
const MOST_LOOKED_AT = 10_000;

interface Kind {
  readonly listed: Message[];
  unlisted: number;
}

/** What reading does to an element short of taking it as it stands. */
export type ReadingEffect = 'dropped' | 'defaulted' | 'repaired';

/**
 * Collects what a reader has to say. Messages of one kind (same words, other names and figures)
 * are capped: a file with a thousand equal faults gets twenty lines and a count.
 */
export class MessageList {
  readonly #kinds = new Map<string, Kind>();
  readonly #effects = new Map<string, number>();
  #errors = 0;
  #count = 0;

  get hasErrors(): boolean {
    return this.#errors > 0;
  }

  /** Counts elements for the report, whether or not each has a message. */
  count(effect: ReadingEffect, kind: ElementKind, elements = 1): void {
    const key = `${effect} ${kind}`;
    this.#effects.set(key, (this.#effects.get(key) ?? 0) + elements);
  }

  /** Null where nobody counted. */
  counted(effect: ReadingEffect, kind: ElementKind): number | null {
    return this.#effects.get(`${effect} ${kind}`) ?? null;
  }

  error(text: string, line: number | null = null, element: ElementRef | null = null): void {
    this.add({ severity: 'error', text, line, element });
  }

  warning(text: string, line: number | null = null, element: ElementRef | null = null): void {
    this.add({ severity: 'warning', text, line, element });
  }

  note(text: string, line: number | null = null, element: ElementRef | null = null): void {
    this.add({ severity: 'note', text, line, element });
  }

  add(message: Message): void {
    if (message.severity === 'error') this.#errors++;
    if (++this.#count > MOST_LOOKED_AT) return;
    const key = kindOf(message);
    const kind = this.#kinds.get(key) ?? { listed: [], unlisted: 0 };
    this.#kinds.set(key, kind);
    if (kind.listed.length < LISTED_OF_A_KIND) kind.listed.push(message);
    else kind.unlisted++;
  }

  /** Errors first, then warnings, then notes; in the order in which they came. */
  toArray(): Message[] {
    const kinds = [...this.#kinds.values()];
    const listed = (['error', 'warning', 'note'] as const).flatMap((severity) =>
      kinds.filter((kind) => kind.listed[0]?.severity === severity).flatMap(listing),
    );
    const beyond = this.#count - MOST_LOOKED_AT;
    return beyond > 0 ? [...listed, countOf('note', beyond, 'messages of any kind')] : listed;
  }
}

function listing({ listed, unlisted }: Kind): Message[] {
  const [first] = listed;
  if (unlisted === 0 || !first) return listed;
  return [...listed, countOf(first.severity, unlisted, 'like these')];
}

const countOf = (severity: Severity, count: number, what: string): Message => ({
  severity,
  text: `… and ${count} more ${what}.`,
  line: null,
  element: null,
});

/** What stays of a message without names, figures and quoted text. */
function kindOf({ severity, text, element }: Message): string {
  const nameless = element === null ? text : text.replaceAll(elementLabel(element), '');
  return `${severity} ${nameless.replace(/“[^”]*”/g, '').replace(/[-\d.]+/g, '')}`;
}
