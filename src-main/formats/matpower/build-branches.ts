import type { Branch } from '../../../src-shared/grid/grid-case.ts';
import { PairTable } from '../../../src-shared/grid/pair-table.ts';
import type { LineIndex } from '../line-index.ts';
import type { MessageList } from '../message-list.ts';
import { BRANCH, BUS } from './columns.ts';
import { requireFinite } from './table-reader.ts';
import type { TableReader } from './table-reader.ts';

const LIMITS: readonly number[] = [
  BRANCH.rateA,
  BRANCH.rateB,
  BRANCH.rateC,
  BRANCH.angleMin,
  BRANCH.angleMax,
];

/**
 * The branches in the file's order. Those between the same two buses, whichever comes first, are
 * circuits '1', '2', …
 */
export function buildBranches(
  rows: TableReader,
  buses: TableReader,
  busRowOf: ReadonlyMap<number, number>,
  lines: LineIndex,
  messages: MessageList,
): Branch[] {
  requireFinite(rows.table, Object.values(BRANCH), LIMITS, messages);
  messages.count('defaulted', 'branch', rows.table.columns > BRANCH.angleMax ? 0 : rows.table.rows);
  const pairs = new PairTable(rows.table.rows);
  const circuits = new Int32Array(rows.table.rows);
  const branches: Branch[] = [];
  for (let row = 0; row < rows.table.rows; row++) {
    const from = rows.at(row, BRANCH.from);
    const to = rows.at(row, BRANCH.to);
    const [i, j] = [busRowOf.get(from), busRowOf.get(to)];
    if (i === undefined || j === undefined) {
      const missing = [from, to].filter((bus) => !busRowOf.has(bus) && !Number.isNaN(bus));
      const inService = rows.at(row, BRANCH.status) !== 0;
      messages.count('dropped', 'branch');
      if (missing.length > 0) {
        reportMissingBus(from, to, missing, inService, rows.line(row), messages);
      }
      continue;
    }
    const pair = pairs.numberOf(Math.min(i, j), Math.max(i, j));
    const ordinal = (circuits[pair] ?? 0) + 1;
    circuits[pair] = ordinal;
    const betweenVoltages = differs(buses.at(i, BUS.baseKv), buses.at(j, BUS.baseKv));
    const branch = toBranch(rows, row, String(ordinal), betweenVoltages);
    lines.add('branch', rows.line(row));
    branches.push(branch);
  }
  return branches;
}

/** Whether two base voltages, where both are given, need a transformer between them. */
function differs(fromKv: number, toKv: number): boolean {
  return fromKv > 0 && toKv > 0 && Math.max(fromKv, toKv) > 1.2 * Math.min(fromKv, toKv);
}

function toBranch(
  rows: TableReader,
  row: number,
  circuit: string,
  betweenVoltages: boolean,
): Branch {
  const ratio = rows.at(row, BRANCH.ratio);
  const shiftDegrees = rows.at(row, BRANCH.angle);
  const angleMin = rows.at(row, BRANCH.angleMin);
  const angleMax = rows.at(row, BRANCH.angleMax);
  // 0 to 0 stands for unconstrained, as 360 degrees or more do and what is not finite.
  const free = angleMin === 0 && angleMax === 0;
  return {
    from: rows.at(row, BRANCH.from),
    to: rows.at(row, BRANCH.to),
    circuit,
    resistancePu: rows.at(row, BRANCH.r),
    reactancePu: rows.at(row, BRANCH.x),
    chargingPu: rows.at(row, BRANCH.b),
    isTransformer: ratio !== 0 || shiftDegrees !== 0 || betweenVoltages,
    tapRatio: ratio === 0 ? 1 : ratio,
    shiftDegrees,
    ratingAMva: rating(rows.at(row, BRANCH.rateA)),
    ratingBMva: rating(rows.at(row, BRANCH.rateB)),
    ratingCMva: rating(rows.at(row, BRANCH.rateC)),
    angleMinDegrees: !free && Number.isFinite(angleMin) && angleMin > -360 ? angleMin : null,
    angleMaxDegrees: !free && Number.isFinite(angleMax) && angleMax < 360 ? angleMax : null,
    inService: rows.at(row, BRANCH.status) !== 0,
  };
}

/** 0 stands for unlimited. */
const rating = (mva: number): number | null => (mva === 0 || !Number.isFinite(mva) ? null : mva);

function reportMissingBus(
  from: number,
  to: number,
  missing: readonly number[],
  inService: boolean,
  line: number,
  messages: MessageList,
): void {
  const branch = `Branch ${from}–${to}`;
  const bus = `bus ${missing.join(' and bus ')}`;
  if (inService) {
    messages.error(
      `${branch} names ${bus}, which does not exist: add the bus or correct the number.`,
      line,
    );
  } else {
    messages.note(
      `${branch}, out of service, names ${bus}, which does not exist: it is left out.`,
      line,
    );
  }
}
