import type {
  PowerFlowBranch,
  PowerFlowBus,
  PowerFlowGenerator,
  PowerFlowResult,
} from '../../../src-shared/studies/power-flow.ts';
import { facts, numberColumn, tableOf, textColumn } from '../blocks.ts';
import type { Block } from '../blocks.ts';
import { count, fixed, megawatts } from '../numbers.ts';
import type { ReportedRun } from '../report-input.ts';
import { runRemarks } from '../run-remarks.ts';

const printedRows = 20;

/** The operating point: whether it was found, its extremes, and the branches loaded most. */
export function powerFlowSection({ run, result }: ReportedRun<'power-flow'>): Block[] {
  const blocks: Block[] = [...runRemarks(run), facts(statement(result))];
  if (result.worstMismatches.length > 0 && result.status === 'not-converged') {
    blocks.push(
      tableOf('Where the powers do not balance', result.worstMismatches, [
        numberColumn('Bus', '', 0, ({ bus }) => bus),
        numberColumn('P mismatch', 'MW', 3, ({ pMw }) => pMw),
        numberColumn('Q mismatch', 'Mvar', 3, ({ qMvar }) => qMvar),
      ]),
    );
  }
  return [...blocks, islandTable(result), branchTable(result), busTable(result), machines(result)];
}

function statement(result: PowerFlowResult): [string, string][] {
  const { buses } = result;
  const extreme = (pick: (a: number, b: number) => boolean): string => {
    const found = buses.reduce<PowerFlowBus | null>(
      (best, bus) => (best === null || pick(bus.vm, best.vm) ? bus : best),
      null,
    );
    return found ? `${fixed(found.vm, 4)} p.u. at bus ${found.bus}` : '–';
  };
  const tried = result.attempts.map(
    ({ method, iterations }) => `${method}: ${iterations} iterations`,
  );
  return [
    [
      'AC power flow',
      result.status === 'converged'
        ? `converged in ${result.iterations} iterations, largest mismatch ${result.maxMismatch.toExponential(1)} p.u.`
        : `did not converge; largest mismatch ${result.maxMismatch.toExponential(1)} p.u. after ${tried.join(', ')}`,
    ],
    ['Losses', `${megawatts(result.lossesMw)} MW`],
    ['Generation at the slack', `${megawatts(result.slackPgMw)} MW`],
    ['Lowest voltage', extreme((a, b) => a < b)],
    ['Highest voltage', extreme((a, b) => a > b)],
  ];
}

const islandTable = ({ islands }: PowerFlowResult): Block =>
  tableOf('Islands', islands, [
    numberColumn('Buses', '', 0, ({ buses }) => buses),
    textColumn('Slack bus', ({ slack, slackChosen }) =>
      slack === null ? '–' : `${slack}${slackChosen ? ' (chosen)' : ''}`,
    ),
    textColumn('Outcome', ({ status }) => status),
  ]);

function branchTable({ branches }: PowerFlowResult): Block {
  const percent = ({ loading }: PowerFlowBranch): number | null =>
    loading === null ? null : 100 * loading;
  const apparent = ({ pFromMw, qFromMvar }: PowerFlowBranch): number =>
    Math.hypot(pFromMw, qFromMvar);
  const ranked = branches.toSorted(
    (a, b) => (b.loading ?? -1) - (a.loading ?? -1) || apparent(b) - apparent(a),
  );
  return tableOf(
    'Branches, the most loaded first',
    ranked,
    [
      textColumn('Branch', ({ from, to, circuit }) => `${from}–${to} ${circuit}`),
      numberColumn('P', 'MW', 1, ({ pFromMw }) => pFromMw),
      numberColumn('Q', 'Mvar', 1, ({ qFromMvar }) => qFromMvar),
      numberColumn('S', 'MVA', 1, apparent),
      numberColumn('Loading', '% of rating A', 1, percent),
    ],
    Math.min(ranked.length, printedRows),
  );
}

const busTable = ({ buses }: PowerFlowResult): Block =>
  tableOf(
    'Bus voltages, the lowest first',
    buses.toSorted((a, b) => a.vm - b.vm),
    [
      numberColumn('Bus', '', 0, ({ bus }) => bus),
      numberColumn('Voltage', 'p.u.', 4, ({ vm }) => vm),
      numberColumn('Angle', '°', 2, ({ vaDegrees }) => vaDegrees),
    ],
    Math.min(buses.length, printedRows),
  );

const limitWords: Readonly<Record<PowerFlowGenerator['limit'], string>> = {
  none: '',
  qMin: 'at least reactive power',
  qMax: 'at most reactive power',
};

const machines = ({ generators }: PowerFlowResult): Block =>
  tableOf(
    'Generators',
    generators,
    [
      textColumn('Generator', ({ bus, id }) => `${bus} ${id}`),
      numberColumn('P', 'MW', 1, ({ pMw }) => pMw),
      numberColumn('Q', 'Mvar', 1, ({ qMvar }) => qMvar),
      textColumn('Limit', ({ limit }) => limitWords[limit]),
    ],
    Math.min(generators.length, printedRows),
  );

/** For the first sentences. */
export const powerFlowVerdict = ({ status, buses, lossesMw }: PowerFlowResult): string =>
  status === 'converged'
    ? `The AC power flow of ${count(buses.length)} buses converges, with ${megawatts(lossesMw)} MW of losses.`
    : 'The AC power flow does not converge.';
