import { createPinia, setActivePinia } from 'pinia';
import { beforeEach, describe, expect, it, vi } from 'vitest';

import { largestFileBytes } from '../../../../src-shared/contract/contract.ts';
import type { ImportReport } from '../../../../src-shared/contract/import-documents.ts';
import { PhaselockError } from '../../../../src-shared/contract/errors.ts';
import { busRef } from '../../../../src-shared/grid/element-ref.ts';
import { useImports } from '../../../../src-renderer/stores/imports.ts';
import { useMessages } from '../../../../src-renderer/stores/messages.ts';
import { useNavigation } from '../../../../src-renderer/stores/navigation.ts';
import { useWorkspace } from '../../../../src-renderer/stores/workspace.ts';
import { aScenario, keepsScenario, main } from '../../../fixtures/a-main-process.ts';

vi.mock('../../../../src-renderer/api/api.ts', () => import('../../../fixtures/a-main-process.ts'));

const report: ImportReport = {
  fileName: 'case3.m',
  format: 'MATPOWER',
  counts: { buses: 3, branches: 3, generators: 1, loads: 2, shunts: 0 },
  baseMva: 100,
  totals: { pgMw: 100, pdMw: 100, qgMvar: 0, qdMvar: 0 },
  ...{ islands: 1, parallelGroups: 0, negativeCouplings: 0 },
  ...{ branchesWithoutLimit: 3, machinesWithoutDynamics: 1, messages: [] },
};

const file = (name: string, size: number, read = vi.fn(() => new ArrayBuffer(4))) => ({
  ...{ name, size, read },
  arrayBuffer: () => Promise.resolve(read()),
});

describe('importing a file', () => {
  beforeEach(() => {
    setActivePinia(createPinia());
    main.reset({
      ...keepsScenario().answers,
      'imports.read': () => ({ importId: 'i1', report, unplaced: null }),
      'imports.accept': () => aScenario(),
      'scenarios.list': () => [],
    });
  });

  it('shows its report before anything is kept', async () => {
    await useImports().read([file('case3.m', 4)]);
    expect(useNavigation().screen).toBe('import');
    expect(useImports().candidate?.report.counts.buses).toBe(3);
    expect(main.names()).not.toContain('imports.accept');
  });

  it('refuses a file that is too large without reading a byte of it', async () => {
    const huge = file('zeros.m', largestFileBytes + 1);
    await useImports().read([huge]);
    expect(huge.read).not.toHaveBeenCalled();
    expect(main.asked).toEqual([]);
    expect(useMessages().messages[0]?.text).toContain('257 MB');
  });

  it('reads a file of exactly the largest size', async () => {
    await useImports().read([file('large.m', largestFileBytes)]);
    expect(main.names()).toEqual(['imports.read']);
  });

  it('sends files that were chosen together in one request', async () => {
    await useImports().read([file('grid.dyr', 2), file('grid.raw', 4)]);
    expect(main.asked).toEqual([
      {
        name: 'imports.read',
        request: {
          ...{ fileName: 'grid.dyr', bytes: new Uint8Array(4) },
          companions: [{ fileName: 'grid.raw', bytes: new Uint8Array(4) }],
        },
      },
    ]);
  });

  it('refuses more files than one network can have, and any that is too large among them', async () => {
    await useImports().read(Array.from({ length: 10 }, (_, i) => file(`case${i}.m`, 4)));
    await useImports().read([file('grid.raw', 4), file('grid.dyr', largestFileBytes + 1)]);
    expect(main.asked).toEqual([]);
    expect(useMessages().messages.map(({ title }) => title)).toEqual([
      '10 files are too many',
      'grid.dyr is too large',
    ]);
  });

  it('opens what was accepted, at the element that was asked for', async () => {
    await useImports().read([file('case3.m', 4)]);
    await useImports().accept(busRef(2));
    expect(useWorkspace().scenario?.id).toBe(1);
    expect(useNavigation().screen).toBe('network');
    expect(useWorkspace().selection).toEqual([busRef(2)]);
    expect(useImports().candidate).toBeNull();
  });

  it('accepts a file once, however often it is asked to, and shows its report until then', async () => {
    await useImports().read([file('case3.m', 4)]);
    const accepting = [useImports().accept(), useImports().accept()];
    expect(useImports().opening).toBe(true);
    expect(useImports().candidate).not.toBeNull();
    await Promise.all(accepting);
    expect(main.names().filter((name) => name === 'imports.accept')).toHaveLength(1);
    expect(useImports().opening).toBe(false);
  });

  it('does not accept a file with errors', async () => {
    main.answers['imports.read'] = () => ({ importId: null, report, unplaced: null });
    await useImports().read([file('case3.m', 4)]);
    await useImports().accept();
    expect(main.names()).not.toContain('imports.accept');
  });

  it('tells why a file cannot be read and stays where it was', async () => {
    main.answers['imports.read'] = () => {
      throw new PhaselockError('unreadable-input', 'Line 3: “1.2.3” is not a number; correct it.');
    };
    await useImports().read([file('broken.m', 4)]);
    expect(useNavigation().screen).toBe('home');
    expect(useImports().reading).toBeNull();
    expect(useMessages().messages[0]).toMatchObject({
      title: 'The file cannot be read',
      text: 'Line 3: “1.2.3” is not a number; correct it.',
    });
  });

  it('takes over a file that the shell was asked to open', async () => {
    useImports();
    main.answers['imports.pending'] = () => ({ importId: 'i2', report, unplaced: null });
    main.emit('import.pending', { fileName: 'case3.m' });
    await vi.waitFor(() => expect(useNavigation().screen).toBe('import'));
  });
});
