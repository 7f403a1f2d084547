import { refOf } from '../../src-shared/grid/element-ref.ts';
import type { ElementRef } from '../../src-shared/grid/element-ref.ts';
import type { Branch, GridCase } from '../../src-shared/grid/grid-case.ts';

export interface GeneratorFault {
  readonly bus: number;
  /** What trips to clear it; null where it clears by itself. */
  readonly clearedBy: ElementRef | null;
}

/**
 * A fault at every bus with a generator in service. Where they are to be cleared by a trip, it is
 * that of the branch there with the least reactance of those that cut nothing off; a bus that every
 * such trip would cut off is cleared without one.
 */
export function generatorFaults(grid: GridCase, trips: boolean): GeneratorFault[] {
  const live = grid.generators.filter(({ inService }) => inService);
  const buses = [...new Set(live.map(({ bus }) => bus))];
  if (!trips) return buses.map((bus) => ({ bus, clearedBy: null }));
  const at = branchesByBus(grid);
  return buses.map((bus) => {
    const nearest = [...(at.get(bus) ?? [])].sort(
      (a, b) => Math.abs(a.reactancePu) - Math.abs(b.reactancePu),
    );
    const branch = nearest.find((each) => isBypassed(each, at));
    return { bus, clearedBy: branch ? refOf('branch', branch) : null };
  });
}

type BranchesByBus = ReadonlyMap<number, readonly Branch[]>;

function branchesByBus({ branches }: GridCase): BranchesByBus {
  const at = new Map<number, Branch[]>();
  for (const branch of branches) {
    if (!branch.inService) continue;
    for (const end of [branch.from, branch.to]) at.set(end, [...(at.get(end) ?? []), branch]);
  }
  return at;
}

/** Whether its ends stay joined without it. */
function isBypassed(branch: Branch, at: BranchesByBus): boolean {
  const seen = new Set([branch.from]);
  const waiting = [branch.from];
  for (let bus = waiting.pop(); bus !== undefined; bus = waiting.pop()) {
    for (const each of at.get(bus) ?? []) {
      if (each === branch) continue;
      const next = each.from === bus ? each.to : each.from;
      if (next === branch.to) return true;
      if (seen.has(next)) continue;
      seen.add(next);
      waiting.push(next);
    }
  }
  return false;
}
