import { describe, expect, it } from 'vitest';

import type { Curve } from '../../../../src-renderer/charts/curve.ts';
import { curvePanels, signalsOf } from '../../../../src-renderer/composables/curve-panels.ts';
import type { PanelId } from '../../../../src-renderer/composables/curve-panels.ts';

const choice = { buses: [30, 31], lines: [{ from: 30, to: 31 }], reference: 31 };
const curve = (signal: string): Curve => ({
  ...{ signal, label: signal, unit: '°' },
  ...{ time: Float64Array.of(0, 1), value: Float64Array.of(0, 1) },
});
const received = new Map(signalsOf(choice).map((signal) => [signal, curve(signal)]));
const all: PanelId[] = ['theta', 'omega', 'line', 'order'];
const state = (shown: readonly PanelId[] = all) => ({
  ...{ shown, window: { from: 0, to: 1 }, marks: [], hidden: new Set<string>() },
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

  it('leave out a chart that has no curve', () => {
    const panels = curvePanels({ ...choice, lines: [] }, received, state());
    expect(panels.map(({ id }) => id)).toEqual(['theta', 'omega', 'order']);
  });
});
