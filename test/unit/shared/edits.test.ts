import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { editSchema } from '../../../src-shared/grid/edit-schema.ts';
import { EditError, applyEdit, editLabel, removalOf } from '../../../src-shared/grid/edits.ts';
import type { Edit } from '../../../src-shared/grid/edits.ts';
import { busRef } from '../../../src-shared/grid/element-ref.ts';
import type { GridCase } from '../../../src-shared/grid/grid-case.ts';
import { validateGrid } from '../../../src-shared/grid/validation.ts';
import { aBranch, aBus, aLoad, triangle } from '../../fixtures/small-grid.ts';

const branch12 = { kind: 'branch', from: 1, to: 2, circuit: '1' } as const;

describe('applyEdit', () => {
  it('leaves the given network as it was and shares the tables that it does not change', () => {
    const before = triangle();
    const { grid } = applyEdit(before, {
      kind: 'update',
      element: branch12,
      changes: { reactancePu: 0.2 },
    });
    expect(before.branches[0]?.reactancePu).toBe(0.1);
    expect(grid.branches[0]?.reactancePu).toBe(0.2);
    expect(grid.buses).toBe(before.buses);
  });

  it('renumbers a bus together with everything that hangs on it', () => {
    const { grid, inverse } = applyEdit(triangle(), { kind: 'renumber-bus', number: 2, to: 20 });
    expect(grid.branches.map(({ from, to }) => [from, to])).toEqual([
      [1, 20],
      [20, 3],
      [1, 3],
    ]);
    expect(grid.loads.map(({ bus }) => bus)).toEqual([20, 3]);
    expect(applyEdit(grid, inverse).grid).toEqual(triangle());
  });

  it('deletes a bus with its branches, machines and loads as one step that undo takes back', () => {
    const before = triangle();
    const { grid, inverse } = applyEdit(before, removalOf(before, [busRef(1)]));
    expect(grid.buses.map(({ number }) => number)).toEqual([2, 3]);
    expect(grid.branches).toHaveLength(1);
    expect(grid.generators).toHaveLength(0);
    expect(applyEdit(grid, inverse).grid).toEqual(before);
  });

  it.each<[string, Edit, RegExp]>([
    ['a second bus of one number', insertBus(2), /Bus 2 exists already/],
    [
      'a branch to a bus that does not exist',
      { kind: 'insert', elementKind: 'branch', value: aBranch(1, 9) },
      /needs bus 9/,
    ],
    [
      'a branch from a bus to itself',
      { kind: 'insert', elementKind: 'branch', value: aBranch(1, 1) },
      /two different buses/,
    ],
    [
      'deleting a bus that still carries something',
      { kind: 'remove', element: busRef(2) },
      /still hangs/,
    ],
    [
      'moving a load to a bus that does not exist',
      { kind: 'update', element: { kind: 'load', bus: 2, id: '1' }, changes: { bus: 7 } },
      /needs bus 7/,
    ],
    [
      'a bus number that is taken',
      { kind: 'renumber-bus', number: 1, to: 3 },
      /Bus 3 exists already/,
    ],
    [
      'placing a bus that does not exist',
      { kind: 'place', positions: [{ bus: 5, position: { x: 0, y: 0 } }] },
      /does not exist/,
    ],
  ])('refuses %s with the reason', (_what, edit, reason) => {
    expect(() => applyEdit(triangle(), edit)).toThrow(EditError);
    expect(() => applyEdit(triangle(), edit)).toThrow(reason);
  });

  it('says in words what an edit does', () => {
    const edit: Edit = { kind: 'update', element: branch12, changes: { inService: false } };
    expect(editLabel(edit)).toBe('Switch Branch 1–2 out of service');
  });
});

describe('any sequence of edits', () => {
  it('keeps the network valid, and its inverses in reverse order lead back to the start', () => {
    fc.assert(
      fc.property(fc.array(arbitraryEdit(), { maxLength: 40 }), (edits) => {
        const start = triangle();
        const { grid, inverses } = applyAll(start, edits);
        expect(validateGrid(grid).filter(({ severity }) => severity === 'error')).toEqual([]);
        const back = inverses.reduceRight(
          (current, inverse) => applyEdit(current, inverse).grid,
          grid,
        );
        expect(back).toEqual(start);
      }),
    );
  });

  it('gives the same network and the same way back as one batch, which looks elements up', () => {
    fc.assert(
      fc.property(fc.array(arbitraryEdit(), { maxLength: 60 }), (wanted) => {
        const start = triangle();
        const { grid, inverses, edits } = applyAll(start, wanted);
        const batch = applyEdit(start, { kind: 'batch', label: 'All', edits });
        expect(batch.grid).toEqual(grid);
        expect(batch.inverse).toEqual({
          ...{ kind: 'batch', label: 'All' },
          edits: [...inverses].reverse(),
        });
        expect(start).toEqual(triangle());
      }),
    );
  });

  it('passes unchanged through the wire schema', () => {
    fc.assert(
      fc.property(arbitraryEdit(), (edit) => {
        expect(editSchema.parse(JSON.parse(JSON.stringify(edit)))).toEqual(edit);
      }),
    );
  });
});

describe('editSchema', () => {
  it('refuses an update with a field that the element does not have', () => {
    const edit = { kind: 'update', element: branch12, changes: { colour: 1 } };
    expect(editSchema.safeParse(edit).success).toBe(false);
  });

  it('refuses a number that is not one', () => {
    const edit = { kind: 'update', element: branch12, changes: { reactancePu: Number.NaN } };
    expect(editSchema.safeParse(edit).success).toBe(false);
  });
});

function insertBus(number: number): Edit {
  return { kind: 'insert', elementKind: 'bus', value: aBus(number) };
}

interface Applied {
  readonly grid: GridCase;
  readonly inverses: readonly Edit[];
  /** Those that were not refused. */
  readonly edits: readonly Edit[];
}

/** Applies what can be applied; what is refused must leave the network as it was. */
function applyAll(start: GridCase, wanted: readonly Edit[]): Applied {
  let grid = start;
  const inverses: Edit[] = [];
  const edits: Edit[] = [];
  for (const edit of wanted) {
    try {
      const applied = applyEdit(grid, edit);
      grid = applied.grid;
      inverses.push(applied.inverse);
      edits.push(edit);
    } catch (error) {
      expect(error).toBeInstanceOf(EditError);
    }
  }
  return { grid, inverses, edits };
}

function arbitraryEdit(): fc.Arbitrary<Edit> {
  const number = fc.integer({ min: 1, max: 6 });
  const single = fc.oneof<fc.Arbitrary<Edit>[]>(
    number.map(insertBus),
    fc.tuple(number, number).map(([from, to]): Edit => ({
      kind: 'insert',
      elementKind: 'branch',
      value: aBranch(from, to),
    })),
    number.map((bus): Edit => ({ kind: 'insert', elementKind: 'load', value: aLoad(bus, 10) })),
    number.map((bus): Edit => ({ kind: 'remove', element: busRef(bus) })),
    fc.tuple(number, number).map(([from, to]): Edit => ({
      kind: 'remove',
      element: { kind: 'branch', from, to, circuit: '1' },
    })),
    fc.tuple(number, number).map(([bus, to]): Edit => ({ kind: 'renumber-bus', number: bus, to })),
    fc.tuple(number, number).map(([bus, to]): Edit => ({
      kind: 'update',
      element: { kind: 'load', bus, id: '1' },
      changes: { bus: to, pMw: 5 },
    })),
    fc
      .tuple(number, fc.integer())
      .map(([bus, x]): Edit => ({ kind: 'place', positions: [{ bus, position: { x, y: 0 } }] })),
  );
  return fc.oneof(
    single,
    fc
      .array(single, { maxLength: 3 })
      .map((edits): Edit => ({ kind: 'batch', label: 'Batch', edits })),
  );
}
