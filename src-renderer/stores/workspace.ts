import { defineStore } from 'pinia';
import { ref, shallowRef } from 'vue';

import { api } from '../api/api.ts';
import { PhaselockError } from '../../src-shared/contract/errors.ts';
import type { ImportReport } from '../../src-shared/contract/import-documents.ts';
import type { DynamicsReading } from '../../src-shared/contract/reading-documents.ts';
import type {
  EditOutcome,
  RevisionSummary,
  ScenarioDocument,
  ScenarioSummary,
  UndoState,
} from '../../src-shared/contract/scenario-documents.ts';
import { editLabel } from '../../src-shared/grid/edits.ts';
import type { Edit } from '../../src-shared/grid/edits.ts';
import type { ElementRef } from '../../src-shared/grid/element-ref.ts';
import { slackRefusal } from '../../src-shared/grid/slack-rule.ts';
import type { SlackRefusal } from '../../src-shared/grid/slack-rule.ts';
import type { Contingency } from '../../src-shared/studies/contingency.ts';
import { defaultModelOptions } from '../../src-shared/studies/model-options.ts';
import type { ModelOptions } from '../../src-shared/studies/model-options.ts';
import { createEditQueue } from './edit-queue.ts';
import { createLiveMargin } from './live-margin.ts';
import { useMessages } from './messages.ts';
import { useNavigation } from './navigation.ts';
import { createOptimisticGrid } from './optimistic-grid.ts';
import { createSelection } from './selection.ts';

interface DynamicsFile {
  readonly fileName: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

const isConflict = (error: unknown): boolean =>
  error instanceof PhaselockError && error.code === 'conflict';

const isOfStorage = (error: unknown): boolean =>
  error instanceof PhaselockError && error.code === 'storage';

const nothingToUndo: UndoState = { undo: null, redo: null };

/**
 * The open scenario: its network, what is selected in it, and its margin. Edits act here at once
 * and travel to the main process in order; the copy there is the one that counts, and where the two
 * disagree it is opened anew.
 */
export const useWorkspace = defineStore('workspace', () => {
  const messages = useMessages();
  const navigation = useNavigation();

  const scenario = shallowRef<ScenarioSummary | null>(null);
  const { grid, ...network } = createOptimisticGrid();
  const version = ref(0);
  const undoState = shallowRef<UndoState>(nothingToUndo);
  const contingencies = shallowRef<readonly Contingency[]>([]);
  /** How margin and studies see the network. */
  const model = shallowRef<ModelOptions>(defaultModelOptions);
  const importReport = shallowRef<ImportReport | null>(null);
  const savedRevisions = shallowRef<readonly RevisionSummary[]>([]);
  const { selection, focusRequest, highlight, ...attention } = createSelection();
  const queue = createEditQueue();
  /** Of the network of the open scenario, as it was told last. */
  let newest = 0;

  const { margin, marginState, refresh, clear } = createLiveMargin(
    () => api.call('margin.evaluate', { scenarioId: openId() }),
    messages.fail,
  );

  function openId(): number {
    if (!scenario.value)
      throw new PhaselockError('refused', 'No scenario is open: open one first.');
    return scenario.value.id;
  }

  function adopt(document: ScenarioDocument): void {
    queue.restart(new Date(document.summary.updatedAt));
    scenario.value = document.summary;
    network.reset(document.grid);
    version.value = newest = document.version;
    undoState.value = document.undoState;
    contingencies.value = document.contingencies;
    model.value = document.model;
    importReport.value = document.importReport;
    savedRevisions.value = document.savedRevisions;
    attention.keepPresent(grid.value);
    void refresh();
  }

  async function open(scenarioId: number): Promise<boolean> {
    try {
      await queue.rest();
      const document = await api.call('scenarios.open', { scenarioId });
      if (scenario.value?.id !== scenarioId) close();
      adopt(document);
      return true;
    } catch (error) {
      messages.fail(error);
      return false;
    }
  }

  function close(): void {
    queue.restart(null);
    scenario.value = null;
    network.reset(null);
    undoState.value = nothingToUndo;
    contingencies.value = [];
    importReport.value = null;
    savedRevisions.value = [];
    attention.forget();
    clear();
  }

  /** Acts at once; resolves once the main process has it: true if it stands. */
  const apply = (edit: Edit): Promise<boolean> => make(edit, true);

  /** Like `apply`, for what the user did not do: there is no step to undo. */
  const settle = (edit: Edit): Promise<boolean> => make(edit, false);

  function make(edit: Edit, undoable: boolean): Promise<boolean> {
    if (!grid.value) return Promise.resolve(false);
    try {
      const refusal = slackRefusal(grid.value, edit);
      if (refusal) {
        offerSlack(refusal);
        return Promise.resolve(false);
      }
      network.make(edit);
    } catch (error) {
      messages.fail(error);
      return Promise.resolve(false);
    }
    if (undoable) undoState.value = { undo: editLabel(edit), redo: null };
    const movesOnly = edit.kind === 'place';
    if (!movesOnly) attention.keepPresent(grid.value);
    return send(
      (scenarioId) => {
        const ask = (): Promise<EditOutcome> =>
          api.call('edits.apply', { scenarioId, version: version.value, edit, undoable });
        const asked = ask().catch(async (error: unknown) => {
          // A layout that nobody asked for is shown also where it cannot be stored.
          if (!undoable && isOfStorage(error)) return unchanged();
          if (!isConflict(error)) throw error;
          await catchUp(scenarioId);
          return ask();
        });
        // Requests are done in order: the margin need not wait here for the answer to the edit.
        if (!movesOnly) void refresh();
        return asked;
      },
      () => {
        network.confirmOldest();
        return false;
      },
    );
  }

  const unchanged = (): EditOutcome => ({
    version: version.value,
    edit: null,
    undoState: undoState.value,
  });

  /** Whoever takes the last slack bus away may have another one instead. */
  function offerSlack({ reason, candidate, instead }: SlackRefusal): void {
    const label = `Make bus ${candidate ?? ''} the slack and go on`;
    const action = instead && { label, run: () => void apply(instead) };
    messages.show({ kind: 'warning', title: 'The edit was not made', text: reason, action });
  }

  const undo = (): Promise<boolean> =>
    sendAndFollow((scenarioId) => api.call('edits.undo', { scenarioId, version: version.value }));

  const redo = (): Promise<boolean> =>
    sendAndFollow((scenarioId) => api.call('edits.redo', { scenarioId, version: version.value }));

  /** Gives machines the data of a DYR file; what was taken, or null where it could not be read. */
  async function attachDynamics(file: DynamicsFile): Promise<DynamicsReading | null> {
    let reading: DynamicsReading | null = null;
    await sendAndFollow(async (scenarioId) => {
      reading = await api.call('scenarios.attachDynamics', { scenarioId, ...file });
      return reading.outcome ?? unchanged();
    });
    return reading;
  }

  function sendAndFollow(request: (scenarioId: number) => Promise<EditOutcome>): Promise<boolean> {
    return send(request, ({ edit }) => {
      if (!edit) return false;
      network.follow(edit);
      attention.keepPresent(grid.value);
      return edit.kind !== 'place';
    });
  }

  /** Queues a request; `settled` says whether its outcome asks for the margin anew. */
  function send(
    request: (scenarioId: number) => Promise<EditOutcome>,
    settled: (outcome: EditOutcome) => boolean,
  ): Promise<boolean> {
    return queue.send(() => request(openId()), {
      taken(outcome, isLast) {
        version.value = outcome.version;
        if (isLast) offerUndo(outcome.undoState);
        if (settled(outcome)) void refresh();
      },
      failed(error, isUnsaved) {
        messages.fail(error);
        return isUnsaved ? undefined : reopen();
      },
    });
  }

  /** Mostly what was foreseen when the edit was made: nothing that shows it need be drawn anew. */
  function offerUndo({ undo, redo }: UndoState): void {
    if (undo !== undoState.value.undo || redo !== undoState.value.redo) {
      undoState.value = { undo, redo };
    }
  }

  /** Another window was quicker: its edits are taken over, and what was made here goes on top. */
  async function catchUp(scenarioId: number): Promise<void> {
    const document = await api.call('scenarios.open', { scenarioId });
    if (scenario.value?.id !== scenarioId) return;
    scenario.value = document.summary;
    network.rebase(document.grid);
    version.value = document.version;
    undoState.value = document.undoState;
    attention.keepPresent(grid.value);
    void refresh();
  }

  api.on('scenario.changed', ({ scenarioId, version: now }) => {
    if (now === undefined || scenarioId !== scenario.value?.id) return;
    newest = now;
    void follow(scenarioId);
  });

  /** Once what was sent from here has been answered, a version that is not ours is another's. */
  async function follow(scenarioId: number): Promise<void> {
    await queue.rest();
    const isBehind = (): boolean => scenario.value?.id === scenarioId && newest !== version.value;
    if (!isBehind() || queue.saveState.value !== 'saved') return;
    await queue
      .wait(() => (isBehind() ? catchUp(scenarioId) : Promise.resolve()))
      .catch(messages.fail);
  }

  /** After a conflict or a failure: what the main process has is what counts. */
  async function reopen(): Promise<void> {
    try {
      adopt(await api.call('scenarios.open', { scenarioId: openId() }));
    } catch (error) {
      messages.fail(error);
      close();
      navigation.go('home');
    }
  }

  /** Margin and studies follow the new choice; runs that were made keep theirs. */
  async function chooseModel(options: ModelOptions): Promise<void> {
    const before = model.value;
    model.value = options;
    try {
      await api.call('scenarios.setModel', { scenarioId: openId(), model: options });
      void refresh();
    } catch (error) {
      model.value = before;
      messages.fail(error);
    }
  }

  /** Selects an element, goes to the diagram and centres it there. */
  function show(element: ElementRef): void {
    attention.point(element);
    navigation.go('network');
  }

  return {
    ...{ scenario, grid, version, undoState, contingencies, model, importReport },
    ...{ savedRevisions, chooseModel },
    ...{ selection, focusRequest, highlight, margin, marginState },
    ...{ saveState: queue.saveState, savedAt: queue.savedAt, select: attention.select },
    ...{
      open,
      close,
      apply,
      settle,
      attachDynamics,
      undo,
      redo,
      show,
      refreshMargin: refresh,
      fail: messages.fail,
    },
  };
});
