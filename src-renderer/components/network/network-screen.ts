import { defineStore } from 'pinia';
import { computed, ref, shallowRef } from 'vue';

import type { ElementRef } from '../../../src-shared/grid/element-ref.ts';
import type { Position } from '../../../src-shared/grid/grid-case.ts';
import type { Range } from '../../network/bus-colours.ts';
import { comparedPowerFlow, useBasePowerFlow } from '../../composables/base-power-flow.ts';
import { comparedStates } from '../../composables/compared.ts';
import { useNewestPowerFlow } from '../../composables/newest-power-flow.ts';
import type { Viewport } from '../../network/diagram-core.ts';
import type { Tool } from '../../network/diagram-pointer.ts';
import type { ColourMode } from '../../network/line-looks.ts';
import { lineStates } from '../../network/line-states.ts';
import { useBaseComparison } from '../../stores/base-comparison.ts';
import { useWorkspace } from '../../stores/workspace.ts';
import { useAwaitedMargin } from './awaited-margin.ts';
import type { BusLabel } from './bus-labels.ts';
import type { TableId } from './table-kinds.ts';

interface MenuRequest {
  readonly element: ElementRef;
  readonly at: Position;
}

const noAreas: ReadonlySet<number> = new Set();

/** How the Network screen is set: kept while one visits other screens. */
export const useNetworkScreen = defineStore('network-screen', () => {
  const workspace = useWorkspace();
  const comparison = useBaseComparison();

  const tool = ref<Tool>('select');
  const colourMode = ref<ColourMode>('limit');
  /** Ends of scales that the user has set, by colour mode; the others follow their values. */
  const scaleRanges = ref<Readonly<Record<string, Range>>>({});
  /** Arrows show which way power flows. */
  const arrows = ref(false);
  const busLabel = ref<BusLabel>('auto');
  const snap = ref(true);
  /** Folded where it would cover much of a small screen. */
  const legendOpen = ref(window.innerWidth >= 1200 && window.innerHeight >= 780);
  /** Draw only what is within so many branches of the selection; null: the whole network. */
  const hops = ref<number | null>(null);
  const table = ref<TableId>('branch');
  /** They are asked for, and may be folded away or behind the data checks. */
  const tablesWanted = ref(false);
  /** Areas that are drawn as one node each, by scenario. */
  const collapsedByScenario = shallowRef<ReadonlyMap<number, ReadonlySet<number>>>(new Map());
  const collapsedAreas = computed(
    () => collapsedByScenario.value.get(workspace.scenario?.id ?? 0) ?? noAreas,
  );
  /** What was last seen of each scenario's diagram. */
  const viewports = shallowRef<ReadonlyMap<number, Viewport>>(new Map());
  /** Buses are being placed: the picture is still to come. */
  const placing = ref(false);
  /** Raised to ask the inspector to take the focus. */
  const inspectorFocus = ref(0);

  /** Asks the diagram for the menu of an element, at a place in the window. */
  const menuRequest = shallowRef<MenuRequest | null>(null);

  const awaitsMargin = useAwaitedMargin();
  /** How far every line is from its limit, by the newest margin; then as the comparison wants it. */
  const presentStates = computed(() => lineStates(workspace.margin));
  const states = computed(() => {
    const { base, shownView } = comparison;
    return base
      ? comparedStates(shownView, presentStates.value, lineStates(base.margin))
      : presentStates.value;
  });

  /** What the newest power flow found, for tables, inspector and colours; null where there is none. */
  const presentPowerFlow = useNewestPowerFlow();
  const basePowerFlow = useBasePowerFlow();
  const powerFlow = computed(() =>
    comparedPowerFlow(comparison.shownView, presentPowerFlow.value, basePowerFlow.value),
  );

  function showTable(id: TableId): void {
    table.value = id;
    tablesWanted.value = true;
  }

  /** Draws these areas as one node each, or by their buses again. */
  function collapse(areas: readonly number[], collapsed: boolean): void {
    const after = new Set(collapsedAreas.value);
    for (const area of areas) {
      if (collapsed) after.add(area);
      else after.delete(area);
    }
    const id = workspace.scenario?.id ?? 0;
    collapsedByScenario.value = new Map(collapsedByScenario.value).set(id, after);
  }

  function keepViewport(scenarioId: number, viewport: Viewport): void {
    viewports.value = new Map(viewports.value).set(scenarioId, viewport);
  }

  /** The whole of the diagram is shown again. */
  function forgetViewport(scenarioId: number): void {
    const kept = new Map(viewports.value);
    kept.delete(scenarioId);
    viewports.value = kept;
  }

  return {
    ...{
      tool,
      colourMode,
      scaleRanges,
      arrows,
      busLabel,
      snap,
      legendOpen,
      hops,
      table,
      tablesWanted,
      viewports,
      placing,
      inspectorFocus,
      menuRequest,
      awaitsMargin,
      states,
      presentStates,
    },
    ...{ powerFlow, presentPowerFlow, basePowerFlow },
    ...{ showTable, keepViewport, forgetViewport, collapsedAreas, collapse },
  };
});
