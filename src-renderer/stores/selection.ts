import { shallowRef } from 'vue';
import type { ShallowRef } from 'vue';

import { elementKey, elementsOf, refOf } from '../../src-shared/grid/element-ref.ts';
import type { ElementKind, ElementRef } from '../../src-shared/grid/element-ref.ts';
import type { GridCase } from '../../src-shared/grid/grid-case.ts';
import type { EdgeRef } from '../../src-shared/studies/model-options.ts';

/** What a result shows on the diagram. */
export interface Highlight {
  readonly title: string;
  readonly outElements: readonly ElementRef[];
  readonly worstEdge: EdgeRef | null;
  /** Branches between groups that lost synchronism with each other. */
  readonly cut?: readonly EdgeRef[];
}

/** An element to centre and flash; `count` makes two requests for the same element differ. */
export interface FocusRequest {
  readonly element: ElementRef;
  readonly count: number;
}

/** What of the network is selected, centred and marked by a result. */
export interface NetworkSelection {
  readonly selection: ShallowRef<readonly ElementRef[]>;
  readonly focusRequest: ShallowRef<FocusRequest | null>;
  readonly highlight: ShallowRef<Highlight | null>;
  readonly select: (refs: readonly ElementRef[]) => void;
  /** Selects an element and asks the diagram to centre it. */
  readonly point: (element: ElementRef) => void;
  /** Forgets selected elements that the network does not have. */
  readonly keepPresent: (grid: GridCase | null) => void;
  readonly forget: () => void;
}

export function createSelection(): NetworkSelection {
  const selection = shallowRef<readonly ElementRef[]>([]);
  const focusRequest = shallowRef<FocusRequest | null>(null);
  const highlight = shallowRef<Highlight | null>(null);

  function select(refs: readonly ElementRef[]): void {
    selection.value = refs;
  }

  function point(element: ElementRef): void {
    select([element]);
    focusRequest.value = { element, count: (focusRequest.value?.count ?? 0) + 1 };
  }

  function keepPresent(grid: GridCase | null): void {
    if (!grid || selection.value.length === 0) return;
    const kinds: readonly ElementKind[] = [...new Set(selection.value.map(({ kind }) => kind))];
    const present = new Set(
      kinds.flatMap((kind) =>
        elementsOf(grid, kind).map((element) => elementKey(refOf(kind, element))),
      ),
    );
    const kept = selection.value.filter((ref) => present.has(elementKey(ref)));
    if (kept.length < selection.value.length) selection.value = kept;
  }

  function forget(): void {
    selection.value = [];
    focusRequest.value = null;
    highlight.value = null;
  }

  return { selection, focusRequest, highlight, select, point, keepPresent, forget };
}
