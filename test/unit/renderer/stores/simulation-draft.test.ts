import { createPinia, setActivePinia } from 'pinia';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { nextTick } from 'vue';

import type { ElementRef } from '../../../../src-shared/grid/element-ref.ts';
import { timeDomainSpecSchema } from '../../../../src-shared/studies/time-domain.ts';
import { useNavigation } from '../../../../src-renderer/stores/navigation.ts';
import {
  specOf,
  titleOf,
  useSimulationDraft,
} from '../../../../src-renderer/stores/simulation-draft.ts';
import { useWorkspace } from '../../../../src-renderer/stores/workspace.ts';
import { keepsScenario, main } from '../../../fixtures/a-main-process.ts';
import { triangle } from '../../../fixtures/small-grid.ts';

vi.mock('../../../../src-renderer/api/api.ts', () => import('../../../fixtures/a-main-process.ts'));

const branch = (from: number, to: number): ElementRef => ({
  ...{ kind: 'branch', from, to, circuit: '1' },
});

describe('the simulation that is being prepared', () => {
  beforeEach(() => {
    setActivePinia(createPinia());
    main.reset(keepsScenario().answers);
  });

  it('is a spec that the study accepts, and can cross to the main process', () => {
    const { draft, prepare } = useSimulationDraft();
    prepare([branch(1, 2)]);
    draft.recloses = true;
    const spec = structuredClone(specOf(draft));
    const parsed = timeDomainSpecSchema.parse(spec);
    expect(parsed.events).toEqual([
      { kind: 'trip', time: 1, element: branch(1, 2) },
      { kind: 'reclose', time: 1.2, element: branch(1, 2) },
    ]);
    expect(titleOf(draft)).toBe('Branch 1–2 out at 1 s, back after 0.2 s, 20 s long');
    expect(useNavigation().screen).toBe('simulation');
    // Laid over each other, two runs have to be told apart.
    draft.loadDamping = 2;
    expect(titleOf(draft)).toMatch(/back after 0\.2 s, load damping 2, 20 s long$/);
  });

  it('asks for a fault instead of an outage, and names it in its title', () => {
    const { draft, prepare, prepareFault } = useSimulationDraft();
    prepare([branch(1, 2)]);
    prepareFault(3, branch(2, 3));
    draft.clearedAfterSeconds = 0.15;
    const { events } = timeDomainSpecSchema.parse(structuredClone(specOf(draft)));
    expect(events).toEqual([
      { kind: 'fault', time: 1, bus: 3, clearedAfterSeconds: 0.15, trip: branch(2, 3) },
    ]);
    expect(titleOf(draft)).toBe(
      'Fault at bus 3 at 1 s, cleared after 0.15 s by the trip of Branch 2–3, 20 s long',
    );
    prepareFault(1, null);
    expect(specOf(draft).events).toEqual([
      { kind: 'fault', time: 1, bus: 1, clearedAfterSeconds: 0.15 },
    ]);
    prepare([branch(1, 2)]);
    expect(specOf(draft).events?.map(({ kind }) => kind)).toEqual(['trip']);
  });

  it('forgets in another scenario what that one does not have', async () => {
    const { draft, prepare, prepareFault } = useSimulationDraft();
    prepareFault(9, branch(1, 2));
    prepare([branch(1, 2), branch(2, 3)]);
    main.reset(keepsScenario(triangle({ branches: triangle().branches.slice(1) })).answers);
    await useWorkspace().open(1);
    await nextTick();
    expect(draft.elements).toEqual([branch(2, 3)]);
    expect([draft.faultBus, draft.clearedBy]).toEqual([null, null]);
  });
});
