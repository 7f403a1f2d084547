import { computed } from 'vue';
import type { ComputedRef } from 'vue';

import type { Branch, Bus, GridCase } from '../../../src-shared/grid/grid-case.ts';
import { comparedValue, isDifferenceOf } from '../../composables/compared.ts';
import { busColours, busScale } from '../../network/bus-colours.ts';
import type { BusScale, Range } from '../../network/bus-colours.ts';
import {
  diagramPaint,
  largestAngleScale,
  largestDifferenceScale,
} from '../../network/diagram-paint.ts';
import type { Paint } from '../../network/diagram-paint.ts';
import { coloursLines } from '../../network/line-looks.ts';
import { useBaseComparison } from '../../stores/base-comparison.ts';
import { useDiagramValues } from '../../stores/diagram-values.ts';
import { useWorkspace } from '../../stores/workspace.ts';
import { diagramTheme } from './diagram-theme-now.ts';
import { useNetworkScreen } from './network-screen.ts';

interface DiagramColours {
  readonly paints: ComputedRef<ReadonlyMap<string, Paint>>;
  readonly busColours: ComputedRef<ReadonlyMap<number, string>>;
  /** Null where buses have their plain look. */
  readonly busScale: ComputedRef<BusScale | null>;
  /** Whose values colour the buses, where they are not the network's own. */
  readonly source: ComputedRef<string | null>;
  /** Of lines coloured by angle, degrees. */
  readonly scaleEnd: ComputedRef<number>;
  /** Of lines coloured by the difference of their shares of the limit; null where they are not. */
  readonly differenceEnd: ComputedRef<number | null>;
}

/** Above this many branches arrows would hide the lines that they are on. */
const mostArrows = 1000;

interface BusNumbers {
  readonly numbers: ArrayLike<number>;
  readonly values: ArrayLike<number>;
}

/** Differences lie around zero, whatever they are differences of. */
function differenceScale(
  quantity: 'voltage' | 'phase',
  values: readonly number[],
  inPercent: boolean,
): BusScale {
  const { title, unit } = busScale(quantity, values, null);
  return {
    ...busScale('frequency', values, null),
    title: `${title}, difference`,
    unit: inPercent ? '%' : unit,
  };
}

const noColours: ReadonlyMap<number, string> = new Map();

/** What colours say now: of values that are fed, of a result, of the newest power flow, or the case. */
export function useDiagramColours(grid: ComputedRef<GridCase | null>): DiagramColours {
  const workspace = useWorkspace();
  const screen = useNetworkScreen();
  const values = useDiagramValues();
  const comparison = useBaseComparison();

  const rangeOf = (mode: string): Range | null => screen.scaleRanges[mode] ?? null;
  const mode = computed(() => (values.fed ? 'none' : screen.colourMode));

  const baseBuses = computed(
    () => new Map(comparison.base?.grid.buses.map((bus) => [bus.number, bus])),
  );
  /** Of the case: as the comparison with a base wants it; NaN where a side has none. */
  const stored = (bus: Bus, field: 'vmPu' | 'vaDegrees'): number =>
    comparedValue(comparison.shownView, bus[field], baseBuses.value.get(bus.number)?.[field]) ??
    NaN;
  const isDifference = computed(() => isDifferenceOf(comparison.shownView));

  const shown = computed((): BusNumbers | null => {
    if (!grid.value || workspace.highlight) return null;
    const { buses } = grid.value;
    const solved = screen.powerFlow;
    const numbers = buses.map(({ number }) => number);
    switch (mode.value) {
      case 'voltage':
        return {
          numbers,
          values: buses.map((bus) => solved?.bus(bus.number)?.vm ?? stored(bus, 'vmPu')),
        };
      case 'phase':
        return {
          numbers,
          values: buses.map(
            (bus) => solved?.bus(bus.number)?.vaDegrees ?? stored(bus, 'vaDegrees'),
          ),
        };
      case 'area':
        return { numbers, values: buses.map(({ area }) => area) };
      default:
        return null;
    }
  });

  const scale = computed((): BusScale | null => {
    const { fed } = values;
    if (fed) {
      const range = rangeOf(fed.quantity) ?? fed.range ?? null;
      return busScale(fed.quantity, Array.from(fed.values), range);
    }
    const quantity = mode.value;
    if (!shown.value || (quantity !== 'voltage' && quantity !== 'phase' && quantity !== 'area')) {
      return null;
    }
    const numbers = Array.from(shown.value.values);
    if (isDifference.value && quantity !== 'area') {
      return differenceScale(quantity, numbers, comparison.shownView === 'change');
    }
    return busScale(quantity, numbers, rangeOf(quantity));
  });

  const colours = computed(() => {
    const source = values.fed ?? shown.value;
    return source && scale.value
      ? busColours(source.numbers, source.values, scale.value)
      : noColours;
  });

  const autoEnd = computed(() => (grid.value ? largestAngleScale(grid.value, screen.states) : 90));
  const scaleEnd = computed(() => rangeOf('angle')?.high ?? autoEnd.value);

  const differenceEnd = computed(() =>
    grid.value && mode.value === 'limit' && screen.states.isDifference
      ? largestDifferenceScale(grid.value, screen.states)
      : null,
  );

  function flowOf(branch: Branch, key: string): number | null {
    const solved = screen.powerFlow?.branch(key);
    return solved ? solved.pFromMw : (screen.states.of(branch)?.angle ?? null);
  }

  const paints = computed((before?: ReadonlyMap<string, Paint>): ReadonlyMap<string, Paint> => {
    if (!grid.value) return new Map();
    if (before && screen.awaitsMargin) return before;
    const lines = coloursLines(mode.value) ? mode.value : 'none';
    const ranged = rangeOf(lines)?.high ?? null;
    return diagramPaint({
      grid: grid.value,
      states: screen.states,
      worstEdge: workspace.margin?.worstEdge ?? null,
      mode: lines,
      theme: diagramTheme.value,
      highlight: workspace.highlight,
      loadingOf: (key) => screen.powerFlow?.branch(key)?.loading ?? null,
      scaleEnd: lines === 'loading' && ranged !== null ? ranged / 100 : ranged,
      flowOf: screen.arrows && grid.value.branches.length <= mostArrows ? flowOf : null,
    });
  });

  const source = computed(() => {
    if (values.fed) return values.fed.title;
    if (comparison.base && comparison.isOn) {
      const name = `“${comparison.base.summary.name}”`;
      return isDifference.value ? `present less ${name}` : `of ${name}`;
    }
    if (!['loading', 'voltage', 'phase'].includes(mode.value)) return null;
    const solved = screen.powerFlow;
    if (!solved) {
      return mode.value === 'loading' ? 'No power flow yet: run one (Power flow).' : 'of the case';
    }
    return solved.stale ? 'newest power flow; the network has changed since' : 'newest power flow';
  });

  return { paints, busColours: colours, busScale: scale, source, scaleEnd, differenceEnd };
}
