import type { GridCase } from '../../../src-shared/grid/grid-case.ts';
import { MessageList } from '../message-list.ts';
import { buildGrid } from './build-grid.ts';
import { BRANCH, BUS, GEN } from './columns.ts';
import type { CaseTable } from './columns.ts';
import { CaseLayout } from './case-layout.ts';
import type { MatpowerDocument } from './matpower-document.ts';
import { parseMatpower } from './parse-document.ts';

/** A case with the place of everything in its file. */
export interface MappedCase {
  readonly bytes: Uint8Array;
  readonly document: MatpowerDocument;
  readonly layout: CaseLayout;
  readonly grid: GridCase;
  /** Row of the file of each element; rows that name missing buses belong to none. */
  readonly rows: Readonly<Record<CaseTable, readonly number[]>>;
}

const ENDS = { bus: [BUS.number], gen: [GEN.bus], branch: [BRANCH.from, BRANCH.to] } as const;

/** Reads a case, noting where everything stands; null where it has errors. */
export function readCase(bytes: Uint8Array, fileName: string): MappedCase | null {
  const messages = new MessageList();
  const layout = new CaseLayout(bytes);
  const document = parseMatpower(bytes, messages, layout);
  const built = messages.hasErrors ? null : buildGrid(document, fileName, messages);
  if (!built) return null;
  const { grid } = built;
  const rows = {
    bus: rowsWithBuses(document, 'bus', grid),
    gen: rowsWithBuses(document, 'gen', grid),
    branch: rowsWithBuses(document, 'branch', grid),
  };
  return { bytes, document, layout, grid, rows };
}

/** The rows of a table that name only buses of a network; the reader leaves the others out. */
export function rowsWithBuses(
  { tables }: MatpowerDocument,
  name: CaseTable,
  grid: GridCase,
): number[] {
  const { rows = 0, columns = 0, values = [] } = tables.get(name) ?? {};
  const numbers = new Set(grid.buses.map(({ number }) => number));
  return Array.from({ length: rows }, (_, row) => row).filter((row) =>
    ENDS[name].every((column) => numbers.has(values[row * columns + column] ?? NaN)),
  );
}
