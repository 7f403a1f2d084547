import { elementKey } from '../../src-shared/grid/element-ref.ts';
import type { ElementRef } from '../../src-shared/grid/element-ref.ts';

/** The list with more elements at its end, each once. */
export function withElements(
  list: readonly ElementRef[],
  more: readonly ElementRef[],
): readonly ElementRef[] {
  const all = new Map([...list, ...more].map((element) => [elementKey(element), element]));
  return [...all.values()];
}

export const withoutElement = (
  list: readonly ElementRef[],
  element: ElementRef,
): readonly ElementRef[] => list.filter((other) => elementKey(other) !== elementKey(element));
