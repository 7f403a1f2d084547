import { dispatchEdit, dispatchShifts } from './dispatch.ts';
import type { DispatchRule } from './dispatch-rule.ts';
import { applyEdit, EditError, editLabel } from './edits.ts';
import type { GridCase } from './grid-case.ts';

/** What a rule would do to a network; nothing is done. */
export interface DispatchOutlook {
  /** Null where it cannot be followed: then the refusal says why. */
  readonly words: string | null;
  readonly refusal: string | null;
  /** MW in service, before and after. */
  readonly loadMw: readonly [number, number];
  readonly generationMw: readonly [number, number];
  readonly loadsMoved: number;
  readonly machinesMoved: number;
}

export function previewDispatch(grid: GridCase, rule: DispatchRule): DispatchOutlook {
  const before = totals(grid);
  try {
    const edit = dispatchEdit(grid, rule);
    const after = totals(applyEdit(grid, edit).grid);
    const { loads, generators } = dispatchShifts(grid, rule);
    return {
      words: editLabel(edit),
      refusal: null,
      loadMw: [before.load, after.load],
      generationMw: [before.generation, after.generation],
      loadsMoved: loads.filter((shift) => shift !== 0).length,
      machinesMoved: generators.filter((shift) => shift !== 0).length,
    };
  } catch (error) {
    if (!(error instanceof EditError)) throw error;
    return {
      words: null,
      refusal: error.message,
      loadMw: [before.load, before.load],
      generationMw: [before.generation, before.generation],
      loadsMoved: 0,
      machinesMoved: 0,
    };
  }
}

const totals = ({ loads, generators }: GridCase): { load: number; generation: number } => ({
  load: inService(loads),
  generation: inService(generators),
});

const inService = (
  rows: readonly { readonly pMw: number; readonly inService: boolean }[],
): number => rows.reduce((sum, row) => sum + (row.inService ? row.pMw : 0), 0);
