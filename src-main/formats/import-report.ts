import type { ImportReport } from '../../src-shared/contract/documents.ts';
import { emptyGrid } from '../../src-shared/grid/grid-case.ts';
import type { GridCase } from '../../src-shared/grid/grid-case.ts';
import { islandsOf } from '../../src-shared/grid/validation.ts';
import type { Message } from '../../src-shared/grid/validation.ts';

/** What was read, in figures that a planner compares with the file. */
export function importReport(
  fileName: string,
  format: string,
  grid: GridCase | null,
  messages: readonly Message[],
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
function parallelGroups({ buses, branches }: GridCase): number {
  const rowOf = new Map(buses.map(({ number }, row) => [number, row]));
  const joined = new Map<number, number>();
  let groups = 0;
  for (const { from, to } of branches) {
    const [i, j] = [rowOf.get(from) ?? -1, rowOf.get(to) ?? -1];
    const pair = Math.min(i, j) * buses.length + Math.max(i, j);
    const count = (joined.get(pair) ?? 0) + 1;
    joined.set(pair, count);
    if (count === 2) groups++;
  }
  return groups;
}
