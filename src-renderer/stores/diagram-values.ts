import { defineStore } from 'pinia';
import { shallowRef } from 'vue';

/**
 * Diagram values: what another part of the application shows on the diagram in place of the
 * network's own values, such as the moment of a simulation that is played back, or the difference
 * of two scenarios. To feed it:
 *
 *   const shown = useDiagramValues();
 *   shown.feed({ quantity: 'frequency', title: 'Played back, t = 1.20 s', numbers, values });
 *   shown.feed(null);                  // the network's own values again
 *
 * `numbers` are bus numbers and `values` one value each, in the unit of the quantity: voltage in
 * p.u., phase (voltage angle) in degrees, frequency (deviation from nominal) in Hz; NaN for no
 * value. Feed a new object for every picture, up to 30 a second; the arrays may be the same ones,
 * overwritten. Only buses whose colour changed are painted anew: 2,000 buses take a few
 * milliseconds. Keep one `range` while values run, or the scale follows them.
 */
export interface DiagramValues {
  readonly quantity: 'voltage' | 'phase' | 'frequency';
  /** Said in the legend above the scale. */
  readonly title: string;
  readonly numbers: ArrayLike<number>;
  readonly values: ArrayLike<number>;
  readonly range?: { readonly low: number; readonly high: number };
}

export const useDiagramValues = defineStore('diagram-values', () => {
  const fed = shallowRef<DiagramValues | null>(null);

  function feed(values: DiagramValues | null): void {
    fed.value = values;
  }

  return { fed, feed };
});
