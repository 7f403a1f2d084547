import { describe, expect, it } from 'vitest';

import { readNetwork } from '../../../src-main/formats/read-network.ts';
import type { NetworkReading } from '../../../src-main/formats/read-network.ts';
import { whyTooLarge } from '../../../src-shared/contract/file-size.ts';
import type { GridCase } from '../../../src-shared/grid/grid-case.ts';
import { bytesOf, networkFile, networkText } from '../../fixtures/network-files.ts';

const read = (name: string): NetworkReading => readNetwork(name, networkFile(name));
const readText = (text: string, name = 'case.m'): NetworkReading =>
  readNetwork(name, bytesOf(text));

function gridOf({ grid, report }: NetworkReading): GridCase {
  if (!grid) throw new Error(report.messages.map(({ text }) => text).join('\n'));
  return grid;
}

/** The good case with one piece of text replaced. */
function changed(search: string, replacement: string): NetworkReading {
  const text = networkText('good.m');
  if (!text.includes(search)) throw new Error(`good.m does not hold ${search}`);
  return readText(text.replace(search, replacement));
}

const errorsOf = ({ report }: NetworkReading): [number | null, string][] =>
  report.messages
    .filter(({ severity }) => severity === 'error')
    .map(({ line, text }) => [line, text]);

describe('a plain MATPOWER case', () => {
  it('gives buses, branches, machines, loads and shunts with their units', () => {
    const grid = gridOf(read('good.m'));
    expect(grid).toMatchObject({ name: 'three_buses', baseMva: 100, frequencyHz: 60 });
    expect(grid.description).toContain('Three buses in a ring');
    expect(grid.buses.map(({ number, type }) => [number, type])).toEqual([
      [1, 'slack'],
      [2, 'pv'],
      [3, 'pq'],
    ]);
    expect(grid.loads).toEqual([
      { bus: 2, id: '1', pMw: 50, qMvar: 10, inService: true },
      { bus: 3, id: '1', pMw: 120, qMvar: 30, inService: true },
    ]);
    expect(grid.shunts).toEqual([{ bus: 3, id: '1', gMw: 0, bMvar: 25, inService: true }]);
    expect(grid.generators[0]).toMatchObject({ bus: 1, id: '1', pMw: 110, ratingMva: 200 });
  });

  it('takes the system base for a machine that gives none', () => {
    expect(gridOf(read('good.m')).generators[1]?.ratingMva).toBe(100);
  });

  it('takes a rating of zero as unlimited and 360 degrees as unconstrained', () => {
    const [first, second, third] = gridOf(read('good.m')).branches;
    expect(first).toMatchObject({ ratingAMva: 150, ratingBMva: 160, angleMinDegrees: null });
    expect(second?.ratingAMva).toBeNull();
    expect(third).toMatchObject({ ratingAMva: 100, angleMinDegrees: -30, angleMaxDegrees: 30 });
  });

  it('reports counts, totals, islands and what is missing', () => {
    expect(read('good.m').report).toMatchObject({
      fileName: 'good.m',
      format: 'MATPOWER',
      counts: { buses: 3, branches: 3, generators: 2, loads: 2, shunts: 1 },
      baseMva: 100,
      totals: { pgMw: 175, pdMw: 170, qgMvar: 20, qdMvar: 40 },
      islands: 1,
      parallelGroups: 0,
      negativeCouplings: 0,
      branchesWithoutLimit: 1,
      machinesWithoutDynamics: 2,
    });
  });

  it('is recognised by its content where the extension says nothing', () => {
    expect(readNetwork('case.txt', networkFile('good.m')).report.format).toBe('MATPOWER');
  });

  it('may be of version 1, without a struct', () => {
    const grid = gridOf(read('version-1.m'));
    expect(grid).toMatchObject({ name: 'old_case', baseMva: 100 });
    expect(grid.branches).toHaveLength(1);
  });
});

describe('a case with everything unusual', () => {
  const grid = gridOf(read('quirks.m'));

  it('reads expressions, continued rows, commas and rows without semicolon', () => {
    expect(grid.baseMva).toBeCloseTo(100, 12);
    expect(grid.buses.map(({ number }) => number)).toEqual([10, 20, 7, 30]);
    expect(grid.buses[0]?.baseKv).toBe(135 / Math.sqrt(3));
    expect(grid.buses[1]?.vaDegrees).toBe(-3);
    expect(grid.loads[0]).toMatchObject({ bus: 20, pMw: 100, qMvar: 25 });
  });

  it('reads names with quotes, percent signs and umlauts', () => {
    expect(grid.buses.map(({ name }) => name)).toEqual(["North's end", 'South', 'Off %', 'Grün']);
  });

  it('numbers parallel circuits of a pair of buses, whichever bus comes first', () => {
    const circuits = grid.branches.map(({ from, to, circuit }) => `${from}-${to}-${circuit}`);
    expect(circuits).toEqual(['10-20-1', '20-10-2', '20-30-1', '30-10-1']);
    expect(read('quirks.m').report.parallelGroups).toBe(1);
  });

  it('tells lines from transformers by ratio and shift', () => {
    const transformers = grid.branches.map(({ isTransformer, tapRatio }) => [
      isTransformer,
      tapRatio,
    ]);
    expect(transformers).toEqual([
      [false, 1],
      [false, 1],
      [true, 0.98],
      [true, 1],
    ]);
  });

  it('keeps infinite reactive limits and drops infinite ratings and angles', () => {
    expect(grid.generators[0]).toMatchObject({ qMaxMvar: Infinity, qMinMvar: -Infinity });
    expect(grid.branches[2]).toMatchObject({
      ratingAMva: null,
      angleMinDegrees: null,
      angleMaxDegrees: 45,
    });
    expect(grid.branches[0]).toMatchObject({ angleMinDegrees: null, angleMaxDegrees: null });
  });

  it('numbers the machines of a bus in the order of the file', () => {
    expect(grid.generators.map(({ bus, id }) => `${bus}-${id}`)).toEqual(['10-1', '30-1', '10-2']);
  });

  it('says what it changed, left out and warns of', () => {
    const texts = read('quirks.m').report.messages.map(
      ({ severity, line, text }) => `${severity} ${line ?? ''} ${text}`,
    );
    expect(texts).toEqual([
      expect.stringMatching(/^warning 22 Branch 20–30 has a negative reactance/),
      expect.stringMatching(/^note 24 Branch 30–88, out of service, .* left out/),
      expect.stringMatching(/^note 12 Bus 30 is a PV bus without .* PQ bus/),
      expect.stringMatching(/^note {2}Not needed here and left out: reserves.zones, gencost/),
      expect.stringMatching(/^note {2}The format holds no frequency/),
    ]);
  });

  it('reads the same with CRLF, a byte order mark, or in Latin-1', () => {
    const text = networkText('quirks.m');
    const crlf = text.replaceAll('\n', '\r\n');
    expect(gridOf(readText(crlf, 'quirks.m'))).toEqual(grid);
    expect(gridOf(readText(`\uFEFF${text}`, 'quirks.m'))).toEqual(grid);
    expect(gridOf(readNetwork('quirks.m', Buffer.from(text, 'latin1')))).toEqual(grid);
  });
});

describe('code after the matrices', () => {
  it('converts ohms to per unit and kilowatts to megawatts as MATPOWER would', () => {
    const grid = gridOf(read('ohms-and-kilowatts.m'));
    const zBase = 20 ** 2 / 10;
    expect(grid.branches[0]).toMatchObject({ resistancePu: 0.8 / zBase, reactancePu: 2 / zBase });
    expect(grid.loads[0]?.pMw).toBeCloseTo(0.4 * 0.8, 15);
    expect(grid.loads[0]?.qMvar).toBeCloseTo(0.4 * 0.6, 15);
  });

  it('is refused with its line where it is not understood', () => {
    expect(errorsOf(read('code-not-understood.m'))).toEqual([
      [9, expect.stringContaining('mpc.branch(k, 6) = 100')],
      [11, expect.stringContaining('mpc = scale_load(1.2, mpc)')],
    ]);
  });

  it('may calculate what no matrix uses', () => {
    gridOf(readText(`${networkText('good.m')}\nx = find(isinf(mpc.gen(:, 4)));\ndisp('done');`));
    gridOf(readText(`${networkText('good.m')}\nx = mpc.bus(:, 2) == 1; y = 'mpc.bus = 3';`));
  });

  it('that is cut off within brackets is refused: the rest might convert units', () => {
    const text = networkText('ohms-and-kilowatts.m');
    const reading = readText(text.slice(0, text.indexOf('BASE_KV]')));
    expect(reading.grid).toBeNull();
    expect(errorsOf(reading)[0]?.[1]).toMatch(/^A bracket of this code is not closed/);
  });

  it.each([
    ['a condition', 'if true\nmpc.baseMVA = 50;\nend', 20],
    ['a changed matrix', 'mpc.branch = mpc.branch * 2;', 19],
    ['a row taken out', 'mpc.branch(1, :) = [];', 19],
    ['a column that does not exist', 'mpc.bus(:, 99) = 1;', 19],
    ['a comparison among the indices', 'mpc.bus(mpc.bus(:, 2) == 1, 3) = 7;', 19],
    ['a comparison beside a transposed index', "k = 1;\nmpc.bus(k' == 1, 3) = k';", 20],
    ['one of several outputs', '[mpc.bus(1, 3), k] = deal(1, 2);', 19],
    ['an element of a list of texts', "mpc.bus_name{2} = 'B';", 19],
    ['counted up as in Octave', 'mpc.bus(1, 3)++;', 19],
    ['text that is run', "eval('mpc.baseMVA = 50;');", 19],
  ])('is refused where it is %s', (_, code, line) => {
    const reading = readText(`${networkText('good.m')}${code}`);
    expect(reading.grid).toBeNull();
    expect(errorsOf(reading)).toEqual([[line, expect.stringMatching(/^This code changes the/)]]);
  });

  it('is refused where a matrix is calculated with behind its bracket', () => {
    expect(errorsOf(changed('	1	90	0;\n];', '	1	90	0;\n]/1000;'))).toContainEqual([
      13,
      expect.stringContaining('calculated with after its closing bracket'),
    ]);
  });
});

describe('a faulty file', () => {
  it.each([
    ['truncated.m', 14, /^The matrix “branch” begins here and is not closed.*Get the whole file/],
    ['not-a-number.m', 8, /^“12O” in column “Pd” of “bus” is not a number: write the number/],
    ['missing-bus.m', 16, /^Branch 2–7 names bus 7, which does not exist: add the bus/],
    ['duplicate-bus.m', 8, /^Bus 2 is there twice, on lines 7 and 8: give each/],
  ])('%s is refused with its line and the remedy', (name, line, text) => {
    const reading = read(name);
    expect(reading.grid).toBeNull();
    expect(errorsOf(reading)[0]).toEqual([line, expect.stringMatching(text)]);
  });

  it('gets one message for one fault', () => {
    for (const name of ['truncated.m', 'not-a-number.m', 'missing-bus.m'])
      expect(errorsOf(read(name))).toHaveLength(1);
  });

  it('with a dispatchable load keeps it as a machine and says so', () => {
    const row = '2	65	8	40	-30	1.01	0	1	90	0;';
    const { grid, report } = changed(row, '2	-65	8	40	-30	1.01	0	1	0	-65;');
    expect(grid?.generators[1]).toMatchObject({ pMw: -65, pMinMw: -65, pMaxMw: 0 });
    expect(report.messages).toContainEqual({
      severity: 'note',
      line: 12,
      element: { kind: 'generator', bus: 2, id: '1' },
      text: 'Kept as generators: dispatchable loads (Pmin < 0, Pmax = 0), 1. They count with inertia like any machine: enter as loads those that have none.',
    });
  });

  it('with a branch of zero reactance is taken, with a warning at its line', () => {
    const { grid, report } = read('zero-reactance.m');
    expect(grid?.branches).toHaveLength(3);
    expect(report.messages[0]).toMatchObject({ severity: 'warning', line: 17 });
    expect(report.messages[0]?.text).toMatch(/^Branch 1–3 has zero reactance.*data checks \(F11\)/);
  });

  it('with an island without generation is taken, with a warning that leads to the island', () => {
    const { grid, report } = read('island-without-generation.m');
    expect(grid).not.toBeNull();
    expect(report.islands).toBe(2);
    expect(report.messages[0]).toMatchObject({
      severity: 'warning',
      line: 8,
      element: { kind: 'bus', number: 3 },
    });
  });

  it.each([
    ['a row that is too short', '170	0	0	1	-360	360;', '170	0	0	1	-360;', 16, /has 13 values where/],
    ['a value that is not finite', '1.01	-1	230', 'NaN	-1	230', 7, /Column “Vm” of “bus” is NaN/],
    ['an unknown bus type', '	3	1	120', '	3	7	120', 8, /Bus 3 has type 7: write 1 \(PQ\)/],
    ['a fractional bus number', '	3	1	120', '	3.5	1	120', 8, /Bus number 3.5 is not a positive/],
    ['no system base', 'mpc.baseMVA = 100;', '', null, /no system base: add a line/],
    [
      'a system base of zero',
      'baseMVA = 100',
      'baseMVA = 0',
      null,
      /baseMVA is 0: write a positive/,
    ],
    ['a machine at no bus', '	2	65	8', '	9	65	8', 12, /generator stands at bus 9, which does not/],
    ['a matrix that is there twice', 'mpc.gen = [', 'mpc.bus = [1];\nmpc.gen = [', 10, /twice/],
    ['no machines at all', 'mpc.gen = [', 'mpc.foo = [', null, /no matrix “gen”/],
    [
      'a matrix without bracket',
      '];\nmpc.gen',
      'mpc.gen',
      5,
      /“bus” begins here and is not closed/,
    ],
    ['a line from a bus to itself', '	1	3	0.02', '	3	3	0.02', 17, /starts and ends at the same bus/],
  ])('with %s is refused', (_, search, replacement, line, text) => {
    const reading = changed(search, replacement);
    expect(reading.grid).toBeNull();
    expect(errorsOf(reading)).toContainEqual([line, expect.stringMatching(text)]);
  });

  it.each([
    ['on lines of their own', '\n\t1\t2\t0.02\t0.1\t0\t0\t0\t0\t0\t0\t1\t0\t0;\n'],
    ['on the same line', ' 1 2 0.02 0.1 0 0 0 0 0 0 1 0 0'],
  ])('with rows added to a matrix %s is refused once, where they are added', (_, rows) => {
    const reading = readText(`${networkText('good.m')}mpc.branch = [mpc.branch;${rows}];\n`);
    expect(reading.grid).toBeNull();
    expect(errorsOf(reading)).toEqual([
      [19, expect.stringMatching(/^Rows are added here to what “branch” already holds: move them/)],
    ]);
  });

  it('with a name list that is not closed is refused', () => {
    const reading = readText(`${networkText('good.m')}mpc.bus_name = { 'a'; 'b'`);
    expect(errorsOf(reading)).toEqual([[19, expect.stringMatching(/“bus_name” begins here/)]]);
  });

  it('with too few columns is refused by the line where the matrix begins', () => {
    const text = networkText('good.m').replace(/(mpc.gen = )\[[^\]]*\]/, '$1[ 1 2 3 ]');
    expect(errorsOf(readText(text))).toEqual([[10, expect.stringMatching(/has 3 columns and/)]]);
  });

  it('with many equal faults gets a list that ends, and a count', () => {
    const branches = Array.from({ length: 331 }, (_, i) => `1 ${i + 10} 0 0.1 0 0 0 0 0 0 1 0 0`);
    const text = networkText('good.m').replace(
      /(mpc.branch = )\[[^\]]*\]/,
      `$1[\n${branches.join('\n')}\n]`,
    );
    const errors = errorsOf(readText(text));
    expect(errors).toHaveLength(21);
    expect(errors[20]).toEqual([null, '… and 311 more like these.']);
  });
});

describe('what is no network', () => {
  it.each([
    ['zeros.m', new Uint8Array(1 << 20), /nothing but zero bytes/],
    ['empty.m', new Uint8Array(0), /The file is empty/],
    ['book.xlsx', Uint8Array.of(0x50, 0x4b, 3, 4, 0, 0), /archive is damaged/],
    ['case.mat', bytesOf('MATLAB 5.0 MAT-file'), /MATLAB workspace/],
    ['utf16.m', Buffer.from('\uFEFFmpc.bus = [', 'utf16le'), /UTF-16/],
    ['program', Uint8Array.of(0x7f, 0x45, 0x4c, 0x46, 0, 1), /binary data/],
    ['notes.txt', bytesOf('Dear colleague,\n'), /no network file that can be read/],
    ['letter.m', bytesOf('Dear colleague,\nhere is the case.\n'), /no MATPOWER case/],
    ['changes.m', bytesOf('function chgtab = x\nchgtab = [1 0.1 1];'), /table of changes/],
  ])('%s is refused in words', (name, bytes, text) => {
    const reading = readNetwork(name, bytes);
    expect(reading.grid).toBeNull();
    expect(errorsOf(reading)[0]?.[1]).toMatch(text);
  });

  it('is refused by its size before anybody reads it', () => {
    expect(whyTooLarge(2 ** 30)).toMatch(/1024 MB; at most 256 MB/);
    expect(whyTooLarge(2 ** 20)).toBeNull();
  });

  it('as 64 MB of garbage after a bracket ends at the thousandth bad cell', () => {
    const garbage = new Uint8Array(64 << 20).fill(0x41);
    for (let i = 0; i < garbage.length; i += 3) garbage[i] = 0x20;
    garbage.set(bytesOf('mpc.bus = ['));
    const errors = errorsOf(readNetwork('garbage.m', garbage));
    expect(errors[20]?.[1]).toBe('… and 980 more like these.');
  });
});
