import { ref } from 'vue';

import { explanationOf } from './explanations.ts';
import type { ExplanationId } from './explanations.ts';

/** What F1 shows: one explanation, the list of all, or nothing. */
export const explained = ref<ExplanationId | 'all' | null>(null);

/** Explains what the pointer is over, else what has the focus; the list where that says nothing. */
export function explainHere(): void {
  const hovered = [...document.querySelectorAll(':hover')].at(-1);
  const focused = document.activeElement ?? undefined;
  // In a table the cell that the arrow keys have come to.
  const cell = focused?.querySelector('.tabulator-cell.is-current') ?? undefined;
  const candidates = [hovered, cell, focused];
  explained.value =
    candidates.map((element) => element && explanationOf(element)).find(Boolean) ?? 'all';
}
