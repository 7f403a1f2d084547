import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { constants } from 'node:os';
import { describe, expect, it } from 'vitest';
import { reasonIn } from '../../../build/bootstrap/electron-binary.mjs';
import { isNewEnough } from '../../../build/bootstrap/node24.mjs';
import { npmCommand } from '../../../build/bootstrap/npm.mjs';
import { exitCodeOf, runQuietly } from '../../../build/bootstrap/processes.mjs';

describe('running a program', () => {
  it('passes its exit code on and keeps both its streams', async () => {
    const script = 'console.log("out"); console.error("err"); process.exitCode = 3';
    const { code, output } = await runQuietly(process.execPath, ['-e', script]);
    expect(code).toBe(3);
    expect(output.split('\n').sort()).toEqual(['', 'err', 'out']);
  });

  it('ends a program that takes longer than it may', async () => {
    const forever = ['-e', 'setInterval(() => {}, 1000)'];
    const result = await runQuietly(process.execPath, forever, { limitSeconds: 0.2 });
    expect(result.timedOut).toBe(true);
    expect(result.code).not.toBe(0);
  });

  it.skipIf(process.platform === 'win32')(
    'hands a termination signal on and ends with the exit code of the program (no signals on Windows)',
    async () => {
      const module = new URL('../../../build/bootstrap/processes.mjs', import.meta.url).href;
      const program =
        'process.on("SIGTERM", () => process.exit(7)); console.log("ready"); setInterval(() => {}, 1e3)';
      const parent = spawn(process.execPath, [
        '--input-type=module',
        '-e',
        `import { runForeground } from ${JSON.stringify(module)};
        process.exit(await runForeground(process.execPath, ['-e', ${JSON.stringify(program)}]));`,
      ]);
      await once(parent.stdout, 'data');
      parent.kill('SIGTERM');
      expect(await once(parent, 'close')).toEqual([7, null]);
    },
  );

  it('reports 127 for a program that is not there, as a shell does', async () => {
    expect((await runQuietly('no-such-program-anywhere', [])).code).toBe(127);
  });

  it('reports a signal as 128 and its number', () => {
    expect(exitCodeOf(null, 'SIGINT')).toBe(128 + constants.signals.SIGINT);
    expect(exitCodeOf(0, null)).toBe(0);
  });
});

describe('what the steps run with', () => {
  it('takes the Node at hand from version 24 on, compared as a number', () => {
    expect(['18.20.4', '20.20.2', '23.11.0', '9.9.9'].map(isNewEnough)).not.toContain(true);
    expect(['24.0.0', '26.1.0', '100.0.0'].map(isNewEnough)).not.toContain(false);
  });

  it('calls npm through Node where npm says where it is, else by its command', () => {
    expect(npmCommand('/opt/node', '/usr/lib/npm/bin/npm-cli.js', 'win32')).toEqual({
      program: '/opt/node',
      prefix: ['/usr/lib/npm/bin/npm-cli.js'],
      shell: false,
    });
    expect(npmCommand('C:\\node.exe', undefined, 'win32')).toMatchObject({
      program: 'npm.cmd',
      shell: true,
    });
    expect(npmCommand('/opt/node', '/usr/lib/yarn.js', 'linux')).toMatchObject({
      program: 'npm',
      shell: false,
    });
  });
});

describe('why Electron could not be fetched', () => {
  it('is the telling line of the stack trace', () => {
    const output = [
      'RequestError: getaddrinfo ENOTFOUND github.com',
      '    at ClientRequest.<anonymous> (node_modules/got/index.js:970:111)',
    ].join('\n');
    expect(reasonIn(output)).toBe('getaddrinfo ENOTFOUND github.com');
    expect(reasonIn('\nsomething else\n  at x')).toBe('something else');
    expect(reasonIn('')).toBe('no reason given');
  });
});
