import { describe, expect, it } from 'vitest';

import {
  cividis,
  contrast,
  luminance,
  parseColour,
} from '../../../../src-renderer/network/colour.ts';
import {
  angleScaleEnd,
  lineLook,
  valueColours,
} from '../../../../src-renderer/network/line-looks.ts';
import { themes } from './networks.ts';

const shares = Array.from({ length: 101 }, (_, k) => k / 100);

describe('colour of values', () => {
  it('gives the published ends and middle of cividis within the error of its fit', () => {
    // matplotlib's table of the map: entries 0, 128 and 255.
    for (const [share, published] of [
      [0, [0, 34, 78]],
      [128 / 255, [125, 124, 120]],
      [1, [254, 232, 56]],
    ] as const) {
      cividis(share).forEach((value, k) => {
        expect(Math.abs(value - (published[k] ?? 0))).toBeLessThanOrEqual(14);
      });
    }
  });

  it('grows lighter from one end of cividis to the other, so that it can be read without colour', () => {
    const light = shares.map((share) => luminance(cividis(share)));
    light.slice(1).forEach((value, k) => expect(value).toBeGreaterThan(light[k] ?? 0));
  });

  it('agrees with contrasts that the accessibility guidelines publish', () => {
    expect(contrast([0, 0, 0], [255, 255, 255])).toBeCloseTo(21, 10);
    expect(contrast([255, 255, 255], [255, 255, 255])).toBe(1);
    // #767676 is the lightest grey that reaches 4.5:1 on white.
    expect(contrast([0x76, 0x76, 0x76], [255, 255, 255])).toBeGreaterThan(4.5);
    expect(contrast([0x77, 0x77, 0x77], [255, 255, 255])).toBeLessThan(4.5);
  });

  it.each(themes)('keeps 3:1 with the paper and 5 steps apart (dark: $dark)', (theme) => {
    const paper = parseColour(theme.background) ?? [0, 0, 0];
    const light = valueColours(theme).map((text) => {
      const colour = parseColour(text) ?? paper;
      expect(contrast(colour, paper)).toBeGreaterThanOrEqual(3);
      return luminance(colour);
    });
    light.slice(1).forEach((value, k) => {
      const before = light[k] ?? 0;
      expect(theme.dark ? value > before : value < before).toBe(true);
    });
  });

  it.each(themes)(
    'draws what is over its limit in the colour of danger alone (dark: $dark)',
    (theme) => {
      const colours = valueColours(theme);
      const at = (ratio: number) =>
        lineLook(
          { angle: 0.1, origin: 'exact', limit: 0.1 / ratio, ratio, voltageProduct: 1 },
          'limit',
          90,
          colours,
          theme,
        );
      expect(at(1.001)).toMatchObject({ colour: theme.danger, over: true });
      expect(at(1)).toMatchObject({ colour: colours.at(-1), over: false });
      expect(colours).not.toContain(theme.danger);
      const widths = colours.map((_, step) => at(step / (colours.length - 1)).width);
      widths.slice(1).forEach((width, k) => expect(width).toBeGreaterThan(widths[k] ?? 0));
    },
  );

  it('ends the scale of degrees at or above every angle', () => {
    for (let angle = 0; angle <= 180; angle++) {
      expect(angleScaleEnd(angle)).toBeGreaterThanOrEqual(angle);
      expect(angleScaleEnd(angle)).toBeLessThanOrEqual(Math.max(10, 2 * angle));
    }
  });

  it('reads the three ways in which a style sheet writes a colour', () => {
    for (const text of ['#0b6e80', 'rgb(11, 110, 128)', 'rgb(11 110 128)']) {
      expect(parseColour(text)).toEqual([11, 110, 128]);
    }
    expect(parseColour('#abc')).toEqual([0xaa, 0xbb, 0xcc]);
    expect(parseColour('teal')).toBeNull();
  });
});
