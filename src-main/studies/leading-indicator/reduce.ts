import type { StudyNetwork } from '../../../src-shared/studies/catalogue.ts';
import { indicatorKinds, indicatorWords } from '../../../src-shared/studies/leading-indicator.ts';
import type {
  IndicatorKind,
  IndicatorResult,
  KickRecovery,
  LeadingIndicatorResult,
  LeadingIndicatorSpec,
  RunShare,
  Spread,
} from '../../../src-shared/studies/leading-indicator.ts';
import { wilsonInterval } from '../../numerics/statistics/proportion.ts';
import { quantiles } from '../../numerics/statistics/quantiles.ts';
import type { RunRole } from './plan.ts';
import type { IndicatorPart } from './run.ts';
import { courseOf } from './run.ts';

type Run = IndicatorPart['runs'][number];
type LostRun = Run & { readonly lossSeconds: number };

/**
 * Calibrates each indicator on one set of quiet runs, counts its false alarms on another, and takes
 * the notice that it gives in the ramps, against the angle margin in the same ramp.
 */
export function reduceLeadingIndicator(
  _subject: StudyNetwork,
  spec: LeadingIndicatorSpec,
  parts: readonly IndicatorPart[],
): LeadingIndicatorResult {
  const [first] = parts;
  if (!first) throw new Error('There is at least one part: plan and run disagree.');
  const all = (role: RunRole): Run[] =>
    parts.filter((part) => part.role === role).flatMap(({ runs }) => runs);
  const kept = (role: RunRole): Run[] =>
    all(role).filter(({ lossSeconds }) => lossSeconds === null);
  const ramps = all('ramp');
  const lost = ramps.filter((run): run is LostRun => run.lossSeconds !== null);
  const { share } = courseOf(spec, 'ramp');
  const quiet = { calibration: kept('calibration'), validation: kept('quiet') };
  const alarms = indicatorKinds.map((kind) => alarmsOf(kind, spec, quiet, lost));
  const reference = alarms[indicatorKinds.indexOf('angle-margin')]!;
  const indicators = alarms.map((found) => indicatorResult(found, reference, spec, lost));
  const recovery = parts.flatMap((part) => part.recovery);
  const { nodes, direction, criticalLoading, dt, ignored } = first;
  const held = ramps.length - lost.length;
  const quietRuns = all('calibration').length + all('quiet').length;
  const quietLosses = quietRuns - quiet.calibration.length - quiet.validation.length;
  return {
    nodes,
    direction,
    criticalLoading,
    rampRuns: ramps.length,
    held,
    quietLosses,
    lossLoading: spread(lost.map(({ lossSeconds }) => share(lossSeconds))),
    indicators,
    recovery,
    recoveryWords: recoveryWords(recovery, spec),
    example: exampleOf(ramps[0], share),
    dt,
    verdict: overall(indicators, lost.length),
    ignored,
    warnings: [...first.warnings, ...remarks(held, quietLosses, spec)],
  };
}

/** Half as fast as where it is quiet: from which loading on, and how long before the critical one. */
function recoveryWords(
  recovery: readonly KickRecovery[],
  { quietLoading, startLoading, endLoading, durationSeconds }: LeadingIndicatorSpec,
): string {
  const quiet = recovery.find(({ loading }) => loading === quietLoading)?.rate ?? null;
  const last = recovery.at(-1);
  if (quiet === null || !last) {
    return 'How fast coherence comes back after a small kick could not be told.';
  }
  const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;
  const begun = `After a small kick coherence comes back at ${quiet.toFixed(3)} 1/s at ${percent(quietLoading)} of the critical loading`;
  const slow = recovery.find(
    ({ loading, rate }) => loading > quietLoading && rate !== null && rate < quiet / 2,
  );
  if (!slow) return `${begun}, and not half as slowly up to ${percent(last.loading)}.`;
  const seconds = ((1 - slow.loading) * durationSeconds) / (endLoading - startLoading);
  return `${begun}, and less than half as fast from ${percent(slow.loading)} on: ${seconds.toFixed(1)} s before the critical loading in a ramp of this speed.`;
}

function remarks(
  held: number,
  quietLosses: number,
  { quietLoading }: LeadingIndicatorSpec,
): string[] {
  return [
    ...(held > 0
      ? [`${held} ramps kept synchronism to their end and are not counted: end them higher.`]
      : []),
    ...(quietLosses > 0
      ? [
          `${quietLosses} quiet runs lost synchronism at ${quietLoading} of the critical loading and are not counted: lower the quiet loading or the noise.`,
        ]
      : []),
  ];
}

interface Alarms {
  readonly kind: IndicatorKind;
  readonly threshold: number;
  readonly falseAlarms: RunShare;
  /** Second of the first alarm in each lost ramp; null without one. */
  readonly at: readonly (number | null)[];
}

function alarmsOf(
  kind: IndicatorKind,
  { falseAlarmShare }: LeadingIndicatorSpec,
  quiet: { readonly calibration: readonly Run[]; readonly validation: readonly Run[] },
  lost: readonly LostRun[],
): Alarms {
  // Turned so that an alarm is always a value above the threshold.
  const sign = indicatorWords[kind].alarms === 'above' ? 1 : -1;
  const extreme = ({ series }: Run): number =>
    series[kind].reduce(
      (most, value) => Math.max(most, Number.isNaN(value) ? -Infinity : sign * value),
      -Infinity,
    );
  const [threshold] = quantiles(quiet.calibration.map(extreme), [1 - falseAlarmShare]);
  const wrong = quiet.validation.filter((run) => extreme(run) > threshold!).length;
  return {
    kind,
    threshold: sign * threshold!,
    falseAlarms: runShare(wrong, quiet.validation.length),
    at: lost.map(({ series }) => {
      const index = series[kind].findIndex((value) => sign * value > threshold!);
      return index < 0 ? null : index + 1;
    }),
  };
}

function indicatorResult(
  { kind, threshold, falseAlarms, at }: Alarms,
  reference: Alarms,
  spec: LeadingIndicatorSpec,
  lost: readonly LostRun[],
): IndicatorResult {
  const { share } = courseOf(spec, 'ramp');
  const isEarly = (second: number | null): boolean =>
    second !== null && share(second) < spec.quietLoading;
  const counted = at.map((second) => (isEarly(second) ? null : second));
  const theirs = reference.at.map((second) => (isEarly(second) ? null : second));
  const notices = counted.flatMap((second, k) =>
    second === null ? [] : [lost[k]!.lossSeconds - second],
  );
  const leads = counted.flatMap((second, k) => {
    const other = theirs[k] ?? null;
    return second === null || other === null ? [] : [other - second];
  });
  const uneven = leads.filter((lead) => lead !== 0);
  const beforeAngle =
    uneven.length === 0 ? null : runShare(uneven.filter((lead) => lead > 0).length, uneven.length);
  const noticed = runShare(notices.length, lost.length);
  const noticeSeconds = spread(notices);
  const leadOverAngle = kind === reference.kind ? null : spread(leads);
  const verdict = verdictOf(kind === reference.kind, noticed, beforeAngle);
  return {
    kind,
    threshold,
    falseAlarms,
    noticed,
    early: at.filter(isEarly).length,
    noticeSeconds,
    alarmLoading: spread(counted.flatMap((second) => (second === null ? [] : [share(second)]))),
    leadOverAngle,
    beforeAngle: kind === reference.kind ? null : beforeAngle,
    verdict,
    words: wordsOf(kind, verdict, noticed, noticeSeconds, leadOverAngle),
  };
}

/** Leads or lags only where the interval of its share leaves no doubt. */
function verdictOf(
  isReference: boolean,
  noticed: RunShare,
  beforeAngle: RunShare | null,
): IndicatorResult['verdict'] {
  if (noticed.share < 0.5) return 'no-notice';
  if (isReference) return 'reference';
  if (beforeAngle === null) return 'level';
  if (beforeAngle.low > 0.5) return 'leads';
  return beforeAngle.high < 0.5 ? 'lags' : 'level';
}

function wordsOf(
  kind: IndicatorKind,
  verdict: IndicatorResult['verdict'],
  noticed: RunShare,
  notice: Spread | null,
  lead: Spread | null,
): string {
  const { name } = indicatorWords[kind];
  const before = `${name}: ${notice?.median.toFixed(0) ?? '0'} s before the loss in the median`;
  const size = Math.abs(lead?.median ?? 0).toFixed(0);
  switch (verdict) {
    case 'no-notice':
      return `${name} gives no notice: it alarms in ${noticed.count} of ${noticed.of} ramps only.`;
    case 'reference':
      return `${before}.`;
    case 'leads':
      return `${before}, ${size} s earlier than the angle margin.`;
    case 'lags':
      return `${before}, ${size} s later than the angle margin.`;
    case 'level':
      return `${before}, no clear difference from the angle margin.`;
  }
}

function overall(indicators: readonly IndicatorResult[], lost: number): string {
  if (lost === 0)
    return 'No ramp lost synchronism, so that nothing can be said: end the ramps higher.';
  const ofCoherence = indicators.filter(({ kind }) => kind.startsWith('coherence'));
  const leading = ofCoherence.filter(({ verdict }) => verdict === 'leads');
  if (leading.length === 0) {
    return 'On this network coherence is no leading indicator: nothing taken from it gives notice before the angle margin does.';
  }
  const names = leading.map(({ kind }) => indicatorWords[kind].name.toLowerCase()).join(' and ');
  return `On this network the ${names} ${leading.length === 1 ? 'gives' : 'give'} notice before the angle margin does; the false alarms beside say at what price.`;
}

function exampleOf(
  run: Run | undefined,
  share: (time: number) => number,
): LeadingIndicatorResult['example'] {
  const seconds = Array.from(run?.series.coherence.keys() ?? [], (k) => k + 1);
  const listed = (kind: IndicatorKind): (number | null)[] =>
    Array.from(run?.series[kind] ?? [], (value) => (Number.isNaN(value) ? null : value));
  return {
    time: seconds,
    loading: seconds.map(share),
    values: {
      coherence: listed('coherence'),
      'coherence-variance': listed('coherence-variance'),
      'coherence-recovery': listed('coherence-recovery'),
      'angle-margin': listed('angle-margin'),
      'angle-variance': listed('angle-variance'),
      'angle-recovery': listed('angle-recovery'),
    },
    lossSeconds: run?.lossSeconds ?? null,
  };
}

function runShare(count: number, of: number): RunShare {
  return { count, of, share: of > 0 ? count / of : 0, ...wilsonInterval(count, of) };
}

function spread(values: readonly number[]): Spread | null {
  if (values.length === 0) return null;
  const [low, median, high] = quantiles(values, [0.05, 0.5, 0.95]);
  return { low: low!, median: median!, high: high! };
}
