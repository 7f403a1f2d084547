import { describe, expect, it } from 'vitest';

import { applyEdit } from '../../../src-shared/grid/edits.ts';
import { anApplication } from '../../fixtures/an-application.ts';
import { networkFile } from '../../fixtures/network-files.ts';

describe('a RAW file that comes with its DYR file', () => {
  it('becomes a scenario whose machines have their own inertia', async () => {
    const { ask } = anApplication();
    const dynamics = { fileName: 'wscc9.dyr', bytes: networkFile('wscc9.dyr').slice() };
    const { importId, report } = await ask('imports.read', {
      fileName: 'wscc9-v33.raw',
      bytes: networkFile('wscc9-v33.raw').slice(),
      companions: [dynamics],
    });
    expect(report.machinesWithoutDynamics).toBe(0);
    const { id } = await ask('imports.accept', { importId: importId ?? '' });
    const { grid, importReport } = await ask('scenarios.open', { scenarioId: id });
    expect(grid.generators.map(({ dynamics: data }) => data?.inertiaSeconds)).toEqual([
      ...[9.5515, 3.3333, 2.3516],
    ]);
    expect(importReport?.messages.map(({ text }) => text)).toContain(
      'wscc9.dyr gives dynamic data for 3 of 3 machines.',
    );
  });
});

describe('a DYR file for a network that is open', () => {
  const dyr = { fileName: 'wscc9.dyr', bytes: networkFile('wscc9.dyr').slice() };

  async function opened() {
    const { ask } = anApplication();
    const bytes = networkFile('wscc9-v33.raw').slice();
    const { importId } = await ask('imports.read', { fileName: 'wscc9-v33.raw', bytes });
    const { id: scenarioId } = await ask('imports.accept', { importId: importId ?? '' });
    return { ask, scenarioId };
  }

  it('gives its machines what the two files together give, as one step to undo', async () => {
    const { ask, scenarioId } = await opened();
    const before = (await ask('scenarios.open', { scenarioId })).grid;
    const { outcome, machines, messages } = await ask('scenarios.attachDynamics', {
      scenarioId,
      ...dyr,
    });
    expect(machines).toEqual({ given: 3, estimated: 0, total: 3 });
    expect(messages.map(({ text }) => text)).toContain(
      'wscc9.dyr gives dynamic data for 3 of 3 machines.',
    );
    const { grid, version, undoState } = await ask('scenarios.open', { scenarioId });
    expect([outcome?.version, undoState.undo]).toEqual([version, 'Dynamic data from wscc9.dyr']);
    // The renderer's own copy, changed by the edit of the reply, is what the project holds.
    expect(applyEdit(before, outcome!.edit!).grid).toEqual(grid);
    expect(grid.generators.map(({ dynamics }) => dynamics?.inertiaSeconds)).toEqual([
      ...[9.5515, 3.3333, 2.3516],
    ]);
    await ask('edits.undo', { scenarioId });
    expect((await ask('scenarios.open', { scenarioId })).grid).toEqual(before);
  });

  it('changes nothing where it holds no machine of the network, and says so', async () => {
    const { ask, scenarioId } = await opened();
    const bytes = new TextEncoder().encode("77 'GENCLS' 1 3.0 0.0 /");
    const reading = await ask('scenarios.attachDynamics', { scenarioId, fileName: 'x.dyr', bytes });
    expect(reading).toMatchObject({
      outcome: null,
      machines: { given: 0, estimated: 3, total: 3 },
    });
    expect(reading.messages[0]?.text).toContain('there is no machine for the GENCLS');
    const { undoState } = await ask('scenarios.open', { scenarioId });
    expect(undoState.undo).toBeNull();
  });
});

describe('tables with a contingency sheet', () => {
  it.each(['csv', 'xlsx'] as const)('bring their list into the scenario (.%s)', async (format) => {
    const { ask } = anApplication();
    const from = { kind: 'sample', id: 'wscc9' } as const;
    const { id } = await ask('scenarios.create', { from });
    const list = await ask('contingencies.generate', { scenarioId: id });
    const kept = list.map((outage, i) => ({ ...outage, enabled: i % 2 === 0 }));
    await ask('contingencies.set', { scenarioId: id, contingencies: kept });
    const file = await ask('scenarios.export', { scenarioId: id, format });
    const { importId } = await ask('imports.read', {
      fileName: file.fileName,
      bytes: file.bytes.slice(),
    });
    const { id: again } = await ask('imports.accept', { importId: importId ?? '' });
    expect((await ask('scenarios.open', { scenarioId: again })).contingencies).toEqual(kept);
  });

  it('of the template are a network that can be opened', async () => {
    const { ask } = anApplication();
    const { fileName, bytes } = await ask('tables.template', {});
    const { importId, report } = await ask('imports.read', { fileName, bytes: bytes.slice() });
    expect(report.counts).toMatchObject({
      buses: 2,
      branches: 1,
      generators: 1,
      loads: 1,
      shunts: 1,
    });
    const { id } = await ask('imports.accept', { importId: importId ?? '' });
    expect((await ask('scenarios.open', { scenarioId: id })).contingencies).toHaveLength(1);
  });
});
