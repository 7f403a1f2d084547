import { describe, expect, it } from 'vitest';

import { readNetwork, readStudyNetwork } from '../../../src-main/formats/read-network.ts';
import type { NetworkReading } from '../../../src-main/formats/read-network.ts';
import type { GridCase } from '../../../src-shared/grid/grid-case.ts';
import { gridDocumentText } from '../../../src-shared/grid/schema.ts';
import { bytesOf, networkFile } from '../../fixtures/network-files.ts';

const readText = (text: string, name = 'network.json'): NetworkReading =>
  readNetwork(name, bytesOf(text));

function quirks(): GridCase {
  const { grid } = readNetwork('quirks.m', networkFile('quirks.m'));
  if (!grid) throw new Error('quirks.m cannot be read');
  return grid;
}

const firstError = ({ grid, report }: NetworkReading): [number | null, string] => {
  expect(grid).toBeNull();
  const [first] = report.messages;
  if (first?.severity !== 'error') throw new Error('no error');
  return [first.line, first.text];
};

/** Line of the text, counted by hand, on which a piece of it stands. */
const lineOf = (text: string, piece: string): number =>
  text.slice(0, text.indexOf(piece)).split('\n').length;

describe('a network in our own format', () => {
  it('comes back as it was written, infinite limits and positions included', () => {
    const grid = quirks();
    const placed = {
      ...grid,
      buses: grid.buses.map((bus, i) => ({ ...bus, position: { x: 10 * i, y: -5 } })),
    };
    const reading = readText(gridDocumentText(placed));
    expect(reading.grid).toEqual(placed);
    expect(reading.report.format).toBe('Phaselock network');
  });

  it('is recognised without its extension, and behind a byte order mark', () => {
    expect(readText(gridDocumentText(quirks()), 'network').grid).not.toBeNull();
    expect(readText(`\uFEFF${gridDocumentText(quirks())}`).grid).not.toBeNull();
  });

  it('gets warnings that say on which line the element stands', () => {
    const text = gridDocumentText(quirks());
    const warning = readText(text).report.messages.find(({ severity }) => severity === 'warning');
    expect(warning?.line).toBe(lineOf(text, '"from":20,"to":30'));
  });
});

describe('a faulty document', () => {
  const text = gridDocumentText(quirks());
  const changed = (search: string, replacement: string): NetworkReading => {
    if (!text.includes(search)) throw new Error(`the document does not hold ${search}`);
    return readText(text.replace(search, replacement));
  };

  it.each([
    ['a missing comma', '"generators": [', '"generators" [', /a colon is expected where “\[”/],
    ['a trailing comma', '"sources": [', '"sources": [,', /a value is expected/],
    ['a broken text', '"South"', '"Sou\nth"', /a closing quote is expected/],
    ['a bare word', '"South"', 'South', /a value is expected where “South/],
  ])('with %s is refused with the line', (_, search, replacement, message) => {
    const [line, words] = firstError(changed(search, replacement));
    expect(words).toMatch(message);
    expect(line).toBe(lineOf(text, search));
  });

  it('that is cut off is refused with its last line', () => {
    const cut = text.slice(0, text.indexOf('"loads"'));
    expect(firstError(readText(cut))).toEqual([
      cut.split('\n').length,
      expect.stringMatching(/where the file ends/),
    ]);
  });

  it('with a text where a number belongs is refused with field and line', () => {
    const [line, words] = firstError(changed('"reactancePu":0.2', '"reactancePu":"0.2"'));
    expect(line).toBe(lineOf(text, '"reactancePu":0.2'));
    expect(words).toMatch(/^“network.branches.1.reactancePu”: .*number.* Correct the value/);
  });

  it('with a field left out is refused by the line of its element', () => {
    const [line] = firstError(changed('"reactancePu":0.2,', ''));
    expect(line).toBe(lineOf(text, '"reactancePu":0.2,'));
  });

  it('with a bus that is there twice is refused by its line', () => {
    const [line, words] = firstError(changed('{"number":20,', '{"number":10,'));
    expect(words).toMatch(/^Bus 10 is there twice/);
    expect(line).toBe(lineOf(text, '"number":10,'));
  });

  it.each([
    ['{"format":"phaselock-network","version":2}', /version 2 of the format.*newest Phaselock/],
    ['{"format":"pandapower"}', /no Phaselock network/],
    ['[1, 2]', /no Phaselock network/],
    ['{"format":"phaselock-oscillators"}', /bare oscillator network.*command line/],
    ['['.repeat(1 << 20), /less nesting is expected/],
  ])('that is none of ours is refused in words (%#)', (document, message) => {
    expect(firstError(readText(document))[1]).toMatch(message);
  });
});

describe('a network of a study', () => {
  const oscillators = {
    format: 'phaselock-oscillators',
    version: 1,
    nodes: [
      { id: 1, omega: 0.1 },
      { id: 2, omega: -0.1, M: 2, theta0: 0.3 },
    ],
    edges: [{ from: 1, to: 2, a: 1.5 }],
  };
  const read = (document: unknown): ReturnType<typeof readStudyNetwork> =>
    readStudyNetwork('oscillators.json', bytesOf(JSON.stringify(document, null, 1)));

  it('may be a bare oscillator network, whose defaults are filled in', () => {
    const reading = read(oscillators);
    expect(reading).toMatchObject({
      kind: 'oscillators',
      document: {
        nodes: [
          { id: 1, omega: 0.1, M: 0, D: 1, theta0: 0 },
          { id: 2, omega: -0.1, M: 2, D: 1, theta0: 0.3 },
        ],
        edges: [{ from: 1, to: 2, a: 1.5, phi: 0 }],
      },
    });
  });

  it('may be a grid in any format', () => {
    const reading = readStudyNetwork('good.m', networkFile('good.m'));
    expect(reading).toMatchObject({ kind: 'grid', grid: { baseMva: 100 } });
  });

  it.each([
    ['an unknown node', { edges: [{ from: 1, to: 7, a: 1 }] }, 17, /names node 7, which does not/],
    ['an edge to itself', { edges: [{ from: 1, to: 1, a: 1 }] }, 17, /starts and ends at one node/],
    [
      'a repeated node',
      {
        nodes: [
          { id: 1, omega: 0 },
          { id: 1, omega: 0 },
        ],
        edges: [],
      },
      9,
      /twice/,
    ],
    ['an unknown field', { speed: 1 }, null, /[Uu]nrecognized key/],
    ['no frequency', { nodes: [{ id: 1 }] }, 5, /“nodes.0.omega”/],
  ])('with %s is refused with its line', (_, change, line, text) => {
    const reading = read({ ...oscillators, ...change });
    if (reading.kind !== 'grid') throw new Error('it was read');
    const [message] = reading.report.messages;
    expect(message?.text).toMatch(text);
    expect(message?.line).toBe(line);
  });
});
