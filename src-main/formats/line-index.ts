import { elementKey } from '../../src-shared/grid/element-ref.ts';
import type { ElementRef } from '../../src-shared/grid/element-ref.ts';

/** On which line of the file each element stands; keys are made only when somebody asks. */
export class LineIndex {
  readonly #entries: { readonly element: ElementRef; readonly line: number }[] = [];
  #lines: Map<string, number> | null = null;

  set(element: ElementRef, line: number): void {
    this.#entries.push({ element, line });
    this.#lines = null;
  }

  get(element: ElementRef): number | null {
    this.#lines ??= new Map(this.#entries.map((entry) => [elementKey(entry.element), entry.line]));
    return this.#lines.get(elementKey(element)) ?? null;
  }
}
