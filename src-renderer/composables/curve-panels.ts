import type { MarkLine, Series, Span, XYPlot } from '../charts/plot.ts';
import type { Curve, DrawnCurve } from '../charts/curve.ts';
import { angleSignal, lineSignal, omegaSignal } from './signals.ts';
import type { SignalChoice } from './signals.ts';

export const panelTitles = {
  theta: 'Angles',
  omega: 'Frequency',
  line: 'Line angles',
  order: 'Order parameter',
} as const;

export type PanelId = keyof typeof panelTitles;

/** One chart of the stack. */
export interface CurvePanel {
  readonly id: PanelId;
  readonly curves: readonly DrawnCurve[];
  readonly plot: XYPlot;
}

interface PanelChoice extends SignalChoice {
  /** Bus that the angles are counted from; null: the synchronous frame. */
  readonly reference: number | null;
}

interface PanelState {
  readonly shown: readonly PanelId[];
  readonly window: Span;
  readonly marks: readonly MarkLine[];
  readonly hidden: ReadonlySet<string>;
}

const orderParameter = 'order-parameter';
const centreFrequency = 'centre-frequency';

/** Every signal that the panels draw; a signal that two of them draw is asked for once. */
export function signalsOf({ buses, lines, reference }: PanelChoice): string[] {
  const wanted = [
    orderParameter,
    centreFrequency,
    ...buses.map((bus) => angleSignal(bus, reference)),
    ...buses.map(omegaSignal),
    ...lines.map(lineSignal),
  ];
  return [...new Set(wanted)];
}

/** The charts of the stack, from the top. A bus has the same colour in each of them. */
export function curvePanels(
  choice: PanelChoice,
  received: ReadonlyMap<string, Curve>,
  state: PanelState,
): CurvePanel[] {
  const { buses, lines, reference } = choice;
  const pick = (
    signal: string,
    look: DrawnCurve['look'],
    change: Partial<Pick<Curve, 'label'>> = {},
  ): DrawnCurve[] => {
    const curve = received.get(signal);
    return curve ? [{ ...curve, ...change, look }] : [];
  };

  const curves: Record<PanelId, DrawnCurve[]> = {
    theta: buses.flatMap((bus, index) =>
      pick(angleSignal(bus, reference), index, { label: `Bus ${bus}` }),
    ),
    omega: [
      ...pick(centreFrequency, 'emphasis'),
      ...buses.flatMap((bus, index) => pick(omegaSignal(bus), index)),
    ],
    line: lines.flatMap((line, index) => pick(lineSignal(line), index)),
    order: pick(orderParameter, 'emphasis', { label: 'r' }),
  };
  const axisTitles: Record<PanelId, string> = {
    theta: reference === null ? 'Angle / °' : `Angle to ${reference} / °`,
    omega: 'Deviation / Hz',
    line: 'Line angle / °',
    order: 'r',
  };

  const { shown, window, marks, hidden } = state;
  const visible = (Object.keys(panelTitles) as PanelId[]).filter(
    (id) => shown.includes(id) && curves[id].length > 0,
  );
  return visible.map((id) => ({
    id,
    curves: curves[id],
    plot: {
      x: { title: 'Time / s', ...window, shown: id === visible.at(-1) },
      left: { title: axisTitles[id] },
      series: curves[id].map(seriesOf),
      hidden,
      upright: marks,
      across: id === 'line' ? [{ at: -90 }, { at: 90 }] : [],
    },
  }));
}

export const seriesOf = ({ signal, label, unit, time, value, look }: DrawnCurve): Series => ({
  ...{ id: signal, label, unit, x: time, y: value, look },
});
