import type {
  ResultDifference,
  ScenarioComparison,
} from '../../../src-shared/contract/documents.ts';
import type { ElementDifference } from '../../../src-shared/grid/compare.ts';
import { elementLabel } from '../../../src-shared/grid/element-ref.ts';
import { numberColumn, plain, remark, tableOf, textColumn } from '../blocks.ts';
import type { Block } from '../blocks.ts';
import { count } from '../numbers.ts';

const printedRows = 40;

const differenceText = ({ change: what, fields }: ElementDifference): string =>
  what === 'changed'
    ? fields
        .map(({ field, left, right }) => `${field}: ${String(left)} → ${String(right)}`)
        .join('; ')
    : what;

type OutagePair = ScenarioComparison['contingencies'][number];

/** The scenario against another one: what differs in the network, and what that does to the figures. */
export function comparisonSection(comparison: ScenarioComparison): Block[] {
  const { left, right, network, results, contingencies, remarks } = comparison;
  const outages = contingencies.toSorted((a, b) => change(b) - change(a));
  return [
    plain(`Base is “${left.name}”, present is “${right.name}”.`),
    ...remarks.map(remark),
    tableOf('Figures', results, figureColumns),
    ...(outages.length > 0
      ? [
          tableOf(
            'Outages, the one that has become worst by most first',
            outages,
            outageColumns,
            Math.min(outages.length, printedRows),
          ),
        ]
      : []),
    network.length === 0
      ? plain('The networks are equal.')
      : tableOf(
          `Differences of the networks (${count(network.length)})`,
          network,
          [
            textColumn('Element', ({ element }) => elementLabel(element)),
            textColumn('Difference', differenceText),
          ],
          Math.min(network.length, printedRows),
        ),
  ];
}

const change = ({ left, right }: OutagePair): number => (right?.norm ?? 0) - (left?.norm ?? 0);

const difference = (left: number | null, right: number | null): number | null =>
  left === null || right === null ? null : right - left;

const figureColumns = [
  textColumn<ResultDifference>('Quantity', ({ quantity, unit }) =>
    unit === '' ? quantity : `${quantity}, ${unit}`,
  ),
  numberColumn<ResultDifference>('Base', '', 5, ({ left }) => left),
  numberColumn<ResultDifference>('Present', '', 5, ({ right }) => right),
  numberColumn<ResultDifference>('Difference', '', 5, ({ left, right }) => difference(left, right)),
];

const outageColumns = [
  textColumn<OutagePair>('Outage', ({ name }) => name),
  numberColumn<OutagePair>('Norm, base', '', 5, ({ left }) => left?.norm ?? null),
  numberColumn<OutagePair>('Norm, present', '', 5, ({ right }) => right?.norm ?? null),
  numberColumn<OutagePair>('Difference', '', 5, ({ left, right }) =>
    difference(left?.norm ?? null, right?.norm ?? null),
  ),
  textColumn<OutagePair>('Status', ({ left, right }) =>
    left?.status === right?.status
      ? (right?.status ?? '–')
      : `${left?.status ?? 'not screened'} → ${right?.status ?? 'not screened'}`,
  ),
];
