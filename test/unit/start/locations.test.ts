import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { describe, expect, it } from 'vitest';

import { dataDirectory, productParts } from '../../../src-main/start/locations.ts';

describe("the user's data are kept", () => {
  it('where XDG_DATA_HOME says, else below .local/share', () => {
    expect(dataDirectory('linux', { XDG_DATA_HOME: '/data' }, '/home/a')).toBe(
      join('/data', 'phaselock'),
    );
    const usual = join('/home/a', '.local', 'share', 'phaselock');
    expect(dataDirectory('linux', {}, '/home/a')).toBe(usual);
    expect(dataDirectory('linux', { XDG_DATA_HOME: '' }, '/home/a')).toBe(usual);
  });

  it('in LOCALAPPDATA on Windows and in the Library on a Mac', () => {
    expect(dataDirectory('win32', { LOCALAPPDATA: 'L' }, 'H')).toBe(join('L', 'Phaselock'));
    expect(dataDirectory('darwin', {}, '/Users/a')).toBe(
      join('/Users/a', 'Library', 'Application Support', 'Phaselock'),
    );
  });
});

describe('the parts of the product', () => {
  it('lie beside the sources where an entry runs from source', () => {
    const entry = new URL('../../../src-main/start/host.ts', import.meta.url);
    const { workerUrl, rendererRoot } = productParts(entry.href);
    expect(fileURLToPath(workerUrl)).toBe(
      fileURLToPath(new URL('../../../src-main/workers/worker-entry.ts', import.meta.url)),
    );
    expect(rendererRoot).toBe(fileURLToPath(new URL('../../../out/renderer', import.meta.url)));
  });

  it('lie beside the built entry, the worker outside the archive where there is one', () => {
    const built = productParts('file:///opt/phaselock/out/main/host.js');
    expect(built.workerUrl.href).toBe('file:///opt/phaselock/out/main/study-worker.js');
    expect(built.rendererRoot).toBe(join('/opt/phaselock/out/renderer'));

    const packed = productParts('file:///opt/phaselock/app.asar/out/main/main.js');
    expect(packed.workerUrl.href).toBe(
      'file:///opt/phaselock/app.asar.unpacked/out/main/study-worker.js',
    );
    expect(packed.rendererRoot).toBe(join('/opt/phaselock/app.asar/out/renderer'));
  });
});
