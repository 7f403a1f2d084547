import type { ParsedRequestOf } from '../../src-shared/contract/contract.ts';
import type { ReportFile } from '../../src-shared/contract/documents.ts';
import { PhaselockError } from '../../src-shared/contract/errors.ts';
import { gridDocumentText } from '../../src-shared/grid/schema.ts';
import type { ResultOf, SpecOf, StudyKind } from '../../src-shared/studies/catalogue.ts';
import { renderReport } from '../reports/render-report.ts';
import type { ReportedRun, ReportInput } from '../reports/report-input.ts';
import { contentHash } from '../store/network-codec.ts';
import { requirePresentScenario, stamp } from './context.ts';
import type { ServiceContext } from './context.ts';
import { machineDescription } from './machine.ts';
import type { StudyService } from './studies.ts';
import type { WorkingNetworks } from './working-networks.ts';

/** Makes a PDF of a self-contained page. */
export interface PdfPrinter {
  /** What it is, for the user: 'Chromium', 'this application'. */
  readonly name: string;
  readonly print: (html: string) => Promise<Uint8Array>;
}

export interface ReportService {
  readonly create: (request: ParsedRequestOf<'reports.create'>) => Promise<ReportFile>;
}

export function reportService(
  context: ServiceContext,
  networks: WorkingNetworks,
  studies: Pick<StudyService, 'start' | 'ended'>,
  printer: PdfPrinter | null,
  engineVersion: string,
): ReportService {
  const { store } = context;

  const newest = async <Kind extends StudyKind>(
    scenarioId: number,
    kind: Kind,
  ): Promise<ReportedRun<Kind> | null> => {
    const run = store.runs.newest(scenarioId, kind);
    const result = run && (await store.results.whole(run.id));
    if (!result) return null;
    return {
      run,
      spec: store.runs.spec(run.id) as SpecOf<Kind>,
      result: result as unknown as ResultOf<Kind>,
    };
  };

  /** The condition takes a moment, and the picture is coloured by it: a report never goes without. */
  const ensureCondition = async (scenarioId: number): Promise<void> => {
    networks.refreshStudyHashes();
    const newestRun = store.runs.newest(scenarioId, 'sync-condition');
    if (newestRun && !newestRun.stale) return;
    try {
      const { id } = studies.start({ scenarioId, kind: 'sync-condition', spec: {} });
      await studies.ended({ runId: id });
    } catch (error) {
      // A network that the condition does not apply to still has a report, which says so.
      if (!(error instanceof PhaselockError) || error.code !== 'refused') throw error;
    }
  };

  const gather = async (scenarioId: number): Promise<ReportInput> => {
    networks.refreshStudyHashes();
    const scenario = requirePresentScenario(store, scenarioId);
    const { grid } = networks.open(scenarioId);
    return {
      scenario,
      grid,
      revisionHash: contentHash(gridDocumentText(grid)),
      importReport: store.scenarios.importReport(scenarioId),
      condition: await newest(scenarioId, 'sync-condition'),
      screening: await newest(scenarioId, 'contingency-screening'),
      simulation: await newest(scenarioId, 'time-domain'),
      createdAt: stamp(context),
      engineVersion,
      machine: machineDescription(),
    };
  };

  return {
    async create({ scenarioId, format }) {
      if (format === 'pdf' && !printer) throw noPrinter();
      await ensureCondition(scenarioId);
      const input = await gather(scenarioId);
      const html = renderReport(input);
      const fileName = `${fileNameOf(input.scenario.name)}.${format}`;
      return format === 'pdf' && printer
        ? { fileName, mediaType: 'application/pdf', bytes: await printer.print(html) }
        : { fileName, mediaType: 'text/html', bytes: new TextEncoder().encode(html) };
    },
  };
}

/** What every file system takes. */
const fileNameOf = (name: string): string =>
  name
    .replace(/[^\p{L}\p{N} ._-]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .replace(/^[ .]+|[ .]+$/g, '')
    .slice(0, 100) || 'report';

const noPrinter = (): PhaselockError =>
  new PhaselockError(
    'unavailable',
    'No PDF can be made here, since no Chrome, Chromium or Edge was found: install one, or save the report as HTML and print that.',
  );
