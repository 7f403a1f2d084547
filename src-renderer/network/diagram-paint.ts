import { pairKey } from '../../src-shared/grid/bus-pair.ts';
import { elementKey, refOf } from '../../src-shared/grid/element-ref.ts';
import type { ElementRef } from '../../src-shared/grid/element-ref.ts';
import type { Branch, GridCase } from '../../src-shared/grid/grid-case.ts';
import type { EdgeRef } from '../../src-shared/studies/model-options.ts';
import { degreesFromRadians } from '../../src-shared/units/quantities.ts';
import type { DiagramTheme } from './diagram-theme.ts';
import {
  angleScaleEnd,
  differenceColours,
  differenceLook,
  differenceScaleEnd,
  lineLook,
  loadingLook,
  plainLook,
  valueColours,
} from './line-looks.ts';
import type { ColourMode, LineLook } from './line-looks.ts';
import type { LineState, LineStates } from './line-states.ts';

/** What a result shows on the diagram: what is out, which line is worst, where the cut runs. */
export interface DiagramHighlight {
  readonly outElements: readonly ElementRef[];
  readonly worstEdge: EdgeRef | null;
  readonly cut?: readonly EdgeRef[];
}

/** What is drawn over an element besides its shape; absent where it has its plain look. */
export interface Paint {
  readonly classes: string;
  readonly colour?: string;
  readonly width?: number;
  readonly note?: string;
}

export interface PaintRequest {
  readonly grid: GridCase;
  readonly states: LineStates;
  /** The line that the synchronization condition names. */
  readonly worstEdge: EdgeRef | null;
  readonly mode: ColourMode;
  readonly theme: DiagramTheme;
  readonly highlight: DiagramHighlight | null;
  /** MVA over rating A by the newest power flow; null where it says nothing. */
  readonly loadingOf: (key: string) => number | null;
  /** End of the scale that the user has set: degrees, or a share of limit or rating. */
  readonly scaleEnd?: number | null;
  /** Flow from the `from` end, MW, to be shown by arrows; null where they are not wanted. */
  readonly flowOf?: ((branch: Branch, key: string) => number | null) | null;
}

const degreesOf = (radians: number): number => degreesFromRadians(Math.abs(radians));

/** Paints by element key: colour and width of every line, marks and notes of the remarkable ones. */
export function diagramPaint(request: PaintRequest): Map<string, Paint> {
  const { grid, states, theme, highlight } = request;
  // The angles are those of the network as it stands; beside an outage they would mislead.
  const mode = highlight ? 'none' : request.mode;
  const isDifference = states.isDifference && mode === 'limit';
  const colours = isDifference ? differenceColours(theme) : valueColours(theme);
  const differenceEnd = isDifference ? largestDifferenceScale(grid, states) : 1;
  const scaleEnd = request.scaleEnd ?? (mode === 'loading' ? 1 : largestAngleScale(grid, states));
  const out = new Set((highlight?.outElements ?? []).map(elementKey));
  const cut = new Set((highlight?.cut ?? []).map(pairKey));
  const worst = highlight?.worstEdge ? pairKey(highlight.worstEdge) : null;
  const notes = lineNotes(request);
  const lookOf = (state: LineState | null, key: string): LineLook | null => {
    if (isDifference) return state && differenceLook(state.ratio, differenceEnd, colours, theme);
    if (mode !== 'loading') return state && lineLook(state, mode, scaleEnd, colours, theme);
    const loading = request.loadingOf(key);
    return loading === null ? plainLook(theme) : loadingLook(loading, scaleEnd, colours, theme);
  };
  const paints = new Map<string, Paint>();
  for (const branch of grid.branches) {
    if (!branch.inService) continue;
    const key = elementKey(refOf('branch', branch));
    const state = states.of(branch);
    const look = lookOf(state, key);
    const flow = request.flowOf?.(branch, key) ?? 0;
    const islanded = state === null && states.size > 0;
    const pair = pairKey(branch);
    const marks = [
      look?.over === true && 'over',
      islanded && 'islanded',
      out.has(key) && 'outage',
      cut.has(pair) && 'cut',
      pair === worst && 'worst',
      flow !== 0 && (flow > 0 ? 'forward' : 'backward'),
    ];
    const note = notes.get(pair);
    // Of parallel branches the first alone bears the note.
    notes.delete(pair);
    paints.set(key, {
      classes: marks.filter(Boolean).join(' '),
      ...(look ? { colour: look.colour, width: look.width } : {}),
      ...(note === undefined ? {} : { note }),
    });
  }
  for (const key of out) if (!paints.has(key)) paints.set(key, { classes: 'outage' });
  return paints;
}

/** End of the scale in degrees that the lines of a network ask for. */
export function largestAngleScale(grid: GridCase, states: LineStates): number {
  const angles = grid.branches.map((branch) => degreesOf(states.of(branch)?.angle ?? 0));
  return angleScaleEnd(angles.reduce((largest, angle) => Math.max(largest, angle), 0));
}

/** End of the scale, as a share of the limit, that the differences of a network ask for. */
export function largestDifferenceScale(grid: GridCase, states: LineStates): number {
  const sizes = grid.branches.map((branch) => Math.abs(states.of(branch)?.ratio ?? 0));
  return differenceScaleEnd(sizes.reduce((largest, size) => Math.max(largest, size), 0));
}

/** What is written at the worst line, and at the one nearest to its limit where that is another. */
function lineNotes({
  grid,
  states,
  worstEdge,
  mode,
  highlight,
}: PaintRequest): Map<string, string> {
  const notes = new Map<string, string>();
  if (highlight) {
    const worst = highlight.worstEdge;
    if (worst) notes.set(pairKey(worst), 'worst line');
    return notes;
  }
  if (mode !== 'limit' && mode !== 'angle') return notes;
  const nearest = mode === 'limit' ? nearestToLimit(grid, states) : null;
  for (const edge of [worstEdge, nearest]) {
    const state = edge && states.of(edge);
    if (!edge || !state) continue;
    const text = states.isDifference ? differenceText(state) : noteText(state, mode);
    notes.set(pairKey(edge), text);
  }
  return notes;
}

function nearestToLimit(grid: GridCase, states: LineStates): EdgeRef | null {
  let nearest: EdgeRef | null = null;
  let largest = 0;
  for (const branch of grid.branches) {
    const ratio = branch.inService ? (states.of(branch)?.ratio ?? 0) : 0;
    if (ratio <= largest) continue;
    largest = ratio;
    nearest = branch;
  }
  return nearest;
}

/** '+4 % of its limit' */
function differenceText({ ratio }: LineState): string {
  const percent = Math.round(Math.abs(ratio) * 100);
  return `${percent === 0 ? '±' : ratio > 0 ? '+' : '−'}${percent} % of its limit`;
}

/** '10.4°', with the share of the limit where the colours show that. */
function noteText(state: LineState, mode: ColourMode): string {
  const angle = state.angle === null ? 'no angle' : `${degreesOf(state.angle).toFixed(1)}°`;
  return mode === 'limit' ? `${angle} · ${Math.round(state.ratio * 100)} %` : angle;
}
