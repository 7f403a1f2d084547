import { busRef, elementKey, elementLabel, refOf } from '../../src-shared/grid/element-ref.ts';
import type { ElementRef } from '../../src-shared/grid/element-ref.ts';
import type { GridCase } from '../../src-shared/grid/grid-case.ts';

export interface FoundElement {
  readonly key: string;
  readonly ref: ElementRef;
  readonly label: string;
  readonly name: string;
}

/**
 * Elements for what a planner types: `12` the bus and what begins with 12, `12-15` the branches
 * between two buses, anything else a part of a bus's name.
 */
export function findElements(grid: GridCase, wanted: string, most: number): FoundElement[] {
  const text = wanted.trim().toLowerCase();
  if (text === '') return [];
  const pair = /^(\d+)\s*[-–/ ,]\s*(\d+)$/.exec(text);
  return (pair ? branchesBetween(grid, Number(pair[1]), Number(pair[2])) : busesCalled(grid, text))
    .slice(0, most)
    .map(({ ref, name }) => ({ key: elementKey(ref), ref, label: elementLabel(ref), name }));
}

function branchesBetween(
  grid: GridCase,
  a: number,
  b: number,
): { ref: ElementRef; name: string }[] {
  return grid.branches
    .filter(({ from, to }) => (from === a && to === b) || (from === b && to === a))
    .map((branch) => ({
      ref: refOf('branch', branch),
      name: branch.isTransformer ? 'transformer' : 'line',
    }));
}

/** The number itself first, then numbers that begin so, then names. */
function busesCalled(grid: GridCase, text: string): { ref: ElementRef; name: string }[] {
  const rank = (number: number, name: string): number => {
    const digits = String(number);
    if (digits === text) return 0;
    if (digits.startsWith(text)) return 1;
    const called = name.toLowerCase();
    if (called.startsWith(text)) return 2;
    return called.includes(text) ? 3 : Infinity;
  };
  return grid.buses
    .map(({ number, name }) => ({ ref: busRef(number), name, rank: rank(number, name) }))
    .filter((bus) => bus.rank < Infinity)
    .sort((a, b) => a.rank - b.rank);
}
