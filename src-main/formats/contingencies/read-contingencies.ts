import type { GridCase } from '../../../src-shared/grid/grid-case.ts';
import type { Message } from '../../../src-shared/grid/validation.ts';
import type { Contingency } from '../../../src-shared/studies/contingency.ts';
import { decodeText, whyNotText, withoutByteOrderMark } from '../file-text.ts';
import { MessageList } from '../message-list.ts';
import { tableNamed } from '../tables/columns.ts';
import { delimitedSheets } from '../tables/delimited-text.ts';
import type { Sheet } from '../tables/sheet.ts';
import { isXlsx, xlsxSheets } from '../tables/xlsx-sheets.ts';
import { readContingencySheet } from './csv-list.ts';
import { elementFinder } from './element-finder.ts';
import { readContingencyJson } from './json-list.ts';
import { readPsseCon } from './psse-con.ts';

/** What came of a file: a list, or null with the errors in the messages. */
export interface ContingencyReading {
  readonly format: 'CSV' | 'XLSX' | 'JSON' | 'PSS/E CON';
  readonly contingencies: readonly Contingency[] | null;
  readonly messages: readonly Message[];
}

/** More contingencies than this are no list that anybody made. */
const MOST_CONTINGENCIES = 1_000_000;

/**
 * Reads a contingency list for a network. It never throws on what stands in the file; what the
 * network does not have is left out with a warning, and a file with an error gives no list.
 */
export function readContingencies(
  fileName: string,
  bytes: Uint8Array,
  grid: GridCase,
): ContingencyReading {
  const messages = new MessageList();
  const format = formatOf(fileName, bytes);
  const list = readList(format, bytes, grid, messages);
  if (!messages.hasErrors && list.length === 0) {
    messages.error('The file holds no contingency for this network: choose another file.');
  }
  if (list.length > MOST_CONTINGENCIES) {
    messages.error(`The file holds ${list.length} contingencies: split it.`);
  }
  return {
    format,
    contingencies: messages.hasErrors ? null : list,
    messages: messages.toArray(),
  };
}

function formatOf(fileName: string, bytes: Uint8Array): ContingencyReading['format'] {
  if (isXlsx(bytes)) return 'XLSX';
  if (/\.con$/i.test(fileName)) return 'PSS/E CON';
  const head = new TextDecoder('latin1').decode(withoutByteOrderMark(bytes).subarray(0, 65_536));
  if (/^\s*[{[]/.test(head)) return 'JSON';
  return /^\s*CONTINGENCY\s+[^\s,;]/im.test(head) ? 'PSS/E CON' : 'CSV';
}

function readList(
  format: ContingencyReading['format'],
  bytes: Uint8Array,
  grid: GridCase,
  messages: MessageList,
): readonly Contingency[] {
  const find = elementFinder(grid);
  if (format === 'XLSX') {
    const sheet = contingencySheet(xlsxSheets(bytes, messages), messages);
    return sheet ? readContingencySheet(sheet, find, messages) : [];
  }
  const reason = whyNotText(bytes);
  if (reason !== null) {
    messages.error(reason);
    return [];
  }
  const text = decodeText(withoutByteOrderMark(bytes));
  if (format === 'JSON') return readContingencyJson(text, find, messages);
  if (format === 'PSS/E CON') return readPsseCon(text, grid, find, messages);
  const sheet = contingencySheet(delimitedSheets(text), messages);
  return sheet ? readContingencySheet(sheet, find, messages) : [];
}

function contingencySheet(sheets: readonly Sheet[], messages: MessageList): Sheet | null {
  const named = sheets.find(({ name }) => tableNamed(name) === 'contingency');
  const [only] = sheets;
  const sheet = named ?? (sheets.length === 1 && only?.name === '' ? only : undefined);
  if (!sheet && !messages.hasErrors) {
    messages.error(
      'The file has no table “contingency”: name the sheet so, or choose another file.',
    );
  }
  return sheet ?? null;
}
