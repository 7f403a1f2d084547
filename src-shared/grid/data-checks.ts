import * as branchChecks from './checks/branch-checks.ts';
import * as busChecks from './checks/bus-checks.ts';
import { prepareChecks } from './checks/finding.ts';
import type { DataCheck, Finding } from './checks/finding.ts';
import * as machineChecks from './checks/machine-checks.ts';
import * as topologyChecks from './checks/topology-checks.ts';
import type { Edit } from './edits.ts';
import type { GridCase } from './grid-case.ts';

/** Everything that is looked at, in the order in which it is shown. */
export const dataChecks: readonly DataCheck[] = [
  topologyChecks.islandsApart,
  topologyChecks.noSlack,
  topologyChecks.severalSlacks,
  topologyChecks.heldWithoutMachine,
  topologyChecks.isolatedBuses,
  topologyChecks.suppliedIsolated,
  topologyChecks.dispatchUnbalanced,
  topologyChecks.capacityShort,
  busChecks.noVoltageLevel,
  busChecks.voltageOutsideLimits,
  busChecks.voltageLimitsCrossed,
  busChecks.loadAboveSupply,
  branchChecks.zeroImpedance,
  branchChecks.negativeReactance,
  branchChecks.negativeResistance,
  branchChecks.implausibleRatio,
  branchChecks.baseVoltageMismatch,
  branchChecks.tapOutOfRange,
  branchChecks.tapOnLine,
  branchChecks.duplicatedBranches,
  branchChecks.ratingsMissing,
  branchChecks.ratingsCrossed,
  branchChecks.ratingBelowFlow,
  branchChecks.angleLimitsCrossed,
  machineChecks.activeOutsideLimits,
  machineChecks.reactiveOutsideLimits,
  machineChecks.powerLimitsCrossed,
  machineChecks.noInertia,
  machineChecks.implausibleDynamics,
  machineChecks.ratingBelowOutput,
  machineChecks.setpointOutsideLimits,
  machineChecks.setpointsDiffer,
];

/** What one check found; without findings the data pass it. */
export interface CheckOutcome {
  readonly check: DataCheck;
  readonly findings: readonly Finding[];
}

/**
 * Puts every check to a network. `flowMva` holds the apparent power of branches by `elementKey`
 * where a power flow is known; without it nothing is said about loadings.
 */
export function checkData(
  grid: GridCase,
  flowMva: ReadonlyMap<string, number> = new Map(),
): CheckOutcome[] {
  const checked = prepareChecks(grid, flowMva);
  return dataChecks.map((check) => ({ check, findings: check.find(checked) }));
}

/** All repairs of one check as one step that one undo takes back; null where it has none. */
export function repairsOf({ check, findings }: CheckOutcome): Edit | null {
  const edits = findings.flatMap(({ repair }) => (repair ? [repair.edit] : []));
  return edits.length === 0 ? null : { kind: 'batch', label: `Repair: ${check.title}`, edits };
}
