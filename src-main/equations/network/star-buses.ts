import { busRows } from '../../../src-shared/grid/bus-rows.ts';
import type { Branch, GridCase } from '../../../src-shared/grid/grid-case.ts';
import type { ModelOptions } from '../../../src-shared/studies/model-options.ts';
import { couplingOf, tapOf } from './coupling.ts';

/** Two branches in series over a bus that neither feeds nor draws: one branch between their far ends. */
export interface SeriesPair {
  /** Rows of the branch table. */
  readonly legs: readonly [number, number];
  /** Rows of the bus table. */
  readonly ends: readonly [number, number];
  /** Coupling at |V| = 1 at both ends, p.u. */
  readonly susceptance: number;
}

export interface StarElimination {
  /** Rows of the bus table that leave the model. */
  readonly eliminated: ReadonlySet<number>;
  readonly pairs: readonly SeriesPair[];
}

type Options = Pick<ModelOptions, 'susceptance' | 'taps'>;

/**
 * The star buses whose elimination turns a negative coupling into a positive one.
 *
 * A star bus has no machine, load or shunt: no current is injected there, so Kron reduction takes it
 * out exactly, without holding its voltage: b_ij = m_i m_j / sum of the legs' own susceptances, with
 * m = b / tau. Windings that lead to nothing carry nothing and go with it. Two legs are left then, or
 * the bus stays: with three that carry power and one of them negative, one branch of the triangle
 * that replaces the star is negative again.
 *
 * Cost O(buses + branches).
 */
export function findSeriesStars(grid: GridCase, options: Options): StarElimination {
  const legsAt = branchesByRow(grid);
  const isBare = bareRows(grid);
  const eliminated = new Set<number>();
  const pairs: SeriesPair[] = [];
  for (const [star, legs] of legsAt.entries()) {
    if (!isBare[star] || !legs.some(({ branch }) => branch.reactancePu < 0)) continue;
    const isDeadEnd = ({ far }: Leg): boolean => isBare[far] === 1 && legsAt[far]!.length === 1;
    const [first, second, ...more] = legs.filter((leg) => !isDeadEnd(leg));
    if (!first || !second || more.length > 0 || first.far === second.far) continue;
    if (eliminated.has(first.far) || eliminated.has(second.far)) continue;
    const susceptance = inSeries(first, second, options);
    if (!(susceptance > 0)) continue;
    eliminated.add(star);
    for (const leg of legs) if (isDeadEnd(leg)) eliminated.add(leg.far);
    pairs.push({ legs: [first.row, second.row], ends: [first.far, second.far], susceptance });
  }
  return { eliminated, pairs };
}

interface Leg {
  readonly row: number;
  readonly branch: Branch;
  /** Row of the bus at its other end, and whether that is the branch's `to` bus. */
  readonly far: number;
  readonly leaves: boolean;
}

function branchesByRow({ buses, branches }: GridCase): Leg[][] {
  const rowOf = busRows(buses);
  const legs: Leg[][] = buses.map(() => []);
  branches.forEach((branch, row) => {
    if (!branch.inService || branch.reactancePu === 0) return;
    const from = rowOf(branch.from);
    const to = rowOf(branch.to);
    legs[from]!.push({ row, branch, far: to, leaves: true });
    legs[to]!.push({ row, branch, far: from, leaves: false });
  });
  return legs;
}

/** 1 where a bus has no machine, load or shunt in service. */
function bareRows({ buses, generators, loads, shunts }: GridCase): Uint8Array {
  const rowOf = busRows(buses);
  const bare = new Uint8Array(buses.length).fill(1);
  for (const { bus, inService } of [...generators, ...loads, ...shunts]) {
    if (inService) bare[rowOf(bus)] = 0;
  }
  return bare;
}

function inSeries(first: Leg, second: Leg, options: Options): number {
  const mutual = ({ branch }: Leg): number => couplingOf(branch, 1, 1, options);
  // The tap is at the `from` end: seen from there the leg's own susceptance is b / tau², else b.
  const own = (leg: Leg): number => {
    const tau = tapOf(leg.branch, options);
    return leg.leaves ? mutual(leg) / tau : mutual(leg) * tau;
  };
  return (mutual(first) * mutual(second)) / (own(first) + own(second));
}
