import { defineStore } from 'pinia';
import { ref, shallowRef } from 'vue';

import { api } from '../api/api.ts';
import { largestFileBytes } from '../../src-shared/contract/contract.ts';
import type { ImportCandidate } from '../../src-shared/contract/documents.ts';
import type { ElementRef } from '../../src-shared/grid/element-ref.ts';
import { useMessages } from './messages.ts';
import { useNavigation } from './navigation.ts';
import { useScenarios } from './scenarios.ts';
import { useWorkspace } from './workspace.ts';

/** What reading needs of a file; a browser's File has it. */
export type ReadableFile = Pick<File, 'name' | 'size' | 'arrayBuffer'>;

const megabytes = (bytes: number): string => `${Math.ceil(bytes / 1024 / 1024)} MB`;

/** The file that was read and awaits the user's yes. */
export const useImports = defineStore('imports', () => {
  const messages = useMessages();
  const navigation = useNavigation();

  const candidate = shallowRef<ImportCandidate | null>(null);
  /** Name of the file that is being read now. */
  const reading = ref<string | null>(null);

  api.on('import.pending', () => void pickUpPending());

  /** Takes over a file that the shell was asked to open (command line, file association). */
  async function pickUpPending(): Promise<void> {
    try {
      const pending = await api.call('imports.pending', {});
      if (pending) present(pending);
    } catch (error) {
      messages.fail(error);
    }
  }

  function present(read: ImportCandidate): void {
    candidate.value = read;
    navigation.go('import');
  }

  async function read(file: ReadableFile): Promise<void> {
    if (file.size > largestFileBytes) {
      messages.show({
        kind: 'error',
        title: `${file.name} is too large`,
        text: `It has ${megabytes(file.size)}; at most ${megabytes(largestFileBytes)} are read, which is far more than any network needs. Check that it is a network file.`,
      });
      return;
    }
    reading.value = file.name;
    try {
      const bytes = new Uint8Array(await file.arrayBuffer());
      present(await api.call('imports.read', { fileName: file.name, bytes }));
    } catch (error) {
      messages.fail(error);
    } finally {
      reading.value = null;
    }
  }

  /** Makes a scenario of the candidate and opens it; shows one element of it where asked. */
  async function accept(element: ElementRef | null = null): Promise<void> {
    const importId = candidate.value?.importId;
    if (!importId) return;
    try {
      const made = await api.call('imports.accept', { importId });
      candidate.value = null;
      await useScenarios().refresh();
      await useScenarios().openAndShow(made.id);
      if (element) useWorkspace().show(element);
    } catch (error) {
      messages.fail(error);
    }
  }

  /** Nothing of a discarded file stays. */
  function discard(): void {
    candidate.value = null;
    navigation.go('home');
  }

  return { candidate, reading, read, accept, discard, pickUpPending };
});
