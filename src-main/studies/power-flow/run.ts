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
import { degreesFromRadians } from '../../../src-shared/units/quantities.ts';
import { branchFlows } from '../../equations/network/branch-flows.ts';
import { machineOutputs } from '../../equations/network/machine-outputs.ts';
import { PV, SLACK } from '../../equations/network/power-balance.ts';
import { powerFlowCase } from '../../equations/network/power-flow-case.ts';
import type { PowerFlowCase } from '../../equations/network/power-flow-case.ts';
import { solveIslands } from '../../equations/network/solve-islands.ts';
import type { SolvedPowerFlow } from '../../equations/network/solve-islands.ts';
import type { PowerFlowChunk } from './plan.ts';

const LISTED_MISMATCHES = 10;

/**
 * Solves the AC power flow of a grid.
 *
 * @param kernel the compiled block LU; without, the same bits come more slowly
 *
 * @throws StudyRefusal where no island has a machine, or a branch has no impedance
 */
export function runPowerFlow(
  subject: StudyNetwork,
  spec: PowerFlowSpec,
  _chunk: PowerFlowChunk,
  context: StudyContext,
  kernel: WebAssembly.Module | null = null,
): PowerFlowResult {
  if (subject.kind === 'oscillators') {
    throw new StudyRefusal('A bare oscillator network has no voltages.');
  }
  const given = powerFlowCase(subject.grid);
  const solved = solveIslands(given, spec, context.stopped, kernel);
  const { state, balance, held } = solved;
  const branches = branchFlows(given, state);
  const generators = machineOutputs(given, state, balance, held);
  const islands = islandResults(given, solved);
  return {
    status: solved.status === 'converged' ? 'converged' : 'not-converged',
    iterations: solved.iterations,
    maxMismatch: solved.maxMismatch,
    buses: busResults(given, solved),
    branches,
    generators,
    islands,
    lossesMw: losses(given, solved, branches),
    slackPgMw: slackPower(given, solved, generators),
    worstMismatches: worstMismatches(given, solved),
    attempts: solved.islands.flatMap((found, island) =>
      (found?.attempts ?? []).map((attempt) => ({ island, ...attempt })),
    ),
    ignored: [],
    warnings: [...given.warnings, ...islandWarnings(islands), ...limitWarnings(generators)],
  };
}

/** Whether the island of a node has a solution. */
const isSolved = (given: PowerFlowCase, { islands }: SolvedPowerFlow, node: number): boolean =>
  islands[given.islandOf[node]!]?.status === 'converged';

function busResults(given: PowerFlowCase, { state, balance }: SolvedPowerFlow): PowerFlowBus[] {
  const { pCalc, qCalc } = balance;
  const base = given.grid.baseMva;
  return Array.from(given.busRow, (row, node) => ({
    bus: given.grid.buses[row]!.number,
    vm: state.vm[node]!,
    vaDegrees: degreesFromRadians(state.va[node]!),
    pMw: base * pCalc[node]!,
    qMvar: base * qCalc[node]!,
    type: state.type[node] === SLACK ? 'slack' : state.type[node] === PV ? 'pv' : 'pq',
    island: given.islandOf[node]!,
  }));
}

function islandResults(given: PowerFlowCase, { islands }: SolvedPowerFlow): PowerFlowIsland[] {
  return given.islands.map(({ supplied: _supplied, ...island }, k) => {
    const found = islands[k];
    if (!found) return { ...island, status: 'no-generation', iterations: 0, maxMismatch: 0 };
    const { iterations, maxMismatch } = found;
    const status = found.status === 'converged' ? 'converged' : 'not-converged';
    return { ...island, status, iterations, maxMismatch };
  });
}

function islandWarnings(islands: readonly PowerFlowIsland[]): string[] {
  const failed = islands.filter(({ status }) => status === 'not-converged');
  if (failed.length === 0 || !islands.some(({ status }) => status === 'converged')) return [];
  const names = failed.map(({ buses, slack }) => `${buses} buses with slack ${slack}`);
  return [
    `No solution for the island of ${names.join(', nor of ')}: voltages and flows there are those of the last iteration. The other islands are solved.`,
  ];
}

const mismatchOf = (mismatch: Float64Array, node: number): number =>
  Math.max(Math.abs(mismatch[2 * node]!), Math.abs(mismatch[2 * node + 1]!));

function worstMismatches(given: PowerFlowCase, solved: SolvedPowerFlow): MismatchAt[] {
  const { mismatch } = solved.balance;
  const base = given.grid.baseMva;
  return Array.from(given.busRow, (_, node) => node)
    .filter((node) => !isSolved(given, solved, node))
    .sort((a, b) => mismatchOf(mismatch, b) - mismatchOf(mismatch, a))
    .slice(0, LISTED_MISMATCHES)
    .map((node) => ({
      bus: given.grid.buses[given.busRow[node]!]!.number,
      pMw: base * mismatch[2 * node]!,
      qMvar: base * mismatch[2 * node + 1]!,
    }));
}

/** What the branches of the solved islands take, MW. */
function losses(
  given: PowerFlowCase,
  solved: SolvedPowerFlow,
  branches: PowerFlowResult['branches'],
): number {
  return branches
    .filter(({ from }) => isSolved(given, solved, given.nodeOf(from)))
    .reduce((sum, { pFromMw, pToMw }) => sum + pFromMw + pToMw, 0);
}

/** What the slack machines of the solved islands give together, MW. */
function slackPower(
  given: PowerFlowCase,
  solved: SolvedPowerFlow,
  generators: PowerFlowResult['generators'],
): number {
  const isSolvedSlack = (node: number): boolean =>
    solved.state.type[node] === SLACK && isSolved(given, solved, node);
  return generators
    .filter(({ bus }) => isSolvedSlack(given.nodeOf(bus)))
    .reduce((sum, { pMw }) => sum + pMw, 0);
}

function limitWarnings(generators: PowerFlowResult['generators']): string[] {
  const held = generators.filter(({ limit }) => limit !== 'none').map(({ bus }) => bus);
  if (held.length === 0) return [];
  const buses = held.length === 1 ? 'bus' : 'buses';
  return [
    `Generators at a reactive limit gave up their voltage at ${held.length} ${buses}: ${held.join(', ')}.`,
  ];
}
