/** Colours as sRGB triples from 0 to 255, and how they are read and told apart. */
export type Rgb = readonly [number, number, number];

const channel = (value: number): number => Math.max(0, Math.min(255, Math.round(value)));

export const cssColour = ([red, green, blue]: Rgb): string => `rgb(${red}, ${green}, ${blue})`;

/** Reads `#abc`, `#aabbcc` and `rgb(1 2 3)` or `rgb(1, 2, 3)`; null for anything else. */
export function parseColour(text: string): Rgb | null {
  const hex = /^#([0-9a-f]{3}|[0-9a-f]{6})$/i.exec(text.trim())?.[1];
  if (hex !== undefined) {
    const digits = hex.length === 3 ? hex.replace(/./g, '$&$&') : hex;
    const value = Number.parseInt(digits, 16);
    return [value >> 16, (value >> 8) & 255, value & 255];
  }
  const parts = /^rgba?\(([^)]*)\)$/i.exec(text.trim())?.[1]?.match(/[\d.]+/g);
  const [red, green, blue] = (parts ?? []).map(Number);
  if (red === undefined || green === undefined || blue === undefined) return null;
  return [channel(red), channel(green), channel(blue)];
}

/** Relative luminance, WCAG 2.2. */
export function luminance([red, green, blue]: Rgb): number {
  const linear = (value: number): number => {
    const share = value / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  };
  return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
}

/** Contrast ratio of two colours, 1 to 21, WCAG 2.2. */
export function contrast(a: Rgb, b: Rgb): number {
  const [dark = 0, light = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (light + 0.05) / (dark + 0.05);
}

/**
 * Cividis at `share` from 0 (dark blue) to 1 (yellow): a map that people with colour vision
 * deficiency read the same way. Polynomial fit of Nuñez, Anderton & Renslow (2018),
 * doi:10.1371/journal.pone.0199239.
 */
export function cividis(share: number): Rgb {
  const t = Math.max(0, Math.min(1, share));
  const fit = (a: number, b: number, c: number, d: number, e: number, f: number): number =>
    channel(a + t * (b + t * (c + t * (d + t * (e + t * f)))));
  return [
    fit(-4.54, -35.34, 2381.73, -6402.7, 7024.72, -2710.57),
    fit(32.49, 170.73, 52.82, -131.46, 176.58, -67.37),
    fit(81.24, 442.36, -2482.43, 6167.24, -6614.94, 2475.67),
  ];
}
