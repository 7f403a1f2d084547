import type { MessageList } from '../message-list.ts';
import { impedanceColumns, transformerColumns, windingColumns } from './columns.ts';
import type { ImpedanceColumn, TransformerColumn, WindingColumn } from './columns.ts';
import type { RawLine } from '../line-cursor.ts';
import { RawRecord } from './raw-record.ts';

/** The four or five lines of one transformer. */
export interface TransformerRecord {
  readonly head: RawRecord<TransformerColumn>;
  readonly impedance: RawRecord<ImpedanceColumn>;
  /** Two or three. */
  readonly windings: readonly RawRecord<WindingColumn>[];
}

/**
 * Groups the lines of the section: four for two windings, where the third bus K is 0 or left out,
 * else five. A record that is cut short is an error.
 */
export function readTransformers(
  lines: readonly RawLine[],
  version: number,
  messages: MessageList,
): TransformerRecord[] {
  const found: TransformerRecord[] = [];
  const columns = windingColumns(version);
  for (let i = 0; i < lines.length;) {
    const [first, second, ...rest] = lines.slice(i, i + 5);
    if (!first) break;
    const head = new RawRecord(first, transformerColumns, 'transformer', messages);
    const windings = head.bus('K') === 0 ? 2 : 3;
    if (!second || rest.length < windings) {
      messages.error(
        `The transformer that begins here has ${windings + 2} lines, and the section ends before the last: complete it, or fetch the whole file again.`,
        first.line,
      );
      break;
    }
    found.push({
      head,
      impedance: new RawRecord(second, impedanceColumns, 'transformer', messages),
      windings: rest
        .slice(0, windings)
        .map((line) => new RawRecord(line, columns, 'winding', messages)),
    });
    i += windings + 2;
  }
  return found;
}
