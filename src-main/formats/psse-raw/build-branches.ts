import type { Branch } from '../../../src-shared/grid/grid-case.ts';
import { branchColumns, switchColumns } from './columns.ts';
import type { BranchColumn } from './columns.ts';
import { isKept } from './draft.ts';
import type { Draft } from './draft.ts';
import type { RawLine } from '../line-cursor.ts';
import { RawRecord } from './raw-record.ts';

type BranchEnds = Pick<Branch, 'from' | 'to' | 'circuit' | 'inService'>;

/** What a branch has beside impedance, ratings and status. */
export const plainBranch = {
  chargingPu: 0,
  isTransformer: false,
  tapRatio: 1,
  shiftDegrees: 0,
  angleMinDegrees: null,
  angleMaxDegrees: null,
} as const satisfies Partial<Branch>;

/** Branches between two buses are told apart by their circuit, whichever way round they stand. */
export const branchKey = (from: number, to: number, circuit: string): string =>
  `branch/${Math.min(from, to)}-${Math.max(from, to)}-${circuit}`;

/** 0, and 9999 or more, stand for unlimited. */
export function ratings(
  a: number,
  b: number,
  c: number,
): Pick<Branch, 'ratingAMva' | 'ratingBMva' | 'ratingCMva'> {
  const limit = (mva: number): number | null => (mva <= 0 || mva >= 9999 ? null : mva);
  return { ratingAMva: limit(a), ratingBMva: limit(b), ratingCMva: limit(c) };
}

/** Smaller reactances of what is no plain line come from rounding and are raised to the threshold. */
const ROUNDING_PU = 1e-6;

/** The reactance, or where it is zero but for rounding, the smallest that PSS/E calculates with. */
export function usableReactance(
  draft: Draft,
  reactancePu: number,
  label: string,
  line: number,
): number {
  if (Math.abs(reactancePu) >= ROUNDING_PU) return reactancePu;
  const raised = draft.zeroImpedancePu || 1e-4;
  draft.messages.count('repaired', 'branch');
  draft.messages.warning(
    `${label} has no reactance: it is entered with ${raised} p.u., below which PSS/E takes a branch as a bare connection.`,
    line,
  );
  return raised;
}

/** Lines without transformer. Those in service without impedance become links, not branches. */
export function buildBranches(draft: Draft, lines: readonly RawLine[]): void {
  const columns = branchColumns(draft.header.version);
  let withShunts = 0;
  for (const text of lines) {
    const record = new RawRecord(text, columns, 'branch', draft.messages);
    const [from, to, circuit] = [record.bus('I'), record.bus('J'), record.id('CKT')];
    const label = `Branch ${from}–${to} circuit ${circuit}`;
    const inService = record.number('ST', 1) > 0;
    const key = branchKey(from, to, circuit);
    if (!isKept(draft, label, key, [from, to], inService, record.line)) continue;
    if (buildLineShunts(draft, record, { from, to, circuit, inService })) withShunts++;
    const [resistancePu, reactancePu] = [record.number('R'), record.number('X')];
    if (resistancePu === 0 && joinsBuses(draft, { from, to, circuit, inService }, reactancePu)) {
      draft.links.push({ from, to, label, line: record.line });
      continue;
    }
    if (record.lacks('R', 'X', 'B')) draft.messages.count('defaulted', 'branch');
    draft.branches.push({
      element: {
        ...plainBranch,
        ...{ from, to, circuit, resistancePu, inService },
        reactancePu: usableReactance(draft, reactancePu, label, record.line),
        chargingPu: record.number('B'),
        ...ratings(record.number('RATE1'), record.number('RATE2'), record.number('RATE3')),
      },
      line: record.line,
    });
  }
  if (withShunts > 0) {
    draft.messages.note(
      `Entered as shunts of the buses, which stay when the line is switched off: shunts at the ends of lines (GI, BI, GJ, BJ), ${withShunts} lines.`,
    );
  }
}

/**
 * Whether a branch without resistance is a bare connection: below the threshold, and a breaker
 * (circuit `@…`) or switch (`*…`), which writers give the threshold itself, also at it.
 */
function joinsBuses(
  { busOf, zeroImpedancePu }: Draft,
  { from, to, circuit, inService }: BranchEnds,
  reactancePu: number,
  isSwitch = /^[@*]/.test(circuit),
): boolean {
  const isIsolated = [from, to].some((bus) => busOf.get(bus)?.type === 'isolated');
  if (!inService || isIsolated || from === to) return false;
  const size = Math.abs(reactancePu);
  return size < zeroImpedancePu || size === 0 || (isSwitch && size === zeroImpedancePu);
}

/** Admittances at the two ends, in per unit on the system base. */
function buildLineShunts(
  draft: Draft,
  record: RawRecord<BranchColumn>,
  { from, to, circuit, inService }: BranchEnds,
): boolean {
  const { baseMva } = draft.header;
  let found = false;
  for (const [bus, other, g, b] of [
    [from, to, record.number('GI'), record.number('BI')],
    [to, from, record.number('GJ'), record.number('BJ')],
  ] as const) {
    if (g === 0 && b === 0) continue;
    const id = `line to ${other} ${circuit}`.slice(0, 32);
    const element = { bus, id, gMw: g * baseMva, bMvar: b * baseMva, inService };
    draft.shunts.push({ element, line: record.line });
    found = true;
  }
  return found;
}

/** Breakers and switches (version 34 on): closed they join their buses, open they stay as they are. */
export function buildSwitches(draft: Draft, lines: readonly RawLine[]): void {
  for (const text of lines) {
    const record = new RawRecord(text, switchColumns, 'switching device', draft.messages);
    const { line } = record;
    const [from, to, circuit] = [record.bus('I'), record.bus('J'), record.id('CKT')];
    const label = `The switch ${from}–${to} ${circuit}`;
    const inService = record.number('STAT', 1) > 0;
    const key = branchKey(from, to, circuit);
    if (!isKept(draft, label, key, [from, to], inService, line)) continue;
    const reactancePu = record.number('X');
    if (joinsBuses(draft, { from, to, circuit, inService }, reactancePu, true)) {
      draft.links.push({ from, to, label, line });
      continue;
    }
    if (record.lacks('X')) draft.messages.count('defaulted', 'branch');
    draft.branches.push({
      element: {
        ...plainBranch,
        ...{ from, to, circuit, inService },
        resistancePu: 0,
        reactancePu: Math.max(Math.abs(reactancePu), draft.zeroImpedancePu, ROUNDING_PU),
        ...ratings(record.number('RATE1'), record.number('RATE2'), record.number('RATE3')),
      },
      line,
    });
  }
}
