import { describe, expect, it } from 'vitest';

import { readNetwork } from '../../../src-main/formats/read-network.ts';
import type { NetworkReading } from '../../../src-main/formats/read-network.ts';
import type { GridCase, Load } from '../../../src-shared/grid/grid-case.ts';
import { gridSchema } from '../../../src-shared/grid/schema.ts';
import { admittanceDistance, admittances } from '../../fixtures/admittances.ts';
import { bytesOf, networkFile, networkText } from '../../fixtures/network-files.ts';
import { caseFile, hasCases } from '../../fixtures/reference-files.ts';
import { rawText } from '../../fixtures/write-raw.ts';

const read = (name: string): NetworkReading => readNetwork(name, networkFile(name));
const readText = (text: string): NetworkReading => readNetwork('case.raw', bytesOf(text));

function gridOf({ grid, report }: NetworkReading): GridCase {
  if (!grid) throw new Error(report.messages.map(({ text }) => text).join('\n'));
  return grid;
}

const linesAndTexts = ({ report }: NetworkReading): string[] =>
  report.messages.map(({ severity, line, text }) => `${severity} ${line ?? ''} ${text}`);

/** The file of version 33 with one piece of text replaced. */
function changed(search: string, replacement: string): NetworkReading {
  const text = networkText('wscc9-v33.raw');
  if (!text.includes(search)) throw new Error(`wscc9-v33.raw does not hold ${search}`);
  return readText(text.replace(search, replacement));
}

describe('the WSCC nine-bus system', () => {
  const matpower = gridOf(read('wscc9.m'));

  describe.each([30, 31, 32, 33, 34, 35])('in version %i', (version) => {
    const reading = read(`wscc9-v${version}.raw`);
    const grid = gridOf(reading);

    it('is the network that the MATPOWER case describes', () => {
      expect(reading.report.format).toBe(`PSS/E RAW ${version}`);
      expect(grid.generators).toEqual(matpower.generators);
      expect(grid.loads).toEqual(matpower.loads);
      expect(grid.branches).toEqual(matpower.branches);
      expect(grid.buses).toEqual(
        matpower.buses.map((bus, index) => ({ ...bus, name: grid.buses[index]?.name })),
      );
      expect(admittanceDistance(grid, matpower)).toBeLessThan(1e-15);
    });

    it('has its name, frequency and capacitors, the switched one once', () => {
      expect(grid.frequencyHz).toBe(60);
      expect(grid.description).toMatch(/^WSCC nine-bus system.*\nAnderson and Fouad/);
      expect(grid.buses[4]?.name).toBe('STATION A');
      expect(grid.shunts.map(({ bus, bMvar }) => [bus, bMvar]).sort()).toEqual([
        [5, 12],
        [8, 10],
      ]);
    });

    it('gives rise to no warning, and to notes only of what is left out', () => {
      for (const { severity } of reading.report.messages) expect(severity).toBe('note');
    });
  });

  it('adds up to what the records of the file add up to', () => {
    const rows = networkText('wscc9-v33.raw').split('\n');
    const section = (name: string): string[][] => {
      const end = rows.findIndex((row) => row.includes(`END OF ${name} DATA`));
      const before = rows.slice(0, end).findLastIndex((row) => row.includes(`BEGIN ${name} DATA`));
      return rows.slice(before + 1, end).map((row) => row.split(','));
    };
    const sum = (name: string, column: number): number =>
      section(name).reduce((total, row) => total + Number(row[column]), 0);
    const { totals } = read('wscc9-v33.raw').report;
    expect(totals.pdMw).toBeCloseTo(sum('LOAD', 5), 12);
    expect(totals.qdMvar).toBeCloseTo(sum('LOAD', 6), 12);
    expect(totals.pgMw).toBeCloseTo(sum('GENERATOR', 2), 12);
    expect(totals.qgMvar).toBeCloseTo(sum('GENERATOR', 3), 12);
    expect(totals.pdMw).toBe(315);
  });

  it('is recognised by its content where the extension says another format', () => {
    const { report } = readNetwork('case.m', networkFile('wscc9-v33.raw'));
    expect(report.format).toBe('PSS/E RAW 33');
    expect(report.messages.map((message) => message.text)).toContain(
      'By its name the file is MATPOWER, by its content PSS/E RAW: it is read as PSS/E RAW.',
    );
    for (const name of ['wscc9.raw', 'wscc9.csv', 'wscc9.cdf', 'wscc9.json']) {
      expect(readNetwork(name, networkFile('wscc9.m')).report.format).toBe('MATPOWER');
    }
  });

  it('is recognised by its content where the extension says nothing', () => {
    for (const version of [30, 31, 33, 35]) {
      const { report } = readNetwork('case.txt', networkFile(`wscc9-v${version}.raw`));
      expect(report.format).toBe(`PSS/E RAW ${version}`);
    }
  });

  it('reads the same with CRLF, a byte order mark, blank lines, or in Latin-1', () => {
    const text = networkText('wscc9-v33.raw').replace('STATION A', 'MÜHLE    ');
    const grid = gridOf(readText(text));
    expect(grid.buses[4]?.name).toBe('MÜHLE');
    expect(gridOf(readText(text.replaceAll('\n', '\r\n')))).toEqual(grid);
    expect(gridOf(readText(`\uFEFF${text}`))).toEqual(grid);
    expect(gridOf(readText(text.replaceAll('0 / END', '\n \t\n0 / END')))).toEqual(grid);
    expect(gridOf(readNetwork('case.raw', Buffer.from(text, 'latin1')))).toEqual(grid);
  });

  it('may have lost its last sections', () => {
    const text = networkText('wscc9-v33.raw');
    const head = text.slice(0, text.indexOf('0 / END OF AREA DATA'));
    expect(gridOf(readText(`${head}0 / END OF AREA DATA\n`)).branches).toHaveLength(9);
    expect(gridOf(readText(`${head}Q\n`)).branches).toHaveLength(9);
  });
});

describe.skipIf(!hasCases)('the shared MATPOWER cases (where they are at hand)', () => {
  it.each([
    ['case14', 30],
    ['case14', 31],
    ['case57', 32],
    ['case118', 33],
    ['case300', 34],
    ['case39', 35],
    ['case2383wp', 33],
  ])('%s, written as RAW %i, comes back as the same network', (name, version) => {
    const grid = caseFile(name);
    const again = gridOf(readText(rawText(grid, version)));
    for (const table of ['generators', 'loads', 'branches', 'shunts'] as const) {
      expect(again[table]).toHaveLength(grid[table].length);
    }
    expect(again.buses.map(({ number, type }) => [number, type])).toEqual(
      grid.buses.map(({ number, type }) => [number, type]),
    );
    expect(again.loads).toEqual(grid.loads);
    // Transformers of the format have no charging.
    const uncharged = grid.branches.map((branch) =>
      branch.isTransformer ? { ...branch, chargingPu: 0 } : branch,
    );
    expect(admittanceDistance(again, { ...grid, branches: uncharged })).toBeLessThan(1e-9);
  });
});

describe('a file with everything unusual', () => {
  const reading = read('quirks-v33.raw');
  const grid = gridOf(reading);
  const bus = (number: number) => grid.buses.find((each) => each.number === number);

  it('reads base, frequency, names with apostrophes, commas and braces, defaults and tabs', () => {
    expect(grid).toMatchObject({ baseMva: 1000, frequencyHz: 50 });
    expect(bus(2)?.name).toBe("O'Donnell ~1");
    expect(bus(11)).toMatchObject({ name: '{ BRACE', baseKv: 0, vmPu: 1, type: 'pq', area: 1 });
    expect(bus(13)?.type).toBe('isolated');
    expect(bus(20)).toMatchObject({ name: 'TABS', baseKv: 400, vmPu: 1, vaDegrees: -4 });
  });

  it('takes loads at the voltage of the file, inductive admittance as reactive load', () => {
    const volts = 0.98;
    const load = grid.loads.find(({ id }) => id === '1@10');
    expect(load?.pMw).toBeCloseTo(100 + 50 * volts + 30 * volts ** 2, 12);
    expect(load?.qMvar).toBeCloseTo(20 + 10 * volts + 15 * volts ** 2, 12);
  });

  it('takes 9999 as no limit, the system base for a machine without one, and its status', () => {
    expect(grid.generators[0]).toMatchObject({ ratingMva: 1000, pMaxMw: Infinity, vSetPu: 1 });
    expect(grid.generators[1]).toMatchObject({ qMaxMvar: Infinity, pMinMw: 20, pMaxMw: 110 });
    expect(grid.generators[2]).toMatchObject({ id: '2', inService: false, qMinMvar: -30 });
    expect(grid.branches[0]).toMatchObject({ from: 1, to: 2, ratingAMva: 500, ratingCMva: null });
  });

  it('makes one bus of two that a closed breaker joins, and keeps what hung on either', () => {
    expect(bus(10)).toBeUndefined();
    expect(bus(12)?.type).toBe('pv');
    expect(grid.branches.map(({ from, to, circuit }) => `${from}-${to}-${circuit}`)).toEqual([
      ...['1-2-1', '2-1-2', '2-12-&1', '12-11-1', '12-11-1@10', '1-12-*1', '11-20-1', '13-20-1'],
    ]);
    expect(grid.loads.map((load) => `${load.bus}-${load.id}`)).toEqual([
      ...['12-1@10', '11-1', '12-1', '20-A'],
    ]);
  });

  it('enters shunts of lines at the buses, on the system base', () => {
    expect(grid.shunts).toEqual([
      { bus: 20, id: '1', gMw: 1.5, bMvar: -25, inService: true },
      { bus: 20, id: 'switched', gMw: 0, bMvar: 30, inService: true },
      { bus: 2, id: 'line to 1 2', gMw: 1, bMvar: 2, inService: true },
      { bus: 1, id: 'line to 2 2', gMw: 0, bMvar: -50, inService: true },
    ]);
  });

  it('says what it dropped, kept once, merged and left out, each with its line', () => {
    expect(linesAndTexts(reading)).toEqual(
      [
        /^warning 13 Load 1 at bus 10 is there twice, on lines 12 and 13: the first one is kept/,
        /^warning 27 Branch 2–1 circuit 1 is there twice, on lines 26 and 27/,
        /^warning 33 Branch 1–12 circuit \*1 has no reactance: it is entered with 0.0001 p.u./,
        /^warning 49 The FACTS device data \(1 line\) are left out: enter its shunt/,
        /^note 17 Load 1 at bus 9999, out of service, names bus 9999, which does not exist/,
        /^note {2}Entered as power at the voltages of the file: .*admittance, 1\.$/,
        /^note {2}Entered at their present value \(BINIT\): switched shunts, 1\.$/,
        /^note 22 Generator 1 at bus 2 holds the voltage of bus 10/,
        /^note 35 Branch 20–9999 circuit 1, out of service, names bus 9999/,
        /^note {2}Entered as shunts of the buses, .*, 1 lines\.$/,
        /^note {2}Not needed here and left out: multi-section line data/,
        /^note 30 Branch 10–12 circuit @1 has no impedance: its buses are one, bus 12/,
        /^note 12 “1” of the former bus 10 is now “1@10”/,
      ].map((pattern): unknown => expect.stringMatching(pattern)),
    );
  });

  it('is a network by the letter of the schema', () => {
    expect(gridSchema.safeParse(grid).success).toBe(true);
  });
});

describe('switches of version 35', () => {
  const grid = gridOf(read('switches-v35.raw'));

  it('join their buses where closed, with the threshold of the file, and go where they are inside', () => {
    expect(grid.buses.map(({ number }) => number)).toEqual([2, 4]);
    expect(grid.buses[0]?.type).toBe('slack');
    expect(grid.branches.map(({ from, to, circuit }) => `${from}-${to}-${circuit}`)).toEqual([
      ...['2-4-1', '2-4-1@3', '2-4-@1'],
    ]);
    expect(grid.branches[2]).toMatchObject({ inService: false, reactancePu: 0.0002 });
    expect(grid.generators.map(({ bus, id }) => `${bus}-${id}`)).toEqual(['2-1@1', '2-1']);
  });

  it('give the admittance between the bars and the load that parallel lines have', () => {
    // Two parallel lines of 0.01 + j0.1 and 0.01 + j0.2.
    const size = [0.01 ** 2 + 0.1 ** 2, 0.01 ** 2 + 0.2 ** 2] as const;
    const re = 0.01 / size[0] + 0.01 / size[1];
    const im = -0.1 / size[0] - 0.2 / size[1];
    const entry = admittances(grid).get('2,4');
    expect(entry?.[0]).toBeCloseTo(-re, 12);
    expect(entry?.[1]).toBeCloseTo(-im, 12);
  });

  it('leave the load less the generation behind it', () => {
    expect(grid.loads).toEqual([{ bus: 4, id: '1', pMw: 18, qMvar: 8, inService: true }]);
    expect(grid.generators.map(({ pMinMw, pMaxMw }) => [pMinMw, pMaxMw])).toEqual([
      [5, 40],
      [6, 45],
    ]);
  });
});

describe('transformers', () => {
  const reading = read('transformers-v33.raw');
  const grid = gridOf(reading);
  const branch = (from: number, to: number, circuit: string) =>
    grid.branches.find((b) => b.from === from && b.to === to && b.circuit === circuit);

  it('with ratios in per unit have one ratio t1 / t2 and z t2² behind it', () => {
    const [t1, t2] = [1.05, 0.98];
    const found = branch(1, 2, 'A');
    expect(found).toMatchObject({ isTransformer: true, shiftDegrees: 30, ratingCMva: 80 });
    expect(found?.tapRatio).toBeCloseTo(t1 / t2, 15);
    expect(found?.resistancePu).toBeCloseTo(0.002 * t2 ** 2, 15);
    expect(found?.reactancePu).toBeCloseTo(0.08 * t2 ** 2, 15);
  });

  it('with ratios in kV and impedances on their own base are converted', () => {
    const [t1, t2] = [138.6 / 132, 33.99 / 33];
    const found = branch(1, 2, 'B');
    expect(found?.tapRatio).toBeCloseTo(t1 / t2, 15);
    expect(found?.reactancePu).toBeCloseTo(0.12 * (100 / 50) * t2 ** 2, 14);
  });

  it('with load loss and nominal winding voltages are converted, out of service or not', () => {
    const [t1, t2] = [(1.02 * 138) / 132, (0.99 * 34.5) / 33];
    const r = 0.15 / 50;
    const found = branch(1, 2, 'C');
    expect(found?.inService).toBe(false);
    expect(found?.tapRatio).toBeCloseTo(t1 / t2, 14);
    expect(found?.resistancePu).toBeCloseTo(r * 2 * t2 ** 2, 15);
    expect(found?.reactancePu).toBeCloseTo(Math.sqrt(0.12 ** 2 - r ** 2) * 2 * t2 ** 2, 14);
  });

  it('take defaults where nothing stands, and a data line that begins by 0 for data', () => {
    expect(branch(1, 2, 'D')).toMatchObject({ reactancePu: 0.20912, tapRatio: 1, inService: true });
  });

  it('of three windings are a star whose legs add up to the pairs', () => {
    const star = 5;
    expect(grid.buses.find(({ number }) => number === star)).toMatchObject({
      ...{ name: 'Star point of THREE', type: 'pq', vmPu: 0.99, vaDegrees: -4 },
    });
    const [z1, z2, z3] = [branch(1, star, '1'), branch(2, star, '2'), branch(3, star, '3')];
    expect((z1?.resistancePu ?? 0) + (z2?.resistancePu ?? 0)).toBeCloseTo(0.002 * 2, 15);
    expect((z2?.resistancePu ?? 0) + (z3?.resistancePu ?? 0)).toBeCloseTo(0.003 * 4, 15);
    expect(z1?.reactancePu).toBeCloseTo((0.1 * 2 + 0.18 * 2 - 0.04 * 4) / 2, 15);
    expect(z3?.reactancePu).toBeCloseTo((0.18 * 2 + 0.04 * 4 - 0.1 * 2) / 2, 15);
    expect([z1?.tapRatio, z3?.shiftDegrees]).toEqual([1.01, 30]);
    // The second leg comes out as zero and would be an infinite coupling.
    expect(0.1 * 2 + 0.04 * 4 - 0.18 * 2).toBeCloseTo(0, 12);
    expect(z2?.reactancePu).toBe(1e-4);
  });

  it('of three windings keep a winding that is out, and are dropped whole where all are', () => {
    expect(branch(3, 6, '3')).toMatchObject({ inService: false });
    expect(branch(1, 6, '1')).toMatchObject({ inService: true });
    expect(grid.buses.map(({ number }) => number)).toEqual([1, 2, 3, 4, 5, 6]);
    expect(linesAndTexts(reading)).toContainEqual(
      expect.stringMatching(/^note 43 Transformer 1–2–3 circuit 3 is out of service: it is left/),
    );
  });

  it('put their magnetizing admittance at winding 1', () => {
    const [plain, rated] = grid.shunts;
    expect(plain).toMatchObject({ bus: 1, gMw: 0.1, bMvar: -2 });
    expect(rated?.gMw).toBeCloseTo(0.05 * (132 / 138) ** 2, 14);
  });
});

describe('direct current', () => {
  const reading = read('dc-lines-v33.raw');
  const loads = new Map<string, Load>(
    gridOf(reading).loads.map((load) => [`${load.bus} ${load.id}`, load] as const),
  );
  const power = (key: string): number => loads.get(key)?.pMw ?? NaN;

  it('of a power at the rectifier loses what its current loses in the line', () => {
    // (500 + 10 I) I = 100 by bisection
    let [low, high] = [0, 1];
    for (let i = 0; i < 60; i++) {
      const middle = (low + high) / 2;
      if ((500 + 10 * middle) * middle < 100) low = middle;
      else high = middle;
    }
    expect(power('1 DC POWER')).toBeCloseTo(100, 10);
    expect(power('2 DC POWER')).toBeCloseTo(-(100 - 10 * low ** 2), 9);
  });

  it('of a power at the inverter draws the loss at the rectifier on top', () => {
    expect(power('3 DC INVERTER')).toBeCloseTo(-100, 12);
    expect(power('1 DC INVERTER')).toBeCloseTo(100 + 10 * 0.2 ** 2, 12);
  });

  it('of a current transfers current times voltage', () => {
    expect([power('3 DC CURRENT'), power('2 DC CURRENT')]).toEqual([100, -100]);
  });

  it('is out of service where it is blocked, and goes both ways through a VSC link', () => {
    expect(loads.get('1 DC BLOCKED')?.inService).toBe(false);
    expect([power('3 DC VSC'), power('2 DC VSC')]).toEqual([-80, 80]);
  });

  it('is said to lack its reactive power, and several terminals to be left out', () => {
    const texts = linesAndTexts(reading);
    expect(texts).toContainEqual(
      expect.stringMatching(/^warning 19 DC line “POWER” 1–2 .* load of 100 MW .* -99.6 MW/),
    );
    expect(texts).toContainEqual(
      expect.stringMatching(/^warning 37 The multi-terminal DC line data \(4 lines\)/),
    );
  });
});

describe('a faulty RAW file', () => {
  it.each([
    ['a change case', '0,   100.00, 33', '1,   100.00, 33', 1, /^This is a change case \(IC = 1\)/],
    ['a base of zero', '0,   100.00, 33', '0, 0.0, 33', 1, /^The system base SBASE is 0.0/],
    ['a version that is not read', '100.00, 33', '100.00, 23', 1, /^The file is of version 23;/],
    ['no version', '100.00, 33, 0, 1, 60.00     / PSS(R)E-33.4', '100.00', 1, /third value/],
    ['no first line', ' 0,   100.00, 33', 'bus,100', 1, /^Line 1 of a RAW file reads/],
    ['a word for a number', '125.0, 50.0', '12O.0, 50.0', 14, /^“12O.0” in column PL of a load/],
    ['an infinite figure', '125.0, 50.0', '1e999, 50.0', 14, /no finite number/],
    ['an unknown bus type', '230.0, 1, 1, 1, 1, 1.026, -2', '230.0, 7, 1, 1, 1, 1, -2', 7, /IDE 7/],
    ['a negative bus number', "3, 'BUS-3", "-3, 'BUS-3", 6, /^Bus number -3 is not a positive/],
    ['a load at no bus', "5, '1 ', 1", "55, '1 ', 1", 14, /^Load 1 at bus 55 names bus 55, which/],
    ['a line to no bus', '4, -5', '4, -55', 24, /^Branch 4–55 circuit 1 names bus 55, which/],
    ['an unknown winding code', "0, '1 ', 1, 1, 1", "0, '1 ', 4, 1, 1", 31, /has CW = 4/],
  ])('with %s is refused with its line', (_, search, replacement, line, text) => {
    const reading = changed(search, replacement);
    expect(reading.grid).toBeNull();
    const error = reading.report.messages[0];
    expect([error?.severity, error?.line]).toEqual(['error', line]);
    expect(error?.text).toMatch(text);
  });

  it('with a bus that is there twice names both lines', () => {
    const { report } = changed("4, 'BUS-4", "3, 'BUS-4");
    expect(report.messages[0]?.text).toMatch(/^Bus 3 is there twice, on lines 6 and 7/);
  });

  it('with more lines than any network has is refused before they are kept', () => {
    const text = `0, 100.0, 33\n\n\n${'1\n'.repeat(1_000_010)}`;
    const { grid, report } = readText(text);
    expect(grid).toBeNull();
    expect(report.messages.map((message) => message.text)).toEqual([
      expect.stringMatching(/^There are more than 1000000 lines of bus data/),
    ]);
  });

  it('whose machines at one bus hold different voltages is warned of', () => {
    const machine = "3, '1 ', 85.0, -10.86, 9999.0, -9999.0, 1.025";
    const second = "3, '2 ', 0.0, 0.0, 9999.0, -9999.0, 1.03";
    expect(linesAndTexts(changed(machine, `${second}\n${machine}`)).join('\n')).toMatch(
      /warning 23 Generator 1 at bus 3 holds 1.025 p.u. where the first one there holds 1.03/,
    );
  });

  it('that is cut off anywhere before its transformers end is refused', () => {
    const text = networkText('wscc9-v33.raw');
    for (const piece of ["'STATION C", '0 / END OF LOAD', '163.0', '4, -6', '0.0, 0.0625']) {
      const reading = readText(text.slice(0, text.indexOf(piece)));
      expect(reading.grid).toBeNull();
      expect(reading.report.messages.map((message) => message.text).join()).toMatch(
        /file ends in the|section ends before the last/,
      );
    }
  });

  it('whose labels skip a section is read on by the label, with a warning', () => {
    const reading = changed(
      "BEGIN FIXED SHUNT DATA\n8, '1', 1, 0.0, 10.0\n0 / END OF FIXED SHUNT DATA, BEGIN GENERATOR",
      'BEGIN GENERATOR',
    );
    expect(gridOf(reading).generators).toHaveLength(3);
    expect(linesAndTexts(reading)[0]).toMatch(/^warning 17 The generator data begin here/);
  });

  it('whose version is not that of its sections is warned of', () => {
    const reading = changed('100.00, 33', '100.00, 30');
    expect(linesAndTexts(reading).join('\n')).toMatch(/check the version in line 1/);
  });

  it('that overflows in a conversion is refused', () => {
    const reading = readText(
      networkText('wscc9-v33.raw').replace(
        /0\.0, 0\.0576, 100\.0\n(.*)\n1\.0, 0\.0/,
        '0.0, 1e300, 100.0\n$1\n1e300, 0.0',
      ),
    );
    expect(reading.grid).toBeNull();
    expect(reading.report.messages[0]?.text).toMatch(
      /^Branch 1–4 gets no finite \w+ from the figures/,
    );
  });
});
