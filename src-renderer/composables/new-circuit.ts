import { isSamePair } from '../../src-shared/grid/bus-pair.ts';
import type { Edit } from '../../src-shared/grid/edits.ts';
import type { Branch, GridCase } from '../../src-shared/grid/grid-case.ts';
import type { Reinforcement } from '../../src-shared/studies/reinforcement.ts';

/** 'Second circuit 16–17', 'New line 26–38' */
export const circuitName = ({ from, to, isParallel }: Reinforcement): string =>
  `${isParallel ? 'Second circuit' : 'New line'} ${from}–${to}`;

/**
 * A circuit as a study tried it: a second one is like the first but for its reactance, a new line
 * has nothing but its reactance, since the study knows no more.
 */
export function circuitEdit(grid: GridCase, circuit: Reinforcement): Edit {
  const { from, to, reactancePu } = circuit;
  const beside = grid.branches.filter((branch) => isSamePair(branch, { from, to }));
  const first = beside.find(({ inService }) => inService) ?? beside[0];
  const taken = new Set(beside.map((branch) => branch.circuit));
  let free = 1;
  while (taken.has(String(free))) free++;
  const value: Branch = {
    ...(first ?? { ...plainLine, from, to }),
    ...{ circuit: String(free), reactancePu, inService: true },
  };
  return {
    kind: 'batch',
    label: `Add ${circuitName(circuit).toLowerCase()}`,
    edits: [{ kind: 'insert', elementKind: 'branch', value }],
  };
}

const plainLine = {
  ...{ resistancePu: 0, chargingPu: 0, isTransformer: false, tapRatio: 1, shiftDegrees: 0 },
  ...{ ratingAMva: null, ratingBMva: null, ratingCMva: null },
  ...{ angleMinDegrees: null, angleMaxDegrees: null },
} as const;
