import type { Bus } from './grid-case.ts';

/** Numbers up to so many times the count of buses are looked up in a table. */
const SPARSEST_TABLE = 64;

/**
 * Row of the bus table by bus number, the first where two have it; -1 for a number that no bus has.
 * Most networks number their buses closely enough for a plain table, which large cases are
 * noticeably faster with than with a map.
 */
export function busRows(buses: readonly Bus[]): (number: number) => number {
  let most = 0;
  let least = 0;
  for (const { number } of buses) {
    if (number > most) most = number;
    if (number < least) least = number;
  }
  if (least < 0 || most > SPARSEST_TABLE * buses.length) return mappedRows(buses);
  const table = new Int32Array(most + 1).fill(-1);
  buses.forEach(({ number }, row) => {
    if (table[number] === -1) table[number] = row;
  });
  return (number) => table[number] ?? -1;
}

function mappedRows(buses: readonly Bus[]): (number: number) => number {
  const rows = new Map<number, number>();
  buses.forEach(({ number }, row) => {
    if (!rows.has(number)) rows.set(number, row);
  });
  return (number) => rows.get(number) ?? -1;
}
