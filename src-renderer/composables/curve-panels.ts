import { leastCoherenceSpan } from '../../src-shared/units/axis-span.ts';
import type { Axis, MarkLine, Series, Span, XYPlot } from '../charts/plot.ts';
import type { Curve, DrawnCurve } from '../charts/curve.ts';
import { angleSignal, lineSignal, omegaSignal } from './signals.ts';
import type { AngleReference, SignalChoice } from './signals.ts';

export const panelTitles = {
  theta: 'Angles',
  omega: 'Frequency',
  line: 'Line angles',
  order: 'Coherence',
} as const;

export type PanelId = keyof typeof panelTitles;

/** One chart of the stack. */
export interface CurvePanel {
  readonly id: PanelId;
  readonly curves: readonly DrawnCurve[];
  readonly plot: XYPlot;
}

export interface PanelChoice extends SignalChoice {
  /** What the angles are counted from. */
  readonly reference: AngleReference;
  /** Signals of coherence beside that of the whole. */
  readonly coherence: readonly string[];
}

interface PanelState {
  readonly shown: readonly PanelId[];
  /** Drawn against the right axis of the uppermost chart as well; null: no second axis. */
  readonly second: PanelId | null;
  readonly window: Span;
  readonly marks: readonly MarkLine[];
  readonly hidden: ReadonlySet<string>;
  /** Every chart has the figures of the time axis; else the lowest alone has them, for all. */
  readonly everyAxis: boolean;
}

/** The curves of one run by signal; a run that is laid over another has a name. */
export interface RunCurves {
  readonly name: string | null;
  readonly curves: ReadonlyMap<string, Curve>;
}

const orderParameter = 'order-parameter';
const centreFrequency = 'centre-frequency';
/** Colours in the palette: every run that is laid over has the next dashes. */
const colours = 8;

/** Every signal that the panels draw; a signal that two of them draw is asked for once. */
export function signalsOf({ buses, lines, reference, coherence }: PanelChoice): string[] {
  const wanted = [
    orderParameter,
    centreFrequency,
    ...buses.map((bus) => angleSignal(bus, reference)),
    ...buses.map(omegaSignal),
    ...lines.map(lineSignal),
    ...coherence,
  ];
  return [...new Set(wanted)];
}

/** The charts of the stack, from the top. A bus has the same colour in each of them. */
export function curvePanels(
  choice: PanelChoice,
  runs: readonly RunCurves[],
  { shown, second, window, marks, hidden, everyAxis }: PanelState,
): CurvePanel[] {
  const perRun = runs.map((run, place) => curvesOf(choice, run, place));
  const curves = (id: PanelId): DrawnCurve[] => perRun.flatMap((panels) => panels[id]);
  const titles = axisTitles(choice.reference);
  const axis = (id: PanelId): Axis => ({
    title: titles[id],
    ...(id === 'order' ? { leastSpan: leastCoherenceSpan } : {}),
  });
  const ids = Object.keys(panelTitles) as PanelId[];
  const visible = ids.filter((id) => shown.includes(id) && curves(id).length > 0);
  const right = second !== null && second !== visible[0] ? second : null;
  return visible.map((id, place) => {
    const own = curves(id);
    const added = place === 0 && right ? curves(right).map(apart) : [];
    return {
      id,
      curves: [...own, ...added],
      plot: {
        x: { title: 'Time / s', ...window, shown: everyAxis || id === visible.at(-1) },
        left: axis(id),
        ...(added.length > 0 && right ? { right: axis(right) } : {}),
        rightRoom: right !== null,
        series: [...own.map(seriesOf), ...added.map((curve) => onRight(seriesOf(curve)))],
        hidden,
        upright: marks,
        across: id === 'line' ? [{ at: -90 }, { at: 90 }] : [],
      },
    };
  });
}

function curvesOf(
  { buses, lines, reference, coherence }: PanelChoice,
  { name, curves }: RunCurves,
  place: number,
): Record<PanelId, DrawnCurve[]> {
  // The dashes of the run laid under are used up first.
  const own =
    colours *
    Math.max(1, Math.ceil(Math.max(buses.length, lines.length, coherence.length) / colours));
  const look = (index: number): number => index + place * own;
  const pick = (
    signal: string,
    given: DrawnCurve['look'],
    change: Partial<Pick<Curve, 'label'>> = {},
  ): DrawnCurve[] => {
    const curve = curves.get(signal);
    if (!curve) return [];
    const drawn = { ...curve, ...change, look: given };
    if (name === null) return [drawn];
    return [{ ...drawn, signal: `${place}:${signal}`, label: `${drawn.label}, ${name}` }];
  };
  const emphasis = place === 0 ? 'emphasis' : look(colours - 1);
  return {
    theta: buses.flatMap((bus, index) =>
      pick(angleSignal(bus, reference), look(index), { label: `Bus ${bus}` }),
    ),
    omega: [
      ...pick(centreFrequency, emphasis),
      ...buses.flatMap((bus, index) => pick(omegaSignal(bus), look(index))),
    ],
    line: lines.flatMap((line, index) => pick(lineSignal(line), look(index))),
    order: [
      ...pick(orderParameter, emphasis, { label: 'Whole (r)' }),
      ...coherence.flatMap((signal, index) => pick(signal, look(index))),
    ],
  };
}

function axisTitles(reference: AngleReference): Record<PanelId, string> {
  const origin = reference === 'centre' ? 'COI' : reference;
  return {
    theta: origin === null ? 'Angle / °' : `Angle to ${origin} / °`,
    omega: 'Deviation / Hz',
    line: 'Line angle / °',
    order: 'Coherence',
  };
}

/** On a second axis a curve keeps its colour and is told from the others by its dashes. */
const apart = (curve: DrawnCurve): DrawnCurve => ({
  ...curve,
  signal: `right:${curve.signal}`,
  look: curve.look === 'emphasis' ? 'emphasis' : (curve.look % colours) + 2 * colours,
});

const onRight = (series: Series): Series => ({ ...series, axis: 'right' });

const seriesOf = ({ signal, label, unit, time, value, look }: DrawnCurve): Series => ({
  ...{ id: signal, label, unit, x: time, y: value, look },
});
