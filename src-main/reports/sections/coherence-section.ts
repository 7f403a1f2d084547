import type {
  CoherenceAtCoupling,
  CoherenceResult,
  StatementShare,
} from '../../../src-shared/studies/coherence.ts';
import { coherencePresets } from '../../../src-shared/studies/coherence-presets.ts';
import type { CoherenceWords } from '../../../src-shared/studies/coherence-presets.ts';
import { leastCoherenceSpan } from '../../../src-shared/units/axis-span.ts';
import { facts, numberColumn, tableOf, textColumn } from '../blocks.ts';
import type { Block } from '../blocks.ts';
import { count, fixed } from '../numbers.ts';
import type { ReportedRun } from '../report-input.ts';
import { runRemarks } from '../run-remarks.ts';

/** Couplings that one chart can tell apart. */
const mostCurves = 8;

/** How coherent the oscillators become at each coupling, on every scale, and over time. */
export function coherenceSection({ run, result }: ReportedRun<'coherence'>): Block[] {
  const words = coherencePresets[result.preset];
  return [
    ...runRemarks(run),
    facts(statement(result, words)),
    couplingTable(result, words),
    ...(result.statements.length > 0 && result.samples > 1 ? [statementTable(result)] : []),
    ...(result.perK.length > 2 ? [againstCoupling(result, words)] : []),
    { kind: 'chart', chart: overTime(result, words) },
  ];
}

function statement(result: CoherenceResult, words: CoherenceWords): [string, string][] {
  const { criticalCoupling, n, samples, dt, duration, from, to, floor, mode } = result;
  const draws = samples > 1 ? `, ${count(samples)} draws` : '';
  return [
    ['Model', mode === 'network' ? 'the network at hand, first order' : words.title],
    ['Size', `${count(n)} ${words.unit[1]}${draws}`],
    [
      'Integration',
      `RK4, steps of ${dt.toPrecision(3)} s over ${duration} s; means over ${from} to ${to} s`,
    ],
    [
      `Onset of ${words.coherence}`,
      `${words.coupling.name} ${fixed(criticalCoupling.value, 4)} ${words.coupling.unit}: ${criticalCoupling.rule}`,
    ],
    [`Phases at random`, `${words.coherence} ${fixed(floor, 3)}`],
    ['What a low value means', words.meaning],
  ];
}

function couplingTable({ perK, samples }: CoherenceResult, words: CoherenceWords): Block {
  const local = perK[0]?.local ?? [];
  const spread = (name: string, place: number) =>
    numberColumn<CoherenceAtCoupling>(name, '', 4, (at) => at.spread?.quantiles[place] ?? null);
  return tableOf(`Mean ${words.coherence} at each coupling`, perK, [
    textColumn('K', ({ K }) => String(K)),
    numberColumn('Mean', '', 4, ({ meanCoherence }) => meanCoherence),
    ...(samples > 1
      ? [
          numberColumn<CoherenceAtCoupling>(
            'Standard error',
            '',
            4,
            (at) => at.spread?.standardError ?? null,
          ),
          spread('5 %', 0),
          spread('Median', 2),
          spread('95 %', 4),
        ]
      : []),
    numberColumn('Weighted', '', 4, ({ weighted }) => weighted.mean),
    numberColumn('Links', '', 4, ({ links }) => links.mean),
    ...local.map((group, g) =>
      numberColumn<CoherenceAtCoupling>(group.name, '', 4, (at) => at.local[g]?.mean ?? null),
    ),
  ]);
}

function statementTable({ statements }: CoherenceResult): Block {
  const share = ({ share: value, low, high }: StatementShare): string =>
    `${fixed(100 * value, 1)} % (${fixed(100 * low, 1)} to ${fixed(100 * high, 1)})`;
  return tableOf('Statements, share of the draws in which they hold (95 % interval)', statements, [
    textColumn('K', ({ K }) => String(K)),
    textColumn('Above', ({ above }) => (above === null ? '' : String(above))),
    textColumn('Below', ({ below }) => (below === null ? '' : String(below))),
    textColumn('For the mean', ({ mean }) => share(mean)),
    textColumn('For the curve', ({ curve }) => share(curve)),
  ]);
}

/** With the onset that theory gives for infinitely many. */
function againstCoupling(
  { perK, criticalCoupling }: CoherenceResult,
  words: CoherenceWords,
): Block {
  const x = perK.map(({ K }) => K);
  const y = perK.map(({ meanCoherence }) => meanCoherence);
  return {
    kind: 'chart',
    chart: {
      title: `Mean ${words.coherence} against the coupling`,
      xLabel: `K / ${words.coupling.unit}`,
      yLabel: 'Mean coherence',
      leastSpan: leastCoherenceSpan,
      curves: [{ label: 'mean C', x, y }],
      marks: [{ x: criticalCoupling.value, label: 'onset' }],
    },
  };
}

const overTime = (
  { perK, time, samples }: CoherenceResult,
  words: CoherenceWords,
): Extract<Block, { kind: 'chart' }>['chart'] => ({
  title: `${samples > 1 ? `Mean ${words.coherence} of the draws` : capital(words.coherence)} over time`,
  xLabel: 'Time / s',
  yLabel: 'Coherence',
  leastSpan: leastCoherenceSpan,
  curves: perK
    .slice(0, mostCurves)
    .map(({ K, coherence }) => ({ label: `K = ${K}`, x: time, y: coherence })),
  marks: [],
});

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
