import type { ParsedRequestOf } from '../../src-shared/contract/contract.ts';
import type { NetworkFile, ReportFile } from '../../src-shared/contract/application-documents.ts';
import type { GridCase } from '../../src-shared/grid/grid-case.ts';
import { gridDocumentText } from '../../src-shared/grid/schema.ts';
import { patchCase } from '../formats/matpower/patch-case.ts';
import { matpowerText } from '../formats/matpower/write-case.ts';
import { templateXlsx } from '../formats/tables/template.ts';
import { tablesCsv, tablesXlsx } from '../formats/tables/write-tables.ts';
import { requirePresentScenario } from './context.ts';
import type { ServiceContext } from './context.ts';
import { fileTitle } from './file-title.ts';
import type { WorkingNetworks } from './working-networks.ts';

type Content = Pick<NetworkFile, 'bytes' | 'messages'>;

export interface NetworkFileService {
  /** The network of a scenario as it stands; in tables its contingencies as well. */
  readonly export: (request: ParsedRequestOf<'scenarios.export'>) => Promise<NetworkFile>;
  /** A workbook to fill in. */
  readonly template: () => Promise<ReportFile>;
}

const mediaTypes = {
  m: 'text/x-matlab',
  json: 'application/json',
  csv: 'text/csv;charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const;

export function networkFileService(
  { store }: ServiceContext,
  networks: WorkingNetworks,
): NetworkFileService {
  const matpowerFile = (scenarioId: number, grid: GridCase): Content => {
    const source = store.sources.get(scenarioId);
    return source
      ? patchCase(source.fileName, source.bytes, grid)
      : { bytes: utf8(matpowerText(grid)), messages: [] };
  };
  const content = async (scenarioId: number, format: keyof typeof mediaTypes): Promise<Content> => {
    const { grid } = networks.open(scenarioId);
    const contingencies = store.contingencies.get(scenarioId);
    switch (format) {
      case 'm':
        return matpowerFile(scenarioId, grid);
      case 'json':
        return { bytes: utf8(gridDocumentText(grid)), messages: [] };
      case 'csv':
        return { bytes: utf8(tablesCsv(grid, contingencies)), messages: [] };
      case 'xlsx':
        return { bytes: await tablesXlsx(grid, contingencies), messages: [] };
    }
  };
  return {
    async template() {
      const bytes = await templateXlsx();
      return { fileName: 'Phaselock template.xlsx', mediaType: mediaTypes.xlsx, bytes };
    },
    async export({ scenarioId, format }) {
      const title = fileTitle(requirePresentScenario(store, scenarioId).name);
      const fileName = `${format === 'm' ? functionName(title) : title}.${format}`;
      return { fileName, mediaType: mediaTypes[format], ...(await content(scenarioId, format)) };
    },
  };
}

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

/** MATLAB calls a case by the name of its file. */
const functionName = (title: string): string =>
  title.replace(/\W+/g, '_').replace(/^(?![A-Za-z])/, 'case_');
