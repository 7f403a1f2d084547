import { indicatorWords } from '../../../src-shared/studies/leading-indicator.ts';
import type {
  LeadingIndicatorResult,
  RunShare,
  Spread,
} from '../../../src-shared/studies/leading-indicator.ts';
import { facts, item, numberColumn, plain, tableOf, textColumn } from '../blocks.ts';
import type { Block } from '../blocks.ts';
import { fixed, on } from '../numbers.ts';
import type { ReportedRun } from '../report-input.ts';
import { runRemarks } from '../run-remarks.ts';

/** Which indicators gave notice of the loss of synchronism, how long before, and at what price. */
export function leadingIndicatorSection({
  run,
  spec,
  result,
}: ReportedRun<'leading-indicator'>): Block[] {
  const { criticalLoading, rampRuns, held, lossLoading, indicators } = result;
  return [
    ...runRemarks(run),
    plain(result.verdict),
    facts([
      ['Stress', result.direction],
      [
        'The synchronous state ends',
        `at ${fixed(criticalLoading.value, 2)} ${criticalLoading.unit}${on(criticalLoading.edge)}`,
      ],
      [
        'Ramps',
        `${rampRuns} from ${spec.startLoading} to ${spec.endLoading} of that in ${spec.durationSeconds} s; ${rampRuns - held} lost synchronism, at ${range(lossLoading, 3)}`,
      ],
      [
        'Thresholds',
        `from ${spec.calibrationRuns} quiet runs at ${spec.quietLoading}, of which ${100 * spec.falseAlarmShare} % may alarm; false alarms counted on ${spec.quietRuns} others`,
      ],
    ]),
    indicatorTable(result),
    ...indicators.map(({ words }) => item(words)),
    ...recoveryOf(result),
  ];
}

/** Runs of earlier versions have none. */
function recoveryOf({ recovery, recoveryWords }: Partial<LeadingIndicatorResult>): Block[] {
  if (!recovery || recovery.length === 0) return [];
  return [
    plain(recoveryWords ?? ''),
    tableOf('Recovery after a small kick', recovery, [
      numberColumn('Share of the critical loading', '', 3, ({ loading }) => loading),
      numberColumn('Rate', '1/s', 4, ({ rate }) => rate),
    ]),
  ];
}

const indicatorTable = ({ indicators }: LeadingIndicatorResult): Block =>
  tableOf('Indicators: middle, and the middle 90 %', indicators, [
    textColumn('Indicator', ({ kind }) => indicatorWords[kind].name),
    textColumn('Threshold', ({ kind, threshold }) =>
      `${threshold.toPrecision(3)} ${indicatorWords[kind].unit}`.trim(),
    ),
    textColumn('False alarms', ({ falseAlarms }) => share(falseAlarms)),
    textColumn('Noticed', ({ noticed }) => share(noticed)),
    textColumn('Notice / s', ({ noticeSeconds }) => range(noticeSeconds, 1)),
    textColumn('At loading', ({ alarmLoading }) => range(alarmLoading, 3)),
    textColumn('Before the angle margin / s', ({ leadOverAngle }) => range(leadOverAngle, 1)),
  ]);

const share = ({ count, of }: RunShare): string => `${count} of ${of}`;

const range = (spread: Spread | null, digits: number): string =>
  spread === null
    ? '–'
    : `${fixed(spread.median, digits)} (${fixed(spread.low, digits)} to ${fixed(spread.high, digits)})`;
