import type { MessageList } from '../message-list.ts';
import { emptyFrame, isFrame, readFrame } from './data-frame.ts';
import type { DataFrame } from './data-frame.ts';

/** The tables that are read. */
const READ = [
  'bus',
  'line',
  'trafo',
  'impedance',
  'load',
  'gen',
  'sgen',
  'ext_grid',
  'shunt',
  'switch',
  'res_bus',
  'res_gen',
  'res_ext_grid',
] as const;

export type TableName = (typeof READ)[number];

export interface PandapowerNetwork {
  readonly name: string;
  readonly baseMva: number;
  readonly frequencyHz: number;
  readonly tables: Readonly<Record<TableName, DataFrame>>;
}

/** Tables without which the network is another one; all others hold costs, results, drawings. */
const ELECTRICAL =
  /^(?:trafo3w|x?ward|dcline|motor|storage|asymmetric_\w+|svc|tcsc|ssc|vsc\w*|b2b_vsc|bus_dc|line_dc|load_dc|source_dc)$/;

/** Whether a JSON document is a network of pandapower, of whatever version. */
export function isPandapower(value: unknown): boolean {
  const document = objectOf(value);
  if (!document) return false;
  const bus = objectOf(document.bus);
  return document._class === 'pandapowerNet' || (bus !== null && 'vn_kv' in bus);
}

const TOO_OLD =
  'The network was written by pandapower 1, in kW: open it with pandapower 2 or newer and write it again.';

/** The tables of a document; null where they cannot be read, with the reasons in `messages`. */
export function readPandapowerNetwork(
  value: unknown,
  messages: MessageList,
): PandapowerNetwork | null {
  const document = objectOf(value);
  const content = objectOf(document?._object);
  if (document && 'bus' in document) {
    messages.error(TOO_OLD);
    return null;
  }
  if (!content) {
    messages.error('The pandapower network holds no tables: write it again by pandapower.to_json.');
    return null;
  }
  const tables = Object.fromEntries(
    READ.map((name) => [name, tableOf(name, content[name], messages)]),
  ) as Record<TableName, DataFrame>;
  if (messages.hasErrors) return null;
  if (tables.load.has('p_kw') || tables.gen.has('p_kw') || tables.ext_grid.has('max_p_kw')) {
    messages.error(TOO_OLD);
    return null;
  }
  noteWhatIsLeftOut(content, messages);
  return {
    name: typeof content.name === 'string' ? content.name : '',
    baseMva: positive(content.sn_mva, 'sn_mva', 1, messages),
    frequencyHz: positive(content.f_hz, 'f_hz', 50, messages),
    tables,
  };
}

function objectOf(value: unknown): Readonly<Record<string, unknown>> | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Readonly<Record<string, unknown>>)
    : null;
}

function tableOf(name: string, value: unknown, messages: MessageList): DataFrame {
  if (value === undefined || value === null) return emptyFrame(name);
  const frame = readFrame(name, value);
  if (!frame) {
    messages.error(
      `The table “${name}” is no table that pandas writes: write the network again by pandapower.to_json.`,
    );
  } else if (!name.startsWith('res_') && new Set(frame.index).size < frame.length) {
    messages.error(`The table “${name}” has two rows of the same index: number its rows anew.`);
  }
  return frame ?? emptyFrame(name);
}

function positive(value: unknown, name: string, absent: number, messages: MessageList): number {
  if (typeof value === 'number' && value > 0 && Number.isFinite(value)) return value;
  messages.note(`The network has no ${name}: ${absent} is assumed, as pandapower does.`);
  return absent;
}

function noteWhatIsLeftOut(
  content: Readonly<Record<string, unknown>>,
  messages: MessageList,
): void {
  const others: string[] = [];
  for (const [name, value] of Object.entries(content)) {
    if (!isFrame(value) || name.startsWith('_') || name.startsWith('res_')) continue;
    if ((READ as readonly string[]).includes(name)) continue;
    const rows = readFrame(name, value)?.length ?? 0;
    if (rows === 0) continue;
    if (ELECTRICAL.test(name)) {
      messages.warning(
        `${rows} row${rows === 1 ? '' : 's'} of the table “${name.slice(0, 40)}” cannot be studied here and are left out: replace them by loads, generators and branches.`,
      );
    } else others.push(name);
  }
  if (others.length > 0) {
    messages.note(
      `Not needed here and left out: ${others
        .slice(0, 20)
        .map((name) => name.slice(0, 40))
        .join(', ')}.`,
    );
  }
}
