import fc from 'fast-check';
import { expect, it } from 'vitest';

import { loadSample } from '../../src-main/samples/samples.ts';
import { editService } from '../../src-main/services/edits.ts';
import { createWorkingNetworks } from '../../src-main/services/working-networks.ts';
import { groupAreas, isGroup, placesOfMembers } from '../../src-renderer/network/area-groups.ts';
import { copyElements, pasteElements } from '../../src-shared/grid/copied-elements.ts';
import type { Edit } from '../../src-shared/grid/edits.ts';
import { busRef } from '../../src-shared/grid/element-ref.ts';
import type { GridCase } from '../../src-shared/grid/grid-case.ts';
import { validateGrid } from '../../src-shared/grid/validation.ts';
import { aContext } from '../fixtures/a-context.ts';
import { aScenario } from '../fixtures/a-store.ts';
import { editOf, intents } from '../fixtures/random-edit.ts';
import type { Intent } from '../fixtures/random-edit.ts';

const ieee14 = loadSample('ieee14');
/** Three areas, every bus with a place. */
const start: GridCase = {
  ...ieee14,
  buses: ieee14.buses.map((bus, k) => ({
    ...bus,
    area: 1 + (k % 3),
    position: { x: 40 * k, y: 17 * (k % 5) },
  })),
};

/** The collapsed box of an area is dragged: the buses in it go along. */
function groupMoved(grid: GridCase, area: number, by: number): Edit | null {
  const drawn = groupAreas(grid, new Set([area])).grid;
  const box = drawn.buses.find(({ number }) => isGroup(number));
  if (!box?.position) return null;
  const position = { x: box.position.x + by, y: box.position.y - by };
  const positions = placesOfMembers(grid, drawn, [{ bus: box.number, position }]);
  return positions.length > 0 ? { kind: 'place', positions } : null;
}

/** Some neighbours in the list of buses, copied and pasted beside themselves. */
function pasted(grid: GridCase, from: number, count: number): Edit | null {
  const first = from % grid.buses.length;
  const chosen = grid.buses.slice(first, first + 1 + (count % 4));
  const copied = copyElements(
    grid,
    chosen.map(({ number }) => busRef(number)),
  );
  const pasting = pasteElements(grid, copied, { x: 30, y: 30 }, null);
  return pasting.ok ? pasting.edit : null;
}

type Given =
  | { readonly what: 'edit'; readonly todo: readonly Intent[] }
  | { readonly what: 'group' | 'paste'; readonly pick: number };

const step: fc.Arbitrary<Given> = fc.oneof(
  { weight: 5, arbitrary: intents(1).map((todo): Given => ({ what: 'edit', todo })) },
  {
    weight: 2,
    arbitrary: fc.record({ what: fc.constantFrom('group', 'paste'), pick: fc.nat() }),
  },
);

function meant(grid: GridCase, given: Given): Edit | null {
  if (given.what === 'edit') {
    const [intent] = given.todo;
    return intent ? editOf(grid, intent) : null;
  }
  const { what, pick } = given;
  return what === 'group' ? groupMoved(grid, 1 + (pick % 3), pick % 90) : pasted(grid, pick, pick);
}

it('edits, moves of collapsed areas and pastes are undone to the start and redone to the end', () => {
  const steps = fc.array(step, { minLength: 10, maxLength: 25 });
  const context = aContext();
  const { networks, store } = context;
  fc.assert(
    fc.property(steps, (given) => {
      const scenarioId = aScenario(store, start);
      const edits = editService(context, networks);
      const present = (): GridCase => networks.open(scenarioId).grid;
      const soundness = (): string[] =>
        validateGrid(present()).flatMap(({ severity, text }) =>
          severity === 'error' ? [text] : [],
        );
      const passed: GridCase[] = [present()];
      for (const one of given) {
        const edit = meant(present(), one);
        if (!edit) continue;
        edits.apply({ scenarioId, version: networks.open(scenarioId).version, edit });
        expect(soundness()).toEqual([]);
        passed.push(present());
      }
      for (const before of passed.slice(0, -1).reverse()) {
        edits.undo({ scenarioId });
        expect(present()).toEqual(before);
      }
      expect(edits.undo({ scenarioId }).edit).toBeNull();
      for (const after of passed.slice(1)) {
        edits.redo({ scenarioId });
        expect(present()).toEqual(after);
      }
      // As another start of the program reads it from the file.
      expect(createWorkingNetworks(context).open(scenarioId).grid).toEqual(passed.at(-1));
    }),
    { numRuns: 4 },
  );
});
