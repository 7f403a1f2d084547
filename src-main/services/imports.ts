import { randomUUID } from 'node:crypto';
import { basename } from 'node:path';

import type { ParsedRequestOf } from '../../src-shared/contract/contract.ts';
import type {
  ImportCandidate,
  ImportReport,
  UnplacedNetwork,
} from '../../src-shared/contract/import-documents.ts';
import type { ScenarioSummary } from '../../src-shared/contract/scenario-documents.ts';
import { PhaselockError } from '../../src-shared/contract/errors.ts';
import { whyTooLarge } from '../../src-shared/contract/file-size.ts';
import type { GridCase } from '../../src-shared/grid/grid-case.ts';
import type { Contingency } from '../../src-shared/studies/contingency.ts';
import { readNetwork } from '../formats/read-network.ts';
import type { NamedFile } from '../formats/read-network.ts';
import type { ServiceContext } from './context.ts';
import type { ScenarioService } from './scenarios.ts';

/** A network file and what belongs to it. */
interface NetworkFiles extends NamedFile {
  readonly companions?: readonly NamedFile[] | undefined;
}

export interface ImportService {
  /** Reads a file, with what belongs to it; nothing is kept of it until it is accepted. */
  readonly read: (file: NetworkFiles) => ImportCandidate;
  /** The file that the shell was asked to open last, once. */
  readonly pending: () => ImportCandidate | null;
  readonly accept: (request: ParsedRequestOf<'imports.accept'>) => ScenarioSummary;
  /** The shell's side of `pending`. */
  readonly offer: (fileName: string, bytes: Uint8Array) => void;
}

interface Reading {
  readonly grid: GridCase;
  readonly report: ImportReport;
  /** The file itself, where an export can be written into it. */
  readonly source: NamedFile | null;
  readonly contingencies: readonly Contingency[];
}

/** Readings that wait for the user's yes; older ones are dropped. */
const readingsKept = 4;

export function importService(context: ServiceContext, scenarios: ScenarioService): ImportService {
  const readings = new Map<string, Reading>();
  let offered: NamedFile | null = null;

  const read: ImportService['read'] = ({ fileName, bytes, companions = [] }) => {
    const reason = whyTooLarge(bytes.byteLength);
    if (reason !== null)
      throw new PhaselockError('unreadable-input', `${fileName} is too large. ${reason}`);
    const { grid, report, contingencies } = readNetwork(fileName, bytes, companions);
    if (!grid) return { importId: null, report, unplaced: null };
    const importId = randomUUID();
    const files = [{ fileName, bytes }, ...companions];
    const source = report.format === 'MATPOWER' ? fileOf(report, files) : null;
    readings.set(importId, { grid, report, source, contingencies });
    const [oldest] = readings.keys();
    if (readings.size > readingsKept && oldest !== undefined) readings.delete(oldest);
    return { importId, report, unplaced: unplacedOf(grid) };
  };

  return {
    read,
    pending() {
      const file = offered;
      offered = null;
      return file && read(file);
    },
    accept({ importId, name }) {
      const reading = readings.get(importId);
      if (!reading) {
        throw new PhaselockError(
          'not-found',
          'This file is not waiting any more: read it again, then accept it.',
        );
      }
      const { grid, report, source, contingencies } = reading;
      const created = scenarios.createFrom(grid, {
        name: name ?? nameOf(grid, report),
        origin: report.fileName,
        importReport: report,
        source,
        contingencies,
      });
      readings.delete(importId);
      return created;
    },
    offer(fileName, bytes) {
      offered = { fileName, bytes };
      context.events.emit('import.pending', { fileName });
    },
  };
}

function unplacedOf({ buses, branches }: GridCase): UnplacedNetwork | null {
  if (buses.some(({ position }) => position !== null)) return null;
  return {
    buses: Float64Array.from(buses, ({ number }) => number),
    from: Float64Array.from(branches, ({ from }) => from),
    to: Float64Array.from(branches, ({ to }) => to),
  };
}

/** The one of several files that the report is about: the network, not what came along with it. */
const fileOf = ({ fileName }: ImportReport, files: readonly NamedFile[]): NamedFile | null =>
  files.find((file) => file.fileName === fileName) ?? null;

/** A name for the scenario: what the file says, else the file's own name. */
function nameOf(grid: GridCase, report: ImportReport): string {
  const fromFile = basename(report.fileName).replace(/\.[^.]*$/, '');
  return (grid.name.trim() || fromFile || 'Imported network').slice(0, 200);
}
