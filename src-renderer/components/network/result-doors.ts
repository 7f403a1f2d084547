import { inject } from 'vue';

import type { ElementRef } from '../../../src-shared/grid/element-ref.ts';
import { counted } from '../../composables/format.ts';
import { useContingencies } from '../../stores/contingencies.ts';
import { useMessages } from '../../stores/messages.ts';
import { useNavigation } from '../../stores/navigation.ts';
import { useSimulationDraft } from '../../stores/simulation-draft.ts';
import { useWorkspace } from '../../stores/workspace.ts';
import { useNetworkScreen } from './network-screen.ts';
import { panelFolds } from './panel-folds.ts';

interface ResultDoors {
  readonly addContingency: (elements: readonly ElementRef[]) => void;
  readonly simulate: (elements: readonly ElementRef[]) => void;
  readonly simulateFault: (bus: number, clearedBy: ElementRef | null) => void;
  readonly simulateLineFault: (branch: ElementRef) => void;
  readonly showInTable: (ref: ElementRef) => void;
}

/** From an element of the diagram to the other screens and panels that speak of it. */
export function useResultDoors(): ResultDoors {
  const contingencies = useContingencies();
  const draft = useSimulationDraft();
  const messages = useMessages();
  const navigation = useNavigation();
  const screen = useNetworkScreen();
  const workspace = useWorkspace();
  const folds = inject(panelFolds, null);

  function addContingency(elements: readonly ElementRef[]): void {
    void contingencies.add(elements);
    messages.show({
      kind: 'done',
      title: 'Added to the contingencies',
      text: `An outage of ${counted(elements.length, 'element', 'elements')}; the list has ${workspace.contingencies.length} now.`,
      action: { label: 'Show the list', run: () => navigation.go('contingencies') },
    });
  }

  function showInTable({ kind }: ElementRef): void {
    screen.table = kind;
    if (folds?.unfolded.value.tables === false) folds.fold('tables');
  }

  return {
    addContingency,
    simulate: (elements) => draft.prepare(elements),
    simulateFault: (bus, clearedBy) => draft.prepareFault(bus, clearedBy),
    simulateLineFault: (branch) => draft.prepareLineFault(branch),
    showInTable,
  };
}
