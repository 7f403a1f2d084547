import type {
  CoherenceAtCoupling,
  CoherenceResult,
  StatementOutcome,
  StatementShare,
} from '../../../../src-shared/studies/coherence.ts';
import { coherencePresets } from '../../../../src-shared/studies/coherence-presets.ts';
import { figure, remarks, table } from './lines.ts';

/** Where one coupling was asked for, what was found at it stands at the top as well. */
export function coherenceDocument(result: CoherenceResult): object {
  const [only, ...more] = result.perK;
  return more.length === 0 ? { ...result, ...only } : result;
}

export function coherenceSummary(name: string, result: CoherenceResult): string[] {
  const { preset, mode, n, samples, dt, duration, from, to, criticalCoupling } = result;
  const words = coherencePresets[preset];
  const { value, gZero, rule } = criticalCoupling;
  const onset = `${figure(value)} ${words.coupling.unit}`;
  return [
    `Coherence: ${mode === 'network' ? name : words.title}`,
    `  ${n} ${mode === 'network' ? 'nodes' : words.unit[1]}${samples > 1 ? `, ${samples} draws` : ''}, RK4 with steps of ${Number(dt.toPrecision(3))} s over ${duration} s; means over ${from} to ${to} s`,
    `  onset for infinitely many: ${words.coupling.name} ${onset}${gZero === null ? '' : `, g(0) = ${figure(gZero)}`}`,
    `  ${rule}`,
    `  C of ${n} phases at random: ${figure(result.floor)}`,
    '',
    ...(samples > 1 ? spreadTable(result) : runTable(result)),
    ...statements(result),
    ...remarks(result),
  ];
}

function spreadTable({ perK }: CoherenceResult): string[] {
  const head = [
    'K',
    'mean C',
    'standard error',
    '5 %',
    '25 %',
    'median',
    '75 %',
    '95 %',
    'weighted',
  ];
  return table(
    head,
    perK.map(({ K, meanCoherence, spread, weighted }) => [
      String(K),
      figure(meanCoherence),
      figure(spread?.standardError ?? null),
      ...(spread?.quantiles ?? []).map((quantile) => figure(quantile)),
      figure(weighted.mean),
    ]),
  );
}

function runTable({ perK }: CoherenceResult): string[] {
  const local = (at: CoherenceAtCoupling | undefined): string[] =>
    (at?.local ?? []).map((group) => group.name);
  return table(
    ['K', 'mean C', 'whole run', 'final C', 'weighted', 'links', ...local(perK[0])],
    perK.map((at) => [
      String(at.K),
      figure(at.meanCoherence),
      figure(at.meanCoherenceWholeRun),
      figure(at.coherence[at.coherence.length - 1] ?? null),
      figure(at.weighted.mean),
      figure(at.links.mean),
      ...at.local.map((group) => figure(group.mean)),
    ]),
  );
}

function statements(result: CoherenceResult): string[] {
  if (result.statements.length === 0 || result.samples === 1) return [];
  const share = ({ share: value, low, high }: StatementShare): string =>
    `${percent(value)} (${percent(low)} to ${percent(high)})`;
  return [
    '',
    'Statements, share of the draws in which they hold (95 % interval)',
    ...table(
      ['statement', 'for the mean', 'for the curve averaged over', 'for the whole curve'],
      result.statements.map((outcome) => [
        `${claim(outcome)} at K = ${outcome.K}`,
        share(outcome.mean),
        share(outcome.curve),
        share(outcome.wholeCurve),
      ]),
    ),
  ];
}

function claim({ above, below }: StatementOutcome): string {
  if (above === null) return `C < ${below ?? 'any'}`;
  return below === null ? `C > ${above}` : `${above} < C < ${below}`;
}

const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;
