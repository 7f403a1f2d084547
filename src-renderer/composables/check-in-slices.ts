import { prepareChecks } from '../../src-shared/grid/checks/finding.ts';
import { dataChecks } from '../../src-shared/grid/data-checks.ts';
import type { CheckOutcome } from '../../src-shared/grid/data-checks.ts';
import type { GridCase } from '../../src-shared/grid/grid-case.ts';
import { nextTask } from '../network/next-task.ts';

/** Longer than this the window is not kept from drawing and from listening. */
const sliceMilliseconds = 8;

/**
 * Puts every data check to a network, a few at a time, so that drawing and typing go on meanwhile.
 * Null where the answer was no longer wanted before it was there.
 */
export async function checkInSlices(
  grid: GridCase,
  flowMva: ReadonlyMap<string, number>,
  isWanted: () => boolean,
): Promise<readonly CheckOutcome[] | null> {
  const outcomes: CheckOutcome[] = [];
  await nextTask();
  if (!isWanted()) return null;
  const checked = prepareChecks(grid, flowMva);
  let begun = performance.now();
  for (const check of dataChecks) {
    if (performance.now() - begun > sliceMilliseconds) {
      await nextTask();
      if (!isWanted()) return null;
      begun = performance.now();
    }
    outcomes.push({ check, findings: check.find(checked) });
  }
  return outcomes;
}
