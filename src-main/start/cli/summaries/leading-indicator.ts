import { indicatorWords } from '../../../../src-shared/studies/leading-indicator.ts';
import type {
  IndicatorResult,
  LeadingIndicatorResult,
  RunShare,
  Spread,
} from '../../../../src-shared/studies/leading-indicator.ts';
import { edge, figure, remarks, table } from './lines.ts';

export function leadingIndicatorSummary(name: string, result: LeadingIndicatorResult): string[] {
  const { criticalLoading, direction, rampRuns, held, lossLoading, indicators } = result;
  const { value, unit } = criticalLoading;
  return [
    `Leading indicators: ${name}`,
    `  ${result.nodes} nodes, ${direction}; the synchronous state ends at ${figure(value, 2)} ${unit}, worst edge ${edge(criticalLoading.edge)}`,
    `  ${rampRuns} ramps, ${rampRuns - held} to the loss of synchronism, at ${range(lossLoading, 3)} of the critical loading`,
    `  ${result.verdict}`,
    '',
    ...table(head, indicators.map(row)),
    '',
    ...indicators.map(({ words }) => `  ${words}`),
    '',
    `  ${result.recoveryWords}`,
    ...table(
      ['share of the critical loading', 'recovery rate (1/s)'],
      result.recovery.map(({ loading, rate }) => [figure(loading, 3), figure(rate)]),
    ),
    ...remarks(result),
  ];
}

const head = [
  'indicator',
  'threshold',
  'false alarms',
  'noticed',
  'early',
  'notice (s)',
  'at loading',
  'before the angle margin (s)',
];

function row(indicator: IndicatorResult): string[] {
  const { kind, threshold, falseAlarms, noticed, early } = indicator;
  return [
    indicatorWords[kind].name,
    threshold.toPrecision(4),
    share(falseAlarms),
    share(noticed),
    String(early),
    range(indicator.noticeSeconds, 1),
    range(indicator.alarmLoading, 3),
    range(indicator.leadOverAngle, 1),
  ];
}

const share = ({ count, of }: RunShare): string => `${count} of ${of}`;

/** `12.5 (3.0 to 20.1)`: the middle, and the middle 90 %. */
const range = (spread: Spread | null, digits: number): string =>
  spread === null
    ? 'none'
    : `${figure(spread.median, digits)} (${figure(spread.low, digits)} to ${figure(spread.high, digits)})`;
