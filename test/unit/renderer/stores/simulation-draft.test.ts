import { createPinia, setActivePinia } from 'pinia';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { nextTick } from 'vue';

import type { ScenarioSummary } from '../../../../src-shared/contract/scenario-documents.ts';
import type { ElementRef } from '../../../../src-shared/grid/element-ref.ts';
import { timeDomainSpecSchema } from '../../../../src-shared/studies/time-domain.ts';
import { useNavigation } from '../../../../src-renderer/stores/navigation.ts';
import {
  specOf,
  titleOf,
  useSimulationDraft,
} from '../../../../src-renderer/stores/simulation-draft.ts';
import { useScenarios } from '../../../../src-renderer/stores/scenarios.ts';
import { useWorkspace } from '../../../../src-renderer/stores/workspace.ts';
import { aScenario, keepsScenario, main } from '../../../fixtures/a-main-process.ts';
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

  it('asks for a fault on a line, told from the end that the branch begins at', () => {
    const { draft, prepareLineFault } = useSimulationDraft();
    prepareLineFault(branch(2, 3));
    draft.faultPositionPercent = 15;
    const { events } = timeDomainSpecSchema.parse(structuredClone(specOf(draft)));
    const fault = { kind: 'line-fault', branch: branch(2, 3), position: 0.15, time: 1 };
    expect(events).toEqual([{ ...fault, clearedAfterSeconds: 0.1, trip: branch(2, 3) }]);
    expect(titleOf(draft)).toBe(
      'Fault on Branch 2–3 at 15 % from bus 2 at 1 s, cleared after 0.1 s by the trip of Branch 2–3, 20 s long',
    );
    draft.tripsLine = false;
    expect(specOf(draft).events).toEqual([{ ...fault, clearedAfterSeconds: 0.1 }]);
    prepareLineFault(branch(1, 2));
    expect(specOf(draft).events).toMatchObject([{ position: 0.5, trip: branch(1, 2) }]);
  });

  /** The open scenario gives way to this one. */
  async function open(summary: Partial<ScenarioSummary>, grid = triangle()): Promise<void> {
    const { answers } = keepsScenario(grid);
    const document = answers['scenarios.open'] as () => object;
    const kept = document();
    answers['scenarios.open'] = () => Object.assign(kept, { summary: aScenario(summary) });
    main.reset(answers);
    await useWorkspace().open(summary.id ?? 1);
    await nextTick();
  }

  it('starts anew for another network, though it has a bus of that number', async () => {
    const simulation = useSimulationDraft();
    const fresh = Object.entries(simulation.draft);
    await open({ id: 1 });
    simulation.prepareFault(3, branch(2, 3));
    Object.assign(simulation.draft, { durationSeconds: 7, clearedAfterSeconds: 0.3 });
    await open({ id: 2, name: 'Another network' });
    expect(Object.entries(simulation.draft)).toEqual(fresh);
    expect(simulation.carried).toBeNull();
  });

  it('keeps for a child, its parent and its sister what is there, and names what is not', async () => {
    const simulation = useSimulationDraft();
    const { draft } = simulation;
    useScenarios().list = [
      aScenario({ id: 1 }),
      aScenario({ id: 2, parentId: 1 }),
      aScenario({ id: 3, parentId: 1 }),
    ];
    await open({ id: 1 });
    simulation.prepareFault(9, branch(1, 2));
    draft.elements = [branch(1, 2), branch(2, 3)];
    draft.durationSeconds = 7;
    const without12 = triangle({ branches: triangle().branches.slice(1) });
    await open({ id: 2, parentId: 1, name: 'Child' }, without12);
    expect(draft.elements).toEqual([branch(2, 3)]);
    expect([draft.faultBus, draft.clearedBy, draft.durationSeconds]).toEqual([null, null, 7]);
    expect(simulation.carried).toEqual({ from: 'Base', missing: ['Branch 1–2', 'Bus 9'] });
    await open({ id: 3, parentId: 1 });
    expect(draft.elements).toEqual([branch(2, 3)]);
    expect(simulation.carried).toEqual({ from: 'Child', missing: [] });
    simulation.startAnew();
    expect([draft.elements, draft.durationSeconds, simulation.carried]).toEqual([[], 20, null]);
  });
});
