import { createHash } from 'node:crypto';

import { archivePaths } from '../../src-shared/contract/archive-document.ts';
import type {
  ArchiveContents,
  ArchivedRun,
  ArchivedScenario,
} from '../../src-shared/contract/archive-document.ts';
import type { ScenarioSummary } from '../../src-shared/contract/scenario-documents.ts';
import { gridDocumentText } from '../../src-shared/grid/schema.ts';
import { unpackText } from '../store/compression.ts';
import { toJson } from '../store/json.ts';
import { contentHash } from '../store/network-codec.ts';
import type { Store } from '../store/open-store.ts';
import { scenarioModel } from './scenario-model.ts';
import { scenarioReport } from './scenario-report.ts';
import type { WorkingNetworks } from './working-networks.ts';

/** Everything that an archive of these scenarios holds, by its path in the archive. */
export function archiveContents(
  store: Store,
  networks: WorkingNetworks,
  scenarios: readonly ScenarioSummary[],
): Map<string, Uint8Array> {
  const files = new Map<string, Uint8Array>();
  const write = (path: string, text: string): void =>
    void files.set(path, new TextEncoder().encode(text));

  /** Each content once. */
  const keepRevision = (hash: string): string => {
    const path = archivePaths.network(hash);
    const packed = files.has(path) ? null : store.archive.revisionText(hash);
    if (packed) write(path, unpackText(packed));
    return hash;
  };

  const keepOwnNetwork = (scenarioId: number): string => {
    const text = gridDocumentText(networks.open(scenarioId).grid);
    const hash = contentHash(text);
    write(archivePaths.network(hash), text);
    return hash;
  };

  const keepSource = (scenarioId: number): ArchivedScenario['source'] => {
    const source = store.sources.get(scenarioId);
    if (!source) return null;
    const sha256 = createHash('sha256').update(source.bytes).digest('hex');
    files.set(archivePaths.source(sha256), source.bytes);
    return { fileName: source.fileName, sha256 };
  };

  const present = new Set(scenarios.map(({ id }) => id));
  const among = (id: number | null): number | null => (id !== null && present.has(id) ? id : null);
  const reportOf = (scenarioId: number): ArchivedScenario['report'] => {
    const report = scenarioReport(store, scenarioId);
    return { ...report, compareWith: among(report.compareWith) };
  };

  const scenarioOf = (scenario: ScenarioSummary): ArchivedScenario => {
    const { id, name, notes, tags, parentId, derived, origin, createdAt } = scenario;
    return {
      ...{ id, name, notes, tags: [...tags], derived, origin, createdAt },
      parentId: among(parentId),
      importReport: store.scenarios.importReport(id) as ArchivedScenario['importReport'],
      model: scenarioModel(store, id),
      report: reportOf(id),
      contingencies: [...store.contingencies.get(id)],
      network: derived ? null : keepOwnNetwork(id),
      changes: store.changes.list(id).map(({ id: _, ...change }) => change),
      revisions: store.revisions.ofScenario(id).map(({ hash, note, createdAt: at }) => ({
        hash: keepRevision(hash),
        note,
        createdAt: at,
      })),
      source: keepSource(id),
    };
  };

  const runs: ArchivedRun[] = [];
  const keepRuns = (scenarioId: number): void => {
    for (const { id, revisionId: _, revision, ...run } of store.archive.endedRuns(scenarioId)) {
      const place = runs.length;
      const packed = store.archive.packedResult(id);
      if (packed) files.set(archivePaths.result(place), packed.fields.bytes);
      const arrays = (packed?.arrays ?? []).map(({ bytes, ...array }, index) => {
        files.set(archivePaths.array(place, index), bytes);
        return array;
      });
      const result = packed && { codec: packed.fields.codec };
      runs.push({ ...run, scenarioId, revision: keepRevision(revision), result, arrays });
    }
  };

  const contents: ArchiveContents = { scenarios: scenarios.map(scenarioOf), runs };
  for (const { id } of scenarios) keepRuns(id);
  write(archivePaths.contents, toJson(contents));
  return files;
}
