/** The colours that charts are drawn in, as theme.css has them at this moment. */
export interface ChartPalette {
  readonly text: string;
  readonly muted: string;
  readonly gridLine: string;
  readonly surface: string;
  readonly accent: string;
  readonly danger: string;
  readonly series: readonly string[];
}

const seriesCount = 8;
/** After the colours are used up, curves differ by their dashes. */
const dashes: readonly number[][] = [[], [6, 3], [2, 2], [8, 3, 2, 3], [12, 4], [1, 4]];

export function readPalette(): ChartPalette {
  const style = getComputedStyle(document.documentElement);
  const token = (name: string): string => style.getPropertyValue(`--pl-${name}`).trim();
  return {
    text: token('text'),
    muted: token('muted'),
    gridLine: token('grid-line'),
    surface: token('surface'),
    accent: token('accent'),
    danger: token('danger'),
    series: Array.from({ length: seriesCount }, (_, index) => token(`series-${index + 1}`)),
  };
}

export interface LineLook {
  readonly colour: string;
  readonly dash: readonly number[];
  readonly width: number;
}

/** A look that differs by its dash as well: where there are few curves, no colour is needed. */
export const dashedToo = (index: number | 'emphasis'): number | 'emphasis' =>
  index === 'emphasis' || index >= seriesCount
    ? index
    : index + seriesCount * (index % dashes.length);

/** The look of the curve with this number: every curve of a chart can be told from the others. */
export function lineLook(index: number | 'emphasis', palette: ChartPalette): LineLook {
  const { series } = palette;
  if (index === 'emphasis') return { colour: palette.text, dash: [], width: 2 };
  return {
    colour: series[index % series.length] ?? palette.text,
    dash: dashes[Math.floor(index / series.length) % dashes.length] ?? [],
    width: 1.25,
  };
}
