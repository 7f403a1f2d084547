import type { ImportReport } from '../../src-shared/contract/import-documents.ts';
import { whyTooLarge } from '../../src-shared/contract/file-size.ts';
import type { ElementKind } from '../../src-shared/grid/element-ref.ts';
import type { GridCase } from '../../src-shared/grid/grid-case.ts';
import type { OscillatorDocument } from '../../src-shared/grid/oscillator-document.ts';
import { validateGrid } from '../../src-shared/grid/validation.ts';
import type { Message } from '../../src-shared/grid/validation.ts';
import type { Contingency } from '../../src-shared/studies/contingency.ts';
import { warnOfDifferentSetpoints } from './bus-types.ts';
import { readContingencySheet } from './contingencies/csv-list.ts';
import { elementFinder } from './contingencies/element-finder.ts';
import { formatNames, formatOf, holdsOscillators, namedFormat } from './file-format.ts';
import type { FileFormat } from './file-format.ts';
import { decodeText, whyNotText, withoutByteOrderMark } from './file-text.ts';
import { buildCdfGrid } from './ieee-cdf/build-grid.ts';
import { parseCdf } from './ieee-cdf/cards.ts';
import { importReport } from './import-report.ts';
import { LineIndex } from './line-index.ts';
import { buildGrid } from './matpower/build-grid.ts';
import { parseMatpower } from './matpower/parse-document.ts';
import { MessageList } from './message-list.ts';
import type { ReadingEffect } from './message-list.ts';
import { buildPandapowerGrid } from './pandapower/build-grid.ts';
import { isPandapower } from './pandapower/pandapower-network.ts';
import { parseJson } from './phaselock/parse-json.ts';
import { documentLines, readNetworkDocument } from './phaselock/read-network-document.ts';
import { readOscillators } from './phaselock/read-oscillators.ts';
import { attachDynamics } from './psse-dyr/attach-dynamics.ts';
import type { FileMachines } from './psse-dyr/attach-dynamics.ts';
import { buildRawGrid } from './psse-raw/build-grid.ts';
import { parseRaw } from './psse-raw/parse-document.ts';
import { tableNamed } from './tables/columns.ts';
import { delimitedSheets } from './tables/delimited-text.ts';
import { readTables } from './tables/read-tables.ts';
import type { Sheet } from './tables/sheet.ts';
import { isXlsx, xlsxSheets } from './tables/xlsx-sheets.ts';

/** A file with its name, as the user chose it. */
export interface NamedFile {
  readonly fileName: string;
  readonly bytes: Uint8Array;
}

/** What came of a file: a network, or null with the errors in the report. */
export interface NetworkReading {
  readonly grid: GridCase | null;
  readonly report: ImportReport;
  /** The contingency table of the file; empty where it has none. */
  readonly contingencies: readonly Contingency[];
}

/** What a study can run on: a network, or a bare coupled-oscillator network. */
export type StudyNetworkReading =
  | (NetworkReading & { readonly kind: 'grid' })
  | { readonly kind: 'oscillators'; readonly document: OscillatorDocument };

interface ReadFile {
  readonly format: string;
  readonly grid: GridCase | null;
  /** On which line each element stands; asked only where a message is about one. */
  readonly lines: () => LineIndex;
  /** Where the machines of a RAW file are, which its DYR file names. */
  readonly machines?: FileMachines;
  /** The table of outages beside those of the network. */
  readonly outages?: Sheet | undefined;
  /** Powers over all rows of the file, where it has them. */
  readonly totals?: ImportReport['totals'];
}

/**
 * Reads a network file of any known format, chosen by extension and content. It never throws on
 * what stands in the file: everything wrong becomes a message with line and remedy, and where one
 * of them is an error there is no network. Dynamic data (DYR) come as a companion of the network,
 * in whichever order the two are given.
 */
export function readNetwork(
  fileName: string,
  bytes: Uint8Array,
  companions: readonly NamedFile[] = [],
): NetworkReading {
  const isDynamic = (file: NamedFile): boolean =>
    formatOf(file.fileName, file.bytes) === 'psse-dyr';
  const network = companions.find((file) => !isDynamic(file));
  if (network && isDynamic({ fileName, bytes })) {
    const others = companions.filter((file) => file !== network);
    return readNetwork(network.fileName, network.bytes, [{ fileName, bytes }, ...others]);
  }
  const messages = new MessageList();
  const file = withCompanions(readFile(fileName, bytes, messages), companions, messages);
  if (file.grid) {
    for (const message of validateGrid(file.grid)) messages.add(message);
    warnOfDifferentSetpoints(file.grid, messages);
  }
  const contingencies = readOutages(file, messages);
  const grid = messages.hasErrors ? null : file.grid;
  const figures = {
    counted: (effect: ReadingEffect, kind: ElementKind): number | null =>
      grid === null ? null : (messages.counted(effect, kind) ?? 0),
    fileTotals: grid === null ? null : (file.totals ?? null),
  };
  const listed = withLines(messages, file);
  const report = importReport(fileName, file.format, grid, listed, figures);
  return { grid, report, contingencies: grid === null ? [] : contingencies };
}

/** The contingency table that comes with the tables of a network. */
function readOutages({ grid, outages }: ReadFile, messages: MessageList): Contingency[] {
  if (!grid || !outages || messages.hasErrors) return [];
  const list = readContingencySheet(outages, elementFinder(grid), messages);
  if (list.length > 0) {
    messages.note(`The table contingency gives the scenario its list of outages: ${list.length}.`);
  }
  return list;
}

/** Dynamic data taken from the files that came along; any other file is named as left out. */
function withCompanions(
  file: ReadFile,
  companions: readonly NamedFile[],
  messages: MessageList,
): ReadFile {
  let { grid } = file;
  for (const { fileName, bytes } of companions) {
    const problem = whyTooLarge(bytes.length) ?? whyNotText(bytes);
    const content = withoutByteOrderMark(bytes);
    if (problem !== null) messages.error(`${fileName}: ${problem}`);
    else if (formatOf(fileName, content) !== 'psse-dyr') {
      messages.warning(`${fileName} holds no dynamic data (DYR): it is left out.`);
    } else if (grid) {
      const machines = file.machines ?? new Map();
      grid = attachDynamics(grid, machines, fileName, decodeText(content), messages);
    }
  }
  return { ...file, grid };
}

/** The messages as they are listed; those about an element say where in the file it stands. */
function withLines(messages: MessageList, { grid, lines }: ReadFile): Message[] {
  const listed = messages.toArray();
  const isPlaceless = ({ line, element }: Message): boolean => line === null && element !== null;
  if (!grid || !listed.some(isPlaceless)) return listed;
  const index = lines();
  return listed.map((message) =>
    message.line === null && message.element !== null
      ? { ...message, line: index.get(grid, message.element) }
      : message,
  );
}

/** As `readNetwork`, and takes the oscillator document of the command line as well. */
export function readStudyNetwork(fileName: string, bytes: Uint8Array): StudyNetworkReading {
  if (!holdsOscillators(bytes)) return { kind: 'grid', ...readNetwork(fileName, bytes) };
  const messages = new MessageList();
  const text = decodeText(withoutByteOrderMark(bytes));
  const value = parseJson(text, messages);
  const document = messages.hasErrors ? null : readOscillators(value, text, messages);
  if (document) return { kind: 'oscillators', document };
  const report = importReport(fileName, 'Phaselock oscillators', null, messages.toArray());
  return { kind: 'grid', grid: null, report, contingencies: [] };
}

function readFile(fileName: string, bytes: Uint8Array, messages: MessageList): ReadFile {
  const tooLarge = whyTooLarge(bytes.length);
  if (tooLarge === null && isXlsx(bytes)) {
    return tablesFile('XLSX tables', fileName, xlsxSheets(bytes, messages), messages);
  }
  const reason = tooLarge ?? whyNotText(bytes);
  if (reason !== null) {
    messages.error(reason);
    return nothingRead('unknown');
  }
  const content = withoutByteOrderMark(bytes);
  const format = formatOf(fileName, content);
  const named = namedFormat(fileName);
  if (named !== null && named !== format) {
    messages.note(
      `By its name the file is ${formatNames[named]}, by its content ${formatNames[format]}: it is read as ${formatNames[format]}.`,
    );
  }
  return readers[format](fileName, content, messages);
}

type Reader = (fileName: string, content: Uint8Array, messages: MessageList) => ReadFile;

const readers: Readonly<Record<FileFormat, Reader>> = {
  matpower: matpowerFile,
  json: jsonFile,
  csv: (fileName, content, messages) =>
    tablesFile('CSV tables', fileName, delimitedSheets(decodeText(content)), messages),
  'psse-raw': rawFile,
  'ieee-cdf': cdfFile,
  'psse-dyr': (_fileName, _content, messages) => {
    messages.error(
      'A DYR file holds the dynamic data of machines, no network: open it together with its RAW file.',
    );
    return nothingRead('PSS/E DYR');
  },
  unknown: (_fileName, _content, messages) => {
    messages.error(
      'This is no network file that can be read here: choose a MATPOWER case (.m), a PSS/E file (.raw), an IEEE CDF file (.cdf), tables (.csv, .xlsx), or a Phaselock or pandapower network (.json).',
    );
    return nothingRead('unknown');
  },
};

/** Why, stands in the messages. */
function nothingRead(format: string): ReadFile {
  return { format, grid: null, lines: () => new LineIndex() };
}

function matpowerFile(fileName: string, content: Uint8Array, messages: MessageList): ReadFile {
  const built = buildGrid(parseMatpower(content, messages), fileName, messages);
  if (!built) return nothingRead('MATPOWER');
  const { grid, lines, totals } = built;
  return { format: 'MATPOWER', grid, lines: () => lines, totals };
}

function jsonFile(fileName: string, content: Uint8Array, messages: MessageList): ReadFile {
  const text = decodeText(content);
  const value = parseJson(text, messages);
  if (isPandapower(value)) {
    const grid = buildPandapowerGrid(value, fileName, messages);
    return { ...nothingRead('pandapower'), grid };
  }
  const grid = messages.hasErrors ? null : readNetworkDocument(value, text, messages);
  return { format: 'Phaselock network', grid, lines: () => documentLines(text) };
}

function rawFile(fileName: string, content: Uint8Array, messages: MessageList): ReadFile {
  const document = parseRaw(decodeText(content), messages);
  const built = document && buildRawGrid(document, fileName, messages);
  if (!built) return nothingRead('PSS/E RAW');
  const { grid, lines, machines } = built;
  return {
    format: `PSS/E RAW ${document.header.version}`,
    grid,
    lines: () => lines,
    machines,
  };
}

function cdfFile(fileName: string, content: Uint8Array, messages: MessageList): ReadFile {
  const document = parseCdf(decodeText(content), messages);
  const built = document && buildCdfGrid(document, fileName, messages);
  if (!built) return nothingRead('IEEE CDF');
  return { format: 'IEEE CDF', grid: built.grid, lines: () => built.lines };
}

function tablesFile(
  format: string,
  fileName: string,
  sheets: readonly Sheet[],
  messages: MessageList,
): ReadFile {
  const built = messages.hasErrors ? null : readTables(fileName, sheets, messages);
  if (!built) return nothingRead(format);
  const outages = sheets.find(({ name }) => tableNamed(name) === 'contingency');
  return { format, grid: built.grid, lines: () => built.lines, outages };
}
