import { api } from '../api/api.ts';
import { downloadFile } from '../api/download.ts';
import { useMessages } from '../stores/messages.ts';

/** Hands the user an empty workbook of network tables, to fill in and to open again. */
export async function saveTableTemplate(): Promise<void> {
  try {
    const { fileName, mediaType, bytes } = await api.call('tables.template', {});
    downloadFile(fileName, mediaType, new Uint8Array(bytes));
  } catch (error) {
    useMessages().fail(error);
  }
}
