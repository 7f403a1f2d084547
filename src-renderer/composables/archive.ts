import { api } from '../api/api.ts';
import { downloadFile } from '../api/download.ts';
import { archiveEnding } from '../../src-shared/contract/archive-document.ts';
import { whyTooLarge } from '../../src-shared/contract/file-size.ts';
import { useMessages } from '../stores/messages.ts';
import { useScenarios } from '../stores/scenarios.ts';
import { counted } from './format.ts';
import { pickFiles } from './pick-files.ts';

/** Hands scenarios with all that belongs to them to the user as one file; all of them where null. */
export async function saveArchive(scenarioIds: readonly number[] | null): Promise<void> {
  const request = scenarioIds ? { scenarioIds: [...scenarioIds] } : {};
  const file = await useScenarios().attempt(() => api.call('archive.export', request));
  if (file) downloadFile(file.fileName, file.mediaType, new Uint8Array(file.bytes));
}

/** Asks for such a file and takes in what it holds. */
export const openArchive = (): void =>
  pickFiles([archiveEnding], false, (files) => {
    for (const file of files) void takeIn(file);
  });

async function takeIn(file: File): Promise<void> {
  const scenarios = useScenarios();
  const messages = useMessages();
  const reason = whyTooLarge(file.size);
  if (reason !== null) {
    messages.show({ kind: 'error', title: `${file.name} was not opened`, text: reason });
    return;
  }
  const bytes = new Uint8Array(await file.arrayBuffer());
  const fileName = file.name;
  const reading = await scenarios.attempt(() => api.call('archive.import', { fileName, bytes }));
  if (!reading) return;
  await scenarios.refresh();
  const { length: count } = reading.scenarios;
  const left =
    reading.unknownRuns > 0
      ? ` ${counted(reading.unknownRuns, 'run')} of studies that this version does not have stayed behind.`
      : '';
  messages.show({
    kind: reading.unknownRuns > 0 ? 'warning' : 'done',
    title: `${counted(count, 'scenario')} from ${file.name}`,
    text: `${counted(reading.runs, 'run')} with every hash right.${left}`,
  });
}
