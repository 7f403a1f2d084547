import { readFileSync, readdirSync } from 'node:fs';

import { describe, expect, it } from 'vitest';

import { patchCase } from '../../../../src-main/formats/matpower/patch-case.ts';
import { readNetwork } from '../../../../src-main/formats/read-network.ts';
import { applyEdit, removalOf } from '../../../../src-shared/grid/edits.ts';
import type { Edit } from '../../../../src-shared/grid/edits.ts';
import type { GridCase } from '../../../../src-shared/grid/grid-case.ts';
import { bytesOf, networkFile } from '../../../fixtures/network-files.ts';
import { hasCases } from '../../../fixtures/reference-files.ts';
import { aBranch, aBus, aGenerator } from '../../../fixtures/small-grid.ts';

const cases = new URL('../../../../../shared/cases/', import.meta.url);
const files = hasCases ? readdirSync(cases).filter((name) => name.endsWith('.m')) : [];
const original = (name: string): Uint8Array =>
  hasCases && files.includes(name) ? readFileSync(new URL(name, cases)) : networkFile(name);

function read(name: string, bytes: Uint8Array): GridCase {
  const { grid, report } = readNetwork(name, bytes);
  if (!grid) throw new Error(report.messages.map(({ text }) => text).join('\n'));
  return grid;
}

const textOf = (bytes: Uint8Array): string => new TextDecoder('latin1').decode(bytes);
const linesOf = (bytes: Uint8Array): string[] => textOf(bytes).split('\n');

function afterEdits(grid: GridCase, ...edits: readonly Edit[]): GridCase {
  return edits.reduce((current, edit) => applyEdit(current, edit).grid, grid);
}

/** Line and words of every difference, found by nothing but comparing lines. */
function changedWords(before: Uint8Array, after: Uint8Array): [string, string][] {
  const [old, now] = [linesOf(before), linesOf(after)];
  expect(now.length).toBe(old.length);
  return old.flatMap((line, i) => {
    if (line === now[i]) return [];
    const [from, to] = [line.split(/[\s,;]+/), (now[i] ?? '').split(/[\s,;]+/)];
    return from.flatMap((word, j): [string, string][] =>
      word === to[j] ? [] : [[word, to[j] ?? '']],
    );
  });
}

const patched = (name: string, bytes: Uint8Array, grid: GridCase): Uint8Array =>
  patchCase(name, bytes, grid).bytes;

describe.skipIf(!hasCases)('every file of ../shared/cases (needs them)', () => {
  it.each(files)('%s is written back to the byte where nothing was edited', (name) => {
    const bytes = original(name);
    expect(textOf(patched(name, bytes, read(name, bytes)))).toBe(textOf(bytes));
  });

  it.each(files)(
    '%s differs in one cell where one value was edited, and reads as edited',
    (name) => {
      const bytes = original(name);
      const grid = read(name, bytes);
      const { from, to, circuit } = grid.branches[3]!;
      const edited = afterEdits(grid, {
        kind: 'update',
        element: { kind: 'branch', from, to, circuit },
        changes: { chargingPu: 0.3125 },
      });
      const written = patched(name, bytes, edited);
      const words = changedWords(bytes, written);
      expect(words).toHaveLength(1);
      expect(words[0]?.[1]).toBe('0.3125');
      expect(read(name, written)).toEqual(edited);
    },
  );
});

describe('a MATPOWER case written into its own file', () => {
  const good = original('good.m');
  const grid = read('good.m', good);

  it('says nothing about a network that was not edited', () => {
    expect(patchCase('good.m', good, grid)).toEqual({ bytes: good, messages: [] });
  });

  it('keeps a byte order mark and Windows line ends', () => {
    const windows = bytesOf(`\uFEFF${textOf(good).replaceAll('\n', '\r\n')}`);
    const one = read('good.m', windows);
    const edited = afterEdits(one, { kind: 'describe', changes: { frequencyHz: 50 } });
    const written = textOf(patched('good.m', windows, edited));
    expect(written.startsWith(textOf(windows).slice(0, 200))).toBe(true);
    expect(written.replaceAll('\r\n', '')).not.toContain('\n');
    expect(read('good.m', patched('good.m', windows, edited))).toEqual(edited);
  });

  it('takes the cost of a deleted machine out with it, both rows where there are two', () => {
    const text = textOf(networkFile('wscc9.m')).replace(
      /$/,
      '\nmpc.gencost = [\n2 1 0 1 11;\n2 2 0 1 12;\n2 3 0 1 13; % third\n2 4 0 1 21;\n2 5 0 1 22;\n2 6 0 1 23;\n];\n',
    );
    const bytes = bytesOf(text);
    const nine = read('wscc9.m', bytes);
    const { bus, id } = nine.generators[1]!;
    const edited = afterEdits(nine, removalOf(nine, [{ kind: 'generator', bus, id }]));
    const written = textOf(patched('wscc9.m', bytes, edited));
    expect(written).toContain(
      'mpc.gencost = [\n2 1 0 1 11;\n2 3 0 1 13; % third\n2 4 0 1 21;\n2 6 0 1 23;\n];',
    );
  });

  it('gives a new machine a cost of zero, behind the one that it stands behind', () => {
    const bytes = bytesOf(
      `${textOf(networkFile('wscc9.m'))}\nmpc.gencost = [\n2 1 0 2 5 11;\n2 2 0 2 5 12;\n2 3 0 2 5 13;\n];\n`,
    );
    const nine = read('wscc9.m', bytes);
    const machine = aGenerator(5, 20, { ratingMva: 100 });
    const { bytes: out, messages } = patchCase(
      'wscc9.m',
      bytes,
      afterEdits(nine, { kind: 'insert', elementKind: 'generator', value: machine }),
    );
    expect(textOf(out)).toContain('2 3 0 2 5 13;\n2 0 0 2 0 0;\n];');
    expect(messages.map(({ text }) => text)).toContain(
      'The cost of 1 new generators is written as zero in “gencost”.',
    );
    expect(read('wscc9.m', out).generators.at(-1)).toEqual(machine);
  });

  it('warns of matrices that may name what has another number now', () => {
    const bytes = bytesOf(`${textOf(good)}mpc.areas = [ 1 2 ];\n`);
    const one = read('good.m', bytes);
    const load: Edit = {
      ...{ kind: 'update', element: { kind: 'load', bus: 3, id: '1' } },
      changes: { pMw: 1 },
    };
    const words = (edit: Edit): string =>
      patchCase('good.m', bytes, afterEdits(one, edit))
        .messages.map(({ text }) => text)
        .join(' ');
    expect(words({ kind: 'renumber-bus', number: 2, to: 9 })).toContain('“areas”');
    expect(words(load)).not.toContain('areas');
  });

  it('finds what is joined to a renumbered bus in its old row', () => {
    const edited = afterEdits(grid, { kind: 'renumber-bus', number: 2, to: 200 });
    const words = changedWords(good, patched('good.m', good, edited));
    expect(new Set(words.map(([from, to]) => `${from} ${to}`))).toEqual(new Set(['2 200']));
    expect(read('good.m', patched('good.m', good, edited))).toEqual(edited);
  });

  it('converts a value back where code of the file converts the cell', () => {
    const name = 'ohms-and-kilowatts.m';
    const bytes = original(name);
    const feeder = read(name, bytes);
    const edited = afterEdits(feeder, {
      kind: 'update',
      element: { kind: 'branch', from: 1, to: 2, circuit: '1' },
      changes: { reactancePu: 0.075 },
    });
    // 20 kV and 10 MVA: 40 ohm are one per unit.
    expect(changedWords(bytes, patched(name, bytes, edited))).toEqual([['2', '3']]);
  });

  it('states a value behind the code that would calculate it otherwise', () => {
    const name = 'ohms-and-kilowatts.m';
    const bytes = original(name);
    const feeder = read(name, bytes);
    const edited = afterEdits(feeder, {
      kind: 'update',
      element: { kind: 'load', bus: 2, id: '1' },
      changes: { qMvar: 0.125 },
    });
    const { bytes: out, messages } = patchCase(name, bytes, edited);
    expect(read(name, out)).toEqual(edited);
    expect(textOf(out)).toContain('\n\nmpc.bus(2, 4) = 0.125;\n');
    expect(messages.map(({ text }) => text).join(' ')).toMatch(/in statements at the end/);
  });

  it('adds a column that an edit needs, to every row', () => {
    const text = `mpc.baseMVA = 100;
mpc.bus = [ 1 3 0 0 0 0 1 1 0 230
  2 1 50 9 0 0 1 1 0 230 ];
mpc.gen = [ 1 50 0 99 -99 1 100 1 ];
mpc.branch = [
  1 2 0.01 0.1 0 0 0 0 0 0 1   % the line
];
`;
    const bytes = bytesOf(text);
    const short = read('short.m', bytes);
    const edited = afterEdits(
      short,
      {
        kind: 'update',
        element: { kind: 'branch', from: 1, to: 2, circuit: '1' },
        changes: { angleMinDegrees: -30, angleMaxDegrees: 30 },
      },
      { kind: 'insert', elementKind: 'bus', value: aBus(3, { name: '', position: null }) },
      { kind: 'insert', elementKind: 'branch', value: aBranch(2, 3) },
    );
    const out = patched('short.m', bytes, edited);
    expect(read('short.m', out)).toEqual(edited);
    expect(textOf(out)).toContain('  1 2 0.01 0.1 0 0 0 0 0 0 1\t-30\t30   % the line\n');
  });

  it('puts its block before the end of the function', () => {
    const bytes = bytesOf(`${textOf(good).trimEnd()}\nend\n\nfunction x = helper\nx = 1;\nend\n`);
    const one = read('good.m', bytes);
    const edited = afterEdits(one, { kind: 'describe', changes: { frequencyHz: 50 } });
    const out = patched('good.m', bytes, edited);
    expect(textOf(out)).toMatch(/mpc\.phaselock\.frequency = 50;\nend\n\nfunction x/);
    expect(read('good.m', out)).toEqual(edited);
  });

  it('renews its block instead of adding another one', () => {
    const at = (frequencyHz: number): GridCase => ({ ...grid, frequencyHz });
    const once = patched('good.m', good, at(50));
    const twice = patched('good.m', once, at(16.7));
    expect(textOf(twice)).toBe(textOf(once).replace('= 50;', '= 16.7;'));
    expect(textOf(patched('good.m', once, grid)).trimEnd()).toBe(textOf(good).trimEnd());
  });

  it('writes a file anew, and says so, where it cannot be read', () => {
    const { bytes, messages } = patchCase('x.m', bytesOf('mpc.bus = [1 2'), grid);
    expect(read('x.m', bytes)).toEqual(grid);
    expect(messages[0]?.text).toMatch(/written anew/);
  });
});
