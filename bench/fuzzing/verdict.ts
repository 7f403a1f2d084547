import { readContingencies } from '../../src-main/formats/contingencies/read-contingencies.ts';
import { readNetwork } from '../../src-main/formats/read-network.ts';
import { previewPaste } from '../../src-main/formats/tables/paste-rows.ts';
import { editSchema } from '../../src-shared/grid/edit-schema.ts';
import { applyEdit } from '../../src-shared/grid/edits.ts';
import { elementLabel, findElement } from '../../src-shared/grid/element-ref.ts';
import type { ElementKind } from '../../src-shared/grid/element-ref.ts';
import type { GridCase } from '../../src-shared/grid/grid-case.ts';
import { gridSchema } from '../../src-shared/grid/schema.ts';
import { validateGrid } from '../../src-shared/grid/validation.ts';
import type { Message } from '../../src-shared/grid/validation.ts';
import { contingencySchema } from '../../src-shared/studies/contingency.ts';
import { dynamicsCompanion, referenceGrid } from './seeds.ts';
import type { Seed } from './seeds.ts';

export interface Verdict {
  /** `read` gave something valid, `refused` a message; anything else is a fault of ours. */
  readonly outcome: 'read' | 'refused';
  readonly fault: string | null;
}

/** Reads a file as its seed says, and judges what came of it. What a reader throws goes through. */
export function judge(seed: Seed, bytes: Uint8Array): Verdict {
  switch (seed.reads) {
    case 'network': {
      const { grid, report } = readNetwork(seed.fileName, bytes);
      return ofNetwork(grid, report.messages);
    }
    case 'dynamics': {
      const file = { fileName: seed.fileName, bytes };
      const { fileName, bytes: network } = dynamicsCompanion;
      const { grid, report } = readNetwork(fileName, network, [file]);
      return ofNetwork(grid, report.messages);
    }
    case 'contingencies':
      return ofContingencies(seed, bytes);
    case 'clipboard':
      return ofPaste(seed.fileName as ElementKind, bytes);
  }
}

const refused = (messages: readonly Message[]): Verdict => ({
  outcome: 'refused',
  fault:
    faultOfMessages(messages) ??
    (messages.some(({ severity }) => severity === 'error') ? null : 'refused without a reason'),
});

const read = (fault: string | null): Verdict => ({ outcome: 'read', fault });

function faultOfMessages(messages: readonly Message[]): string | null {
  const bad = messages.find(
    ({ text, line }) =>
      text.trim() === '' ||
      text.length > 2000 ||
      /\bundefined\b|\[object/.test(text) ||
      (line !== null && !(Number.isSafeInteger(line) && line > 0)),
  );
  return bad ? `an odd message: ${JSON.stringify(bad).slice(0, 300)}` : null;
}

function ofNetwork(grid: GridCase | null, messages: readonly Message[]): Verdict {
  return grid ? read(faultOfMessages(messages) ?? faultOfGrid(grid)) : refused(messages);
}

function faultOfGrid(grid: GridCase): string | null {
  const shape = gridSchema.safeParse(grid);
  if (!shape.success) return `no valid network: ${shape.error.message.slice(0, 300)}`;
  const error = validateGrid(grid).find(({ severity }) => severity === 'error');
  return error ? `no valid network: ${error.text}` : null;
}

function ofContingencies({ fileName }: Seed, bytes: Uint8Array): Verdict {
  const { contingencies, messages } = readContingencies(fileName, bytes, referenceGrid);
  if (!contingencies) return refused(messages);
  const names = new Set(contingencies.map(({ name }) => name));
  if (names.size < contingencies.length) return read('two contingencies of one name');
  for (const contingency of contingencies) {
    const shape = contingencySchema.safeParse(contingency);
    if (!shape.success) return read(`no valid contingency: ${shape.error.message.slice(0, 300)}`);
    const missing = contingency.elements.find((element) => findElement(referenceGrid, element) < 0);
    if (missing) return read(`${elementLabel(missing)} is not in the network`);
  }
  return read(faultOfMessages(messages));
}

function ofPaste(table: ElementKind, bytes: Uint8Array): Verdict {
  const text = new TextDecoder().decode(bytes);
  const { edit, messages } = previewPaste(referenceGrid, table, text);
  const hasErrors = messages.some(({ severity }) => severity === 'error');
  if (hasErrors) return edit ? read('an edit in spite of errors') : refused(messages);
  if (!edit) return read(faultOfMessages(messages));
  const parsed = editSchema.safeParse(edit);
  if (!parsed.success) return read(`no valid edit: ${parsed.error.message.slice(0, 300)}`);
  const { grid } = applyEdit(referenceGrid, edit);
  const shape = gridSchema.safeParse(grid);
  return read(shape.success ? null : `no valid network: ${shape.error.message.slice(0, 300)}`);
}
