import type { ParsedRequestOf } from '../../src-shared/contract/contract.ts';
import type { ReportFile } from '../../src-shared/contract/application-documents.ts';
import { PhaselockError } from '../../src-shared/contract/errors.ts';
import type { ReportFormat, ReportOptions } from '../../src-shared/contract/report-options.ts';
import { gridDocumentText } from '../../src-shared/grid/schema.ts';
import { studyKinds } from '../../src-shared/studies/catalogue.ts';
import type { ResultOf, SpecOf, StudyKind } from '../../src-shared/studies/catalogue.ts';
import { csvArchive, figureArchive } from '../reports/archives.ts';
import { placesInPdf } from '../reports/pdf-pages.ts';
import { renderReport, reportTitle } from '../reports/render-report.ts';
import type { ReportedRun, ReportedRuns, ReportInput } from '../reports/report-input.ts';
import { reportSections } from '../reports/sections.ts';
import { reportWorkbook } from '../reports/workbook.ts';
import { contentHash } from '../store/network-codec.ts';
import type { ComparisonService } from './comparison.ts';
import { requirePresentScenario, stamp } from './context.ts';
import type { ServiceContext } from './context.ts';
import { machineDescription } from './machine.ts';
import { withCoherence } from './reported-coherence.ts';
import { keepScenarioReport, scenarioReport } from './scenario-report.ts';
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
  readonly options: (request: ParsedRequestOf<'reports.options'>) => ReportOptions;
  readonly setOptions: (request: ParsedRequestOf<'reports.setOptions'>) => ReportOptions;
}

export function reportService(
  context: ServiceContext,
  networks: WorkingNetworks,
  comparisons: ComparisonService,
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
      figures: store.runs.figures(run.id),
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
      // A network that the condition does not apply to still has a report, which says so; and one
      // whose results can only be looked at has a report of these.
      const isKnown =
        error instanceof PhaselockError && ['refused', 'storage'].includes(error.code);
      if (!isKnown) throw error;
    }
  };

  const newestRuns = async (scenarioId: number): Promise<ReportedRuns> => {
    const found = await Promise.all(
      studyKinds.map(async (kind) => [kind, await newest(scenarioId, kind)] as const),
    );
    const runs = Object.fromEntries(found.filter(([, run]) => run !== null)) as ReportedRuns;
    const simulation = runs['time-domain'];
    return simulation ? { ...runs, 'time-domain': await withCoherence(store, simulation) } : runs;
  };

  /** What a variant changes is measured from what it follows, whichever of them is reported on. */
  const sidesOf = (scenarioId: number, other: number): { left: number; right: number } => {
    let above = store.scenarios.summary(other)?.parentId ?? null;
    while (above !== null && above !== scenarioId) {
      above = store.scenarios.summary(above)?.parentId ?? null;
    }
    return above === null ? { left: other, right: scenarioId } : { left: scenarioId, right: other };
  };

  const gather = async (scenarioId: number): Promise<ReportInput> => {
    networks.refreshStudyHashes();
    const scenario = requirePresentScenario(store, scenarioId);
    const { grid } = networks.open(scenarioId);
    const options = scenarioReport(store, scenarioId);
    const base = options.compareWith;
    const hasBase = base !== null && store.scenarios.summary(base)?.deletedAt === null;
    return {
      scenario,
      options,
      grid,
      revisionHash: contentHash(gridDocumentText(grid)),
      importReport: store.scenarios.importReport(scenarioId),
      runs: await newestRuns(scenarioId),
      comparison: hasBase ? comparisons.compare(sidesOf(scenarioId, base)) : null,
      createdAt: stamp(context),
      engineVersion,
      machine: machineDescription(),
    };
  };

  const bytesOf = async (format: ReportFormat, input: ReportInput): Promise<Uint8Array> => {
    switch (format) {
      case 'html':
        return new TextEncoder().encode(renderReport(input));
      case 'pdf':
        if (!printer) throw noPrinter();
        return printWithPages(printer, input);
      case 'xlsx':
        return reportWorkbook(reportTitle(input), reportSections(input));
      case 'csv':
        return csvArchive(reportSections(input));
      case 'figures':
        return figureArchive(reportSections(input));
    }
  };

  return {
    async create({ scenarioId, format }) {
      if (format === 'pdf' && !printer) throw noPrinter();
      await ensureCondition(scenarioId);
      const input = await gather(scenarioId);
      const { ending, mediaType } = fileKinds[format];
      const fileName = `${fileNameOf(reportTitle(input))}${ending}`;
      return { fileName, mediaType, bytes: await bytesOf(format, input) };
    },
    options({ scenarioId }) {
      requirePresentScenario(store, scenarioId);
      return scenarioReport(store, scenarioId);
    },
    setOptions({ scenarioId, options }) {
      requirePresentScenario(store, scenarioId);
      keepScenarioReport(store, scenarioId, options);
      return options;
    },
  };
}

/** Printed once to learn on which pages the sections begin, and again with these in the contents. */
async function printWithPages(printer: PdfPrinter, input: ReportInput): Promise<Uint8Array> {
  const first = await printer.print(renderReport(input));
  const pages = placesInPdf(first);
  if (!pages) return first;
  const second = await printer.print(renderReport(input, pages));
  const found = placesInPdf(second);
  const stayed = [...pages].every(([section, page]) => found?.get(section) === page);
  return stayed ? second : first;
}

const fileKinds: Readonly<Record<ReportFormat, { ending: string; mediaType: string }>> = {
  html: { ending: '.html', mediaType: 'text/html' },
  pdf: { ending: '.pdf', mediaType: 'application/pdf' },
  xlsx: {
    ending: '.xlsx',
    mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  },
  csv: { ending: ' tables.zip', mediaType: 'application/zip' },
  figures: { ending: ' figures.zip', mediaType: 'application/zip' },
};

/** What every file system takes. */
const fileNameOf = (name: string): string =>
  name
    .replace(/[–—−]/g, '-')
    .replace(/[^\p{L}\p{N} ._-]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .replace(/^[ .]+|[ .]+$/g, '')
    .slice(0, 100) || 'report';

const noPrinter = (): PhaselockError =>
  new PhaselockError(
    'unavailable',
    'No PDF can be made here, since no Chrome, Chromium or Edge was found: install one, or save the report as HTML and print that.',
  );
