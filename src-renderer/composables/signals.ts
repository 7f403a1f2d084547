import { pairKey } from '../../src-shared/grid/bus-pair.ts';
import type { ElementRef } from '../../src-shared/grid/element-ref.ts';
import type { GridCase } from '../../src-shared/grid/grid-case.ts';
import type { EdgeRef } from '../../src-shared/studies/model-options.ts';
import type { TimeDomainResult } from '../../src-shared/studies/time-domain.ts';

/** Which buses and lines the curves are shown of. */
export interface SignalChoice {
  readonly buses: readonly number[];
  readonly lines: readonly EdgeRef[];
}

export const signalPresets = {
  machines: 'Machines',
  worst: 'Around the worst line',
  selection: 'Selected on the diagram',
  all: 'All',
} as const;

export type SignalPreset = keyof typeof signalPresets;

/** More curves than this cannot be told apart, nor be asked for in one request. */
export const mostCurves = 200;

interface SignalContext {
  readonly grid: GridCase;
  readonly result: Pick<
    TimeDomainResult,
    'events' | 'separationCut' | 'largestAngleDifference' | 'coherentGroups'
  >;
  readonly selection: readonly ElementRef[];
}

/** The buses and lines of a preset; those that the run has no curves of bring none. */
export function chooseSignals(preset: SignalPreset, context: SignalContext): SignalChoice {
  const { buses, lines } = wanted(preset, context);
  return { buses: [...new Set(buses)], lines: uniqueEdges(lines) };
}

function wanted(preset: SignalPreset, context: SignalContext): SignalChoice {
  const { grid, result, selection } = context;
  switch (preset) {
    case 'machines':
      return { buses: machineBuses(grid), lines: remarkableLines(result) };
    case 'worst':
      return aroundWorst(context);
    case 'selection':
      return ofSelection(selection);
    case 'all':
      return { buses: grid.buses.map(({ number }) => number), lines: grid.branches };
  }
}

/** The bus that angles are usually counted from: the slack bus, else the first with a machine. */
export function referenceBus(grid: GridCase): number | null {
  const slack = grid.buses.find(({ type }) => type === 'slack')?.number;
  return slack ?? machineBuses(grid)[0] ?? null;
}

export const machineBuses = (grid: GridCase): number[] => [
  ...new Set(grid.generators.filter(({ inService }) => inService).map(({ bus }) => bus)),
];

/** The lines that parted, then the one with the largest angle. */
function remarkableLines(result: SignalContext['result']): EdgeRef[] {
  const worst = result.largestAngleDifference?.edge;
  return [...result.separationCut, ...(worst ? [worst] : [])];
}

/** The ends of the worst line, all lines that meet there, and their far ends. */
function aroundWorst({ grid, result }: SignalContext): SignalChoice {
  const [worst] = remarkableLines(result);
  if (!worst) return { buses: machineBuses(grid), lines: [] };
  const ends = [worst.from, worst.to];
  const meeting = grid.branches.filter(
    ({ from, to, inService }) => inService && (ends.includes(from) || ends.includes(to)),
  );
  return {
    buses: [...ends, ...meeting.flatMap(({ from, to }) => [from, to])],
    lines: [worst, ...meeting],
  };
}

function ofSelection(selection: readonly ElementRef[]): SignalChoice {
  return {
    buses: selection.flatMap((ref) => {
      if (ref.kind === 'branch') return [ref.from, ref.to];
      return [ref.kind === 'bus' ? ref.number : ref.bus];
    }),
    lines: selection.flatMap((ref) => (ref.kind === 'branch' ? [ref] : [])),
  };
}

function uniqueEdges(edges: readonly EdgeRef[]): EdgeRef[] {
  const found = new Map<string, EdgeRef>();
  for (const { from, to } of edges) {
    const key = pairKey({ from, to });
    if (!found.has(key)) found.set(key, { from, to });
  }
  return [...found.values()];
}

/** A bus; the centre of inertia; or null: the frame that turns at synchronous speed. */
export type AngleReference = number | 'centre' | null;

export function angleSignal(bus: number, reference: AngleReference): string {
  if (reference === null) return `theta/${bus}`;
  return reference === 'centre' ? `centred/${bus}` : lineSignal({ from: bus, to: reference });
}
export const omegaSignal = (bus: number): string => `omega/${bus}`;
export const lineSignal = ({ from, to }: EdgeRef): string => `line/${from}-${to}`;
