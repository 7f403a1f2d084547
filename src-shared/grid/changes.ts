import { z } from 'zod';

import { dispatchSchema } from './dispatch-rule.ts';
import type { DispatchRule } from './dispatch-rule.ts';
import { dispatchEdit } from './dispatch.ts';
import { editSchema } from './edit-schema.ts';
import { applyEdit, EditError, editLabel } from './edits.ts';
import type { Edit } from './edits.ts';
import type { GridCase } from './grid-case.ts';

/** What a scenario changes of its parent: an edit, or a rule that is followed anew each time. */
export type ChangeContent =
  | { readonly kind: 'edit'; readonly edit: Edit }
  | { readonly kind: 'dispatch'; readonly rule: DispatchRule };

export interface Change {
  readonly enabled: boolean;
  readonly content: ChangeContent;
  /** What it did when it was made, in words. */
  readonly label: string;
}

/** What became of one change. */
export interface ChangeOutcome {
  /** In words; of a rule with the MW that it moves on this network. */
  readonly label: string;
  /** Why it was passed over; null where it was not, or is switched off. */
  readonly obstacle: string | null;
}

export const changeContentSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('edit'), edit: editSchema }),
  z.object({ kind: z.literal('dispatch'), rule: dispatchSchema }),
]);

/** @throws EditError where a rule cannot be followed on this network. */
export const editOfChange = (grid: GridCase, content: ChangeContent): Edit =>
  content.kind === 'edit' ? content.edit : dispatchEdit(grid, content.rule);

/**
 * The network of a child: its parent's, and every change that is switched on applied to it in
 * order. One that names what is not there, or would leave an invalid network, is passed over and
 * says why.
 */
export function applyChanges(
  parent: GridCase,
  changes: readonly Change[],
): { readonly grid: GridCase; readonly outcomes: readonly ChangeOutcome[] } {
  let grid = parent;
  const outcomes = changes.map(({ enabled, content, label }): ChangeOutcome => {
    if (!enabled) return { label, obstacle: null };
    try {
      const edit = editOfChange(grid, content);
      grid = applyEdit(grid, edit).grid;
      return { label: editLabel(edit), obstacle: null };
    } catch (error) {
      if (!(error instanceof EditError)) throw error;
      return { label, obstacle: error.message };
    }
  });
  return { grid, outcomes };
}
