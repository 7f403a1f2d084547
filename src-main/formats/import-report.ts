import type { ElementTally, ImportReport } from '../../src-shared/contract/import-documents.ts';
import type { ElementKind } from '../../src-shared/grid/element-ref.ts';
import { emptyGrid } from '../../src-shared/grid/grid-case.ts';
import type { GridCase } from '../../src-shared/grid/grid-case.ts';
import { PairTable } from '../../src-shared/grid/pair-table.ts';
import { islandsOf } from '../../src-shared/grid/islands.ts';
import type { Message } from '../../src-shared/grid/validation.ts';
import { branchExtremes } from './branch-extremes.ts';
import type { ReadingEffect } from './message-list.ts';

/** What was read, in figures that a planner compares with the file. */
export function importReport(
  fileName: string,
  format: string,
  grid: GridCase | null,
  messages: readonly Message[],
  { counted, fileTotals = null }: ReadingFigures = { counted: () => null },
): ImportReport {
  const { baseMva, buses, branches, generators, loads, shunts } = grid ?? emptyGrid;
  return {
    fileName,
    format,
    counts: {
      buses: buses.length,
      branches: branches.length,
      generators: generators.length,
      loads: loads.length,
      shunts: shunts.length,
    },
    baseMva,
    totals: totals(grid ?? emptyGrid),
    islands: grid ? islandsOf(grid).length : 0,
    parallelGroups: grid ? parallelGroups(grid) : 0,
    negativeCouplings: branches.filter(({ inService, reactancePu }) => inService && reactancePu < 0)
      .length,
    branchesWithoutLimit: branches.filter(({ ratingAMva }) => ratingAMva === null).length,
    machinesWithoutDynamics: generators.filter(({ dynamics }) => dynamics === null).length,
    messages,
    tallies: {
      buses: tally('bus', buses.length, counted),
      branches: tally('branch', branches.length, counted),
      generators: tally('generator', generators.length, counted),
      loads: tally('load', loads.length, counted),
      shunts: tally('shunt', shunts.length, counted),
    },
    fileTotals,
    busesWithoutBaseVoltage: buses.filter(({ baseKv }) => baseKv === 0).length,
    extremes: branchExtremes(branches),
  };
}

/** What the reader of the file noted beyond the network. */
export interface ReadingFigures {
  readonly counted: (effect: ReadingEffect, kind: ElementKind) => number | null;
  readonly fileTotals?: ImportReport['totals'] | null;
}

function tally(kind: ElementKind, kept: number, counted: ReadingFigures['counted']): ElementTally {
  const dropped = counted('dropped', kind) ?? 0;
  return {
    found: kept + dropped,
    kept,
    dropped,
    defaulted: counted('defaulted', kind),
    repaired: counted('repaired', kind) ?? 0,
  };
}

/** Sums over what is in service and not at an isolated bus. */
function totals({ buses, generators, loads }: GridCase): ImportReport['totals'] {
  const isolated = new Set(
    buses.filter(({ type }) => type === 'isolated').map((bus) => bus.number),
  );
  let [pgMw, qgMvar, pdMw, qdMvar] = [0, 0, 0, 0];
  for (const { bus, inService, pMw, qMvar } of generators) {
    if (!inService || isolated.has(bus)) continue;
    pgMw += pMw;
    qgMvar += qMvar;
  }
  for (const { bus, inService, pMw, qMvar } of loads) {
    if (!inService || isolated.has(bus)) continue;
    pdMw += pMw;
    qdMvar += qMvar;
  }
  return { pgMw, pdMw, qgMvar, qdMvar };
}

/** Pairs of buses that more than one branch joins. */
function parallelGroups({ branches }: GridCase): number {
  const pairs = new PairTable(branches.length);
  const count = new Int32Array(branches.length);
  for (const { from, to } of branches) {
    const pair = pairs.numberOf(Math.min(from, to), Math.max(from, to));
    count[pair] = (count[pair] ?? 0) + 1;
  }
  return count.reduce((groups, branches) => groups + Number(branches > 1), 0);
}
