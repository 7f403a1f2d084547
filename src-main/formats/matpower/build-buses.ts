import { busRef } from '../../../src-shared/grid/element-ref.ts';
import type { Bus, BusType, Load, Shunt } from '../../../src-shared/grid/grid-case.ts';
import type { LineIndex } from '../line-index.ts';
import type { MessageList } from '../message-list.ts';
import { BUS } from './columns.ts';
import { requireFinite } from './table-reader.ts';
import type { TableReader } from './table-reader.ts';

const TYPES: readonly (BusType | undefined)[] = [undefined, 'pq', 'pv', 'slack', 'isolated'];

/**
 * The row of each bus number of the case. A number that is no positive whole number, or stands
 * twice, is an error.
 */
export function busRows(rows: TableReader, messages: MessageList): ReadonlyMap<number, number> {
  const rowOf = new Map<number, number>();
  for (let row = 0; row < rows.table.rows; row++) {
    const number = rows.at(row, BUS.number);
    const line = rows.line(row);
    const before = rowOf.get(number);
    if (Number.isNaN(number)) continue;
    if (!Number.isSafeInteger(number) || number < 1) {
      messages.error(
        `Bus number ${number} is not a positive whole number: renumber the bus.`,
        line,
      );
    } else if (before !== undefined) {
      messages.error(
        `Bus ${number} is there twice, on lines ${rows.line(before)} and ${line}: give each bus its own number.`,
        line,
        busRef(number),
      );
    } else rowOf.set(number, row);
  }
  return rowOf;
}

export function buildBuses(
  rows: TableReader,
  names: readonly string[],
  lines: LineIndex,
  messages: MessageList,
): Bus[] {
  const { table } = rows;
  requireFinite(table, Object.values(BUS), [], messages);
  messages.count('defaulted', 'bus', table.columns > BUS.vmMin ? 0 : table.rows);
  const named = names.length === table.rows;
  if (!named && names.length > 0) {
    messages.warning(
      `“bus_name” holds ${names.length} names for ${table.rows} buses: the names are left out.`,
    );
  }
  return Array.from({ length: table.rows }, (_, row) => {
    const number = rows.at(row, BUS.number);
    const element = busRef(number);
    lines.add('bus', rows.line(row));
    const type = TYPES[rows.at(row, BUS.type)];
    if (type === undefined) {
      messages.error(
        `Bus ${number} has type ${rows.at(row, BUS.type)}: write 1 (PQ), 2 (PV), 3 (slack) or 4 (isolated).`,
        rows.line(row),
        element,
      );
    }
    if (rows.at(row, BUS.baseKv) < 0) messages.count('repaired', 'bus');
    return {
      number,
      name: named ? (names[row] ?? '').trim().slice(0, 200) : '',
      type: type ?? 'pq',
      baseKv: Math.max(0, rows.at(row, BUS.baseKv)),
      vmPu: rows.at(row, BUS.vm),
      vaDegrees: rows.at(row, BUS.va),
      vmMinPu: rows.at(row, BUS.vmMin, 0.9),
      vmMaxPu: rows.at(row, BUS.vmMax, 1.1),
      area: rows.at(row, BUS.area),
      zone: rows.at(row, BUS.zone, 1),
      position: null,
    };
  });
}

/** Every bus that draws or (negative load) feeds power has one load, '1'. */
export function buildLoads(rows: TableReader, lines: LineIndex): Load[] {
  const loads: Load[] = [];
  for (let row = 0; row < rows.table.rows; row++) {
    const pMw = rows.at(row, BUS.pd);
    const qMvar = rows.at(row, BUS.qd);
    if (pMw === 0 && qMvar === 0) continue;
    const bus = rows.at(row, BUS.number);
    loads.push({ bus, id: '1', pMw, qMvar, inService: true });
    lines.add('load', rows.line(row));
  }
  return loads;
}

export function buildShunts(rows: TableReader, lines: LineIndex): Shunt[] {
  const shunts: Shunt[] = [];
  for (let row = 0; row < rows.table.rows; row++) {
    const gMw = rows.at(row, BUS.gs);
    const bMvar = rows.at(row, BUS.bs);
    if (gMw === 0 && bMvar === 0) continue;
    const bus = rows.at(row, BUS.number);
    shunts.push({ bus, id: '1', gMw, bMvar, inService: true });
    lines.add('shunt', rows.line(row));
  }
  return shunts;
}
