import { elementKey } from '../../src-shared/grid/element-ref.ts';
import type { ElementRef } from '../../src-shared/grid/element-ref.ts';
import type { GridCase } from '../../src-shared/grid/grid-case.ts';
import type {
  PowerFlowAttempt,
  PowerFlowIsland,
  PowerFlowResult,
} from '../../src-shared/studies/power-flow.ts';

/** A row of a result table, and the element that it is about. */
export type PowerFlowRow = Readonly<Record<string, string | number | boolean | null>> & {
  readonly key: string;
};

export type PowerFlowTable = 'buses' | 'branches' | 'machines' | 'mismatches';

export interface NamedRow {
  readonly element: ElementRef;
  readonly row: PowerFlowRow;
}

const named = (element: ElementRef, row: Record<string, string | number | boolean | null>) => ({
  element,
  row: { key: elementKey(element), ...row },
});

/** What each table lists. Voltage limits are those of the network as it stands. */
export function powerFlowRows(
  table: PowerFlowTable,
  result: PowerFlowResult,
  grid: GridCase,
): NamedRow[] {
  switch (table) {
    case 'buses':
      return busRows(result, grid);
    case 'branches':
      return result.branches.map(({ from, to, circuit, loading, ...flows }) =>
        named(
          { kind: 'branch', from, to, circuit },
          {
            ...{ from, to, circuit, ...flows },
            lossMw: flows.pFromMw + flows.pToMw,
            loadingPercent: loading === null ? null : 100 * loading,
          },
        ),
      );
    case 'machines':
      return result.generators.map(({ bus, id, pMw, qMvar, limit }) =>
        named({ kind: 'generator', bus, id }, { bus, id, pMw, qMvar, limit: limitWords[limit] }),
      );
    case 'mismatches':
      return result.worstMismatches.map(({ bus, pMw, qMvar }) =>
        named({ kind: 'bus', number: bus }, { bus, pMw, qMvar }),
      );
  }
}

const limitWords = { none: '', qMin: 'at Qmin', qMax: 'at Qmax' } as const;

const busTypeWords = { pq: 'PQ', pv: 'PV', slack: 'Slack' } as const;

function busRows({ buses }: PowerFlowResult, grid: GridCase): NamedRow[] {
  const known = new Map(grid.buses.map((bus) => [bus.number, bus]));
  return buses.map(({ bus, vm, vaDegrees, pMw, qMvar, type, island }) => {
    const { name = '', vmMinPu = -Infinity, vmMaxPu = Infinity } = known.get(bus) ?? {};
    const band = vm < vmMinPu ? 'below Vmin' : vm > vmMaxPu ? 'above Vmax' : '';
    return named(
      { kind: 'bus', number: bus },
      { bus, name, type: busTypeWords[type], vm, vaDegrees, pMw, qMvar, band, island: island + 1 },
    );
  });
}

export const attemptWords: Record<PowerFlowAttempt['method'], string> = {
  newton: 'Newton from the chosen start',
  'newton-dc-start': 'Newton from the linear (DC) angles',
  'damped-newton': 'Newton with shortened steps',
  continuation: 'Loading raised step by step',
};

/** '118 buses, slack 69', '2 buses, slack 5 chosen', '1 bus without generation' */
export function islandText({ buses, slack, slackChosen, status }: PowerFlowIsland): string {
  const size = buses === 1 ? '1 bus' : `${buses} buses`;
  if (status === 'no-generation') return `${size} without generation`;
  const failed = status === 'not-converged' ? ', not converged' : '';
  return `${size}, slack ${slack ?? 'none'}${slackChosen ? ' (chosen: the largest generator)' : ''}${failed}`;
}
