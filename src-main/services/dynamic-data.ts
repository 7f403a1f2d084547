import type { ParsedRequestOf } from '../../src-shared/contract/contract.ts';
import type { DynamicsReading } from '../../src-shared/contract/reading-documents.ts';
import { PhaselockError } from '../../src-shared/contract/errors.ts';
import { whyTooLarge } from '../../src-shared/contract/file-size.ts';
import { dynamicsEdit } from '../formats/psse-dyr/dynamics-edit.ts';
import { requirePresentScenario } from './context.ts';
import type { ServiceContext } from './context.ts';
import type { EditService } from './edits.ts';
import type { WorkingNetworks } from './working-networks.ts';

export interface DynamicDataService {
  /** Gives the machines of an open network the data of a DYR file: one step to undo. */
  readonly attach: (request: ParsedRequestOf<'scenarios.attachDynamics'>) => DynamicsReading;
}

export function dynamicDataService(
  { store }: ServiceContext,
  networks: WorkingNetworks,
  edits: EditService,
): DynamicDataService {
  return {
    attach({ scenarioId, fileName, bytes }) {
      requirePresentScenario(store, scenarioId);
      const reason = whyTooLarge(bytes.byteLength);
      if (reason !== null) {
        throw new PhaselockError('unreadable-input', `${fileName} is too large. ${reason}`);
      }
      const { grid, version } = networks.open(scenarioId);
      const { edit, machines, messages } = dynamicsEdit(grid, fileName, bytes);
      const outcome = edit && { ...edits.apply({ scenarioId, version, edit }), edit };
      return { outcome, machines, messages };
    },
  };
}
