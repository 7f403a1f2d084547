import { isSamePair } from '../../src-shared/grid/bus-pair.ts';
import { elementDefaults } from '../../src-shared/grid/element-defaults.ts';
import { elementLabel, refOf } from '../../src-shared/grid/element-ref.ts';
import type { ElementRef } from '../../src-shared/grid/element-ref.ts';
import type { Edit } from '../../src-shared/grid/edits.ts';
import type {
  Branch,
  Bus,
  Generator,
  GridCase,
  Load,
  Position,
  Shunt,
} from '../../src-shared/grid/grid-case.ts';

/** An edit that a drawing tool makes, with the element it adds; or why it is not possible. */
export type Drawing =
  | { readonly ok: true; readonly edit: Edit; readonly element: ElementRef }
  | { readonly ok: false; readonly reason: string };

const refused = (reason: string): Drawing => ({ ok: false, reason });

/** What a drawn branch starts with, p.u.; the inspector says so until it is edited. */
export const drawnBranch = { resistancePu: 0, reactancePu: 0.1, chargingPu: 0 } as const;

export const hasDrawnValues = (branch: Branch): boolean =>
  branch.resistancePu === drawnBranch.resistancePu &&
  branch.reactancePu === drawnBranch.reactancePu &&
  branch.chargingPu === drawnBranch.chargingPu;

export const nextBusNumber = (grid: GridCase): number =>
  grid.buses.reduce((largest, { number }) => Math.max(largest, number), 0) + 1;

/** A bus where one clicked, of the voltage level and area of the nearest bus. */
export function drawBus(grid: GridCase, position: Position): Drawing {
  const nearest = nearestBus(grid, position);
  const number = nextBusNumber(grid);
  const value: Bus = {
    number,
    name: `Bus ${number}`,
    type: grid.buses.length === 0 ? 'slack' : 'pq',
    baseKv: nearest?.baseKv ?? 0,
    vmPu: 1,
    vaDegrees: 0,
    vmMinPu: 0.9,
    vmMaxPu: 1.1,
    area: nearest?.area ?? 1,
    zone: nearest?.zone ?? 1,
    position,
  };
  return {
    ok: true,
    edit: { kind: 'insert', elementKind: 'bus', value },
    element: refOf('bus', value),
  };
}

function nearestBus(grid: GridCase, at: Position): Bus | null {
  let nearest: Bus | null = null;
  let least = Infinity;
  for (const bus of grid.buses) {
    if (!bus.position) continue;
    const distance = Math.hypot(bus.position.x - at.x, bus.position.y - at.y);
    if (distance >= least) continue;
    least = distance;
    nearest = bus;
  }
  return nearest;
}

/** A line or transformer between two buses; one more circuit where they are joined already. */
export function drawBranch(
  grid: GridCase,
  from: number,
  to: number,
  kind: 'line' | 'transformer',
): Drawing {
  if (from === to)
    return refused(`A ${kind} joins two different buses; both ends are bus ${from}.`);
  const [fromBus, toBus] = [from, to].map((end) => grid.buses.find(({ number }) => number === end));
  if (!fromBus || !toBus) return refused(`A ${kind} needs a bus at both ends.`);
  const differ = fromBus.baseKv !== toBus.baseKv && fromBus.baseKv > 0 && toBus.baseKv > 0;
  if (kind === 'line' && differ)
    return refused(
      `Bus ${from} is at ${fromBus.baseKv} kV and bus ${to} at ${toBus.baseKv} kV: join them by a transformer.`,
    );
  const parallel = grid.branches.filter((branch) => isSamePair(branch, { from, to }));
  const value: Branch = {
    from,
    to,
    circuit: freeIdentifier(parallel.map(({ circuit }) => circuit)),
    ...elementDefaults.branch,
    ...drawnBranch,
    isTransformer: kind === 'transformer',
  };
  return {
    ok: true,
    edit: { kind: 'insert', elementKind: 'branch', value },
    element: refOf('branch', value),
  };
}

/** A machine of 0 MW, to be dispatched; its bus then holds its voltage. */
export function drawGenerator(grid: GridCase, number: number): Drawing {
  const bus = grid.buses.find((candidate) => candidate.number === number);
  if (!bus) return refused('Click on the bus that the generator feeds.');
  const value: Generator = {
    bus: number,
    id: freeIdentifierAt(grid.generators, number),
    pMw: 0,
    qMvar: 0,
    pMinMw: 0,
    pMaxMw: 100,
    qMinMvar: -50,
    qMaxMvar: 50,
    vSetPu: bus.vmPu,
    ratingMva: 100,
    inService: true,
    dynamics: null,
  };
  const element = refOf('generator', value);
  const insert: Edit = { kind: 'insert', elementKind: 'generator', value };
  if (bus.type !== 'pq') return { ok: true, edit: insert, element };
  const type = grid.buses.some((other) => other.type === 'slack') ? 'pv' : 'slack';
  const holdVoltage: Edit = {
    kind: 'update',
    element: { kind: 'bus', number },
    changes: { type },
  };
  const label = `Add ${elementLabel(element)}`;
  return { ok: true, edit: { kind: 'batch', label, edits: [insert, holdVoltage] }, element };
}

export function drawLoad(grid: GridCase, number: number): Drawing {
  if (!hasBus(grid, number)) return refused('Click on the bus that the load hangs on.');
  const id = freeIdentifierAt(grid.loads, number);
  const value: Load = { bus: number, id, pMw: 0, qMvar: 0, inService: true };
  return {
    ok: true,
    edit: { kind: 'insert', elementKind: 'load', value },
    element: refOf('load', value),
  };
}

export function drawShunt(grid: GridCase, number: number): Drawing {
  if (!hasBus(grid, number)) return refused('Click on the bus that the shunt hangs on.');
  const id = freeIdentifierAt(grid.shunts, number);
  const value: Shunt = { bus: number, id, gMw: 0, bMvar: 0, inService: true };
  return {
    ok: true,
    edit: { kind: 'insert', elementKind: 'shunt', value },
    element: refOf('shunt', value),
  };
}

const hasBus = (grid: GridCase, number: number): boolean =>
  grid.buses.some((bus) => bus.number === number);

const freeIdentifierAt = (
  elements: readonly { readonly bus: number; readonly id: string }[],
  number: number,
): string => freeIdentifier(elements.filter(({ bus }) => bus === number).map(({ id }) => id));

/** The least of '1', '2', … that is not taken. */
function freeIdentifier(taken: readonly string[]): string {
  let free = 1;
  while (taken.includes(String(free))) free++;
  return String(free);
}
