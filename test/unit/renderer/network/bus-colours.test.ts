import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { busColours, busScale } from '../../../../src-renderer/network/bus-colours.ts';
import { luminance, parseColour } from '../../../../src-renderer/network/colour.ts';
import { cyclic, diverging, viridis } from '../../../../src-renderer/network/colour-maps.ts';

const lightness = (colour: string): number => luminance(parseColour(colour) ?? [0, 0, 0]);

describe('colour maps', () => {
  it('grow lighter all the way where values only grow, so that grey prints keep the order', () => {
    const shares = Array.from({ length: 33 }, (_, k) => k / 32);
    const light = shares.map((share) => lightness(viridis(share)));
    expect(light).toEqual([...light].sort((a, b) => a - b));
  });

  it('go round where values go round, and are palest in the middle where values have two sides', () => {
    expect(cyclic(0)).toBe(cyclic(1));
    expect(lightness(diverging(0.5))).toBeGreaterThan(lightness(diverging(0.4)));
    expect(lightness(diverging(0.5))).toBeGreaterThan(lightness(diverging(0.6)));
  });
});

describe('the scale of bus values', () => {
  it('holds every value that it was made for, at round ends', () => {
    const volts = fc.array(fc.double({ min: 0.5, max: 1.5, noNaN: true }), { minLength: 1 });
    fc.assert(
      fc.property(volts, (values) => {
        const { range } = busScale('voltage', values, null);
        expect(Math.min(...values)).toBeGreaterThanOrEqual(range.low - 1e-9);
        expect(Math.max(...values)).toBeLessThanOrEqual(range.high + 1e-9);
        expect(Math.round(range.low * 100)).toBeCloseTo(range.low * 100, 6);
        const frequency = busScale('frequency', values, null).range;
        expect(frequency.low).toBe(-frequency.high);
        expect(frequency.high).toBeGreaterThanOrEqual(Math.max(...values) - 1e-9);
      }),
    );
  });

  it('gives angles a whole turn apart one colour, and the user has the last word on the ends', () => {
    const { colourOf } = busScale('phase', [], null);
    expect(colourOf(30)).toBe(colourOf(390));
    expect(colourOf(-170)).toBe(colourOf(190));
    const own = busScale('voltage', [0.2], { low: 0.9, high: 1.1 });
    expect(own.colourOf(0.2)).toBe(viridis(0));
    expect(own.colourOf(1.1)).toBe(viridis(1));
  });

  it('tells areas apart by colour and by name', () => {
    const { kinds, colourOf } = busScale('area', [3, 1, 3, 7], null);
    expect(kinds.map(({ label }) => label)).toEqual(['1', '3', '7']);
    expect(new Set(kinds.map(({ colour }) => colour)).size).toBe(3);
    expect(colourOf(3)).toBe(kinds[1]?.colour);
  });

  it('leaves a bus without a value plain', () => {
    const scale = busScale('voltage', [1], null);
    const colours = busColours(Int32Array.of(4, 5), Float64Array.of(1, NaN), scale);
    expect([...colours.keys()]).toEqual([4]);
  });
});
