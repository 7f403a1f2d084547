import { describe, expect, it } from 'vitest';

import type { Curve } from '../../../../src-renderer/charts/curve.ts';
import { curvePanels, signalsOf } from '../../../../src-renderer/composables/curve-panels.ts';
import type { PanelId } from '../../../../src-renderer/composables/curve-panels.ts';

const choice = { buses: [30, 31], lines: [{ from: 30, to: 31 }], reference: 31, coherence: [] };
const curve = (signal: string): Curve => ({
  ...{ signal, label: signal, unit: '°' },
  ...{ time: Float64Array.of(0, 1), value: Float64Array.of(0, 1) },
});
const received = [
  { name: null, curves: new Map(signalsOf(choice).map((signal) => [signal, curve(signal)])) },
];
const all: PanelId[] = ['theta', 'omega', 'line', 'order'];
const state = (shown: readonly PanelId[] = all, second: PanelId | null = null) => ({
  ...{ shown, window: { from: 0, to: 1 }, marks: [], hidden: new Set<string>(), second },
  everyAxis: false,
});

describe('the charts of a simulation', () => {
  it('ask for a signal once, although two charts draw it', () => {
    const signals = signalsOf(choice);
    expect(new Set(signals).size).toBe(signals.length);
    expect(signals.filter((signal) => signal === 'line/30-31')).toHaveLength(1);
    expect(curvePanels(choice, received, state()).map(({ curves }) => curves.length)).toEqual([
      2, 3, 1, 1,
    ]);
  });

  it('share the figures of the time axis, unless each is to have its own', () => {
    const axes = (everyAxis: boolean): unknown[] =>
      curvePanels(choice, received, { ...state(), everyAxis }).map(({ plot }) => plot.x.shown);
    expect(axes(false)).toEqual([false, false, false, true]);
    expect(axes(true)).toEqual([true, true, true, true]);
  });

  it('give a bus the same colour in every chart', () => {
    const [angles, frequencies] = curvePanels(choice, received, state());
    const looks = (panel: typeof angles) =>
      panel?.curves.map(({ look }) => look).filter((look) => look !== 'emphasis');
    expect(looks(angles)).toEqual(looks(frequencies));
  });

  it('name the time axis once, below the lowest chart that is shown', () => {
    const panels = curvePanels(choice, received, state(['omega', 'theta']));
    expect(panels.map(({ id }) => id)).toEqual(['theta', 'omega']);
    expect(panels.map(({ plot }) => plot.x.shown)).toEqual([false, true]);
  });

  it('draw coherence on other scales beside that of the whole', () => {
    const scaled = { ...choice, coherence: ['coherence/area/1', 'coherence/links'] };
    const curves = new Map(signalsOf(scaled).map((signal) => [signal, curve(signal)]));
    const panels = curvePanels(scaled, [{ name: null, curves }], state(['order']));
    expect(panels[0]?.curves.map(({ label }) => label)).toEqual([
      'Whole (r)',
      'coherence/area/1',
      'coherence/links',
    ]);
  });

  it('leave out a chart that has no curve', () => {
    const panels = curvePanels({ ...choice, lines: [] }, received, state());
    expect(panels.map(({ id }) => id)).toEqual(['theta', 'omega', 'order']);
  });

  it('lay other runs over, in the same colours with other dashes, and say which run is which', () => {
    const [own] = received;
    const runs = [own!, { name: 'Base: no outage', curves: own!.curves }];
    const [angles] = curvePanels(choice, runs, state());
    expect(angles?.curves.map(({ label, look }) => [label, look])).toEqual([
      ['Bus 30', 0],
      ['Bus 31', 1],
      ['Bus 30, Base: no outage', 8],
      ['Bus 31, Base: no outage', 9],
    ]);
    expect(new Set(angles?.curves.map(({ signal }) => signal)).size).toBe(4);
  });

  it('take a second quantity on a right axis of the uppermost chart, and all make room for it', () => {
    const panels = curvePanels(choice, received, state(all, 'order'));
    expect(panels.map(({ plot }) => plot.right?.title ?? null)).toEqual([
      'Coherence',
      null,
      null,
      null,
    ]);
    expect(panels.every(({ plot }) => plot.rightRoom)).toBe(true);
    const onRight = panels[0]?.plot.series.filter(({ axis }) => axis === 'right');
    expect(onRight?.map(({ id }) => id)).toEqual(['right:order-parameter']);
    const same = curvePanels(choice, received, state(all, 'theta'));
    expect(same.some(({ plot }) => plot.right)).toBe(false);
  });

  it('count angles from a bus, the centre of inertia or the synchronous frame', () => {
    const angles = (reference: number | 'centre' | null) =>
      signalsOf({ ...choice, reference, lines: [] }).filter((one) =>
        /^(theta|line|centred)/.test(one),
      );
    expect(angles(31)).toEqual(['line/30-31', 'line/31-31']);
    expect(angles('centre')).toEqual(['centred/30', 'centred/31']);
    expect(angles(null)).toEqual(['theta/30', 'theta/31']);
  });
});
