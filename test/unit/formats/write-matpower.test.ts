import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { matpowerText } from '../../../src-main/formats/matpower/write-case.ts';
import { readNetwork } from '../../../src-main/formats/read-network.ts';
import type { NetworkReading } from '../../../src-main/formats/read-network.ts';
import { listSamples, loadSample } from '../../../src-main/samples/samples.ts';
import type { GridCase } from '../../../src-shared/grid/grid-case.ts';
import { bytesOf, networkFile } from '../../fixtures/network-files.ts';
import { randomGrid } from '../../fixtures/random-grid.ts';

const read = (text: string): NetworkReading => readNetwork('written.m', bytesOf(text));

const again = (grid: GridCase): GridCase | null => read(matpowerText(grid)).grid;

function quirks(): GridCase {
  const { grid } = readNetwork('quirks.m', networkFile('quirks.m'));
  if (!grid) throw new Error('quirks.m cannot be read');
  return grid;
}

/** A machine without rating is on the system base; a bus without machine cannot be the slack. */
function asMatpowerHasIt(grid: GridCase): GridCase {
  const held = new Set(grid.generators.map(({ bus }) => bus));
  return {
    ...grid,
    generators: grid.generators.map((machine) => ({ ...machine, ratingMva: grid.baseMva })),
    buses: grid.buses.map((bus) => (held.has(bus.number) ? bus : { ...bus, type: 'pq' })),
  };
}

/** The cells of a matrix by nothing but a regular expression. */
function cells(text: string, name: string): number[][] {
  const [, body = ''] = new RegExp(`mpc\\.${name} = \\[([^\\]]*)\\]`).exec(text) ?? [];
  return body
    .trim()
    .split(/;\s*/)
    .filter((row) => row !== '')
    .map((row) => row.split(/\s+/).map(Number));
}

describe('a written MATPOWER case', () => {
  it.each(listSamples().map(({ id }) => id))(
    'gives %s back with diagram, dynamics and sources',
    (id) => {
      expect(again(loadSample(id))).toEqual(loadSample(id));
    },
  );

  it('gives a read file back', () => {
    expect(again(quirks())).toEqual(quirks());
  });

  it('gives any network back to the bit', () => {
    fc.assert(
      fc.property(randomGrid({ negative: true }), (grid) => {
        expect(again(grid)).toEqual(asMatpowerHasIt(grid));
      }),
      { numRuns: 60 },
    );
  });

  it('has the figures in the columns of the format', () => {
    const grid = loadSample('ieee14');
    const text = matpowerText(grid);
    expect(cells(text, 'bus')[2]).toEqual([
      3, 2, 94.2, 19, 0, 0, 1, 1.01, -12.72, 0, 1, 1.06, 0.94,
    ]);
    expect(cells(text, 'gen')[1]?.slice(0, 10)).toEqual([
      2, 40, 42.4, 50, -40, 1.045, 100, 1, 140, 0,
    ]);
    // A line has the ratio 0; a transformer without an off-nominal ratio has 1.
    expect(cells(text, 'branch').map((row) => row[8])).toEqual([
      0, 0, 0, 0, 0, 0, 0, 0.978, 0.969, 0.932, 0, 0, 0, 1, 1, 0, 0, 0, 0, 0,
    ]);
    expect(text).toMatch(/^function mpc = IEEE_14_bus\n% Part of the American/);
  });

  it('sums what is in service at a bus, and keeps the parts in the block', () => {
    const grid = loadSample('wscc9');
    const loads = [
      { bus: 5, id: '1', pMw: 60, qMvar: 20, inService: true },
      { bus: 5, id: 'night', pMw: 30, qMvar: 10, inService: true },
      { bus: 5, id: 'spare', pMw: 500, qMvar: 0, inService: false },
    ];
    const text = matpowerText({ ...grid, loads });
    expect(cells(text, 'bus')[4]?.slice(2, 4)).toEqual([90, 30]);
    expect(read(text).grid?.loads).toEqual(loads);
    expect(read(text.replace(/%% what the format.*/s, '')).grid?.loads).toEqual([
      { bus: 5, id: '1', pMw: 90, qMvar: 30, inService: true },
    ]);
  });

  it('keeps identifiers, frequency and names with quotes', () => {
    const grid = loadSample('wscc9');
    const changed: GridCase = {
      ...grid,
      name: "Chow's nine",
      frequencyHz: 50,
      generators: grid.generators.map((generator) => ({ ...generator, id: 'G' })),
      branches: grid.branches.map((branch) => ({ ...branch, circuit: `L${branch.from}` })),
      buses: grid.buses.map((bus) => ({
        ...bus,
        name: `Bus's ${bus.number} 100 %`,
        position: null,
      })),
    };
    expect(again(changed)).toEqual(changed);
  });

  it('loses a part of its block that no longer fits, with a warning', () => {
    const text = matpowerText(loadSample('wscc9')).replace(/\t1\t23\.64.*\n/, '\t1\t23.64;\n');
    const { grid, report } = read(text);
    expect(grid?.generators.every(({ dynamics }) => dynamics === null)).toBe(true);
    expect(report.messages[0]).toMatchObject({
      severity: 'warning',
      text: expect.stringMatching(/“phaselock.dynamics” does not fit/) as unknown,
    });
  });
});
