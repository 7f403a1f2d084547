import type { TimeDomainResult } from '../../../src-shared/studies/time-domain.ts';
import { numberColumn, tableOf, textColumn } from '../blocks.ts';
import type { Block } from '../blocks.ts';
import type { ChartCurve } from '../line-chart.ts';

interface CoherenceChart {
  readonly title: string;
  readonly curves: readonly ChartCurve[];
}

/** The scales of coherence, from the whole down to a bus. */
const scales = {
  whole: 'Coherence of the whole',
  part: 'Coherence of areas and groups',
  unit: 'Coherence of single buses with the whole: cos(θ − ψ)',
} as const;

type Scale = keyof typeof scales;

const scaleOf = (name: string): Scale => {
  if (name.startsWith('unit/')) return 'unit';
  return /^(area|group)\//.test(name) ? 'part' : 'whole';
};

/** Short enough for a legend. */
function legendOf(name: string): string {
  const [kind, of = ''] = name.split('/');
  if (kind === 'window') return `r, mean of ${of} s`;
  if (kind === 'weighted') return 'by coupling';
  if (kind === 'links') return 'over the lines';
  return `${kind === 'unit' ? 'bus' : (kind ?? '')} ${of}`;
}

interface NamedCurve extends ChartCurve {
  readonly scale: Scale;
}

/** r first; a curve that is no number anywhere, such as that of couplings that are all 0, is none. */
function curvesOf(result: TimeDomainResult): NamedCurve[] {
  const { time: x, orderParameter } = result;
  // Runs of earlier versions have no coherence but r.
  const { coherence = [] } = result as Partial<TimeDomainResult>;
  return [
    { scale: 'whole' as const, label: 'r', x, y: orderParameter },
    ...coherence.map(({ name, value }) => {
      return { scale: scaleOf(name), label: legendOf(name), x, y: value };
    }),
  ].filter(({ y }) => y.every(Number.isFinite));
}

/** A chart for each scale that the run has. */
export function coherenceCharts(result: TimeDomainResult): CoherenceChart[] {
  const curves = curvesOf(result);
  return (Object.keys(scales) as Scale[]).flatMap((scale) => {
    const drawn = curves.filter((curve) => curve.scale === scale);
    return drawn.length > 0 ? [{ title: scales[scale], curves: drawn }] : [];
  });
}

/** Where each curve is least and where it ends: what a print in black and white must not lose. */
export function coherenceTable(result: TimeDomainResult): Block[] {
  const rows = curvesOf(result).flatMap(({ scale, label, y }) => {
    const values: readonly number[] = Array.from(y);
    const end = values.at(-1);
    if (end === undefined) return [];
    const least = values.reduce((low, value) => Math.min(low, value));
    const at = result.time[values.indexOf(least)] ?? null;
    const name = scale === 'unit' ? `${label} with the whole` : label;
    return [{ name, least, at, end }];
  });
  if (rows.length === 0) return [];
  return [
    tableOf('Coherence', rows, [
      textColumn<(typeof rows)[0]>('Of', ({ name }) => name),
      numberColumn<(typeof rows)[0]>('Least', '', 4, ({ least }) => least),
      numberColumn<(typeof rows)[0]>('at', 's', 2, ({ at }) => at),
      numberColumn<(typeof rows)[0]>('At the end', '', 4, ({ end }) => end),
    ]),
  ];
}
