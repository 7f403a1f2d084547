import { largestFileBytes } from '../../src-shared/contract/contract.ts';
import type { ImportReport } from '../../src-shared/contract/documents.ts';
import type { GridCase } from '../../src-shared/grid/grid-case.ts';
import type { OscillatorDocument } from '../../src-shared/grid/oscillator-document.ts';
import { validateGrid } from '../../src-shared/grid/validation.ts';
import type { Message } from '../../src-shared/grid/validation.ts';
import { decodeText, whyNotText, withoutByteOrderMark } from './file-text.ts';
import { importReport } from './import-report.ts';
import { LineIndex } from './line-index.ts';
import { buildGrid } from './matpower/build-grid.ts';
import { parseMatpower } from './matpower/parse-document.ts';
import { MessageList } from './message-list.ts';
import { parseJson } from './phaselock/parse-json.ts';
import { documentLines, readNetworkDocument } from './phaselock/read-network-document.ts';
import { readOscillators } from './phaselock/read-oscillators.ts';

/** What came of a file: a network, or null with the errors in the report. */
export interface NetworkReading {
  readonly grid: GridCase | null;
  readonly report: ImportReport;
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
}

type FileFormat = 'matpower' | 'json' | 'unknown';

/**
 * Reads a network file of any known format, chosen by extension and content. It never throws on
 * what stands in the file: everything wrong becomes a message with line and remedy, and where one
 * of them is an error there is no network.
 */
export function readNetwork(fileName: string, bytes: Uint8Array): NetworkReading {
  const messages = new MessageList();
  const file = readFile(fileName, bytes, messages);
  if (file.grid) for (const message of validateGrid(file.grid)) messages.add(message);
  const grid = messages.hasErrors ? null : file.grid;
  return { grid, report: importReport(fileName, file.format, grid, withLines(messages, file)) };
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
  return { kind: 'grid', grid: null, report };
}

/** Refuses a file by its size alone, so that nobody has to read it; null where it may be read. */
export function refuseBySize(fileName: string, sizeBytes: number): NetworkReading | null {
  if (sizeBytes <= largestFileBytes) return null;
  const messages = new MessageList();
  messages.error(
    `The file is ${Math.round(sizeBytes / 2 ** 20)} MB large; a network has at most ${largestFileBytes / 2 ** 20} MB: choose another file.`,
  );
  return { grid: null, report: importReport(fileName, 'unknown', null, messages.toArray()) };
}

function readFile(fileName: string, bytes: Uint8Array, messages: MessageList): ReadFile {
  const nowhere = { grid: null, lines: () => new LineIndex() };
  const tooLarge = refuseBySize(fileName, bytes.length);
  const reason = tooLarge?.report.messages[0]?.text ?? whyNotText(bytes);
  if (reason !== null) {
    messages.error(reason);
    return { format: 'unknown', ...nowhere };
  }
  const content = withoutByteOrderMark(bytes);
  switch (formatOf(fileName, content)) {
    case 'matpower': {
      const built = buildGrid(parseMatpower(content, messages), fileName, messages);
      if (!built) return { format: 'MATPOWER', ...nowhere };
      return { format: 'MATPOWER', grid: built.grid, lines: () => built.lines };
    }
    case 'json': {
      const text = decodeText(content);
      const value = parseJson(text, messages);
      const grid = messages.hasErrors ? null : readNetworkDocument(value, text, messages);
      return { format: 'Phaselock network', grid, lines: () => documentLines(text) };
    }
    case 'unknown':
      messages.error(
        'This is no network file that can be read here: choose a MATPOWER case (.m) or a Phaselock network (.json).',
      );
      return { format: 'unknown', ...nowhere };
  }
}

/** Bytes at the start of a file that are looked at to tell its format. */
const HEAD_BYTES = 65_536;

function formatOf(fileName: string, bytes: Uint8Array): FileFormat {
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, HEAD_BYTES));
  if (/\.m$/i.test(fileName)) return 'matpower';
  if (/^\s*[{[]/.test(head)) return 'json';
  if (/^[ \t]*(?:function\b|mpc\.)/m.test(head)) return 'matpower';
  return /\.json$/i.test(fileName) ? 'json' : 'unknown';
}

function holdsOscillators(bytes: Uint8Array): boolean {
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, HEAD_BYTES));
  return /^\s*\S*\{/.test(head) && /"format"\s*:\s*"phaselock-oscillators"/.test(head);
}
