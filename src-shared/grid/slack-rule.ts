import { applyEdit } from './edits.ts';
import type { Edit } from './edits.ts';
import type { Generator, GridCase } from './grid-case.ts';

/** Why an edit must not stand, and the edit that may take its place. */
export interface SlackRefusal {
  readonly reason: string;
  /** The bus that could become the slack; null where no machine is left to hold it. */
  readonly candidate: number | null;
  /** The same edit after the candidate has become the slack, as one step. */
  readonly instead: Edit | null;
}

/**
 * Whether an edit takes the last slack bus away although buses remain: the power flow would then
 * have to choose its own reference. Null where it does not. Undo may still lead back to a network
 * that never had one.
 *
 * @throws EditError where the edit does not fit the network.
 */
export function slackRefusal(grid: GridCase, edit: Edit): SlackRefusal | null {
  const slacks = slacksOf(grid);
  if (slacks.length === 0 || !mayTakeSlack(edit)) return null;
  const after = applyEdit(grid, edit).grid;
  if (after.buses.length === 0 || slacksOf(after).length > 0) return null;
  const [last] = slacks;
  const candidate = slackCandidate(after, slacks);
  const other = candidate === null ? 'another bus' : `another bus, such as ${candidate},`;
  return {
    reason: `Bus ${last ?? ''} is the last slack bus: make ${other} the slack first.`,
    candidate,
    instead: candidate === null ? null : withNewSlack(candidate, edit),
  };
}

const slacksOf = ({ buses }: GridCase): number[] =>
  buses.filter(({ type }) => type === 'slack').map(({ number }) => number);

/** Only these can: most edits need no second look at the network. */
function mayTakeSlack(edit: Edit): boolean {
  if (edit.kind === 'batch') return edit.edits.some(mayTakeSlack);
  if (edit.kind === 'remove') return edit.element.kind === 'bus';
  return edit.kind === 'update' && edit.element.kind === 'bus' && 'type' in edit.changes;
}

/** The bus of the largest machine in service, other than those that were the slack. */
function slackCandidate({ buses, generators }: GridCase, given: readonly number[]): number | null {
  const usable = new Set(
    buses.filter(({ type }) => type !== 'isolated').map(({ number }) => number),
  );
  for (const bus of given) usable.delete(bus);
  let largest: Generator | null = null;
  for (const machine of generators) {
    if (!machine.inService || !usable.has(machine.bus)) continue;
    if (!largest || sizeOf(machine) > sizeOf(largest)) largest = machine;
  }
  return largest?.bus ?? null;
}

const sizeOf = ({ pMaxMw, pMw }: Generator): number =>
  Math.max(Number.isFinite(pMaxMw) ? pMaxMw : 0, pMw);

function withNewSlack(bus: number, edit: Edit): Edit {
  const label = edit.kind === 'batch' ? edit.label : 'Change the slack bus';
  const slack: Edit = {
    kind: 'update',
    element: { kind: 'bus', number: bus },
    changes: { type: 'slack' },
  };
  return { kind: 'batch', label: `${label}; bus ${bus} becomes the slack`, edits: [slack, edit] };
}
