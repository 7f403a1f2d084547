import type { StudyNetwork } from '../../../src-shared/studies/catalogue.ts';
import type {
  MismatchAt,
  PowerFlowBus,
  PowerFlowIsland,
  PowerFlowResult,
  PowerFlowSpec,
} from '../../../src-shared/studies/power-flow.ts';
import { StudyRefusal } from '../../../src-shared/studies/study-room.ts';
import type { StudyContext } from '../../../src-shared/studies/study-room.ts';
import { branchFlows } from '../../equations/network/branch-flows.ts';
import { machineOutputs } from '../../equations/network/machine-outputs.ts';
import { PV, SLACK } from '../../equations/network/power-balance.ts';
import { attemptPowerFlow } from '../../equations/network/power-flow-attempts.ts';
import type { SolvedPowerFlow } from '../../equations/network/power-flow-attempts.ts';
import { powerFlowCase } from '../../equations/network/power-flow-case.ts';
import type { PowerFlowCase } from '../../equations/network/power-flow-case.ts';
import type { PowerFlowChunk } from './plan.ts';

const LISTED_MISMATCHES = 10;

/**
 * Solves the AC power flow of a grid.
 *
 * @throws StudyRefusal where no island has a machine, or a branch has no impedance
 */
export function runPowerFlow(
  subject: StudyNetwork,
  spec: PowerFlowSpec,
  _chunk: PowerFlowChunk,
  context: StudyContext,
): PowerFlowResult {
  if (subject.kind === 'oscillators') {
    throw new StudyRefusal('A bare oscillator network has no voltages.');
  }
  const given = powerFlowCase(subject.grid);
  const solved = attemptPowerFlow(given, spec, context.stopped);
  const { state, workspace, held } = solved;
  const branches = branchFlows(given, state);
  const generators = machineOutputs(given, state, workspace.balance, held);
  const converged = solved.status === 'converged';
  return {
    status: converged ? 'converged' : 'not-converged',
    iterations: solved.iterations,
    maxMismatch: solved.maxMismatch,
    buses: busResults(given, solved),
    branches,
    generators,
    islands: islandResults(given, solved, spec.tolerance),
    lossesMw: branches.reduce((sum, { pFromMw, pToMw }) => sum + pFromMw + pToMw, 0),
    slackPgMw: slackPower(given, solved, generators),
    worstMismatches: converged ? [] : worstMismatches(given, solved),
    attempts: solved.attempts,
    ignored: [],
    warnings: [...given.warnings, ...limitWarnings(generators)],
  };
}

function busResults(given: PowerFlowCase, { state, workspace }: SolvedPowerFlow): PowerFlowBus[] {
  const { pCalc, qCalc } = workspace.balance;
  const base = given.grid.baseMva;
  return Array.from(given.busRow, (row, node) => ({
    bus: given.grid.buses[row]!.number,
    vm: state.vm[node]!,
    vaDegrees: (state.va[node]! * 180) / Math.PI,
    pMw: base * pCalc[node]!,
    qMvar: base * qCalc[node]!,
    type: state.type[node] === SLACK ? 'slack' : state.type[node] === PV ? 'pv' : 'pq',
    island: given.islandOf[node]!,
  }));
}

function islandResults(
  given: PowerFlowCase,
  { workspace, status }: SolvedPowerFlow,
  tolerance: number,
): PowerFlowIsland[] {
  const worst = new Float64Array(given.islands.length);
  given.islandOf.forEach((island, node) => {
    worst[island] = Math.max(worst[island]!, mismatchOf(workspace.balance.mismatch, node));
  });
  return given.islands.map(({ supplied, ...island }, k) => ({
    ...island,
    status: !supplied
      ? 'no-generation'
      : status === 'converged' || worst[k]! < tolerance
        ? 'converged'
        : 'not-converged',
  }));
}

const mismatchOf = (mismatch: Float64Array, node: number): number =>
  Math.max(Math.abs(mismatch[2 * node]!), Math.abs(mismatch[2 * node + 1]!));

function worstMismatches(given: PowerFlowCase, { workspace }: SolvedPowerFlow): MismatchAt[] {
  const { mismatch } = workspace.balance;
  const base = given.grid.baseMva;
  return Array.from(given.busRow, (_, node) => node)
    .sort((a, b) => mismatchOf(mismatch, b) - mismatchOf(mismatch, a))
    .slice(0, LISTED_MISMATCHES)
    .map((node) => ({
      bus: given.grid.buses[given.busRow[node]!]!.number,
      pMw: base * mismatch[2 * node]!,
      qMvar: base * mismatch[2 * node + 1]!,
    }));
}

/** What the slack machines of all islands give together, MW. */
function slackPower(
  given: PowerFlowCase,
  { state }: SolvedPowerFlow,
  generators: PowerFlowResult['generators'],
): number {
  return generators
    .filter(({ bus }) => state.type[given.nodeOf(bus)] === SLACK)
    .reduce((sum, { pMw }) => sum + pMw, 0);
}

function limitWarnings(generators: PowerFlowResult['generators']): string[] {
  const held = generators.filter(({ limit }) => limit !== 'none').map(({ bus }) => bus);
  if (held.length === 0) return [];
  return [
    `Machines at a reactive limit gave up their voltage at ${held.length} buses: ${held.join(', ')}.`,
  ];
}
