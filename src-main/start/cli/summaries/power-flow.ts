import type {
  PowerFlowAttempt,
  PowerFlowBranch,
  PowerFlowIsland,
  PowerFlowResult,
} from '../../../../src-shared/studies/power-flow.ts';
import { counted, figure, remarks, table } from './lines.ts';

const rowsTold = 10;

export function powerFlowSummary(name: string, result: PowerFlowResult): string[] {
  const mismatch = `largest mismatch ${result.maxMismatch.toExponential(1)} p.u.`;
  return [
    `Power flow: ${name}`,
    `  ${result.status} after ${counted(result.iterations, 'iteration', 'iterations')}, ${mismatch}`,
    ...(result.status === 'converged' ? solution(result) : failure(result)),
    '',
    'Islands',
    ...table(['buses', 'slack', 'status'], result.islands.map(islandRow)),
    ...remarks(result),
  ];
}

function solution({ buses, branches, lossesMw, slackPgMw }: PowerFlowResult): string[] {
  const lowest = buses.reduce((best, bus) => (bus.vm < best.vm ? bus : best));
  const highest = buses.reduce((best, bus) => (bus.vm > best.vm ? bus : best));
  return [
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

function failure({ attempts, worstMismatches }: PowerFlowResult): string[] {
  const mismatches = worstMismatches.map(({ bus, pMw, qMvar }) => [
    String(bus),
    figure(pMw, 3),
    figure(qMvar, 3),
  ]);
  return [
    '',
    'What was tried',
    ...table(['method', 'iterations', 'mismatch (p.u.)', 'loading'], attempts.map(attemptRow)),
    '',
    'Largest mismatches',
    ...table(['bus', 'P (MW)', 'Q (Mvar)'], mismatches),
  ];
}

const attemptRow = (attempt: PowerFlowAttempt): string[] => [
  attempt.method,
  String(attempt.iterations),
  attempt.maxMismatch.toExponential(1),
  figure(attempt.loadingReached, 3),
];

const islandRow = ({ buses, slack, slackChosen, status }: PowerFlowIsland): string[] => [
  String(buses),
  slack === null ? 'none' : `${slack}${slackChosen ? ' (chosen)' : ''}`,
  status,
];
