import { describe, expect, it } from 'vitest';

import { dynamicsEdit } from '../../../src-main/formats/psse-dyr/dynamics-edit.ts';
import { parseDyr } from '../../../src-main/formats/psse-dyr/parse-dyr.ts';
import { readNetwork } from '../../../src-main/formats/read-network.ts';
import type { NetworkReading } from '../../../src-main/formats/read-network.ts';
import { applyEdit } from '../../../src-shared/grid/edits.ts';
import type { GridCase } from '../../../src-shared/grid/grid-case.ts';
import { machineDynamics } from '../../../src-shared/grid/machine-estimates.ts';
import { bytesOf, networkFile, networkText } from '../../fixtures/network-files.ts';

const readPair = (network: string, text: string): NetworkReading =>
  readNetwork(network, networkFile(network), [{ fileName: 'case.dyr', bytes: bytesOf(text) }]);

function gridOf({ grid, report }: NetworkReading): GridCase {
  if (!grid) throw new Error(report.messages.map(({ text }) => text).join('\n'));
  return grid;
}

const texts = ({ report }: NetworkReading): string[] => report.messages.map(({ text }) => text);

describe('the records of a DYR file', () => {
  it('end by a slash, span lines, and need no quotes', () => {
    const records = parseDyr(
      "1 'GENCLS' 1 3.0 2.0 / talk\n\n// a remark\n2,gencls,,\n4.0,\n0.0/\n3 'X' 1 1",
    );
    expect(records).toEqual([
      { bus: '1', model: 'GENCLS', id: '1', parameters: ['3.0', '2.0'], line: 1 },
      { bus: '2', model: 'GENCLS', id: '1', parameters: ['4.0', '0.0'], line: 4 },
      { bus: '3', model: 'X', id: '1', parameters: ['1'], line: 7 },
    ]);
  });
});

describe('the WSCC system with its dynamic data', () => {
  const reading = readPair('wscc9-v33.raw', networkText('wscc9.dyr'));
  const grid = gridOf(reading);

  it('has H, D and x’d where each model keeps them, and x’d of a classical machine from the RAW file', () => {
    expect(grid.generators.map(({ dynamics }) => dynamics)).toEqual([
      {
        inertiaSeconds: 9.5515,
        dampingPu: 2,
        transientReactancePu: 0.1505,
        source: "case.dyr, GENCLS; x'd is ZX of the RAW file",
      },
      {
        inertiaSeconds: 3.3333,
        dampingPu: 0,
        transientReactancePu: 0.23,
        source: 'case.dyr, GENROU',
      },
      {
        inertiaSeconds: 2.3516,
        dampingPu: 1.5,
        transientReactancePu: 0.2321,
        source: 'case.dyr, GENSAL',
      },
    ]);
    expect(reading.report.machinesWithoutDynamics).toBe(0);
  });

  it('has on the system base the published constants', () => {
    // Anderson and Fouad, table 2.1: H = 23.64, 6.40, 3.01 s and x'd = 0.0608, 0.1198, 0.1813.
    const published = [
      [23.64, 0.0608],
      [6.4, 0.1198],
      [3.01, 0.1813],
    ] as const;
    grid.generators.forEach((generator, index) => {
      const machine = machineDynamics(grid, generator);
      expect(machine.estimated).toBe(false);
      const scale = machine.ratingMva / grid.baseMva;
      expect(machine.inertiaSeconds * scale).toBeCloseTo(published[index]?.[0] ?? NaN, 3);
      expect(machine.transientReactancePu / scale).toBeCloseTo(published[index]?.[1] ?? NaN, 4);
    });
  });

  it('lists every model that is ignored and every record without a machine, by its line', () => {
    expect(texts(reading)).toEqual(
      expect.arrayContaining([
        'Line 11 of case.dyr: there is no machine for the GENROU of generator 1 at bus 7: it is left out.',
        'Model ESST1A is ignored: records 2, bus 1, 2, first on line 7 of case.dyr.',
        'Model TGOV1 is ignored: records 1, bus 2, first on line 9 of case.dyr.',
        'Model USRMDL MYGOV is ignored: records 1, bus 3, first on line 10 of case.dyr.',
        'case.dyr gives dynamic data for 3 of 3 machines.',
      ]),
    );
  });

  it('may be given in the other order, and by content alone', () => {
    const raw = { fileName: 'a.txt', bytes: networkFile('wscc9-v33.raw') };
    const { grid: other } = readNetwork('case.dyr', networkFile('wscc9.dyr'), [raw]);
    expect(other?.generators).toEqual(grid.generators);
    const dyr = { fileName: 'b.txt', bytes: networkFile('wscc9.dyr') };
    const byContent = gridOf(readNetwork('a.txt', raw.bytes, [dyr]));
    expect(byContent.generators[1]?.dynamics?.inertiaSeconds).toBe(3.3333);
  });

  it('goes with a MATPOWER case as well, whose classical machines lack x’d', () => {
    const [first, second] = gridOf(readPair('wscc9.m', networkText('wscc9.dyr'))).generators;
    expect(first?.dynamics).toMatchObject({ inertiaSeconds: 9.5515, transientReactancePu: 0.3 });
    expect(first?.dynamics?.source).toMatch(/x'd estimated/);
    expect(second?.dynamics?.transientReactancePu).toBe(0.23);
  });

  it('can be taken into a network that is open, as one edit that can be undone', () => {
    const plain = gridOf(readNetwork('wscc9-v33.raw', networkFile('wscc9-v33.raw')));
    const { edit } = dynamicsEdit(plain, 'case.dyr', networkFile('wscc9.dyr'));
    if (!edit) throw new Error('The file should change the network.');
    const applied = applyEdit(plain, edit);
    expect(applied.grid.generators.map(({ dynamics }) => dynamics?.inertiaSeconds)).toEqual([
      ...[9.5515, 3.3333, 2.3516],
    ]);
    expect(applyEdit(applied.grid, applied.inverse).grid).toEqual(plain);
    expect(dynamicsEdit(plain, 'case.dyr', bytesOf("1 'TGOV1' 1 0.05 /")).edit).toBeNull();
    expect(dynamicsEdit(plain, 'case.dyr', new Uint8Array()).messages[0]?.severity).toBe('error');
  });
});

describe('a machine of the file', () => {
  it('is found where its bus has become one with another', () => {
    const text = "1 'GENCLS' '1 ' 3.0 /\n2 GENCLS 1 4.0 0.5 /";
    const { generators } = gridOf(readPair('switches-v35.raw', text));
    expect(generators.map(({ id, dynamics }) => [id, dynamics?.inertiaSeconds])).toEqual([
      ['1@1', 3],
      ['1', 4],
    ]);
    expect(generators[0]?.dynamics).toMatchObject({ dampingPu: 0, transientReactancePu: 0.2 });
  });

  it('has the step-up transformer that the RAW file counts to it in its reactance', () => {
    const [, second] = gridOf(readPair('quirks-v33.raw', '2 GENCLS 1 3.0 0.0 /')).generators;
    expect(second?.dynamics?.transientReactancePu).toBeCloseTo(0.25 + 0.12, 15);
    expect(second?.dynamics?.source).toMatch(/XT$/);
  });

  it.each([
    ['1 GENCLS 1 0.0 0.0 /', /H = 0 stands for an infinite bus/],
    ['1 GENCLS 1 -3.0 0.0 /', /H = -3 cannot be/],
    ['1 GENCLS 1 x 0.0 /', /H is missing or no number/],
    ['1 GENCLS 1 /', /H is missing or no number/],
    ['1 GENCLS 1 3.0 -1.0 /', /D = -1 is negative/],
    ['1 GENROU 1 6 .05 .5 .05 3 0 1.7 1.6 0.0 /', /X'd = 0 cannot be/],
    ['1 GENROU 1 6 .05 .5 .05 3 /', /X'd is missing/],
  ])('with %j keeps no figure that cannot be', (text, reason) => {
    const reading = readPair('wscc9-v33.raw', text);
    expect(gridOf(reading).generators[0]?.dynamics).toBeNull();
    const message = reading.report.messages.find((each) => reason.test(each.text));
    expect(message).toMatchObject({
      severity: 'warning',
      element: { kind: 'generator', bus: 1, id: '1' },
      line: 20,
    });
  });

  it('that stands twice keeps the first', () => {
    const reading = readPair('wscc9-v33.raw', '1 GENCLS 1 3.0 /\n1 GENCLS 1 9.0 /');
    expect(gridOf(reading).generators[0]?.dynamics?.inertiaSeconds).toBe(3);
    expect(texts(reading)).toContainEqual(expect.stringMatching(/^Line 2 of .* is there twice/));
  });
});

describe('files that come along', () => {
  it('alone are no network', () => {
    const reading = readNetwork('case.dyr', networkFile('wscc9.dyr'));
    expect(reading.grid).toBeNull();
    expect(texts(reading)[0]).toMatch(/open it together with its RAW file/);
  });

  it('without dynamic data are named, and unreadable ones refuse the import', () => {
    const more = { fileName: 'other.m', bytes: networkFile('good.m') };
    const reading = readNetwork('wscc9.m', networkFile('wscc9.m'), [more]);
    expect(texts(reading)[0]).toBe('other.m holds no dynamic data (DYR): it is left out.');
    const empty = { fileName: 'case.dyr', bytes: new Uint8Array() };
    expect(readNetwork('wscc9.m', networkFile('wscc9.m'), [empty]).grid).toBeNull();
  });
});
