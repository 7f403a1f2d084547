import { dispatchShifts, DispatchError } from '../../src-shared/grid/dispatch.ts';
import type { DispatchRule } from '../../src-shared/grid/dispatch-rule.ts';
import type { ElementRef } from '../../src-shared/grid/element-ref.ts';
import type { GridCase } from '../../src-shared/grid/grid-case.ts';
import { newDraft, ruleOf } from './dispatch-draft.ts';
import type { DispatchDraft } from './dispatch-draft.ts';

/** What the fields of a stress direction hold. */
export interface StressDraft {
  /** A direction, or none in particular. */
  directed: boolean;
  direction: DispatchDraft;
}

export const newStress = (): StressDraft => ({
  directed: false,
  direction: { ...newDraft(), respectsLimits: false },
});

/** The direction, null where there is none, or why the network cannot follow it. */
export function stressRuleOf(
  { directed, direction }: StressDraft,
  selection: readonly ElementRef[],
  grid: GridCase | null,
): { readonly rule: DispatchRule | null } | { readonly missing: string } {
  if (!directed) return { rule: null };
  if (!grid) return { missing: 'Open a network first.' };
  const found = ruleOf(direction, selection);
  if ('missing' in found) return found;
  try {
    dispatchShifts(grid, { ...found.rule, limits: 'ignore' });
    return found;
  } catch (error) {
    if (error instanceof DispatchError) return { missing: `Stress direction, ${error.message}` };
    throw error;
  }
}
