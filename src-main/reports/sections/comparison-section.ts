import type {
  ResultDifference,
  ScenarioComparison,
} from '../../../src-shared/contract/comparison-documents.ts';
import type { ElementDifference } from '../../../src-shared/grid/compare.ts';
import { elementLabel } from '../../../src-shared/grid/element-ref.ts';
import { numberColumn, plain, remark, tableOf, textColumn } from '../blocks.ts';
import type { Block, Column } from '../blocks.ts';
import { count, fixed } from '../numbers.ts';

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
  const differing = contingencies.filter(differs).toSorted((a, b) => change(b) - change(a));
  const equal = contingencies.length - differing.length;
  return [
    plain(`Base is “${left.name}”, present is “${right.name}”; difference is present less base.`),
    ...remarks.map(remark),
    tableOf('Figures', results, figureColumns),
    ...(differing.length > 0
      ? [
          tableOf(
            'Outages that differ, the one that has become worse by most first',
            differing,
            outageColumns,
            Math.min(differing.length, printedRows),
          ),
        ]
      : []),
    ...(equal > 0 ? [plain(`${equalText(equal)} the same norm and status in both.`)] : []),
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

/** Digits that rounding leaves are no difference. */
const differs = ({ left, right }: OutagePair): boolean =>
  left?.status !== right?.status || !(Math.abs((left?.norm ?? 0) - (right?.norm ?? 0)) < 1e-9);

const equalText = (outages: number): string =>
  outages === 1 ? '1 outage has' : `${count(outages)} outages have`;

const change = ({ left, right }: OutagePair): number => (right?.norm ?? 0) - (left?.norm ?? 0);

const difference = (left: number | null, right: number | null): number | null =>
  left === null || right === null ? null : right - left;

/** Counts, megawatts and norms stand below each other: six figures of each, and no empty decimals. */
const figureColumn = (
  title: string,
  of: (row: ResultDifference) => number | null,
): Column<ResultDifference> => ({
  ...numberColumn<ResultDifference>(title, '', 0, of),
  cell(row) {
    const value = of(row);
    const known = value !== null && Number.isFinite(value) ? value : null;
    return { text: known === null ? fixed(null, 0) : sixFigures(known), value: known };
  },
});

const sixFigures = (value: number): string =>
  String(Math.abs(value) < 1e-9 ? 0 : Number(value.toPrecision(6))).replace('-', '−');

const figureColumns = [
  textColumn<ResultDifference>('Quantity', ({ quantity, unit }) =>
    unit === '' ? quantity : `${quantity}, ${unit}`,
  ),
  figureColumn('Base', ({ left }) => left),
  figureColumn('Present', ({ right }) => right),
  figureColumn('Difference', ({ left, right }) => difference(left, right)),
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
