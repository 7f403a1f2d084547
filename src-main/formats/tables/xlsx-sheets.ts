import { strFromU8, unzipSync } from 'fflate/browser';

import type { MessageList } from '../message-list.ts';
import { tableNamed } from './columns.ts';
import { isBlankRow, MOST_CELLS } from './sheet.ts';
import type { Sheet, SheetRow } from './sheet.ts';
import { attribute, unescaped, xmlTags } from './xml-tags.ts';

/** A workbook that unpacks to more than this is no network, unless its file is large as well. */
const MOST_UNPACKED_BYTES = 32 * 1024 * 1024;
const MOST_UNPACKED_TIMES = 40;

export const isXlsx = (bytes: Uint8Array): boolean =>
  bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 0x03 && bytes[3] === 0x04;

/** The sheets of a workbook that hold tables of a network; none, with the reason, where it has none. */
export function xlsxSheets(bytes: Uint8Array, messages: MessageList): Sheet[] {
  try {
    return readWorkbook(new Archive(bytes), messages);
  } catch (error) {
    // fflate throws on damaged archives; everything else here is tolerant.
    const reason = error instanceof UnpackError ? error.message : 'The archive is damaged';
    messages.error(`${reason}: save the workbook again as XLSX, or choose another file.`);
    return [];
  }
}

class UnpackError extends Error {}

/** The parts of the ZIP archive, unpacked when asked for and only as far as the limit allows. */
class Archive {
  readonly #bytes: Uint8Array;
  #left: number;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
    this.#left = Math.max(MOST_UNPACKED_BYTES, MOST_UNPACKED_TIMES * bytes.length);
  }

  text(path: string): string | null {
    let taken = false;
    const parts = unzipSync(this.#bytes, {
      filter: ({ name, originalSize }) => {
        if (name !== path || taken) return false;
        taken = true;
        this.#left -= originalSize;
        if (this.#left < 0) throw new UnpackError('The workbook unpacks to far more than it holds');
        return true;
      },
    });
    const part = parts[path];
    return part ? strFromU8(part) : null;
  }
}

function readWorkbook(archive: Archive, messages: MessageList): Sheet[] {
  const workbook = archive.text('xl/workbook.xml');
  if (workbook === null) {
    messages.error(
      'The file is a ZIP archive and no workbook: unpack it, and open what is inside.',
    );
    return [];
  }
  const paths = sheetPaths(workbook, archive.text('xl/_rels/workbook.xml.rels') ?? '');
  const known = paths.filter(({ name }) => tableNamed(name) !== null);
  const others = paths.filter((path) => !known.includes(path)).map(({ name }) => name);
  if (others.length > 0) {
    messages.note(`Sheets that hold no table of a network: ${others.slice(0, 20).join(', ')}.`);
  }
  if (known.length === 0) {
    messages.error('The workbook has no sheet “bus”, “branch”, “generator” …: name its sheets so.');
    return [];
  }
  const shared = sharedStrings(archive.text('xl/sharedStrings.xml') ?? '');
  return known.flatMap(({ name, path }) => {
    const xml = archive.text(path);
    return xml === null ? [] : [{ name, rows: () => sheetRows(xml, shared) }];
  });
}

function sheetPaths(workbook: string, relations: string): { name: string; path: string }[] {
  const targets = new Map<string, string>();
  for (const tag of xmlTags(relations)) {
    if (tag.name !== 'Relationship' || !tag.opens) continue;
    const target = attribute(tag, 'Target') ?? '';
    const path = target.startsWith('/') ? target.slice(1) : `xl/${target}`;
    targets.set(attribute(tag, 'Id') ?? '', path);
  }
  const sheets: { name: string; path: string }[] = [];
  for (const tag of xmlTags(workbook)) {
    if (tag.name !== 'sheet' || !tag.opens) continue;
    const path = targets.get(attribute(tag, 'id') ?? '');
    const name = attribute(tag, 'name');
    if (path !== undefined && name !== null) sheets.push({ name, path });
  }
  return sheets;
}

/** Texts that cells refer to by number; the runs of a formatted one are joined. */
function sharedStrings(xml: string): string[] {
  const strings: string[] = [];
  let text = '';
  let isPhonetic = false;
  for (const { name, opens, closes, textBefore } of xmlTags(xml)) {
    if (name === 'si' && opens) text = '';
    if (name === 'rPh') isPhonetic = opens && !closes;
    if (name === 't' && !opens && !isPhonetic) text += unescaped(textBefore);
    if (name === 'si' && closes) strings.push(text);
  }
  return strings;
}

function* sheetRows(xml: string, shared: readonly string[]): Generator<SheetRow> {
  let line = 1;
  let isFirst = true;
  let cells: string[] = [];
  let column = 0;
  let type = 'n';
  let text = '';
  for (const tag of xmlTags(xml)) {
    switch (tag.name) {
      case 'row':
        if (tag.opens) {
          line = positive(attribute(tag, 'r')) ?? (isFirst ? 1 : line + 1);
          isFirst = false;
          cells = [];
          column = 0;
        }
        if (tag.closes && !isBlankRow(cells)) yield { line, cells, fault: null };
        break;
      case 'c':
        if (tag.opens) {
          column = columnIndex(attribute(tag, 'r')) ?? column;
          type = attribute(tag, 't') ?? 'n';
          text = '';
        }
        if (tag.closes) {
          putCell(cells, column, cellText(type, text, shared));
          column++;
        }
        break;
      case 'v':
      case 't':
        if (!tag.opens) text += tag.textBefore;
        break;
    }
  }
}

function putCell(cells: string[], column: number, text: string): void {
  if (column >= MOST_CELLS || text === '') return;
  while (cells.length < column) cells.push('');
  cells[column] = text;
}

function cellText(type: string, text: string, shared: readonly string[]): string {
  if (type === 's') return shared[Number(text)] ?? '';
  return type === 'b' ? (text.trim() === '1' ? 'TRUE' : 'FALSE') : unescaped(text);
}

const positive = (text: string | null): number | null =>
  text !== null && /^[1-9]\d{0,6}$/.test(text) ? Number(text) : null;

/** `C7` stands in the column of index 2. */
function columnIndex(reference: string | null): number | null {
  const letters = /^([A-Z]{1,3})\d/.exec(reference ?? '')?.[1];
  if (letters === undefined) return null;
  let index = 0;
  for (let i = 0; i < letters.length; i++) index = 26 * index + letters.charCodeAt(i) - 64;
  return index - 1;
}
