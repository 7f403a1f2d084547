import { elementKey, elementsOf, refOf } from '../../../src-shared/grid/element-ref.ts';
import type { ElementKind, ElementOf, ElementRef } from '../../../src-shared/grid/element-ref.ts';
import type { Branch, Bus, Generator, GridCase } from '../../../src-shared/grid/grid-case.ts';
import { machineDynamics } from '../../../src-shared/grid/machine-estimates.ts';
import type { NewestPowerFlow } from '../../composables/newest-power-flow.ts';
import type { LineStates } from '../../network/line-states.ts';
import { branchNumbers, voltagesOf } from './computed-values.ts';
import { kindOf } from './table-kinds.ts';
import type { ElementTableId } from './table-kinds.ts';

/** One element as a row: its fields by name, flat, and what was computed for it. */
export type ElementRow = Readonly<Record<string, unknown>> & {
  readonly key: string;
  readonly ref: ElementRef;
};

/** Elements are replaced when they change, so that the names of one that did not stay the same. */
const names = new WeakMap<object, Pick<ElementRow, 'key' | 'ref'>>();

function nameOf(
  kind: ElementKind,
  element: ElementOf[ElementKind],
): Pick<ElementRow, 'key' | 'ref'> {
  const known = names.get(element);
  if (known) return known;
  const ref = refOf(kind, element);
  const name = { key: elementKey(ref), ref };
  names.set(element, name);
  return name;
}

/** The rows of a table, in the order of the network. */
export function elementRows(
  grid: GridCase,
  table: ElementTableId,
  states: LineStates,
  powerFlow: NewestPowerFlow | null,
): readonly ElementRow[] {
  const kind = kindOf[table];
  const computed = computedFields(grid, table, states, powerFlow);
  const elements =
    table === 'transformer'
      ? grid.branches.filter(({ isTransformer }) => isTransformer)
      : elementsOf(grid, kind);
  return elements.map((element) => {
    const name = nameOf(kind, element);
    return { ...element, ...computed(element, name.key), ...name };
  });
}

type Computed = (
  element: ElementOf[ElementKind],
  key: string,
) => Readonly<Record<string, string | number | null>>;

function computedFields(
  grid: GridCase,
  table: ElementTableId,
  states: LineStates,
  powerFlow: NewestPowerFlow | null,
): Computed {
  switch (table) {
    case 'bus':
      return (element) => solvedBus(powerFlow?.bus((element as Bus).number) ?? null);
    case 'branch':
    case 'transformer': {
      const voltages = voltagesOf(grid);
      return (element, key) => ({
        ...marginFields(element as Branch, voltages, grid.baseMva, states),
        ...solvedBranch(powerFlow?.branch(key) ?? null),
      });
    }
    case 'generator':
      return (_, key) => solvedMachine(powerFlow?.generator(key) ?? null);
    case 'dynamics':
      return (element) => dynamicsFields(grid, element as Generator);
    default:
      return () => ({});
  }
}

const solvedBus = (found: ReturnType<NewestPowerFlow['bus']>) => ({
  solvedVmPu: found?.vm ?? null,
  solvedVaDegrees: found?.vaDegrees ?? null,
  solvedPMw: found?.pMw ?? null,
  solvedQMvar: found?.qMvar ?? null,
});

const solvedBranch = (found: ReturnType<NewestPowerFlow['branch']>) => ({
  solvedPFromMw: found?.pFromMw ?? null,
  solvedQFromMvar: found?.qFromMvar ?? null,
  solvedPToMw: found?.pToMw ?? null,
  solvedQToMvar: found?.qToMvar ?? null,
  solvedLossMw: found ? found.pFromMw + found.pToMw : null,
  solvedLoadingPercent: asPercent(found?.loading ?? null),
});

const limitWords = { none: '', qMin: 'at Qmin', qMax: 'at Qmax' } as const;

const solvedMachine = (found: ReturnType<NewestPowerFlow['generator']>) => ({
  solvedPMw: found?.pMw ?? null,
  solvedQMvar: found?.qMvar ?? null,
  solvedLimit: found ? limitWords[found.limit] : null,
});

const asPercent = (share: number | null): number | null => (share === null ? null : 100 * share);

function marginFields(
  branch: Branch,
  voltages: ReadonlyMap<number, number>,
  baseMva: number,
  states: LineStates,
) {
  const numbers = branchNumbers(branch, voltages, baseMva, states);
  const { angleDegrees, limitDegrees, limitMw, flowMw } = numbers;
  return {
    ...{ angleDegrees, limitDegrees, limitMw, flowMw },
    ratioPercent: asPercent(numbers.ratio),
    loadingPercent: asPercent(numbers.loading),
  };
}

/** What the studies use: the machine's own figures or the estimate, on the rating that they refer to. */
function dynamicsFields(grid: GridCase, machine: Generator) {
  const { estimated, ...figures } = machineDynamics(grid, machine);
  const { inertiaSeconds, ratingMva, droopPercent = null } = figures;
  return {
    ...figures,
    droopPercent,
    basis: estimated ? 'estimated' : 'given',
    storedMws: inertiaSeconds * ratingMva,
  };
}
