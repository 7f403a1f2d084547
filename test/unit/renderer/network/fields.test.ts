import { describe, expect, it } from 'vitest';

import { elementFields } from '../../../../src-renderer/components/network/element-fields.ts';
import type { ElementField } from '../../../../src-renderer/components/network/element-fields.ts';
import { entryText, parseEntry } from '../../../../src-renderer/components/network/field-entry.ts';
import {
  commonValue,
  dynamicsEdit,
  fieldEdit,
  fieldValue,
  mixed,
  ownDynamicsEdit,
  refusalOf,
  renamed,
  serviceEdit,
} from '../../../../src-renderer/components/network/field-edits.ts';
import { passesFilter } from '../../../../src-renderer/components/network/filter-text.ts';
import { findElements } from '../../../../src-renderer/composables/find-elements.ts';
import { applyEdit } from '../../../../src-shared/grid/edits.ts';
import { editSchema } from '../../../../src-shared/grid/edit-schema.ts';
import { elementsOf, refOf } from '../../../../src-shared/grid/element-ref.ts';
import type { ElementKind } from '../../../../src-shared/grid/element-ref.ts';
import { machineDynamics } from '../../../../src-shared/grid/machine-estimates.ts';
import { sample } from './networks.ts';

const kinds: readonly ElementKind[] = ['bus', 'branch', 'generator', 'load', 'shunt'];
const grid = sample('rts96');

const fieldOf = (kind: ElementKind, name: string): ElementField => {
  const field = elementFields[kind].find((one) => one.name === name);
  if (!field) throw new Error(`no field ${name}`);
  return field;
};

describe('the fields of elements', () => {
  it.each(kinds)('of a %s are those of the data model, all but place and machine data', (kind) => {
    const [element] = elementsOf(grid, kind);
    const names = Object.keys(element ?? {}).filter((name) => !/^(position|dynamics)$/.test(name));
    expect(elementFields[kind].map(({ name }) => name).sort()).toEqual(names.sort());
  });

  it('write every value of a network so that reading it back gives the same value', () => {
    for (const kind of kinds) {
      for (const element of elementsOf(grid, kind)) {
        for (const field of elementFields[kind]) {
          const value = fieldValue(element, field.name);
          const parsed = parseEntry(field, entryText(field, value));
          expect(parsed).toEqual({ ok: true, value });
        }
      }
    }
  });

  it.each([
    ['load', 'pMw', '12x', /“12x” is not a number/],
    ['load', 'pMw', '', /Enter a number/],
    ['load', 'pMw', 'NaN', /not a number/],
    ['load', 'pMw', '1 000', /not a number/],
    ['bus', 'number', '3.5', /whole number/],
    ['bus', 'number', '0', /1 or more/],
    ['bus', 'type', 'strong', /One of: PQ/],
    ['bus', 'baseKv', '-1', /0 or more/],
    ['branch', 'reactancePu', '0', /infinite.*out of service/],
    ['branch', 'circuit', '  ', /cannot be empty/],
    ['branch', 'circuit', 'x'.repeat(40), /32 characters/],
    ['branch', 'inService', 'maybe', /yes or no/],
  ] as const)('refuse for %s.%s what is entered as "%s"', (kind, name, typed, why) => {
    const parsed = parseEntry(fieldOf(kind, name), typed);
    expect(parsed.ok ? 'accepted' : parsed.why).toMatch(why);
  });

  it('take an empty limit for none: no rating, no bound of a machine', () => {
    expect(parseEntry(fieldOf('branch', 'ratingAMva'), ' ')).toEqual({ ok: true, value: null });
    expect(parseEntry(fieldOf('generator', 'pMaxMw'), '')).toEqual({ ok: true, value: Infinity });
    expect(parseEntry(fieldOf('generator', 'qMinMvar'), '-inf')).toEqual({
      ok: true,
      value: -Infinity,
    });
  });
});

describe('edits of fields', () => {
  it('are accepted by the schema of the wire', () => {
    const [line] = grid.branches;
    const [machine] = grid.generators;
    if (!line || !machine) throw new Error('the sample has both');
    for (const edit of [
      fieldEdit([refOf('branch', line)], 'reactancePu', 0.3),
      fieldEdit([{ kind: 'bus', number: 101 }], 'number', 999),
      ownDynamicsEdit(grid, [machine]),
    ]) {
      expect(editSchema.parse(edit)).toEqual(edit);
    }
  });

  it('set one field of many elements in one step', () => {
    const refs = grid.loads.map((load) => refOf('load', load));
    const edit = fieldEdit(refs, 'qMvar', 7);
    const after = applyEdit(grid, edit);
    expect(edit.kind).toBe('batch');
    expect(new Set(after.grid.loads.map(({ qMvar }) => qMvar))).toEqual(new Set([7]));
    expect(applyEdit(after.grid, after.inverse).grid).toEqual(grid);
  });

  it('renumber a bus with all that hangs on it, and say which element it is then', () => {
    const edit = fieldEdit([{ kind: 'bus', number: 101 }], 'number', 999);
    const after = applyEdit(grid, edit).grid;
    expect(after.branches.some(({ from, to }) => from === 101 || to === 101)).toBe(false);
    expect(after.branches.filter(({ from, to }) => from === 999 || to === 999)).toHaveLength(
      grid.branches.filter(({ from, to }) => from === 101 || to === 101).length,
    );
    expect(renamed({ kind: 'bus', number: 101 }, 'number', 999)).toEqual({
      kind: 'bus',
      number: 999,
    });
    expect(renamed({ kind: 'bus', number: 101 }, 'name', 'x')).toEqual({
      kind: 'bus',
      number: 101,
    });
  });

  it('are refused beforehand with the reason that applying them would give', () => {
    const taken = fieldEdit([{ kind: 'bus', number: 101 }], 'number', 102);
    expect(refusalOf(grid, taken)).toBe('Bus 102 exists already.');
    expect(() => applyEdit(grid, taken)).toThrow('Bus 102 exists already.');
    expect(refusalOf(grid, fieldEdit([{ kind: 'bus', number: 101 }], 'vmPu', 1))).toBeNull();
  });

  it('switch several elements out together where any is in, and then all back in', () => {
    const [first, second] = grid.branches;
    if (!first || !second) throw new Error('the sample has both');
    const refs = [
      refOf('branch', first),
      refOf('branch', second),
      { kind: 'bus', number: 101 } as const,
    ];
    const states = (network: typeof grid): boolean[] =>
      network.branches.slice(0, 2).map(({ inService }) => inService);
    const half = applyEdit(grid, fieldEdit([refOf('branch', first)], 'inService', false)).grid;
    const out = serviceEdit(half, refs);
    const allOut = applyEdit(half, out ?? { kind: 'batch', label: '', edits: [] }).grid;
    expect(states(allOut)).toEqual([false, false]);
    const back = serviceEdit(allOut, refs);
    expect(states(applyEdit(allOut, back ?? { kind: 'batch', label: '', edits: [] }).grid)).toEqual(
      [true, true],
    );
    expect(serviceEdit(grid, [{ kind: 'bus', number: 101 }])).toBeNull();
  });

  it('say where several elements differ', () => {
    expect(commonValue([{ a: 1 }, { a: 1 }], 'a')).toBe(1);
    expect(commonValue([{ a: 1 }, { a: 2 }], 'a')).toBe(mixed);
    expect(commonValue([], 'a')).toBeUndefined();
  });

  it('start own machine data from the documented estimate, which then is no estimate any more', () => {
    const machine = grid.generators.find(({ dynamics }) => dynamics === null);
    if (!machine) throw new Error('the sample has machines without data');
    const estimate = machineDynamics(grid, machine);
    const after = applyEdit(grid, ownDynamicsEdit(grid, [machine])).grid;
    const own = after.generators.find(({ bus, id }) => bus === machine.bus && id === machine.id);
    if (!own) throw new Error('it is still there');
    expect(machineDynamics(after, own)).toEqual({
      ...estimate,
      estimated: false,
      source: 'entered',
    });
    expect(dynamicsEdit(own, 'inertiaSeconds', 5)).toMatchObject({
      changes: { dynamics: { inertiaSeconds: 5, dampingPu: estimate.dampingPu } },
    });
    expect(dynamicsEdit(machine, 'inertiaSeconds', 5)).toBeNull();
  });
});

describe('filters and search', () => {
  it.each([
    ['', 5, true],
    ['>4', 5, true],
    ['>5', 5, false],
    ['>=5', 5, true],
    ['<-1e-3', -0.1, true],
    ['=5', 5, true],
    ['2..6', 5, true],
    ['2 .. 4', 5, false],
    ['> 4', null, false],
    ['5', 151, true],
    ['pv', 'PV (voltage held)', true],
    ['yes', true, true],
    ['no', true, false],
  ])('a filter "%s" on %s lets through: %s', (wanted, value, passes) => {
    expect(passesFilter(wanted, value)).toBe(passes);
  });

  it('find a bus by number first, then by the beginning of its number, then by name', () => {
    const labels = findElements(sample('ieee118'), '1', 4).map(({ label }) => label);
    expect(labels).toEqual(['Bus 1', 'Bus 10', 'Bus 11', 'Bus 12']);
    const called = sample('ieee14').buses.find(({ name }) => name.trim().length > 2);
    if (called) {
      const found = findElements(sample('ieee14'), called.name.toUpperCase(), 20);
      expect(found.map(({ name }) => name)).toContain(called.name);
    }
  });

  it('find all circuits between two buses, whichever is named first', () => {
    const circuits = (text: string): string[] => findElements(grid, text, 9).map(({ key }) => key);
    expect(circuits('115-121')).toEqual(['branch/115-121-1', 'branch/115-121-2']);
    expect(circuits('121 – 115')).toEqual(circuits('115-121'));
    expect(circuits('1-2-3')).toEqual([]);
  });
});
