import { findElement } from '../../src-shared/grid/element-ref.ts';
import type { ElementKind, ElementRef } from '../../src-shared/grid/element-ref.ts';
import type { GridCase } from '../../src-shared/grid/grid-case.ts';

/** On which line of the file each element stands. Built beside the network, in the same order. */
export class LineIndex {
  readonly #lines: Readonly<Record<ElementKind, number[]>> = {
    bus: [],
    branch: [],
    generator: [],
    load: [],
    shunt: [],
  };

  /** Notes the line of the next element of a table. */
  add(kind: ElementKind, line: number): void {
    this.#lines[kind].push(line);
  }

  /** Drops the lines of a table whose elements no longer stand where they were read. */
  forget(kind: ElementKind): void {
    this.#lines[kind].length = 0;
  }

  get(grid: GridCase, element: ElementRef): number | null {
    return this.#lines[element.kind][findElement(grid, element)] ?? null;
  }
}
