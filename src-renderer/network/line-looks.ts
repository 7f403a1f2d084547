import { degreesFromRadians } from '../../src-shared/units/quantities.ts';
import { cividis, contrast, cssColour, parseColour } from './colour.ts';
import type { Rgb } from './colour.ts';
import type { DiagramTheme } from './diagram-theme.ts';
import type { LineState } from './line-states.ts';

/** What colours say: of lines (limit, angle, loading), of buses (voltage, phase, area), nothing. */
export type ColourMode = 'limit' | 'angle' | 'loading' | 'voltage' | 'phase' | 'area' | 'none';

/** Colours of lines carry values, not those of buses. */
export const coloursLines = (mode: ColourMode): mode is 'limit' | 'angle' | 'loading' =>
  mode === 'limit' || mode === 'angle' || mode === 'loading';

/** Colour and width carry the same value; over the limit a pattern and a mark say it as well. */
export interface LineLook {
  readonly colour: string;
  /** Pixels at zoom 1. */
  readonly width: number;
  readonly over: boolean;
}

const thinnest = 1.6;
const thickest = 5;
const scaleSteps = 24;

/**
 * The colours of values from 0 to 1 on a background: the stretch of cividis that keeps a contrast
 * of at least 3:1 with it, running away from the background as values grow.
 */
export function valueColours(theme: DiagramTheme): readonly string[] {
  const known = coloursByTheme.get(theme) ?? coloursOn(theme);
  coloursByTheme.set(theme, known);
  return known;
}

const coloursByTheme = new WeakMap<DiagramTheme, readonly string[]>();

function coloursOn(theme: DiagramTheme): string[] {
  const background = parseColour(theme.background) ?? [255, 255, 255];
  const faintest = faintestVisible(background, theme.dark);
  const strongest = theme.dark ? 1 : 0;
  return Array.from({ length: scaleSteps + 1 }, (_, step) =>
    cssColour(cividis(faintest + (strongest - faintest) * (step / scaleSteps))),
  );
}

function faintestVisible(background: Rgb, dark: boolean): number {
  const candidates = Array.from({ length: 101 }, (_, k) => (dark ? k / 100 : 1 - k / 100));
  return candidates.find((share) => contrast(cividis(share), background) >= 3) ?? 0.5;
}

/** Where the scale of the degrees ends: a round number at or above the largest angle, at least 10. */
export function angleScaleEnd(largestDegrees: number): number {
  const rounds = [10, 20, 30, 45, 60, 90];
  return rounds.find((round) => largestDegrees <= round) ?? 180;
}

/** Where the scale of a difference of shares ends: a round number at or above the largest of them. */
export function differenceScaleEnd(largest: number): number {
  const rounds = [0.01, 0.02, 0.05, 0.1, 0.2, 0.5];
  return rounds.find((round) => largest <= round) ?? 1;
}

/**
 * Blue for lines that went away from their limit, red for those that came nearer (ColorBrewer RdBu,
 * told apart with any colour vision), grey in the middle: a line that did not change is still seen.
 */
export function differenceColours(theme: DiagramTheme): readonly string[] {
  const middle = parseColour(theme.border) ?? [128, 128, 128];
  const away: Rgb = theme.dark ? [146, 197, 222] : [33, 102, 172];
  const nearer: Rgb = theme.dark ? [244, 165, 130] : [178, 24, 43];
  return Array.from({ length: scaleSteps + 1 }, (_, step) => {
    const share = (2 * step) / scaleSteps - 1;
    const end = share < 0 ? away : nearer;
    const mixed = (k: 0 | 1 | 2): number => middle[k] + Math.abs(share) * (end[k] - middle[k]);
    return cssColour([Math.round(mixed(0)), Math.round(mixed(1)), Math.round(mixed(2))]);
  });
}

/** The look of a line whose share of its limit differs by so much from that of the base. */
export function differenceLook(
  difference: number,
  scaleEnd: number,
  colours: readonly string[],
  theme: DiagramTheme,
): LineLook {
  const share = Math.max(-1, Math.min(difference / scaleEnd, 1));
  const step = Math.round(((share + 1) / 2) * (colours.length - 1));
  const size = Math.abs((2 * step) / (colours.length - 1) - 1);
  return {
    colour: colours[step] ?? theme.text,
    width: thinnest + (thickest - thinnest) * size,
    over: false,
  };
}

/** The look of a line in service whose state is known. */
export function lineLook(
  state: LineState,
  mode: ColourMode,
  scaleEndDegrees: number,
  colours: readonly string[],
  theme: DiagramTheme,
): LineLook {
  if (!coloursLines(mode)) return plainLook(theme);
  if (state.ratio > 1) return overLook(theme);
  const degrees = degreesFromRadians(Math.abs(state.angle ?? 0));
  return shareLook(mode === 'limit' ? state.ratio : degrees / scaleEndDegrees, colours, theme);
}

/** The look of a line whose loading is known: a share of its rating. */
export const loadingLook = (
  loading: number,
  scaleEnd: number,
  colours: readonly string[],
  theme: DiagramTheme,
): LineLook => (loading > 1 ? overLook(theme) : shareLook(loading / scaleEnd, colours, theme));

export const plainLook = (theme: DiagramTheme): LineLook => ({
  colour: theme.text,
  width: 2,
  over: false,
});

const overLook = (theme: DiagramTheme): LineLook => ({
  colour: theme.danger,
  width: thickest,
  over: true,
});

function shareLook(wanted: number, colours: readonly string[], theme: DiagramTheme): LineLook {
  // In steps: a line whose value hardly changes is not drawn anew.
  const step = Math.round(Math.min(wanted, 1) * (colours.length - 1));
  return {
    colour: colours[step] ?? theme.text,
    width: thinnest + ((thickest - thinnest) * step) / (colours.length - 1),
    over: false,
  };
}
