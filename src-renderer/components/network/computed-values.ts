import type { Branch, GridCase } from '../../../src-shared/grid/grid-case.ts';
import { decimals, degrees, missing, plain } from '../../composables/format.ts';
import { branchCoupling, branchFlowMw } from '../../network/line-states.ts';
import type { LineStates } from '../../network/line-states.ts';

/** A value that follows from the network; shown beside what can be entered, never editable. */
export interface ComputedValue {
  readonly name: string;
  readonly label: string;
  readonly text: string;
  readonly unit: string;
  readonly help: string;
  readonly over: boolean;
}

/** What the synchronization condition says of one branch, as numbers; null where it says nothing. */
export interface BranchNumbers {
  readonly coupling: number | null;
  readonly angleDegrees: number | null;
  readonly limitDegrees: number | null;
  /** a sin(limit): what the branch carries at its limit. */
  readonly limitMw: number | null;
  /** asin(rating A / a): the rating as an angle; 90° where the branch cannot carry its rating. */
  readonly ratingDegrees: number | null;
  readonly marginDegrees: number | null;
  /** |angle| / limit. */
  readonly ratio: number | null;
  readonly flowMw: number | null;
  /** |flow| / rating A. */
  readonly loading: number | null;
  readonly predicted: boolean;
}

/** Voltage magnitudes by bus number, for the couplings of many branches. */
export const voltagesOf = (grid: GridCase): ReadonlyMap<number, number> =>
  new Map(grid.buses.map(({ number, vmPu }) => [number, vmPu]));

export function branchNumbers(
  branch: Branch,
  voltages: ReadonlyMap<number, number>,
  baseMva: number,
  states: LineStates,
): BranchNumbers {
  const from = voltages.get(branch.from);
  const to = voltages.get(branch.to);
  const state = branch.inService ? states.of(branch) : null;
  const coupling =
    from === undefined || to === undefined || branch.reactancePu === 0
      ? null
      : branchCoupling(branch, state?.voltageProduct ?? from * to, states.model);
  const angle = state?.angle ?? null;
  const flowMw =
    angle === null || coupling === null ? null : branchFlowMw(coupling, angle, baseMva);
  const marginDegrees = state && angle !== null ? degrees(state.limit - Math.abs(angle)) : null;
  return {
    coupling,
    angleDegrees: degrees(angle),
    limitDegrees: state ? degrees(state.limit) : null,
    ratingDegrees: ratingDegrees(branch, coupling, baseMva),
    limitMw: state && coupling !== null ? branchFlowMw(coupling, state.limit, baseMva) : null,
    marginDegrees,
    ratio: state?.ratio ?? null,
    flowMw,
    loading: flowMw === null || !branch.ratingAMva ? null : Math.abs(flowMw) / branch.ratingAMva,
    predicted: state?.origin === 'predicted',
  };
}

function ratingDegrees(
  { ratingAMva }: Branch,
  coupling: number | null,
  baseMva: number,
): number | null {
  if (!ratingAMva || coupling === null || coupling === 0) return null;
  return degrees(Math.asin(Math.min(1, ratingAMva / baseMva / Math.abs(coupling))));
}

export const percent = (share: number | null): string =>
  share === null ? missing : decimals(100 * share, 0);

/** The same as text for inspector and tooltip. */
export function branchValues(
  grid: GridCase,
  branch: Branch,
  states: LineStates,
): readonly ComputedValue[] {
  const numbers = branchNumbers(branch, voltagesOf(grid), grid.baseMva, states);
  const over = (numbers.ratio ?? 0) > 1;
  const angle = numbers.predicted ? 'Angle, predicted' : 'Angle now';
  const value = (
    name: string,
    label: string,
    text: string,
    unit: string,
    help: string,
    marked = false,
  ): ComputedValue => ({ name, label, text, unit, help, over: marked });
  return [
    value(
      'coupling',
      'Coupling a',
      plain(numbers.coupling, 5),
      'p.u.',
      '|Vi| |Vj| b / tau of this circuit alone, by the model options.',
    ),
    value(
      'angle',
      angle,
      decimals(numbers.angleDegrees, 2),
      '°',
      'Angle of the from bus less that of the to bus at the equilibrium.',
      over,
    ),
    value(
      'limit',
      'Limit γ*',
      decimals(numbers.limitDegrees, 2),
      '°',
      'Least of 90°, the angle at rating A, and the angle limits of the branch.',
    ),
    value(
      'limit-power',
      'Power at the limit',
      decimals(numbers.limitMw, 1),
      'MW',
      'a sin(γ*) times the system base: the same limit as power.',
    ),
    value(
      'rating-angle',
      'Rating A as angle',
      decimals(numbers.ratingDegrees, 2),
      '°',
      'asin(rating / a); 90° where the branch cannot carry its rating.',
    ),
    value(
      'ratio',
      'Angle / limit',
      percent(numbers.ratio),
      '%',
      'Above 100 % the line is beyond its limit.',
      over,
    ),
    value('margin', 'Margin', decimals(numbers.marginDegrees, 2), '°', 'Limit less angle.', over),
    value(
      'flow',
      'Flow, lossless',
      decimals(numbers.flowMw, 1),
      'MW',
      'a sin(angle) times the system base, from the from bus.',
    ),
    value(
      'loading',
      'Loading of rating A',
      percent(numbers.loading),
      '%',
      'Lossless flow over rating A.',
      (numbers.loading ?? 0) > 1,
    ),
  ];
}
