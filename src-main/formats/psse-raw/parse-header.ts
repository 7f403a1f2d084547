import type { MessageList } from '../message-list.ts';
import type { LineCursor } from '../line-cursor.ts';
import { fieldText, scanRecord } from './scan-record.ts';

export interface RawHeader {
  readonly version: number;
  readonly baseMva: number;
  /** Null where the file gives none. */
  readonly frequencyHz: number | null;
  /** The two free lines. */
  readonly title: string;
}

const OLDEST = 29;
const NEWEST = 35;

/** Line 1 (`IC, SBASE, REV, XFRRAT, NXFRAT, BASFRQ / …`) and the two title lines, free text. */
export function parseHeader(cursor: LineCursor, messages: MessageList): RawHeader | null {
  const first = cursor.next();
  if (!first) {
    messages.error('The file holds no lines of data: choose another one.');
    return null;
  }
  const fields = scanRecord(first.text).map(fieldText);
  const title = [cursor.next(), cursor.next()].map((line) => line?.text.trim() ?? '');
  const problem = headerProblem(fields);
  const version = versionOf(fields[2] ?? '', first.text);
  const fault = problem ?? versionProblem(version);
  if (fault !== null || version === null) {
    messages.error(fault ?? '', first.line);
    return null;
  }
  const frequency = Number(fields[5] ?? 0);
  return {
    version,
    baseMva: Number(fields[1] === '' ? 100 : (fields[1] ?? 100)),
    frequencyHz: frequency > 0 && frequency < 1000 ? frequency : null,
    title: title.filter((text) => text !== '').join('\n'),
  };
}

function headerProblem([change = '', base = '']: readonly string[]): string | null {
  if (!/^(?:[01](?:\.0*)?)?$/.test(change) || Number.isNaN(Number(base))) {
    return 'Line 1 of a RAW file reads “IC, SBASE, REV, …”, as “0, 100.0, 33”: this is none, or not from PSS/E.';
  }
  if (Number(change) === 1) {
    return 'This is a change case (IC = 1), which alters a network that is open in PSS/E: open the base case, or save the changed one whole.';
  }
  if (base !== '' && !(Number(base) > 0 && Number.isFinite(Number(base)))) {
    return `The system base SBASE is ${base}: write a positive number of MVA.`;
  }
  return null;
}

/** REV, or what the comment of line 1 names: `/ PSS/E-29.0`, `/ PSS(tm)E-30 RAW created …`. */
function versionOf(revision: string, text: string): number | null {
  const given = Number(revision);
  if (revision !== '' && given > 0) return Math.floor(given);
  const named = /PSS\W*(?:tm|r)?\W*E\W*(\d\d)/i.exec(text)?.[1];
  return named === undefined ? null : Number(named);
}

function versionProblem(version: number | null): string | null {
  if (version === null) {
    return 'Line 1 does not name the version of the file: write it as the third value, as “0, 100.0, 33”.';
  }
  return version >= OLDEST && version <= NEWEST
    ? null
    : `The file is of version ${version}; versions 30 to 35 are read: save it as one of these.`;
}
