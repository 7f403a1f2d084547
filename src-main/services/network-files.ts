import type { ParsedRequestOf } from '../../src-shared/contract/contract.ts';
import type { NetworkFile } from '../../src-shared/contract/documents.ts';
import { gridDocumentText } from '../../src-shared/grid/schema.ts';
import { patchCase } from '../formats/matpower/patch-case.ts';
import { matpowerText } from '../formats/matpower/write-case.ts';
import { requirePresentScenario } from './context.ts';
import type { ServiceContext } from './context.ts';
import { fileTitle } from './file-title.ts';
import type { WorkingNetworks } from './working-networks.ts';

export interface NetworkFileService {
  /** The network of a scenario as it stands. */
  readonly export: (request: ParsedRequestOf<'scenarios.export'>) => NetworkFile;
}

export function networkFileService(
  { store }: ServiceContext,
  networks: WorkingNetworks,
): NetworkFileService {
  const matpowerFile = (scenarioId: number): Pick<NetworkFile, 'bytes' | 'messages'> => {
    const { grid } = networks.open(scenarioId);
    const source = store.sources.get(scenarioId);
    return source
      ? patchCase(source.fileName, source.bytes, grid)
      : { bytes: utf8(matpowerText(grid)), messages: [] };
  };
  return {
    export({ scenarioId, format }) {
      const { name } = requirePresentScenario(store, scenarioId);
      const title = fileTitle(name);
      if (format === 'm') {
        // MATLAB calls a case by the name of its file.
        const fileName = `${title.replace(/\W+/g, '_').replace(/^(?![A-Za-z])/, 'case_')}.m`;
        return { fileName, mediaType: 'text/x-matlab', ...matpowerFile(scenarioId) };
      }
      return {
        fileName: `${title}.json`,
        mediaType: 'application/json',
        bytes: utf8(gridDocumentText(networks.open(scenarioId).grid)),
        messages: [],
      };
    },
  };
}

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
