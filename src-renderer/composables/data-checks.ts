import { defineStore } from 'pinia';
import { computed, ref, shallowRef, watch } from 'vue';

import { repairsOf } from '../../src-shared/grid/data-checks.ts';
import type { CheckOutcome } from '../../src-shared/grid/data-checks.ts';
import type { Finding } from '../../src-shared/grid/checks/finding.ts';
import { elementKey } from '../../src-shared/grid/element-ref.ts';
import type { GridCase } from '../../src-shared/grid/grid-case.ts';
import type { PowerFlowBranch } from '../../src-shared/studies/power-flow.ts';
import { checkInSlices } from './check-in-slices.ts';
import { useRunResult } from './run-result.ts';
import { useNavigation } from '../stores/navigation.ts';
import { useWorkspace } from '../stores/workspace.ts';

/** Up to so many buses the findings follow every edit; larger networks are checked when asked. */
export const liveUpTo = 2000;
/** Typing in a field makes one edit after the other; the last one is checked. */
const settleMilliseconds = 120;

export type CheckState = 'unchecked' | 'checking' | 'current' | 'outdated';

const noFlows: ReadonlyMap<string, number> = new Map();

/** What the data checks find in the open network, and the repairs that they offer. */
export const useDataChecks = defineStore('data-checks', () => {
  const workspace = useWorkspace();
  const navigation = useNavigation();
  const powerFlow = useRunResult('power-flow');

  const outcomes = shallowRef<readonly CheckOutcome[]>([]);
  const checked = shallowRef<{ grid: GridCase; flows: ReadonlyMap<string, number> } | null>(null);
  const checking = ref(false);
  /** The panel is asked for; the Network screen brings it to the front. */
  const wanted = ref(false);

  /** Only what was computed for the network as it stands says anything about its ratings. */
  const flows = computed(() => {
    const { run, answer } = powerFlow;
    if (!run.value || run.value.stale || answer.value?.runId !== run.value.id) return noFlows;
    const { status, branches } = answer.value.result;
    return status === 'converged' ? flowsMva(branches) : noFlows;
  });
  const live = computed(() => (workspace.grid?.buses.length ?? 0) <= liveUpTo);
  const state = computed((): CheckState => {
    if (checking.value) return 'checking';
    if (!checked.value) return 'unchecked';
    const { grid, flows: used } = checked.value;
    return grid === workspace.grid && used === flows.value ? 'current' : 'outdated';
  });

  /** Raised by every check: what an older one finds no longer matters. */
  let newest = 0;
  let waiting: ReturnType<typeof setTimeout> | undefined;

  async function check(): Promise<void> {
    clearTimeout(waiting);
    const { grid } = workspace;
    if (!grid) return;
    const mine = ++newest;
    const used = flows.value;
    checking.value = true;
    try {
      const found = await checkInSlices(grid, used, () => mine === newest);
      if (!found) return;
      outcomes.value = found;
      checked.value = { grid, flows: used };
    } catch (error) {
      workspace.fail(error);
    } finally {
      if (mine === newest) checking.value = false;
    }
  }

  function clear(): void {
    clearTimeout(waiting);
    newest++;
    outcomes.value = [];
    checked.value = null;
    checking.value = false;
  }

  watch(
    () => workspace.scenario?.id,
    () => clear(),
    { flush: 'sync' },
  );
  watch(
    [() => workspace.grid, flows],
    ([grid]) => {
      clearTimeout(waiting);
      if (grid && live.value) waiting = setTimeout(() => void check(), settleMilliseconds);
    },
    { immediate: true },
  );

  /** Brings the findings before the user; a large network is checked by that. */
  function show(): void {
    wanted.value = true;
    navigation.go('network');
    if (!live.value && state.value !== 'current') void check();
  }

  /** Both act only on findings of the network as it stands: one undo takes them back. */
  const repair = (finding: Finding): Promise<boolean> =>
    state.value === 'current' && finding.repair
      ? workspace.apply(finding.repair.edit)
      : Promise.resolve(false);

  function repairAll(outcome: CheckOutcome): Promise<boolean> {
    const edit = repairsOf(outcome);
    return state.value === 'current' && edit ? workspace.apply(edit) : Promise.resolve(false);
  }

  return { outcomes, state, live, wanted, check, show, repair, repairAll };
});

/** Apparent power of each branch, MVA: the larger of its two ends. */
function flowsMva(branches: readonly PowerFlowBranch[]): ReadonlyMap<string, number> {
  return new Map(
    branches.map(({ from, to, circuit, pFromMw, qFromMvar, pToMw, qToMvar }) => [
      elementKey({ kind: 'branch', from, to, circuit }),
      Math.max(Math.hypot(pFromMw, qFromMvar), Math.hypot(pToMw, qToMvar)),
    ]),
  );
}
