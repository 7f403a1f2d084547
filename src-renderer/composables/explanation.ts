/** What a number means: for F1. */
export interface Explanation {
  readonly title: string;
  /** Labels that the number goes by on the screen, in small letters, with a unit where that tells two apart. */
  readonly terms: readonly string[];
  readonly text: string;
  readonly formula: string;
  readonly unit: string;
  /** Paper and equation. */
  readonly source: string;
}

export const dorfler2013 =
  'Dörfler, Chertkov, Bullo, Synchronization in complex oscillator networks and smart grids';
export const dorfler2012 =
  'Dörfler, Bullo, Synchronization in power networks and in non-uniform Kuramoto oscillators';
