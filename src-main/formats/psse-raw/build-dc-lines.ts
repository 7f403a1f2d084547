import { dcConverterColumns, dcLineColumns, vscColumns, vscConverterColumns } from './columns.ts';
import type { DcLineColumn } from './columns.ts';
import { isKept } from './draft.ts';
import type { Draft } from './draft.ts';
import type { RawLine } from '../line-cursor.ts';
import { RawRecord } from './raw-record.ts';

/** Power that a DC line takes at the rectifier and gives at the inverter, in MW. */
export interface DcTransfer {
  readonly rectifierMw: number;
  readonly inverterMw: number;
}

/**
 * The transfer of a two-terminal line. With the current I in kA, resistances in ohms, and the
 * scheduled voltage V = VSCHD (kV) held at RCOMP ohms from the inverter:
 *
 *   V_inverter = V - RCOMP I,   V_rectifier = V_inverter + RDC I,   P = V I
 *
 * MDC = 1 gives P (at the rectifier where SETVL > 0, else at the inverter), MDC = 2 gives I = SETVL
 * / 1000. Without a voltage the line is taken as free of losses. Null where it cannot carry that
 * power. PSS/E Program Operation Manual, two-terminal
 * DC line data.
 */
export function dcTransfer(
  mode: number,
  setpoint: number,
  voltsKv: number,
  lineOhms: number,
  compoundingOhms: number,
): DcTransfer | null {
  const size = Math.abs(setpoint);
  if (mode !== 2 && !(voltsKv > 0)) return { rectifierMw: size, inverterMw: size };
  const ohmsAtSetpoint = setpoint > 0 ? lineOhms - compoundingOhms : -compoundingOhms;
  const current = mode === 2 ? size / 1000 : currentFor(size, voltsKv, ohmsAtSetpoint);
  if (current === null) return null;
  const inverterKv = voltsKv - compoundingOhms * current;
  const rectifierKv = inverterKv + lineOhms * current;
  return { rectifierMw: rectifierKv * current, inverterMw: inverterKv * current };
}

/** The smaller root of (V + R I) I = P. */
function currentFor(powerMw: number, voltsKv: number, ohms: number): number | null {
  if (ohms === 0) return powerMw / voltsKv;
  const discriminant = voltsKv ** 2 + 4 * ohms * powerMw;
  if (discriminant < 0) return null;
  return (2 * powerMw) / (voltsKv + Math.sqrt(discriminant));
}

/** DC lines as a load at the rectifier and a negative load at the inverter: three lines each. */
export function buildDcLines(draft: Draft, lines: readonly RawLine[]): void {
  for (let i = 0; i + 2 < lines.length; i += 3) {
    const [head, rectifier, inverter] = lines.slice(i, i + 3);
    if (!head || !rectifier || !inverter) break;
    const record = new RawRecord(head, dcLineColumns, 'DC line', draft.messages);
    const [from, to] = [rectifier, inverter].map((line) =>
      new RawRecord(line, dcConverterColumns, 'DC line', draft.messages).bus('IP'),
    );
    buildDcLine(draft, record, from ?? 0, to ?? 0);
  }
  noteLeftovers(draft, lines, 'DC line');
}

function buildDcLine(
  draft: Draft,
  record: RawRecord<DcLineColumn>,
  from: number,
  to: number,
): void {
  const { messages } = draft;
  const name = record.text('NAME', `${from}–${to}`);
  const label = `DC line “${name.slice(0, 40)}” ${from}–${to}`;
  const [mode, setpoint] = [record.number('MDC'), record.number('SETVL')];
  const inService = mode !== 0;
  if (!isKept(draft, label, `dc/${name}`, [from, to], inService, record.line)) return;
  const transfer = dcTransfer(
    mode,
    setpoint,
    record.number('VSCHD'),
    record.number('RDC'),
    record.number('RCOMP'),
  );
  if (!transfer) {
    messages.error(
      `${label} cannot carry ${Math.abs(setpoint)} MW at its voltage and resistance: correct SETVL, VSCHD or RDC.`,
      record.line,
    );
    return;
  }
  inject(draft, `DC ${name}`, record.line, inService, [
    [from, transfer.rectifierMw],
    [to, 0 - transfer.inverterMw],
  ]);
  messages.warning(
    `${label} is entered as a load of ${mega(transfer.rectifierMw)} MW at bus ${from} and of ${mega(0 - transfer.inverterMw)} MW at bus ${to}${inService ? '' : ', out of service'}; the reactive power of its converters is not in the file: add it to these loads.`,
    record.line,
  );
}

/** Links of voltage-source converters: the one that holds its power feeds it in, the other takes it. */
export function buildVscLines(draft: Draft, lines: readonly RawLine[]): void {
  const { messages } = draft;
  for (let i = 0; i + 2 < lines.length; i += 3) {
    const [head, ...ends] = lines.slice(i, i + 3);
    if (!head) break;
    const record = new RawRecord(head, vscColumns, 'VSC DC line', messages);
    const converters = ends.map(
      (line) => new RawRecord(line, vscConverterColumns, 'converter', messages),
    );
    const buses = converters.map((converter) => converter.bus('IBUS'));
    const name = record.text('NAME', buses.join('–'));
    const label = `VSC DC line “${name.slice(0, 40)}” ${buses.join('–')}`;
    const types = converters.map((converter) => converter.number('TYPE'));
    const inService = record.number('MDC', 1) !== 0 && !types.includes(0);
    if (!isKept(draft, label, `dc/${name}`, buses, inService, record.line)) continue;
    const driver = types.indexOf(2);
    const feeds = driver < 0 ? 0 : (converters[driver]?.number('DCSET') ?? 0);
    inject(
      draft,
      `DC ${name}`,
      record.line,
      inService,
      buses.map((bus, end) => [bus, end === driver ? 0 - feeds : feeds]),
    );
    messages.warning(
      `${label} is entered as loads of ±${mega(Math.abs(feeds))} MW at its buses${inService ? '' : ', out of service'}, without its losses and voltage control.`,
      record.line,
    );
  }
  noteLeftovers(draft, lines, 'VSC DC line');
}

/** Loads of one DC line at its buses. */
function inject(
  draft: Draft,
  id: string,
  line: number,
  inService: boolean,
  powers: readonly (readonly [bus: number, pMw: number])[],
): void {
  powers.forEach(([bus, pMw], end) => {
    // Ends of a back-to-back link may stand at one bus; two long names may begin alike.
    const key = `load/${bus}-${id.slice(0, 32)}`;
    const isTaken = draft.lineOf.has(key);
    const own = isTaken ? `${id.slice(0, 20)} ${line} ${end + 1}` : id.slice(0, 32);
    draft.lineOf.set(`load/${bus}-${own}`, line);
    draft.loads.push({ element: { bus, id: own, pMw, qMvar: 0, inService }, line });
  });
}

function noteLeftovers({ messages }: Draft, lines: readonly RawLine[], what: string): void {
  const rest = lines.length % 3;
  if (rest === 0) return;
  messages.error(
    `A ${what} has three lines, and the section ends before its last: complete it, or fetch the whole file again.`,
    lines[lines.length - rest]?.line ?? null,
  );
}

const mega = (value: number): string => String(Math.round(value * 100) / 100);
