import { elementKey } from '../../../src-shared/grid/element-ref.ts';
import type { ElementRef } from '../../../src-shared/grid/element-ref.ts';
import type { Contingency } from '../../../src-shared/studies/contingency.ts';
import type { MessageList } from '../message-list.ts';
import { namedText } from './element-finder.ts';
import type { ElementFinder, NamedElement } from './element-finder.ts';

interface Draft {
  readonly line: number | null;
  readonly elements: Map<string, ElementRef>;
  enabled: boolean;
  /** Part of it was not understood: a part of an outage is another outage. */
  dropped: boolean;
}

/**
 * Gathers the contingencies of a list. One that names an element which the network does not have is
 * left out whole, with a warning: the rest of it would be another contingency.
 */
export class ContingencyListBuilder {
  readonly #find: ElementFinder;
  readonly #messages: MessageList;
  readonly #drafts = new Map<string, Draft>();

  constructor(find: ElementFinder, messages: MessageList) {
    this.#find = find;
    this.#messages = messages;
  }

  has(name: string): boolean {
    return this.#drafts.has(name);
  }

  open(name: string, line: number | null, enabled = true): void {
    const draft = this.#drafts.get(name);
    if (!draft) this.#drafts.set(name, { line, enabled, elements: new Map(), dropped: false });
    else if (!enabled) draft.enabled = false;
  }

  add(name: string, named: NamedElement, line: number | null): void {
    const element = this.#find(named);
    if (element) this.#drafts.get(name)?.elements.set(elementKey(element), element);
    else this.drop(name, `the network has no ${namedText(named)}`, line);
  }

  drop(name: string, reason: string, line: number | null): void {
    const draft = this.#drafts.get(name);
    if (draft) draft.dropped = true;
    this.#messages.warning(`Contingency “${name}” is left out: ${reason}.`, line);
  }

  finish(): Contingency[] {
    const list: Contingency[] = [];
    for (const [name, { line, elements, enabled, dropped }] of this.#drafts) {
      if (dropped) continue;
      if (elements.size === 0) {
        this.#messages.warning(`Contingency “${name}” is left out: it takes nothing out.`, line);
      } else list.push({ name, enabled, elements: [...elements.values()] });
    }
    return list;
  }
}

export const longestName = 200;
