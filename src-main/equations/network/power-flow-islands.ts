import type { Generator, GridCase } from '../../../src-shared/grid/grid-case.ts';
import type { PowerFlowIsland } from '../../../src-shared/studies/power-flow.ts';
import type { Islands } from './islands.ts';
import { SLACK } from './power-balance.ts';

/** An island of a power flow; whether it has a solution only the solution tells. */
export type SupplyIsland = Pick<PowerFlowIsland, 'buses' | 'slack' | 'slackChosen'> & {
  readonly supplied: boolean;
};

export interface SupplyIslands {
  /** Largest first. */
  readonly islands: readonly SupplyIsland[];
  /** Island of each node, numbered as in `islands`. */
  readonly islandOf: Int32Array;
}

interface Nodes {
  /** Row of the bus table of each node. */
  readonly busRow: Int32Array;
  readonly machines: readonly (readonly number[])[];
  readonly type: Uint8Array;
}

/**
 * Gives every island with a machine its slack: the file's, else the bus of the largest machine.
 *
 * @param all islands of the rows of the bus table
 * @param isIsolated rows that belong to no island
 * @param nodes `type` is overwritten where a slack is chosen
 * @param warnings what was chosen is added
 */
export function supplyIslands(
  grid: GridCase,
  all: Islands,
  isIsolated: (row: number) => boolean,
  nodes: Nodes,
  warnings: string[],
): SupplyIslands {
  const { busRow, machines, type } = nodes;
  const named = new Int32Array(all.count).fill(-1);
  const largest = new Int32Array(all.count).fill(-1);
  const capacity = machines.map((rows) =>
    rows.reduce((sum, machine) => sum + capacityOf(grid.generators[machine]!), 0),
  );
  for (let node = 0; node < busRow.length; node++) {
    const island = all.of[busRow[node]!]!;
    if (type[node] === SLACK && named[island]! < 0) named[island] = node;
    if (machines[node]!.length === 0) continue;
    const best = largest[island]!;
    if (best < 0 || capacity[node]! > capacity[best]!) largest[island] = node;
  }
  const listed: (SupplyIsland & { readonly number: number })[] = [];
  for (const [number, first] of firstRows(all).entries()) {
    if (isIsolated(first)) continue;
    const slackChosen = named[number]! < 0 && largest[number]! >= 0;
    const node = slackChosen ? largest[number]! : named[number]!;
    const slack = node < 0 ? null : grid.buses[busRow[node]!]!.number;
    const buses = all.size[number]!;
    listed.push({ number, buses, slack, slackChosen, supplied: slack !== null });
    if (!slackChosen || slack === null) continue;
    type[node] = SLACK;
    warnings.push(
      `The island of ${buses} buses around bus ${slack} has no slack bus: bus ${slack} was chosen, since its generator is the largest.`,
    );
  }
  listed.sort((a, b) => b.buses - a.buses);
  const position = new Int32Array(all.count);
  listed.forEach(({ number }, k) => (position[number] = k));
  return {
    islands: listed.map(({ number: _number, ...island }) => island),
    islandOf: busRow.map((row) => position[all.of[row]!]!),
  };
}

function firstRows({ count, of }: Islands): Int32Array {
  const first = new Int32Array(count);
  for (let row = of.length - 1; row >= 0; row--) first[of[row]!] = row;
  return first;
}

const capacityOf = ({ pMaxMw, pMw }: Generator): number =>
  Number.isFinite(pMaxMw) && pMaxMw > 0 ? pMaxMw : Math.abs(pMw);
