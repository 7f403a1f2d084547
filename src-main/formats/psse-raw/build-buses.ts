import { busRef } from '../../../src-shared/grid/element-ref.ts';
import type { BusType } from '../../../src-shared/grid/grid-case.ts';
import { busColumns } from './columns.ts';
import type { Draft } from './draft.ts';
import type { RawLine } from '../line-cursor.ts';
import { RawRecord } from './raw-record.ts';

/** PSS/E itself ends at 999,997. */
const LARGEST_NUMBER = 999_999_999;

const TYPES: readonly (BusType | undefined)[] = [undefined, 'pq', 'pv', 'slack', 'isolated'];

/** The buses; up to version 30 their rows hold the fixed shunts as well. */
export function buildBuses(draft: Draft, lines: readonly RawLine[]): void {
  const columns = busColumns(draft.header.version);
  for (const text of lines) {
    const record = new RawRecord(text, columns, 'bus', draft.messages);
    const { line } = record;
    const number = record.number('I');
    if (!isFreeNumber(draft, number, line)) continue;
    const code = record.number('IDE', 1);
    const type = TYPES[code];
    if (type === undefined) {
      draft.messages.error(
        `Bus ${number} has type IDE ${code}: write 1 (PQ), 2 (PV), 3 (slack) or 4 (isolated).`,
        line,
        busRef(number),
      );
    }
    const bus = {
      number,
      name: record.text('NAME').slice(0, 200),
      type: type ?? 'pq',
      baseKv: Math.max(0, record.number('BASKV')),
      vmPu: record.number('VM', 1),
      vaDegrees: record.number('VA'),
      vmMinPu: record.number('NVLO', 0.9),
      vmMaxPu: record.number('NVHI', 1.1),
      area: record.number('AREA', 1),
      zone: record.number('ZONE', 1),
      position: null,
    };
    if (record.lacks('BASKV', 'VM', 'VA', 'NVHI', 'NVLO')) draft.messages.count('defaulted', 'bus');
    if (record.number('BASKV') < 0) draft.messages.count('repaired', 'bus');
    draft.busOf.set(number, bus);
    draft.buses.push({ element: bus, line });
    const [gMw, bMvar] = [record.number('GL'), record.number('BL')];
    if (gMw !== 0 || bMvar !== 0) {
      draft.shunts.push({ element: { bus: number, id: '1', gMw, bMvar, inService: true }, line });
    }
  }
}

function isFreeNumber({ lineOf, messages }: Draft, number: number, line: number): boolean {
  if (!Number.isSafeInteger(number) || number < 1 || number > LARGEST_NUMBER) {
    messages.error(
      `Bus number ${number} is not a positive whole number of at most nine digits: renumber the bus.`,
      line,
    );
    return false;
  }
  const before = lineOf.get(`bus/${number}`);
  if (before !== undefined) {
    messages.error(
      `Bus ${number} is there twice, on lines ${before} and ${line}: give each bus its own number.`,
      line,
      busRef(number),
    );
    return false;
  }
  lineOf.set(`bus/${number}`, line);
  return true;
}
