import { generatorColumns } from './columns.ts';
import type { GeneratorColumn } from './columns.ts';
import { isKept } from './draft.ts';
import type { Draft } from './draft.ts';
import type { RawLine } from '../line-cursor.ts';
import { RawRecord } from './raw-record.ts';

/** This much and more stands for no limit. */
const NO_LIMIT = 9999;

export function buildGenerators(draft: Draft, lines: readonly RawLine[]): void {
  const columns = generatorColumns(draft.header.version);
  for (const text of lines) {
    const record = new RawRecord(text, columns, 'generator', draft.messages);
    const { line } = record;
    const bus = record.bus('I');
    const id = record.id('ID');
    const inService = record.number('STAT', 1) > 0;
    const label = `Generator ${id} at bus ${bus}`;
    if (!isKept(draft, label, `generator/${bus}-${id}`, [bus], inService, line)) continue;
    buildGenerator(draft, record, { bus, id, inService });
    draft.machines.set(`${bus}-${id}`, {
      sourceReactancePu: record.number('ZX', 1),
      stepUpReactancePu: record.number('XT'),
    });
  }
}

function buildGenerator(
  draft: Draft,
  record: RawRecord<GeneratorColumn>,
  machine: { bus: number; id: string; inService: boolean },
): void {
  const { header, messages } = draft;
  const rating = record.number('MBASE', header.baseMva);
  if (record.lacks('PG', 'QG', 'QT', 'QB', 'VS', 'MBASE', 'PT', 'PB') || !(rating > 0)) {
    messages.count('defaulted', 'generator');
  }
  const regulated = Math.abs(record.number('IREG'));
  draft.generators.push({
    element: {
      ...machine,
      pMw: record.number('PG'),
      qMvar: record.number('QG'),
      pMinMw: limit(record.number('PB', -NO_LIMIT)),
      pMaxMw: limit(record.number('PT', NO_LIMIT)),
      qMinMvar: limit(record.number('QB', -NO_LIMIT)),
      qMaxMvar: limit(record.number('QT', NO_LIMIT)),
      vSetPu: record.number('VS', 1),
      ratingMva: rating > 0 ? rating : header.baseMva,
      dynamics: null,
    },
    line: record.line,
  });
  if (regulated !== 0 && regulated !== machine.bus && machine.inService) {
    messages.note(
      `Generator ${machine.id} at bus ${machine.bus} holds the voltage of bus ${regulated}: its setpoint is taken for its own bus.`,
      record.line,
    );
  }
}

function limit(value: number): number {
  if (value >= NO_LIMIT) return Infinity;
  return value <= -NO_LIMIT ? -Infinity : value;
}
