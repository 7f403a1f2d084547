import { fixedShuntColumns, switchedShuntColumns } from './columns.ts';
import { isKept } from './draft.ts';
import type { Draft } from './draft.ts';
import type { RawLine } from '../line-cursor.ts';
import { RawRecord } from './raw-record.ts';
import { isQuoted, scanRecord } from './scan-record.ts';

export function buildFixedShunts(draft: Draft, lines: readonly RawLine[]): void {
  for (const text of lines) {
    const record = new RawRecord(text, fixedShuntColumns, 'fixed shunt', draft.messages);
    const bus = record.bus('I');
    const id = record.id('ID');
    const inService = record.number('STATUS', 1) !== 0;
    const label = `Shunt ${id} at bus ${bus}`;
    if (!isKept(draft, label, `shunt/${bus}-${id}`, [bus], inService, record.line)) continue;
    if (record.lacks('GL', 'BL')) draft.messages.count('defaulted', 'shunt');
    const [gMw, bMvar] = [record.number('GL'), record.number('BL')];
    draft.shunts.push({ element: { bus, id, gMw, bMvar, inService }, line: record.line });
  }
}

/** BINIT is the whole present value; the steps behind it are what could be switched. */
export function buildSwitchedShunts(draft: Draft, lines: readonly RawLine[]): void {
  const { header, messages } = draft;
  for (const text of lines) {
    const quoted = scanRecord(text.text).map(isQuoted);
    const { columns, binit } = switchedShuntColumns(header.version, quoted);
    const record = new RawRecord(text, columns, 'switched shunt', messages);
    const bus = record.bus('I');
    const id = columns.has('ID') ? `switched ${record.id('ID')}`.slice(0, 32) : 'switched';
    const inService = record.number('STAT', 1) !== 0;
    const label = `The switched shunt${columns.has('ID') ? ` ${record.id('ID')}` : ''} at bus ${bus}`;
    if (!isKept(draft, label, `shunt/${bus}-${id}`, [bus], inService, record.line)) continue;
    if (record.lacksAt(binit)) messages.count('defaulted', 'shunt');
    const bMvar = record.numberAt(binit, 0, 'BINIT');
    draft.shunts.push({ element: { bus, id, gMw: 0, bMvar, inService }, line: record.line });
  }
  if (lines.length > 0) {
    messages.note(`Entered at their present value (BINIT): switched shunts, ${lines.length}.`);
  }
}
