import { describe, expect, it, vi } from 'vitest';

import { powerFlowByElement } from '../../../../src-renderer/composables/power-flow-by-element.ts';
import { areaRows } from '../../../../src-renderer/components/network/area-rows.ts';
import {
  cellText,
  elementColumns,
} from '../../../../src-renderer/components/network/element-columns.ts';
import {
  dynamicsFields,
  elementFields,
} from '../../../../src-renderer/components/network/element-fields.ts';
import { pasteRows, pasteSummary } from '../../../../src-renderer/components/network/paste-rows.ts';
import { createTableCursor } from '../../../../src-renderer/components/network/table-cursor.ts';
import { bulkEdit, columnEdit } from '../../../../src-renderer/components/network/table-edits.ts';
import { rowCount } from '../../../../src-renderer/components/network/table-kinds.ts';
import type { ElementTableId } from '../../../../src-renderer/components/network/table-kinds.ts';
import { pasteTarget } from '../../../../src-renderer/components/network/table-paste.ts';
import { elementRows } from '../../../../src-renderer/components/network/table-rows.ts';
import { totalOf } from '../../../../src-renderer/components/network/table-totals.ts';
import { noLineStates } from '../../../../src-renderer/network/line-states.ts';
import { previewPaste } from '../../../../src-main/formats/tables/paste-rows.ts';
import { editSchema } from '../../../../src-shared/grid/edit-schema.ts';
import { applyEdit } from '../../../../src-shared/grid/edits.ts';
import { elementKey } from '../../../../src-shared/grid/element-ref.ts';
import type { ElementRef } from '../../../../src-shared/grid/element-ref.ts';
import type { Generator, GridCase, Load } from '../../../../src-shared/grid/grid-case.ts';
import {
  confirmEstimates,
  machineDynamics,
} from '../../../../src-shared/grid/machine-estimates.ts';
import { aGenerator, triangle } from '../../../fixtures/small-grid.ts';
import { sample } from './networks.ts';

const rts96 = sample('rts96');
const tables: readonly ElementTableId[] = [
  ...(['bus', 'branch', 'transformer', 'generator', 'dynamics', 'load', 'shunt'] as const),
];

const load = (bus: number): ElementRef => ({ kind: 'load', bus, id: '1' });

describe('the tables of elements', () => {
  it.each(tables)('%s: has a row per element, and a value or none for every column', (table) => {
    const rows = elementRows(rts96, table, noLineStates, null);
    expect(rows).toHaveLength(rowCount(rts96, table));
    for (const column of elementColumns(table, true)) {
      for (const row of rows) expect(typeof cellText(column, row[column.name])).toBe('string');
    }
  });

  it('show the columns of a power flow only where there is one', () => {
    const solved = elementColumns('branch', true).filter(({ source }) => source === 'power-flow');
    expect(solved.map(({ title }) => title)).toContain('Loading (PF), %');
    expect(elementColumns('branch', false).some(({ source }) => source === 'power-flow')).toBe(
      false,
    );
  });

  it('mark a voltage outside its band and a machine beyond its limits, and nothing else', () => {
    const grid = triangle({
      generators: [aGenerator(1, 100), aGenerator(2, 50, { pMaxMw: 40 })],
    });
    const [column] = elementColumns('generator', false).filter(({ name }) => name === 'pMw');
    const rows = elementRows(grid, 'generator', noLineStates, null);
    expect(rows.map((row) => column?.over(row))).toEqual([false, true]);
  });

  it('take from a power flow only what belongs to an island with a solution', () => {
    const bus = (number: number, island: number) => ({
      ...{ bus: number, vm: 1, vaDegrees: 0, pMw: 0, qMvar: 0, type: 'pq' as const, island },
    });
    const flow = { circuit: '1', pFromMw: 1, qFromMvar: 0, pToMw: -1, qToMvar: 0, loading: 0.5 };
    const island = { buses: 2, slack: 1, slackChosen: false, iterations: 3, maxMismatch: 1e-9 };
    const found = powerFlowByElement({
      buses: [bus(1, 0), bus(2, 0), bus(8, 1), bus(9, 1)],
      branches: [
        { from: 1, to: 2, ...flow },
        { from: 8, to: 9, ...flow },
      ],
      generators: [],
      islands: [
        { ...island, status: 'converged' },
        { ...island, status: 'not-converged' },
      ],
    });
    expect(found?.bus(2)?.vm).toBe(1);
    expect(found?.bus(9)).toBeNull();
    expect(found?.branch('branch/1-2-1')?.loading).toBe(0.5);
    expect(found?.branch('branch/8-9-1')).toBeNull();
  });

  it('add up per area what the whole network has', () => {
    const rows = areaRows(rts96);
    const whole = (field: 'buses' | 'generationMw' | 'loadMw'): number =>
      rows.reduce((sum, row) => sum + row[field], 0);
    const inService = (all: readonly (Generator | Load)[]): number =>
      all.filter((one) => one.inService).reduce((sum, { pMw }) => sum + pMw, 0);
    expect(rows.map(({ area }) => area)).toEqual([1, 2, 3]);
    expect(whole('buses')).toBe(73);
    expect(whole('generationMw')).toBeCloseTo(inService(rts96.generators), 8);
    expect(whole('loadMw')).toBeCloseTo(inService(rts96.loads), 8);
    // The five ties of the RTS-96: 107-203, 113-215, 123-217, 325-121, 318-223.
    expect(rows.reduce((sum, { ties }) => sum + ties, 0)).toBe(2 * 5);
  });
});

describe('totals', () => {
  it('are those of a spreadsheet, leave out what has no value, and never add voltages', () => {
    const values = [3, null, Infinity, -1, 'x', 4];
    expect(totalOf('sum', values, true)).toBe(6);
    expect(totalOf('mean', values, true)).toBe(2);
    expect([totalOf('least', values, false), totalOf('largest', values, false)]).toEqual([-1, 4]);
    expect(totalOf('sum', values, false)).toBeNull();
    expect(totalOf('mean', [null], true)).toBeNull();
  });
});

describe('entering for many rows', () => {
  const field = (name: string) => elementFields.load.find((one) => one.name === name)!;
  const refs = [load(2), load(3)];
  const after = (typed: string): number[] => {
    const made = bulkEdit(triangle(), refs, field('pMw'), typed);
    if (!made.ok) throw new Error(made.why);
    return applyEdit(triangle(), editSchema.parse(made.edit)).grid.loads.map(({ pMw }) => pMw);
  };

  it('sets one value, or multiplies each by a factor', () => {
    expect(after('7,5')).toEqual([7.5, 7.5]);
    expect(after('*1.1')).toEqual([60 * 1.1, 40 * 1.1]);
    expect(after('× -1')).toEqual([-60, -40]);
  });

  it.each([
    ['much', /not a number/],
    ['*much', /not a factor/],
  ])('refuses %s', (typed, why) => {
    const made = bulkEdit(triangle(), refs, field('pMw'), typed);
    expect(made.ok ? '' : made.why).toMatch(why);
  });

  it('keeps the other figures of a machine as they were shown, its rating too', () => {
    const grid = triangle();
    const ref: ElementRef = { kind: 'generator', bus: 1, id: '1' };
    const shown = machineDynamics(grid, grid.generators[0]!);
    const changed = applyEdit(grid, columnEdit(grid, [ref], 'inertiaSeconds', 6)).grid;
    expect(machineDynamics(changed, changed.generators[0]!)).toEqual({
      ...shown,
      ...{ inertiaSeconds: 6, source: 'entered', estimated: false },
    });
  });
});

describe('confirming estimates', () => {
  it('changes no study: the figures are the same, and count as given', () => {
    const confirmed = applyEdit(rts96, confirmEstimates(rts96, rts96.generators)!).grid;
    const figures = (grid: GridCase) =>
      grid.generators.map((machine) => {
        const { inertiaSeconds, dampingPu, transientReactancePu, ratingMva } = machineDynamics(
          grid,
          machine,
        );
        return [inertiaSeconds, dampingPu, transientReactancePu, ratingMva];
      });
    expect(figures(confirmed)).toEqual(figures(rts96));
    expect(confirmed.generators.some(({ dynamics }) => dynamics === null)).toBe(false);
    expect(confirmEstimates(confirmed, confirmed.generators)).toBeNull();
  });
});

describe('the cursor of a table', () => {
  const rows = [1, 2, 3, 4].map((bus) => ({ key: `load/${bus}-1`, ref: load(bus) }));
  const fields = ['bus', 'id', 'pMw', 'qMvar'];

  function aCursor() {
    let selected: readonly string[] = [];
    const choose = vi.fn((refs: readonly ElementRef[]) => (selected = refs.map(elementKey)));
    const cursor = createTableCursor({ rows: () => rows, fields: () => fields, choose }, (key) =>
      selected.includes(key),
    );
    return { cursor, selected: () => selected };
  }

  it('extends with Shift from where it began, up and down, and to the sides', () => {
    const { cursor, selected } = aCursor();
    cursor.put('load/2-1', 'pMw', 'only');
    cursor.stepRow(1, true);
    cursor.stepRow(1, true);
    expect(selected()).toEqual(['load/2-1', 'load/3-1', 'load/4-1']);
    cursor.stepRow(-Infinity, true);
    expect(selected()).toEqual(['load/1-1', 'load/2-1']);
    expect(cursor.chosenFields()).toBeNull();
    cursor.stepField(1, true);
    expect(cursor.chosenFields()).toEqual(['pMw', 'qMvar']);
    cursor.stepField(-1, false);
    expect(cursor.chosenFields()).toBeNull();
  });

  it('adds and takes away single rows with Ctrl, and takes all with Ctrl+A', () => {
    const { cursor, selected } = aCursor();
    cursor.put('load/1-1', 'bus', 'only');
    cursor.put('load/3-1', 'bus', 'add');
    expect(selected()).toEqual(['load/1-1', 'load/3-1']);
    cursor.put('load/1-1', 'bus', 'add');
    expect(selected()).toEqual(['load/3-1']);
    cursor.all();
    expect(selected()).toHaveLength(4);
  });
});

describe('where pasted rows go', () => {
  const columns = elementColumns('load', false);
  const rows = [3, 1, 2].map((bus) => ({ key: `load/${bus}-1`, ref: load(bus) }));
  const at = (field: string | null, key: string | null = null) => ({ field, key });

  it('by their names where the cursor is on a name or nowhere', () => {
    for (const field of ['bus', 'id', null]) {
      const request = pasteTarget('1\t2', columns, rows, new Set(), at(field));
      expect(request.onto).toBeUndefined();
      expect(request.fields[0]).toBe('bus');
    }
  });

  it('from the chosen cell down in the order shown, one value into all selected rows', () => {
    const many = pasteTarget('1\n2', columns, rows, new Set(['load/1-1']), at('pMw', 'load/1-1'));
    expect(many).toEqual({ text: '1\n2', fields: ['pMw', 'qMvar'], onto: [load(1), load(2)] });
    const one = pasteTarget('7\r\n', columns, rows, new Set(['load/3-1', 'load/2-1']), at('pMw'));
    expect(one).toEqual({ text: '7\n7', fields: ['pMw', 'qMvar'], onto: [load(3), load(2)] });
  });
});

describe('the preview of a paste', () => {
  it('lists errors before what is not matched, new and changed, and sums it up', () => {
    const grid = triangle();
    const text = 'Bus\tP\tOwner\n2\t61\tN\n1\t5\tN\n3\t40\tN\n';
    const preview = previewPaste(grid, 'load', text);
    expect(pasteRows(preview).map(({ state }) => state)).toEqual(['not matched', 'new', 'changes']);
    expect(pasteRows(preview).at(-1)).toMatchObject({ before: '60', after: '61' });
    expect(pasteSummary(preview)).toMatch(
      /^1 value of 1 element change, 1 element is new, 1 row stays/,
    );
    const faulty = previewPaste(grid, 'load', 'Bus\tP\n2\tx\n3\t9\n');
    expect(pasteRows(faulty).map(({ state }) => state)).toEqual(['error', 'changes']);
    expect(pasteSummary(faulty)).toMatch(/^Nothing is changed/);
  });

  it('names machine data as the table of dynamics does', () => {
    const preview = previewPaste(triangle(), 'dynamics', 'Bus\tH\n1\t3.5\n');
    const names = pasteRows(preview).map(({ column }) => column.split(', ')[0]);
    expect(names).toContain(dynamicsFields[0]?.label);
  });
});
