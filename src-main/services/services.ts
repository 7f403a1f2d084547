import type { ApplicationInfo } from '../../src-shared/contract/application-documents.ts';
import { archiveService } from './archives.ts';
import type { ArchiveService } from './archives.ts';
import { binService } from './bin.ts';
import type { BinService } from './bin.ts';
import { changeService } from './changes.ts';
import type { ChangeService } from './changes.ts';
import { comparisonService } from './comparison.ts';
import type { ComparisonService } from './comparison.ts';
import { contingencyService } from './contingencies.ts';
import type { ContingencyService } from './contingencies.ts';
import type { ServiceContext } from './context.ts';
import { curveService } from './curves.ts';
import type { CurveService } from './curves.ts';
import { dynamicDataService } from './dynamic-data.ts';
import type { DynamicDataService } from './dynamic-data.ts';
import { editService } from './edits.ts';
import type { EditService } from './edits.ts';
import type { Engine } from './engine.ts';
import { importService } from './imports.ts';
import type { ImportService } from './imports.ts';
import { marginService } from './margin.ts';
import type { MarginService } from './margin.ts';
import { networkFileService } from './network-files.ts';
import type { NetworkFileService } from './network-files.ts';
import { preferenceService } from './preferences.ts';
import type { PreferenceService } from './preferences.ts';
import { drawnScenarioService } from './drawn-scenarios.ts';
import type { DrawnScenarioService } from './drawn-scenarios.ts';
import { syntheticNetworkService } from './synthetic-networks.ts';
import type { SyntheticNetworkService } from './synthetic-networks.ts';
import { reportService } from './reports.ts';
import type { PdfPrinter, ReportService } from './reports.ts';
import { reproductionService } from './reproductions.ts';
import type { ReproductionService } from './reproductions.ts';
import { sampleService } from './samples.ts';
import type { SampleService } from './samples.ts';
import { scenarioTreeService } from './scenario-tree.ts';
import type { ScenarioTreeService } from './scenario-tree.ts';
import { scenarioService } from './scenarios.ts';
import type { ScenarioService } from './scenarios.ts';
import { studyService } from './studies.ts';
import type { StudyService } from './studies.ts';
import { tableService } from './tables.ts';
import type { TableService } from './tables.ts';
import { createWorkingNetworks } from './working-networks.ts';

/** Everything that the product can be asked, by topic. */
export interface Services {
  readonly application: { readonly info: () => ApplicationInfo };
  readonly preferences: PreferenceService;
  readonly samples: SampleService;
  readonly imports: ImportService;
  readonly scenarios: ScenarioService;
  readonly scenarioTree: ScenarioTreeService;
  readonly bin: BinService;
  readonly networkFiles: NetworkFileService;
  readonly dynamicData: DynamicDataService;
  readonly comparison: ComparisonService;
  readonly drawn: DrawnScenarioService;
  readonly synthetic: SyntheticNetworkService;
  readonly edits: EditService;
  readonly changes: ChangeService;
  readonly archives: ArchiveService;
  readonly tables: TableService;
  readonly contingencies: ContingencyService;
  readonly margin: MarginService;
  readonly studies: StudyService;
  readonly curves: CurveService;
  readonly reports: ReportService;
  readonly reproductions: ReproductionService;
  /** Ends what runs, and writes down what is due. */
  readonly close: () => Promise<void>;
}

export interface ServiceOptions {
  readonly version: string;
  readonly shell: ApplicationInfo['shell'];
  readonly pdfPrinter: PdfPrinter | null;
}

export function createServices(
  context: ServiceContext,
  engine: Engine,
  { version, shell, pdfPrinter }: ServiceOptions,
): Services {
  const { store } = context;
  const networks = createWorkingNetworks(context);
  const samples = sampleService();
  const scenarios = scenarioService(context, networks, samples);
  const studies = studyService(context, engine, networks, scenarios, {
    engineVersion: version,
    resumes: shell !== 'cli',
  });
  const edits = editService(context, networks);
  const scenarioTree = scenarioTreeService(context, networks);
  const comparison = comparisonService(store, networks);
  const info: ApplicationInfo = {
    version,
    shell,
    projectFile: store.file,
    onlyRead: store.onlyRead,
    workers: engine.workers,
    pdfPrinter: pdfPrinter?.name ?? null,
  };
  return {
    application: { info: () => info },
    preferences: preferenceService(store),
    samples,
    imports: importService(context, scenarios),
    scenarios,
    scenarioTree,
    bin: binService(context, studies),
    networkFiles: networkFileService(context, networks),
    comparison,
    drawn: drawnScenarioService(context, networks, scenarios, scenarioTree, edits),
    synthetic: syntheticNetworkService(engine, scenarios),
    edits,
    changes: changeService(context, networks),
    archives: archiveService(context, networks, version),
    dynamicData: dynamicDataService(context, networks, edits),
    tables: tableService(context, networks),
    contingencies: contingencyService(context, networks),
    margin: marginService(context, engine, networks),
    studies,
    curves: curveService(store),
    reports: reportService(context, networks, comparison, studies, pdfPrinter, version),
    reproductions: reproductionService(engine, context.events),
    async close() {
      await studies.close();
      networks.close();
    },
  };
}
