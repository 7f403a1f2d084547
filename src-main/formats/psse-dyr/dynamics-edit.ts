import type { Edit } from '../../../src-shared/grid/edits.ts';
import type { GridCase } from '../../../src-shared/grid/grid-case.ts';
import type { Message } from '../../../src-shared/grid/validation.ts';
import { decodeText, whyNotText, withoutByteOrderMark } from '../file-text.ts';
import { MessageList } from '../message-list.ts';
import { attachDynamics } from './attach-dynamics.ts';

/** What came of a DYR file. */
export interface DynamicsFile {
  /** One undo step; null where the file changes nothing. */
  readonly edit: Edit | null;
  /** Machines with data from the file, those left without any, and all. */
  readonly machines: { readonly given: number; readonly estimated: number; readonly total: number };
  readonly messages: readonly Message[];
}

/**
 * What a DYR file changes in a network that is open already: one edit, hence one undo step; null
 * where it changes nothing.
 */
export function dynamicsEdit(grid: GridCase, fileName: string, bytes: Uint8Array): DynamicsFile {
  const messages = new MessageList();
  const reason = whyNotText(bytes);
  if (reason !== null) {
    messages.error(reason);
    return { edit: null, machines: counts(grid, 0), messages: messages.toArray() };
  }
  const text = decodeText(withoutByteOrderMark(bytes));
  const after = attachDynamics(grid, new Map(), fileName, text, messages);
  const edits = after.generators.flatMap((machine, index): Edit[] => {
    if (machine === grid.generators[index]) return [];
    const { bus, id, dynamics } = machine;
    return [{ kind: 'update', element: { kind: 'generator', bus, id }, changes: { dynamics } }];
  });
  const label = `Dynamic data from ${fileName}`;
  return {
    edit: edits.length === 0 ? null : { kind: 'batch', label, edits },
    machines: counts(after, edits.length),
    messages: messages.toArray(),
  };
}

const counts = ({ generators }: GridCase, given: number): DynamicsFile['machines'] => ({
  given,
  estimated: generators.filter(({ dynamics }) => dynamics === null).length,
  total: generators.length,
});
