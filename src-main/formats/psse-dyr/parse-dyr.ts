import { fieldText, scanFields } from '../psse-raw/scan-record.ts';
import { LineCursor } from '../line-cursor.ts';

/** One model of a DYR file: `BUS 'MODEL' ID p1 p2 … /`. */
export interface DynamicRecord {
  /** As written; a number where buses are not given by name. */
  readonly bus: string;
  readonly model: string;
  readonly id: string;
  readonly parameters: readonly string[];
  /** Line of the file on which it begins, 1-based. */
  readonly line: number;
}

/**
 * The records of a DYR file, in free format: fields between commas or blanks, over as many lines as
 * it takes, closed by a slash. The last one may lack it.
 */
export function parseDyr(text: string): DynamicRecord[] {
  const cursor = new LineCursor(text);
  const records: DynamicRecord[] = [];
  let pending: string[] = [];
  let begin = 0;
  for (let line = cursor.nextData(); line !== null; line = cursor.nextData()) {
    const { fields, slash } = scanFields(line.text);
    if (pending.length === 0) begin = line.line;
    for (const field of fields) pending.push(fieldText(field));
    if (!slash) continue;
    if (pending.length > 0) records.push(toRecord(pending, begin));
    pending = [];
  }
  if (pending.length > 0) records.push(toRecord(pending, begin));
  return records;
}

function toRecord(fields: readonly string[], line: number): DynamicRecord {
  const [bus = '', model = '', id = '', ...parameters] = fields;
  return { bus, model: model.toUpperCase(), id: id === '' ? '1' : id, parameters, line };
}
