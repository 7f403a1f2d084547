import type { Edit } from '../../src-shared/grid/edits.ts';
import type { GridCase } from '../../src-shared/grid/grid-case.ts';
import type { MonteCarloSpec } from '../../src-shared/studies/monte-carlo.ts';
import { StudyRefusal } from '../../src-shared/studies/study-room.ts';
import { RandomDispatch } from '../equations/network/random-dispatch.ts';
import { sampleNumbers } from '../numerics/random/sample-numbers.ts';
import { studyModel } from './study-model.ts';

/**
 * The dispatch of one draw as an edit of its network, to open it as a scenario of its own: the same
 * powers to the last bit but those that MW and p.u. make of each other.
 *
 * @throws StudyRefusal where the study itself would refuse, or there is no such draw
 */
export function drawOf(grid: GridCase, spec: MonteCarloSpec, seed: number, index: number): Edit {
  if (!(Number.isInteger(index) && index >= 0 && index < spec.draws)) {
    throw new StudyRefusal(`There is no draw ${index}: the run has draws 0 to ${spec.draws - 1}.`);
  }
  const subject = { kind: 'grid', grid } as const;
  const model = studyModel(subject, spec.model, () => false);
  const dispatch = new RandomDispatch(subject, model, spec);
  const numbers = sampleNumbers(seed, null);
  dispatch.draw((out) => {
    numbers(index, out);
  });
  const { loads, units, loadPower, unitPower } = dispatch;
  const edits: Edit[] = [];
  loads.row.forEach((row, k) => {
    const { bus, id, pMw: nominal } = grid.loads[row]!;
    const pMw = loadPower[k]! * model.baseMva;
    if (isOther(pMw, nominal)) {
      edits.push({ kind: 'update', element: { kind: 'load', bus, id }, changes: { pMw } });
    }
  });
  units.row.forEach((row, k) => {
    const { bus, id, pMw: nominal } = grid.generators[row]!;
    const pMw = unitPower[k]! * model.baseMva;
    if (isOther(pMw, nominal)) {
      edits.push({ kind: 'update', element: { kind: 'generator', bus, id }, changes: { pMw } });
    }
  });
  return { kind: 'batch', label: `Dispatch of draw ${index}, seed ${seed}`, edits };
}

/** More than what dividing by the base and multiplying again makes of a number. */
const isOther = (a: number, b: number): boolean => Math.abs(a - b) > 1e-12 * Math.abs(b);
