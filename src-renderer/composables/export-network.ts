import { api } from '../api/api.ts';
import type { ScenarioSummary } from '../../src-shared/contract/scenario-documents.ts';
import { useMessages } from '../stores/messages.ts';
import { downloadFile } from '../api/download.ts';

/** What a network can be saved as. */
export const networkFormats = [
  { key: 'm', label: 'MATPOWER case (.m)' },
  { key: 'xlsx', label: 'Tables for Excel (.xlsx)' },
  { key: 'csv', label: 'Tables as text (.csv)' },
  { key: 'json', label: 'Phaselock network (.json)' },
] as const;

export type NetworkFormat = (typeof networkFormats)[number]['key'];

/** Hands the network as it stands to the user as a file, and says what that does not hold. */
export async function exportNetwork(
  { id }: Pick<ScenarioSummary, 'id'>,
  format: NetworkFormat,
): Promise<void> {
  const messages = useMessages();
  try {
    const file = await api.call('scenarios.export', { scenarioId: id, format });
    downloadFile(file.fileName, file.mediaType, new Uint8Array(file.bytes));
    if (file.messages.length === 0) return;
    const isLossy = file.messages.some(({ severity }) => severity !== 'note');
    messages.show({
      kind: isLossy ? 'warning' : 'info',
      title: `${file.fileName} is written`,
      text: file.messages.map(({ text }) => text).join(' '),
    });
  } catch (error) {
    messages.fail(error);
  }
}
