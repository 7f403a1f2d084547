import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { drawnCurves, valueAt } from '../../../../src-renderer/charts/curve.ts';
import { lineLook } from '../../../../src-renderer/charts/palette.ts';
import { last } from '../../../fixtures/last.ts';

const palette = {
  ...{ text: '#000', muted: '#666', gridLine: '#eee', surface: '#fff' },
  ...{ accent: '#08c', danger: '#c00', series: ['#a', '#b', '#c', '#d', '#e', '#f', '#g', '#h'] },
};

describe('a curve', () => {
  it('is drawn in degrees and hertz', () => {
    const time = Float64Array.of(0);
    const [angle, speed, plain] = drawnCurves({
      ...{ from: 0, to: 1 },
      curves: [
        { signal: 'theta/1', label: '', unit: 'rad', time, value: Float64Array.of(Math.PI) },
        { signal: 'omega/1', label: '', unit: 'rad/s', time, value: Float64Array.of(2 * Math.PI) },
        { signal: 'order-parameter', label: '', unit: '', time, value: Float64Array.of(0.5) },
      ],
    });
    expect([angle?.unit, speed?.unit, plain?.unit]).toEqual(['°', 'Hz', '']);
    expect(angle?.value[0]).toBeCloseTo(180, 12);
    expect(speed?.value[0]).toBeCloseTo(1, 12);
    expect(plain?.value[0]).toBe(0.5);
  });

  it('has at the cursor the value of the nearest sample, as a search through all of them finds it', () => {
    const times = fc
      .uniqueArray(fc.integer({ min: 0, max: 1000 }), { minLength: 1, maxLength: 40 })
      .map((values) => Float64Array.from(values).sort());
    fc.assert(
      fc.property(times, fc.double({ min: -10, max: 1010, noNaN: true }), (time, at) => {
        const found = valueAt({ time, value: time.map((t) => 2 * t) }, at);
        const inside = at >= time[0]! && at <= last(time)!;
        if (!inside) expect(found).toBeNull();
        else {
          const nearest = Math.min(...[...time].map((t) => Math.abs(t - at)));
          expect(Math.abs(found! / 2 - at)).toBe(nearest);
        }
      }),
    );
  });

  it('can be told from thirty-one others of its chart', () => {
    const looks = Array.from({ length: 32 }, (_, index) => lineLook(index, palette));
    const seen = new Set(looks.map(({ colour, dash }) => `${colour} ${dash.join()}`));
    expect(seen.size).toBe(32);
  });
});
