import { isSamePair } from '../../src-shared/grid/bus-pair.ts';
import { elementLabel, findElement, refOf } from '../../src-shared/grid/element-ref.ts';
import type { ElementRef } from '../../src-shared/grid/element-ref.ts';
import type { Edit } from '../../src-shared/grid/edits.ts';
import type { Branch, Bus, GridCase, Position } from '../../src-shared/grid/grid-case.ts';
import { drawnBranch, nextBusNumber } from './draw-edits.ts';
import { idealBranchLength, onRaster } from './diagram-layout.ts';

type BranchRef = Extract<ElementRef, { kind: 'branch' }>;

/** An edit with the elements to be selected after it; or why it is not possible. */
export type Gesture =
  | { readonly ok: true; readonly edit: Edit; readonly elements: readonly ElementRef[] }
  | { readonly ok: false; readonly reason: string };

export const refusal = (reason: string): Gesture => ({ ok: false, reason });

/** One more circuit with the same values between the same buses. */
export function addParallel(grid: GridCase, ref: BranchRef): Gesture {
  const branch = grid.branches[findElement(grid, ref)];
  if (!branch) return refusal(`${elementLabel(ref)} is not in this network any more.`);
  const taken = grid.branches
    .filter((other) => isSamePair(other, ref))
    .map(({ circuit }) => circuit);
  const value: Branch = { ...branch, circuit: freeCircuit(taken), inService: true };
  return {
    ok: true,
    edit: {
      kind: 'batch',
      label: `Add a circuit parallel to ${elementLabel(ref)}`,
      edits: [{ kind: 'insert', elementKind: 'branch', value }],
    },
    elements: [refOf('branch', value)],
  };
}

function freeCircuit(taken: readonly string[]): string {
  let free = 1;
  while (taken.includes(String(free))) free++;
  return String(free);
}

/**
 * A new bus on a line, `share` of the way from its `from` end. The sections share impedance,
 * charging and angle limits in that proportion; both keep the line's ratings and service.
 */
export function splitLine(grid: GridCase, ref: BranchRef, share = 0.5): Gesture {
  const split = sections(grid, ref, share);
  if ('reason' in split) return refusal(split.reason);
  return {
    ok: true,
    edit: {
      kind: 'batch',
      label: `Split ${elementLabel(ref)} at new bus ${split.bus.number}`,
      edits: split.edits,
    },
    elements: [refOf('bus', split.bus)],
  };
}

/** Splits a line and leads a stub from the new bus to another new one, for a customer or a plant. */
export function tapLine(grid: GridCase, ref: BranchRef, share = 0.5): Gesture {
  const split = sections(grid, ref, share);
  if ('reason' in split) return refusal(split.reason);
  const end: Bus = {
    ...split.bus,
    number: split.bus.number + 1,
    name: `Bus ${split.bus.number + 1}`,
    position: split.bus.position && beside(grid, ref, split.bus.position),
  };
  const [first] = split.lines;
  const stub: Branch = {
    ...first,
    ...{ from: split.bus.number, to: end.number, circuit: '1', ...drawnBranch },
    ...{ angleMinDegrees: null, angleMaxDegrees: null, tapRatio: 1, shiftDegrees: 0 },
    inService: true,
  };
  return {
    ok: true,
    edit: {
      kind: 'batch',
      label: `Tap ${elementLabel(ref)}: new buses ${split.bus.number} and ${end.number}`,
      edits: [
        ...split.edits,
        { kind: 'insert', elementKind: 'bus', value: end },
        { kind: 'insert', elementKind: 'branch', value: stub },
      ],
    },
    elements: [refOf('bus', end)],
  };
}

interface Sections {
  readonly bus: Bus;
  readonly lines: readonly [Branch, Branch];
  readonly edits: readonly Edit[];
}

function sections(
  grid: GridCase,
  ref: BranchRef,
  share: number,
): Sections | { readonly reason: string } {
  const line = grid.branches[findElement(grid, ref)];
  const from = grid.buses.find(({ number }) => number === ref.from);
  const to = grid.buses.find(({ number }) => number === ref.to);
  if (!line || !from || !to) {
    return { reason: `${elementLabel(ref)} is not in this network any more.` };
  }
  if (line.isTransformer) {
    return { reason: `${elementLabel(ref)} is a transformer: only lines can be split or tapped.` };
  }
  const number = nextBusNumber(grid);
  const between = (a: number, b: number): number => a + share * (b - a);
  const bus: Bus = {
    ...from,
    ...{ number, name: `Bus ${number}`, type: 'pq' },
    vmPu: between(from.vmPu, to.vmPu),
    vaDegrees: between(from.vaDegrees, to.vaDegrees),
    position: middle(from.position, to.position, share),
  };
  const first = section(line, share, { to: number, circuit: '1' });
  const second = section(line, 1 - share, {
    ...{ from: number, circuit: '1', tapRatio: 1, shiftDegrees: 0 },
  });
  return {
    bus,
    lines: [first, second],
    edits: [
      { kind: 'insert', elementKind: 'bus', value: bus },
      { kind: 'remove', element: ref },
      { kind: 'insert', elementKind: 'branch', value: first },
      { kind: 'insert', elementKind: 'branch', value: second },
    ],
  };
}

function section(line: Branch, share: number, changes: Partial<Branch>): Branch {
  return {
    ...line,
    resistancePu: line.resistancePu * share,
    reactancePu: line.reactancePu * share,
    chargingPu: line.chargingPu * share,
    angleMinDegrees: line.angleMinDegrees && line.angleMinDegrees * share,
    angleMaxDegrees: line.angleMaxDegrees && line.angleMaxDegrees * share,
    ...changes,
  };
}

function middle(a: Position | null, b: Position | null, share: number): Position | null {
  if (!a || !b) return null;
  return onRaster({ x: a.x + share * (b.x - a.x), y: a.y + share * (b.y - a.y) });
}

/** At a right angle to the line, on the side with more room. */
function beside(grid: GridCase, ref: BranchRef, at: Position): Position {
  const [from, to] = [ref.from, ref.to].map(
    (end) => grid.buses.find(({ number }) => number === end)?.position ?? at,
  );
  const dx = (to ?? at).x - (from ?? at).x;
  const dy = (to ?? at).y - (from ?? at).y;
  const length = Math.hypot(dx, dy) || 1;
  const reach = Math.min(idealBranchLength, Math.max(0.6 * length, 40));
  const sides = [1, -1].map((side) => ({
    x: at.x - (side * dy * reach) / length,
    y: at.y + (side * dx * reach) / length,
  }));
  const room = (place: Position): number =>
    grid.buses.reduce(
      (least, { position }) =>
        position ? Math.min(least, Math.hypot(position.x - place.x, position.y - place.y)) : least,
      Infinity,
    );
  const [one = at, other = at] = sides;
  return onRaster(room(one) >= room(other) ? one : other);
}
