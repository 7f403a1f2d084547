import { describe, expect, it } from 'vitest';

import { editService } from '../../../src-main/services/edits.ts';
import { importService } from '../../../src-main/services/imports.ts';
import { networkFileService } from '../../../src-main/services/network-files.ts';
import { scenarioService } from '../../../src-main/services/scenarios.ts';
import { readNetwork } from '../../../src-main/formats/read-network.ts';
import { aContext } from '../../fixtures/a-context.ts';
import { networkFile, networkText } from '../../fixtures/network-files.ts';
import { triangle } from '../../fixtures/small-grid.ts';

function setUp() {
  const context = aContext();
  const { networks } = context;
  const samples = { list: () => [], load: () => triangle() };
  const scenarios = scenarioService(context, networks, samples);
  const imports = importService(context, scenarios);
  const accepted = (fileName: string): number => {
    const { importId } = imports.read({ fileName, bytes: networkFile(fileName) });
    return imports.accept({ importId: importId! }).id;
  };
  return {
    scenarios,
    accepted,
    edits: editService(context, networks),
    files: networkFileService(context, networks),
  };
}

const textOf = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);

describe('the network of a scenario as a file', () => {
  it('is the imported MATPOWER file with the edits in it, in copies of the scenario too', async () => {
    const { accepted, scenarios, edits, files } = setUp();
    const original = accepted('good.m');
    const { id: scenarioId } = scenarios.duplicate({ scenarioId: original, name: '2 × load' });
    edits.apply({
      ...{ scenarioId, version: 0 },
      edit: {
        ...{ kind: 'update', element: { kind: 'load', bus: 3, id: '1' } },
        changes: { pMw: 240 },
      },
    });
    const before = networkText('good.m');
    const untouched = await files.export({ scenarioId: original, format: 'm' });
    expect(textOf(untouched.bytes)).toBe(before);
    const { fileName, bytes } = await files.export({ scenarioId, format: 'm' });
    expect(fileName).toBe('case_2_load.m');
    expect(textOf(bytes)).toBe(before.replace('120', '240'));
  });

  it('is a case of our own where nothing was imported, and JSON and tables always', async () => {
    const { scenarios, files } = setUp();
    const { id: scenarioId } = scenarios.create({ from: { kind: 'sample', id: 'triangle' } });
    for (const format of ['m', 'json', 'csv', 'xlsx'] as const) {
      const { fileName, bytes, messages } = await files.export({ scenarioId, format });
      expect([fileName, messages]).toEqual([`Triangle.${format}`, []]);
      expect(readNetwork(fileName, bytes).grid?.branches).toEqual(triangle().branches);
    }
  });
});
