import type { ParsedRequestOf } from '../../src-shared/contract/contract.ts';
import type { TablePaste } from '../../src-shared/contract/reading-documents.ts';
import { previewPaste } from '../formats/tables/paste-rows.ts';
import { requirePresentScenario } from './context.ts';
import type { ServiceContext } from './context.ts';
import type { WorkingNetworks } from './working-networks.ts';

export interface TableService {
  /** What rows from the clipboard would change; the caller applies the edit of the reply. */
  readonly previewPaste: (request: ParsedRequestOf<'tables.previewPaste'>) => TablePaste;
}

export function tableService({ store }: ServiceContext, networks: WorkingNetworks): TableService {
  return {
    previewPaste({ scenarioId, table, text, fields, onto }) {
      requirePresentScenario(store, scenarioId);
      return previewPaste(networks.open(scenarioId).grid, table, text, { fields, onto });
    },
  };
}
