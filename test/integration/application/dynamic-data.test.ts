import { describe, expect, it } from 'vitest';

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
