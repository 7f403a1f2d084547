import { compensationShifts, DispatchError } from '../../../src-shared/grid/dispatch.ts';
import {
  elementKey,
  elementLabel,
  findElement,
  refOf,
} from '../../../src-shared/grid/element-ref.ts';
import type { GridCase } from '../../../src-shared/grid/grid-case.ts';
import type { StudyNetwork } from '../../../src-shared/studies/catalogue.ts';
import type { LoadingRampSpec } from '../../../src-shared/studies/loading-ramp.ts';
import { StudyRefusal } from '../../../src-shared/studies/study-room.ts';

/**
 * The network with the outages of the spec, and with its remaining machines redispatched by the rule
 * so that what was balanced stays so.
 *
 * @throws StudyRefusal where an outage names what is not there, or nobody can replace it
 */
export function outagedNetwork(
  subject: StudyNetwork,
  { outages, replacement }: Pick<LoadingRampSpec, 'outages' | 'replacement'>,
): StudyNetwork {
  if (outages.length === 0) return subject;
  if (subject.kind === 'oscillators') {
    throw new StudyRefusal(
      'outages: bare oscillators have no elements to take out: leave it empty.',
    );
  }
  const { grid, lostMw } = switchedOff(subject.grid, outages);
  if (lostMw === 0) return { kind: 'grid', grid };
  const { limits, ...compensation } = replacement;
  try {
    const rule = { compensation, limits };
    const shifts = compensationShifts(grid, lostMw, rule, new Set(), 'replacement');
    const generators = grid.generators.map((machine, row) => ({
      ...machine,
      pMw: machine.pMw + shifts[row]!,
    }));
    return { kind: 'grid', grid: { ...grid, generators } };
  } catch (error) {
    throw error instanceof DispatchError ? new StudyRefusal(error.message) : error;
  }
}

/** What is lost of generation less what is lost of load has to be made up for. */
function switchedOff(
  grid: GridCase,
  outages: LoadingRampSpec['outages'],
): { readonly grid: GridCase; readonly lostMw: number } {
  for (const element of outages) {
    if (findElement(grid, element) >= 0) continue;
    throw new StudyRefusal(
      `outages: ${elementLabel(element)} does not exist: take it off the list.`,
    );
  }
  const out = new Set(outages.map(elementKey));
  const isOut = (...keys: readonly string[]): boolean => keys.some((key) => out.has(key));
  const busKey = (number: number): string => elementKey({ kind: 'bus', number });
  let lostMw = 0;
  const lose = <Unit extends { readonly pMw: number; readonly inService: boolean }>(
    unit: Unit,
    isLost: boolean,
    sign: number,
  ): Unit => {
    if (!isLost || !unit.inService) return unit;
    lostMw += sign * unit.pMw;
    return { ...unit, inService: false };
  };
  return {
    grid: {
      ...grid,
      generators: grid.generators.map((machine) =>
        lose(machine, isOut(elementKey(refOf('generator', machine)), busKey(machine.bus)), 1),
      ),
      loads: grid.loads.map((load) =>
        lose(load, isOut(elementKey(refOf('load', load)), busKey(load.bus)), -1),
      ),
      branches: grid.branches.map((branch) =>
        isOut(elementKey(refOf('branch', branch)), busKey(branch.from), busKey(branch.to))
          ? { ...branch, inService: false }
          : branch,
      ),
      buses: grid.buses.map((bus) =>
        isOut(busKey(bus.number)) ? { ...bus, type: 'isolated' } : bus,
      ),
    },
    lostMw,
  };
}
