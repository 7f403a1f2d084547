import { ref } from 'vue';
import type { Ref } from 'vue';

import type { ReportFormat } from '../../src-shared/contract/report-options.ts';
import { api } from '../api/api.ts';
import { downloadFile } from '../api/download.ts';
import { useMessages } from '../stores/messages.ts';
import { useReportOptions } from '../stores/report-options.ts';
import { useWorkspace } from '../stores/workspace.ts';

/** The form in which a report is being made; null while none is. */
export const makingReport: Ref<ReportFormat | null> = ref(null);

/** Makes the report of the open scenario as it is laid out, and hands the file over. */
export async function makeReport(format: ReportFormat): Promise<void> {
  const messages = useMessages();
  const scenarioId = useWorkspace().scenario?.id;
  if (scenarioId === undefined || makingReport.value) return;
  makingReport.value = format;
  try {
    await useReportOptions().save();
    const { fileName, mediaType, bytes } = await api.call('reports.create', { scenarioId, format });
    downloadFile(fileName, mediaType, new Uint8Array(bytes));
    messages.show({ kind: 'done', title: 'Report made', text: fileName });
  } catch (error) {
    messages.fail(error);
  } finally {
    makingReport.value = null;
  }
}
