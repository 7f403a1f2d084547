type Stop = readonly [number, number, number];

/** Cividis and a blue-to-orange map, by their corner points: both safe for colour-blind eyes. */
const maps: Readonly<Record<'sequential' | 'diverging', readonly Stop[]>> = {
  sequential: [
    [0, 34, 78],
    [53, 69, 108],
    [102, 105, 112],
    [148, 142, 119],
    [200, 184, 102],
    [254, 232, 56],
  ],
  diverging: [
    [23, 78, 151],
    [104, 160, 208],
    [214, 229, 241],
    [245, 245, 245],
    [250, 222, 190],
    [224, 143, 73],
    [156, 72, 16],
  ],
};

/** The colour at `share` from 0 to 1 of a map; linear between its corner points. */
export function mapColour(map: keyof typeof maps, share: number): Stop {
  const stops = maps[map];
  const place = Math.max(0, Math.min(1, share)) * (stops.length - 1);
  const index = Math.min(stops.length - 2, Math.floor(place));
  const [from, to] = [stops[index], stops[index + 1]];
  const mix = (channel: 0 | 1 | 2): number =>
    Math.round(
      (from?.[channel] ?? 0) + (place - index) * ((to?.[channel] ?? 0) - (from?.[channel] ?? 0)),
    );
  return [mix(0), mix(1), mix(2)];
}

export const cssOf = ([red, green, blue]: Stop): string => `rgb(${red} ${green} ${blue})`;
