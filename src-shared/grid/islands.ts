import { busRows } from './bus-rows.ts';
import type { GridCase } from './grid-case.ts';

/** A network never changes, so what was found in one stays true. */
const knownIslands = new WeakMap<GridCase, readonly (readonly number[])[]>();

/**
 * The islands of the network: bus numbers joined by branches in service, type-4 buses left out.
 * Largest first; buses in the order of the network.
 */
export function islandsOf(grid: GridCase): readonly (readonly number[])[] {
  const known = knownIslands.get(grid);
  if (known) return known;
  const islands = findIslands(grid);
  knownIslands.set(grid, islands);
  return islands;
}

/** Union-find with path halving over the rows of the buses. */
function findIslands({ buses, branches }: GridCase): number[][] {
  const rowOf = busRows(buses);
  const isLive = (row: number): boolean => {
    const bus = buses[row];
    return bus !== undefined && bus.type !== 'isolated';
  };
  const parent = Int32Array.from(buses, (_, row) => row);
  const root = (row: number): number => {
    let current = row;
    for (let above = parent[current] ?? 0; above !== current; above = parent[current] ?? 0) {
      parent[current] = parent[above] ?? above;
      current = above;
    }
    return current;
  };
  for (const { from, to, inService } of branches) {
    if (!inService) continue;
    const i = rowOf(from);
    const j = rowOf(to);
    if (isLive(i) && isLive(j)) parent[root(i)] = root(j);
  }
  const islands = new Map<number, number[]>();
  for (const { number, type } of buses) {
    if (type === 'isolated') continue;
    const key = root(rowOf(number));
    const island = islands.get(key);
    if (island) island.push(number);
    else islands.set(key, [number]);
  }
  return [...islands.values()].sort((a, b) => b.length - a.length);
}
