import { archiveEnding, archivePaths } from '../../src-shared/contract/archive-document.ts';
import type {
  ArchiveContents,
  ArchivedRun,
  ArchivedScenario,
} from '../../src-shared/contract/archive-document.ts';
import { largestFileBytes } from '../../src-shared/contract/contract.ts';
import type { ParsedRequestOf } from '../../src-shared/contract/contract.ts';
import type { ReportFile } from '../../src-shared/contract/application-documents.ts';
import type { ImportReport } from '../../src-shared/contract/import-documents.ts';
import type { ArchiveReading } from '../../src-shared/contract/reading-documents.ts';
import type { ScenarioSummary } from '../../src-shared/contract/scenario-documents.ts';
import { PhaselockError } from '../../src-shared/contract/errors.ts';
import { whyTooLarge } from '../../src-shared/contract/file-size.ts';
import { studyKinds } from '../../src-shared/studies/catalogue.ts';
import { readArchive, writeArchive } from '../formats/archive/archive-file.ts';
import { archiveContents } from './archive-contents.ts';
import { archiveReader } from './archive-reader.ts';
import type { ArchiveReader } from './archive-reader.ts';
import { requirePresentScenario, requireScenario, stamp } from './context.ts';
import type { ServiceContext } from './context.ts';
import { fileTitle } from './file-title.ts';
import { keepScenarioModel } from './scenario-model.ts';
import { keepScenarioReport } from './scenario-report.ts';
import type { WorkingNetworks } from './working-networks.ts';

/** One file to hand to a colleague. */
export interface ArchiveService {
  readonly export: (request: ParsedRequestOf<'archive.export'>) => ReportFile;
  /** All of it, or nothing where anything in it is not as it was written. */
  readonly import: (request: ParsedRequestOf<'archive.import'>) => Promise<ArchiveReading>;
}

export function archiveService(
  context: ServiceContext,
  networks: WorkingNetworks,
  writtenBy: string,
): ArchiveService {
  const { store, events } = context;

  /** Those asked for, and what their networks follow, above first. */
  const withAncestors = (scenarioIds: readonly number[]): ScenarioSummary[] => {
    const found = new Map<number, ScenarioSummary>();
    const add = (scenario: ScenarioSummary): void => {
      const { derived, parentId } = scenario;
      if (derived && parentId !== null) add(requireScenario(store, parentId));
      found.set(scenario.id, scenario);
    };
    for (const id of scenarioIds) add(requirePresentScenario(store, id));
    return [...found.values()];
  };

  const insert = (contents: ArchiveContents, read: ArchiveReader): ArchiveReading => {
    const ids = new Map<number, number>();
    for (const scenario of contents.scenarios) {
      ids.set(scenario.id, insertScenario(context, scenario, read, ids));
    }
    // Afterwards, since what a report compares with may stand further down.
    for (const { id, report } of contents.scenarios) {
      const scenarioId = ids.get(id);
      const compareWith = ids.get(report.compareWith ?? NaN) ?? null;
      if (scenarioId !== undefined) {
        keepScenarioReport(store, scenarioId, { ...report, compareWith });
      }
    }
    let unknownRuns = 0;
    contents.runs.forEach((run, place) => {
      const scenarioId = ids.get(run.scenarioId);
      if (scenarioId === undefined || !studyKinds.some((kind) => kind === run.kind)) unknownRuns++;
      else insertRun(context, scenarioId, run, place, read);
    });
    return {
      scenarios: [...ids.values()].map((id) => requireScenario(store, id)),
      runs: contents.runs.length - unknownRuns,
      unknownRuns,
    };
  };

  return {
    export({ scenarioIds }) {
      const asked = scenarioIds ?? store.scenarios.list(false).map(({ id }) => id);
      // In the order in which they were made: the tree on the other side is the same.
      const scenarios = withAncestors(asked.toSorted((a, b) => a - b));
      const [first] = scenarios;
      if (!first) throw new PhaselockError('refused', 'There is no scenario to hand on yet.');
      const files = archiveContents(store, networks, scenarios);
      const bytes = writeArchive(files, { writtenBy, writtenAt: stamp(context) });
      if (bytes.byteLength > largestFileBytes) throw tooLarge(bytes.byteLength);
      return {
        fileName: `${fileTitle(first.name)}${others(asked.length - 1)}${archiveEnding}`,
        mediaType: 'application/zip',
        bytes,
      };
    },
    async import({ fileName, bytes }) {
      const reason = whyTooLarge(bytes.byteLength);
      if (reason !== null) throw new PhaselockError('unreadable-input', `${fileName}: ${reason}`);
      const read = archiveReader(fileName, readArchive(fileName, bytes));
      const contents = read.contents();
      for (const [place, run] of contents.runs.entries()) await read.checkRun(run, place);
      const reading = store.transaction(() => insert(contents, read));
      networks.refreshStudyHashes();
      for (const { id } of reading.scenarios) {
        events.emit('scenario.changed', { scenarioId: id });
      }
      return {
        ...reading,
        scenarios: reading.scenarios.map(({ id }) => requireScenario(store, id)),
      };
    },
  };
}

function insertScenario(
  context: ServiceContext,
  scenario: ArchivedScenario,
  read: ArchiveReader,
  ids: ReadonlyMap<number, number>,
): number {
  const { store } = context;
  const { name, notes, tags, derived, origin, createdAt, network, source } = scenario;
  const parentId = scenario.parentId === null ? null : (ids.get(scenario.parentId) ?? null);
  const grid = network === null ? null : read.network(network);
  if (grid === null && (!derived || parentId === null)) {
    throw new PhaselockError(
      'unreadable-input',
      `The archive was not imported: “${name}” follows a scenario that is not in it.`,
    );
  }
  const id = store.scenarios.create({
    ...{ name, notes, tags, parentId, origin, createdAt, derived: grid === null },
    importReport: scenario.importReport as ImportReport | null,
    buses: grid?.buses.length ?? 0,
    branches: grid?.branches.length ?? 0,
  });
  if (grid) store.journal.writeSnapshot(id, 0, grid);
  scenario.changes.forEach(({ enabled, ...change }, index) => {
    const changeId = store.changes.keep(id, change);
    store.changes.edit(id, { kind: 'add-change', changeId, enabled, index });
  });
  for (const { hash, note, createdAt: at } of scenario.revisions) {
    store.revisions.attach(id, store.revisions.commit(read.network(hash), at).id, note, at);
  }
  if (source) {
    const bytes = read.file(archivePaths.source(source.sha256));
    store.sources.set(id, { fileName: source.fileName, bytes });
  }
  store.contingencies.set(id, scenario.contingencies);
  keepScenarioModel(store, id, scenario.model);
  return id;
}

function insertRun(
  { store }: ServiceContext,
  scenarioId: number,
  run: ArchivedRun,
  place: number,
  read: ArchiveReader,
): void {
  const { scenarioId: _scenario, revision, result, arrays, ...record } = run;
  const { id: revisionId } = store.revisions.commit(read.network(revision), run.createdAt);
  const runId = store.archive.insertRun(scenarioId, revisionId, record);
  if (!result) return;
  store.results.write(runId, {
    fields: { codec: result.codec, bytes: read.file(archivePaths.result(place)) },
    arrays: arrays.map((array, index) => ({
      ...array,
      bytes: read.file(archivePaths.array(place, index)),
    })),
  });
}

const tooLarge = (bytes: number): PhaselockError =>
  new PhaselockError(
    'refused',
    `The archive would have ${Math.ceil(bytes / 2 ** 20)} MB, and at most ${largestFileBytes / 2 ** 20} MB can be opened again: choose fewer scenarios.`,
  );

const others = (count: number): string => (count > 0 ? ` and ${count} more` : '');
