import { computed, shallowRef } from 'vue';
import type { ComputedRef, Ref, ShallowRef } from 'vue';

import type { DynamicsReading } from '../../../src-shared/contract/reading-documents.ts';
import { elementKey, refOf } from '../../../src-shared/grid/element-ref.ts';
import type { ElementRef } from '../../../src-shared/grid/element-ref.ts';
import type { Generator } from '../../../src-shared/grid/grid-case.ts';
import { confirmEstimates, machineDynamics } from '../../../src-shared/grid/machine-estimates.ts';
import { useCommands } from '../../composables/commands.ts';
import { pickFiles } from '../../composables/pick-files.ts';
import { useWorkspace } from '../../stores/workspace.ts';

interface AttachedFile {
  readonly fileName: string;
  readonly reading: DynamicsReading;
}

interface MachineData {
  /** How many of the chosen machines use estimates, or of all where none is chosen. */
  readonly estimated: ComputedRef<number>;
  readonly confirm: () => void;
  /** Lets the user pick a DYR file. */
  readonly attach: () => void;
  /** What came of the file that was attached last, until it is dismissed. */
  readonly attached: ShallowRef<AttachedFile | null>;
}

/** Dynamic data of many machines at once: estimates confirmed, a file attached. */
export function useMachineData(chosen: Ref<readonly ElementRef[]>): MachineData {
  const workspace = useWorkspace();
  const attached: ShallowRef<AttachedFile | null> = shallowRef(null);

  const all = computed((): readonly Generator[] => {
    const { grid } = workspace;
    return grid
      ? grid.generators.filter((machine) => machineDynamics(grid, machine).estimated)
      : [];
  });
  const estimated = computed(() => {
    const keys = new Set(chosen.value.map(elementKey));
    return all.value.filter((machine) => {
      return keys.size === 0 || keys.has(elementKey(refOf('generator', machine)));
    });
  });

  const confirmThese = (machines: readonly Generator[]): void => {
    const edit = workspace.grid && confirmEstimates(workspace.grid, machines);
    if (edit) void workspace.apply(edit);
  };
  const read = async (file: File): Promise<void> => {
    const bytes = new Uint8Array(await file.arrayBuffer());
    const reading = await workspace.attachDynamics({ fileName: file.name, bytes });
    if (reading) attached.value = { fileName: file.name, reading };
  };
  const attach = (): void =>
    pickFiles(['.dyr'], false, (files) => {
      for (const file of files) void read(file);
    });

  useCommands([
    {
      id: 'attach-dynamics',
      title: 'Attach machine data from a DYR file',
      keys: [],
      run: attach,
    },
    {
      id: 'confirm-estimates',
      title: 'Confirm all estimates of machine data',
      keys: [],
      enabled: () => all.value.length > 0,
      run: () => confirmThese(all.value),
    },
  ]);

  return {
    estimated: computed(() => estimated.value.length),
    confirm: () => confirmThese(estimated.value),
    attach,
    attached,
  };
}
