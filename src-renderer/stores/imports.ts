import { defineStore } from 'pinia';
import { ref, shallowRef } from 'vue';

import { api } from '../api/api.ts';
import { largestFileBytes } from '../../src-shared/contract/contract.ts';
import type { ImportCandidate } from '../../src-shared/contract/import-documents.ts';
import type { ElementRef } from '../../src-shared/grid/element-ref.ts';
import { tooLargeText } from '../../src-shared/contract/file-size.ts';
import { useMessages } from './messages.ts';
import { useNavigation } from './navigation.ts';
import { useScenarios } from './scenarios.ts';
import { useWorkspace } from './workspace.ts';

/** What reading needs of a file; a browser's File has it. */
export type ReadableFile = Pick<File, 'name' | 'size' | 'arrayBuffer'>;

/** The file that was read, with its companions, and awaits the user's yes. */
export const useImports = defineStore('imports', () => {
  const messages = useMessages();
  const navigation = useNavigation();

  const candidate = shallowRef<ImportCandidate | null>(null);
  /** It was accepted and is being opened. */
  const opening = ref(false);
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

  /** Reads a network, with what belongs to it where several files were chosen together. */
  async function read(files: readonly ReadableFile[]): Promise<void> {
    const [file, ...others] = files;
    const refused = refusal(files);
    if (refused) messages.show({ kind: 'error', ...refused });
    if (!file || refused) return;
    reading.value = files.map(({ name }) => name).join(', ');
    try {
      const network = await namedFile(file);
      const companions = await Promise.all(others.map(namedFile));
      present(
        await api.call(
          'imports.read',
          companions.length === 0 ? network : { ...network, companions },
        ),
      );
    } catch (error) {
      messages.fail(error);
    } finally {
      reading.value = null;
    }
  }

  /** Makes a scenario of the candidate and opens it; shows one element of it where asked. */
  async function accept(element: ElementRef | null = null): Promise<void> {
    const importId = candidate.value?.importId;
    if (!importId || opening.value) return;
    opening.value = true;
    try {
      const made = await api.call('imports.accept', { importId });
      await useScenarios().openAndShow(made.id);
      candidate.value = null;
      if (element) useWorkspace().show(element);
      // Asked behind the network, which what is listed would hold up.
      await useScenarios().refresh();
    } catch (error) {
      messages.fail(error);
    } finally {
      opening.value = false;
    }
  }

  /** Nothing of a discarded file stays. */
  function discard(): void {
    candidate.value = null;
    navigation.go('home');
  }

  return { candidate, opening, reading, read, accept, discard, pickUpPending };
});

/** Files that belong to one network; the contract takes no more. */
const mostFiles = 9;

/** Why files are not read at all; what stands in them is judged by the main process. */
function refusal(files: readonly ReadableFile[]): { title: string; text: string } | null {
  if (files.length > mostFiles) {
    return {
      title: `${files.length} files are too many`,
      text: 'Files that are opened together make one network, such as a RAW file with its DYR file. Open the others one after the other.',
    };
  }
  const large = files.find(({ size }) => size > largestFileBytes);
  return large ? { title: `${large.name} is too large`, text: tooLargeText(large.size) } : null;
}

const namedFile = async (file: ReadableFile) => ({
  fileName: file.name,
  bytes: new Uint8Array(await file.arrayBuffer()),
});
