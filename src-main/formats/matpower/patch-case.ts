import { compareGrids } from '../../../src-shared/grid/compare.ts';
import { elementLabel } from '../../../src-shared/grid/element-ref.ts';
import type { GridCase } from '../../../src-shared/grid/grid-case.ts';
import type { Message } from '../../../src-shared/grid/validation.ts';
import { withoutByteOrderMark } from '../file-text.ts';
import { MessageList } from '../message-list.ts';
import { endOfLine, skipBlanks } from './byte-text.ts';
import type { Span } from './case-layout.ts';
import { CASE_TABLES, differingCells, widen, writeCell } from './change-cells.ts';
import type { CellChange, Kept } from './change-cells.ts';
import { BUS } from './columns.ts';
import { numberText, quotedText, textList } from './matrix-text.ts';
import { OWN_FIELD } from './matpower-document.ts';
import { otherTables, patchRows, planRows, tablesToChange } from './patch-rows.ts';
import type { RowPlans } from './patch-rows.ts';
import { readCase } from './read-case.ts';
import type { MappedCase } from './read-case.ts';
import { hasLines, spreadRows } from './row-lines.ts';
import { TextEdits, joined } from './text-edits.ts';
import { matpowerText } from './write-case.ts';
import { BLOCK_MARK, ownBlock } from './write-own-block.ts';

/** A written file, and what its reader should know about it. */
export interface WrittenCase {
  readonly bytes: Uint8Array;
  readonly messages: readonly Message[];
}

/** Times that cells converted by code of the file are tried before their value is stated behind it. */
const MOST_ROUNDS = 4;

/**
 * Writes a network into the file that it was read from: cells whose value differs are replaced,
 * rows of new and deleted elements put in and taken out, and everything else, comments, order of
 * rows, surplus columns and matrices, spelling of figures, stays to the byte. The result is read
 * again and compared, so that what did not come through is said. A file that cannot be written
 * into is written anew.
 *
 * Loads and shunts come back in the order of the buses, which is the only one the format has.
 */
export function patchCase(fileName: string, source: Uint8Array, network: GridCase): WrittenCase {
  const content = withoutByteOrderMark(source);
  const mark = source.subarray(0, source.length - content.length);
  const before = readCase(content, fileName);
  if (before && isSame(before.grid, network)) return { bytes: source, messages: [] };
  const grid = inBusOrder(network);
  const patched = before && new Patch(fileName, before, grid).run();
  if (!patched) return writtenAnew(grid, fileName);
  return { bytes: joined([mark, patched.bytes]), messages: patched.messages };
}

function writtenAnew(grid: GridCase, fileName: string): WrittenCase {
  const messages = new MessageList();
  messages.warning(
    `${fileName} cannot be taken as the pattern: the case is written anew, without comments and without the matrices that Phaselock does not use.`,
  );
  return { bytes: new TextEncoder().encode(matpowerText(grid)), messages: messages.toArray() };
}

class Patch {
  readonly #fileName: string;
  /** The file as it was read, with the block that an earlier export left in it. */
  readonly #before: MappedCase;
  readonly #grid: GridCase;
  readonly #messages = new MessageList();

  constructor(fileName: string, before: MappedCase, grid: GridCase) {
    this.#fileName = fileName;
    this.#before = before;
    this.#grid = grid;
  }

  /** Null where the result does not read as the network that it shall hold. */
  run(): WrittenCase | null {
    const plain = this.#read(withoutBlock(this.#before));
    const patched = plain && this.#patchRows(plain);
    const settled = patched && this.#settleCells(patched);
    if (!settled) return null;
    const { file, statements } = settled;
    const stated = this.#read(withTail(file, statements));
    if (!stated) return null;
    const block = ownBlock(this.#grid, stated.grid, file.layout.prefix);
    const bytes = withTail(file, [...statements, ...block]);
    const again = this.#read(bytes);
    if (!again || !this.#noteDifferences(again.grid)) return null;
    this.#noteBlock(block);
    return { bytes, messages: this.#messages.toArray() };
  }

  #read(bytes: Uint8Array): MappedCase | null {
    return readCase(bytes, this.#fileName);
  }

  /** Rows in and out, and the cells of those that stay. */
  #patchRows(file: MappedCase): MappedCase | null {
    const { plans, kept } = planRows(file, this.#before.grid, this.#grid);
    const plain = this.#spread(file, plans);
    if (!plain) return null;
    const edits = new TextEdits(plain.bytes);
    patchRows(plain, plans, this.#grid, edits, this.#messages);
    const changes = differingCells(plain, this.#grid, kept);
    for (const change of changes) writeCell(plain, change, edits);
    this.#patchNames(plain, kept, edits);
    const { base } = plain.layout;
    if (base && plain.grid.baseMva !== this.#grid.baseMva) {
      edits.replace(base, numberText(this.#grid.baseMva));
    }
    if (changes.length > 0) {
      const figures = changes.length === 1 ? 'figure' : 'figures';
      this.#messages.note(`${changes.length} ${figures} changed.`);
    }
    const isRenumbered = changes.some(
      ({ table, column }) => table === 'bus' && column === BUS.number,
    );
    if (isRenumbered || tablesToChange(plans).length > 0) this.#warnOfOthers(plain);
    const patched = this.#read(edits.apply());
    return patched && sameLengths(patched.grid, this.#grid) ? patched : null;
  }

  #warnOfOthers(file: MappedCase): void {
    const names = otherTables(file).map((name) => `“${name}”`);
    if (names.length === 0) return;
    this.#messages.warning(
      `Kept as they stand: ${names.join(', ')}. Where they name buses or count rows, bring them in line by hand.`,
    );
  }

  /** Gives every row a line of its own in the tables that get or lose rows. */
  #spread(file: MappedCase, plans: RowPlans): MappedCase | null {
    const edits = new TextEdits(file.bytes);
    for (const name of tablesToChange(plans)) {
      const layout = file.layout.tables.get(name);
      if (!layout || hasLines(file.bytes, layout)) continue;
      spreadRows(file.bytes, layout, edits);
      this.#messages.note(`“${name}” had several rows on a line: it is written with one a line.`);
    }
    return edits.count === 0 ? file : this.#read(edits.apply());
  }

  #patchNames({ layout, grid }: MappedCase, { bus }: Kept, edits: TextEdits): void {
    const list = layout.tables.get('bus_name');
    if (list?.rows !== grid.buses.length) return;
    this.#grid.buses.forEach(({ name }, i) => {
      const row = bus[i] ?? -1;
      const [start, end] = [list.starts[row], list.ends[row]];
      if (start === undefined || end === undefined || grid.buses[row]?.name === name) return;
      edits.replace({ start, end }, quotedText(name));
    });
  }

  /**
   * Reads, compares and corrects until every cell means what it shall: code of the file may convert
   * cells, or depend on those that changed. What cannot be reached so is stated behind that code.
   */
  #settleCells(patched: MappedCase): { file: MappedCase; statements: string[] } | null {
    let file = patched;
    let changes = differingCells(file, this.#grid);
    for (let round = 0; round < MOST_ROUNDS && changes.length > 0; round++) {
      const edits = new TextEdits(file.bytes);
      this.#widen(file, changes, edits);
      for (const change of changes) writeCell(file, change, edits);
      const next = this.#read(edits.apply());
      if (!next || !sameLengths(next.grid, this.#grid)) return null;
      file = next;
      changes = differingCells(file, this.#grid);
    }
    return { file, statements: this.#statements(file, changes) };
  }

  #widen(file: MappedCase, changes: readonly CellChange[], edits: TextEdits): void {
    for (const table of CASE_TABLES) {
      const needed = changes.reduce(
        (most, change) => (change.table === table ? Math.max(most, change.column + 1) : most),
        0,
      );
      const { columns = 0, rows = 0 } = file.layout.tables.get(table) ?? {};
      if (rows === 0 || needed <= columns) continue;
      widen(file, table, needed, this.#grid, edits);
      this.#messages.note(`“${table}” had ${columns} columns and has ${needed} now.`);
    }
  }

  /** What has to stand behind the code of the file: figures that it would change, base, names. */
  #statements({ layout, grid }: MappedCase, changes: readonly CellChange[]): string[] {
    const { prefix } = layout;
    const { baseMva, buses } = this.#grid;
    if (changes.length > 0) {
      this.#messages.note(
        `${changes.length} figures are set in statements at the end: code of the file calculates their cells.`,
      );
    }
    const names = buses.map(({ name }) => name);
    // Version 1 (no prefix) has no field for names, which then stand in the block.
    const isNamed =
      prefix === '' || layout.tables.has('bus_name') || names.every((name) => name === '');
    return [
      ...changes
        .filter(({ column, table }) => column < (layout.tables.get(table)?.columns ?? 0))
        .map(
          ({ table, row, column, value }) =>
            `${prefix}${table}(${row + 1}, ${column + 1}) = ${numberText(value)};`,
        ),
      ...(grid.baseMva === baseMva ? [] : [`${prefix}baseMVA = ${numberText(baseMva)};`]),
      ...(isNamed ? [] : [`${prefix}bus_name = ${textList(names)};`]),
    ];
  }

  /** False where elements came or went that should not have. */
  #noteDifferences(written: GridCase): boolean {
    const differences = compareGrids(written, this.#grid);
    if (differences.some(({ change }) => change !== 'changed')) return false;
    for (const { element, fields } of differences) {
      const names = fields.map(({ field }) => field).join(', ');
      this.#messages.warning(
        `${elementLabel(element)}: ${names} cannot be written as it is and reads differently in the file: compare it, or keep the network as .json.`,
        null,
        element,
      );
    }
    if (written.baseMva !== this.#grid.baseMva) {
      this.#messages.warning('The system base of the file is another one: write baseMVA by hand.');
    }
    return true;
  }

  #noteBlock(block: readonly string[]): void {
    const fields = block.flatMap((line) => {
      const [, field] = new RegExp(`\\b${OWN_FIELD}\\.(\\w+) =`).exec(line) ?? [];
      return field === undefined ? [] : [field];
    });
    if (fields.length === 0) return;
    this.#messages.note(
      `In the block “${OWN_FIELD}” at the end, which MATPOWER ignores: ${fields.join(', ')}.`,
    );
  }
}

/** The file without the block that an earlier export put there. */
function withoutBlock({ bytes, layout }: MappedCase): Uint8Array {
  const edits = new TextEdits(bytes);
  const [first] = layout.own;
  if (!first) return bytes;
  for (const span of layout.own) edits.remove(wholeLines(bytes, span));
  const above = new TextDecoder('latin1').decode(bytes.subarray(0, first.start));
  const mark = above.lastIndexOf(BLOCK_MARK);
  if (mark >= 0 && above.slice(mark + BLOCK_MARK.length).trim() === '') {
    edits.remove({ start: mark, end: endOfLine(bytes, mark) + 1 });
  }
  return edits.apply();
}

/** A statement with the rest of its line where nothing else stands there. */
function wholeLines(bytes: Uint8Array, { start, end }: Span): Span {
  const next = skipBlanks(bytes, end);
  return { start, end: bytes[next] === 0x0a ? next + 1 : end };
}

/** The file with statements behind all others. */
function withTail({ bytes, layout }: MappedCase, statements: readonly string[]): Uint8Array {
  if (statements.length === 0) return bytes;
  const edits = new TextEdits(bytes);
  const text = new TextDecoder('latin1').decode(
    bytes.subarray(Math.max(0, layout.end - 4), layout.end),
  );
  const isApart = /\n[ \t]*\r?\n[ \t]*$/.test(text);
  const begun = /\n[ \t]*$/.test(text) ? '\n' : '\n\n';
  edits.insert(layout.end, `${isApart ? '' : begun}${statements.join('\n')}\n`);
  return edits.apply();
}

const isSame = (a: GridCase, b: GridCase): boolean => JSON.stringify(a) === JSON.stringify(b);

const sameLengths = (a: GridCase, b: GridCase): boolean =>
  a.buses.length === b.buses.length &&
  a.branches.length === b.branches.length &&
  a.generators.length === b.generators.length;

function inBusOrder(grid: GridCase): GridCase {
  const place = new Map(grid.buses.map(({ number }, i) => [number, i]));
  const sorted = <Element extends { readonly bus: number }>(elements: readonly Element[]) =>
    elements.toSorted((a, b) => (place.get(a.bus) ?? 0) - (place.get(b.bus) ?? 0));
  return { ...grid, loads: sorted(grid.loads), shunts: sorted(grid.shunts) };
}
