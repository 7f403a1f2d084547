import type {
  PowerFlowAttempt,
  PowerFlowBranch,
  PowerFlowIsland,
  PowerFlowResult,
} from '../../../../src-shared/studies/power-flow.ts';
import { counted } from '../../../../src-shared/units/counted.ts';
import { figure, remarks, table } from './lines.ts';

const rowsTold = 10;

export function powerFlowSummary(name: string, result: PowerFlowResult): string[] {
  const mismatch = `largest mismatch ${result.maxMismatch.toExponential(1)} p.u.`;
  return [
    `Power flow: ${name}`,
    `  ${result.status} after ${counted(result.iterations, 'iteration')}, ${mismatch}`,
    ...solution(result),
    ...(result.status === 'converged' ? [] : failure(result)),
    '',
    'Islands',
    ...table(
      ['island', 'buses', 'slack', 'status', 'iterations', 'mismatch (p.u.)'],
      result.islands.map(islandRow),
    ),
    ...remarks(result),
  ];
}

/** Of the islands that have one. */
function solution({ islands, ...result }: PowerFlowResult): string[] {
  const solved = islands.map(({ status }) => status === 'converged');
  const buses = result.buses.filter(({ island }) => solved[island]);
  const [first] = buses;
  if (!first) return [];
  const islandOf = new Map(result.buses.map(({ bus, island }) => [bus, island]));
  const branches = result.branches.filter(({ from }) => solved[islandOf.get(from) ?? -1]);
  const lowest = buses.reduce((best, bus) => (bus.vm < best.vm ? bus : best), first);
  const highest = buses.reduce((best, bus) => (bus.vm > best.vm ? bus : best), first);
  const { lossesMw, slackPgMw } = result;
  return [
    ...(islands.some(({ status }) => status === 'not-converged')
      ? ['', 'Of the islands that have a solution']
      : []),
    `  losses ${figure(lossesMw, 3)} MW, slack generation ${figure(slackPgMw, 3)} MW`,
    `  voltages from ${figure(lowest.vm)} p.u. at bus ${lowest.bus} to ${figure(highest.vm)} p.u. at bus ${highest.bus}`,
    ...heaviestBranches(branches),
  ];
}

function heaviestBranches(branches: readonly PowerFlowBranch[]): string[] {
  const rated = branches.filter(({ loading }) => loading !== null);
  if (rated.length === 0) return ['  no branch has a rating'];
  const rows = rated
    .sort((a, b) => (b.loading ?? 0) - (a.loading ?? 0))
    .slice(0, rowsTold)
    .map((branch) => [
      `${branch.from}-${branch.to} ${branch.circuit}`,
      figure(100 * (branch.loading ?? 0), 1),
      figure(branch.pFromMw, 2),
      figure(branch.qFromMvar, 2),
    ]);
  const head = ['branch', 'loading (%)', 'P from (MW)', 'Q from (Mvar)'];
  return ['', 'Branches with the highest loading', ...table(head, rows)];
}

function failure({ attempts, worstMismatches, islands }: PowerFlowResult): string[] {
  const failed = attempts.filter(({ island }) => islands[island]?.status === 'not-converged');
  const mismatches = worstMismatches.map(({ bus, pMw, qMvar }) => [
    String(bus),
    figure(pMw, 3),
    figure(qMvar, 3),
  ]);
  return [
    '',
    'What was tried',
    ...table(
      ['island', 'method', 'iterations', 'mismatch (p.u.)', 'loading'],
      failed.map(attemptRow),
    ),
    '',
    'Largest mismatches',
    ...table(['bus', 'P (MW)', 'Q (Mvar)'], mismatches),
  ];
}

const attemptRow = (attempt: PowerFlowAttempt): string[] => [
  String(attempt.island + 1),
  attempt.method,
  String(attempt.iterations),
  attempt.maxMismatch.toExponential(1),
  figure(attempt.loadingReached, 3),
];

const islandRow = (island: PowerFlowIsland, position: number): string[] => [
  String(position + 1),
  String(island.buses),
  island.slack === null ? 'none' : `${island.slack}${island.slackChosen ? ' (chosen)' : ''}`,
  island.status,
  ...(island.status === 'no-generation'
    ? []
    : [String(island.iterations), island.maxMismatch.toExponential(1)]),
];
