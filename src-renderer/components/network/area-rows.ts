import type { GridCase } from '../../../src-shared/grid/grid-case.ts';
import { machineDynamics } from '../../../src-shared/grid/machine-estimates.ts';

/** What an area of the network has in service. */
export interface AreaRow {
  readonly key: string;
  readonly area: number;
  readonly buses: number;
  readonly machines: number;
  readonly generationMw: number;
  readonly loadMw: number;
  /** Generation less load: what leaves the area, losses aside. */
  readonly balanceMw: number;
  /** Largest output less present output of the machines that state one. */
  readonly reserveMw: number;
  /** Branches in service to other areas. */
  readonly ties: number;
  /** Energy stored at synchronous speed, estimates included. */
  readonly storedMws: number;
}

type Sums = { -readonly [Field in keyof AreaRow]: AreaRow[Field] };

/** One row per area, by number. */
export function areaRows(grid: GridCase): readonly AreaRow[] {
  const areaOf = new Map(grid.buses.map(({ number, area }) => [number, area]));
  const sums = new Map<number, Sums>();
  const at = (bus: number): Sums => {
    const area = areaOf.get(bus) ?? 0;
    const known = sums.get(area) ?? emptyArea(area);
    sums.set(area, known);
    return known;
  };
  for (const { number } of grid.buses) at(number).buses++;
  for (const machine of grid.generators) {
    if (!machine.inService) continue;
    const area = at(machine.bus);
    const { inertiaSeconds, ratingMva } = machineDynamics(grid, machine);
    area.machines++;
    area.generationMw += machine.pMw;
    if (Number.isFinite(machine.pMaxMw)) area.reserveMw += machine.pMaxMw - machine.pMw;
    area.storedMws += inertiaSeconds * ratingMva;
  }
  for (const { bus, pMw, inService } of grid.loads) if (inService) at(bus).loadMw += pMw;
  for (const { from, to, inService } of grid.branches) {
    if (!inService || areaOf.get(from) === areaOf.get(to)) continue;
    at(from).ties++;
    at(to).ties++;
  }
  return [...sums.values()]
    .map((area) => ({ ...area, balanceMw: area.generationMw - area.loadMw }))
    .sort((a, b) => a.area - b.area);
}

const emptyArea = (area: number): Sums => ({
  ...{ key: `area/${area}`, area, buses: 0, machines: 0, generationMw: 0, loadMw: 0 },
  ...{ balanceMw: 0, reserveMw: 0, ties: 0, storedMws: 0 },
});
