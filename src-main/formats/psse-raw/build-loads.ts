import type { Draft } from './draft.ts';
import { isKept } from './draft.ts';
import { loadColumns } from './columns.ts';
import type { LoadColumn } from './columns.ts';
import type { RawLine } from '../line-cursor.ts';
import { RawRecord } from './raw-record.ts';

/**
 * The loads, as the power that they draw at the bus voltage of the file:
 *
 *   P = PL + IP V + YP V²,   Q = QL + IQ V - YQ V²
 *
 * in MW and Mvar (YQ is negative on an inductive load), less the distributed generation behind it.
 */
export function buildLoads(draft: Draft, lines: readonly RawLine[]): void {
  let withVoltage = 0;
  let withGeneration = 0;
  for (const text of lines) {
    const record = new RawRecord(text, loadColumns, 'load', draft.messages);
    const { line } = record;
    const bus = record.bus('I');
    const id = record.id('ID');
    const inService = record.number('STATUS', 1) !== 0;
    if (!isKept(draft, `Load ${id} at bus ${bus}`, `load/${bus}-${id}`, [bus], inService, line)) {
      continue;
    }
    if (record.lacks('PL', 'QL')) draft.messages.count('defaulted', 'load');
    const volts = draft.busOf.get(bus)?.vmPu ?? 1;
    const variable = variablePart(record, volts);
    const generated = record.number('DGENM') === 1;
    if (variable) withVoltage++;
    if (generated) withGeneration++;
    const pMw = record.number('PL') + (variable?.pMw ?? 0);
    const qMvar = record.number('QL') + (variable?.qMvar ?? 0);
    draft.loads.push({
      element: {
        bus,
        id,
        pMw: generated ? pMw - record.number('DGENP') : pMw,
        qMvar: generated ? qMvar - record.number('DGENQ') : qMvar,
        inService,
      },
      line,
    });
  }
  noteConversions(draft, withVoltage, withGeneration);
}

/** What depends on the voltage, at the voltage of the file; null where there is none. */
function variablePart(
  record: RawRecord<LoadColumn>,
  volts: number,
): { pMw: number; qMvar: number } | null {
  const [ip, iq, yp, yq] = (['IP', 'IQ', 'YP', 'YQ'] as const).map((name) => record.number(name));
  if (!ip && !iq && !yp && !yq) return null;
  return {
    pMw: (ip ?? 0) * volts + (yp ?? 0) * volts ** 2,
    qMvar: (iq ?? 0) * volts - (yq ?? 0) * volts ** 2,
  };
}

function noteConversions({ messages }: Draft, withVoltage: number, withGeneration: number): void {
  if (withVoltage > 0) {
    messages.note(
      `Entered as power at the voltages of the file: loads with parts of constant current or admittance, ${withVoltage}.`,
    );
  }
  if (withGeneration > 0) {
    messages.note(`Entered less the generation behind them (DGENP): loads, ${withGeneration}.`);
  }
}
