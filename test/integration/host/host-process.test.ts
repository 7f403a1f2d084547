import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { get } from 'node:http';
import type { IncomingMessage } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { afterEach, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';

import { decodeFrame, encodeFrame } from '../../../src-shared/contract/frame.ts';
import { createRpcClient } from '../../../src-shared/contract/rpc.ts';
import type { RpcClient } from '../../../src-shared/contract/rpc.ts';

const entry = fileURLToPath(new URL('../../../src-main/start/host.ts', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'phaselock-host-'));

interface RunningHost {
  readonly process: ChildProcess;
  readonly url: string;
  readonly lines: string[];
}

const started: ChildProcess[] = [];
afterEach(() => {
  for (const child of started.splice(0)) child.kill('SIGKILL');
});

function launch(args: string[]): ChildProcess & { output: () => string; errors: () => string } {
  const child = spawn(process.execPath, [entry, '--no-open', '--workers', '1', ...args], {
    env: { ...process.env, XDG_DATA_HOME: folder, LOCALAPPDATA: folder },
  });
  started.push(child);
  let output = '';
  let errors = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (errors += text));
  return Object.assign(child, { output: () => output, errors: () => errors });
}

async function startHost(args: string[]): Promise<RunningHost> {
  const child = launch(args);
  await expect.poll(() => child.output() + child.errors(), { timeout: 20_000 }).toContain('\n');
  const lines = child.output().trim().split('\n');
  const url = /http:\/\/127\.0\.0\.1:\d+\/\?token=[\w-]+/.exec(lines[0] ?? '')?.[0];
  if (url === undefined) throw new Error(`No address: ${child.output()}${child.errors()}`);
  return { process: child, url, lines };
}

async function exitCode(child: ChildProcess): Promise<number | null> {
  if (child.exitCode === null) await once(child, 'exit');
  return child.exitCode;
}

async function stop(host: RunningHost, signal: NodeJS.Signals): Promise<number | null> {
  host.process.kill(signal);
  return exitCode(host.process);
}

/** What the page does: exchange the token for the cookie, open the WebSocket, speak the contract. */
async function openPage({ url }: RunningHost): Promise<RpcClient> {
  const response = await new Promise<IncomingMessage>((resolve) => get(url, resolve));
  const cookie = response.headers['set-cookie']?.[0]?.split(';')[0] ?? '';
  const { origin } = new URL(url);
  const socket = new WebSocket(`${origin.replace('http', 'ws')}/rpc`, {
    headers: { cookie, origin },
  });
  socket.binaryType = 'arraybuffer';
  await once(socket, 'open');
  const client = createRpcClient((message) => socket.send(encodeFrame(message)));
  socket.on('message', (data) => client.receive(decodeFrame(new Uint8Array(data as ArrayBuffer))));
  return client;
}

describe('the host as a process', () => {
  it('prints one line with its address, saves everything, and finds it again', async () => {
    const store = join(folder, 'kept.phaselock');
    const first = await startHost(['--store', store]);
    expect(first.lines).toHaveLength(1);
    const page = await openPage(first);
    const created = await page.call('scenarios.create', { from: { kind: 'empty' }, name: 'North' });
    await page.call('edits.apply', {
      scenarioId: created.id,
      version: 0,
      edit: { kind: 'describe', changes: { description: 'winter peak' } },
    });
    expect(await stop(first, 'SIGINT')).toBe(0);
    expect(existsSync(`${store}-wal`)).toBe(false);

    const second = await startHost(['--store', store]);
    const again = await (await openPage(second)).call('scenarios.open', { scenarioId: created.id });
    expect([again.summary.name, again.grid.description]).toEqual(['North', 'winter peak']);
    expect(await stop(second, 'SIGTERM')).toBe(0);
  });

  it('has lost nothing when it is killed', async () => {
    const store = join(folder, 'killed.phaselock');
    const first = await startHost(['--store', store]);
    const page = await openPage(first);
    const { id } = await page.call('scenarios.create', { from: { kind: 'empty' } });
    await page.call('edits.apply', {
      scenarioId: id,
      version: 0,
      edit: { kind: 'describe', changes: { frequencyHz: 50 } },
    });
    await stop(first, 'SIGKILL');

    const second = await startHost(['--store', store]);
    const again = await (await openPage(second)).call('scenarios.open', { scenarioId: id });
    expect(again.grid.frequencyHz).toBe(50);
    await stop(second, 'SIGTERM');
  });

  it('refuses a second start on the same project, with the remedy, and the first goes on', async () => {
    const store = join(folder, 'shared.phaselock');
    const first = await startHost(['--store', store]);
    const second = launch(['--store', store]);
    expect(await exitCode(second)).toBe(2);
    expect(second.errors()).toMatch(/already running on .*shared\.phaselock.*--store FILE/);
    expect(await (await openPage(first)).call('scenarios.list', {})).toEqual([]);
    await stop(first, 'SIGTERM');
  });

  it('leaves a damaged project alone, and sets it aside on the word of the user', async () => {
    const store = join(folder, 'damaged.phaselock');
    writeFileSync(store, 'this was a project once'.repeat(100));
    const refused = launch(['--store', store]);
    expect(await exitCode(refused)).toBe(2);
    expect(refused.errors()).toMatch(/damaged\.phaselock[^]*start with --set-aside/);
    expect(readFileSync(store, 'utf8')).toMatch(/^this was a project once/);

    const host = await startHost(['--store', store, '--set-aside']);
    expect(await (await openPage(host)).call('scenarios.list', {})).toEqual([]);
    const aside = readdirSync(folder).filter((name) => /^damaged\.phaselock\.damaged/.test(name));
    expect(aside).toHaveLength(1);
    await stop(host, 'SIGTERM');
  });

  it('keeps to the user’s own project where none is named', async () => {
    const host = await startHost([]);
    const { projectFile } = await (await openPage(host)).call('application.info', {});
    expect(projectFile.startsWith(folder)).toBe(true);
    await stop(host, 'SIGTERM');
  });

  it('offers a file of the command line for import, once', async () => {
    const file = join(folder, 'broken.m');
    writeFileSync(file, 'mpc.version = 2;\nmpc.baseMVA = 100;\nmpc.bus = [\n');
    const host = await startHost(['--store', join(folder, 'files.phaselock'), file]);
    const page = await openPage(host);
    const pending = await page.call('imports.pending', {});
    expect(pending?.report.fileName).toBe('broken.m');
    expect(await page.call('imports.pending', {})).toBeNull();
    await stop(host, 'SIGTERM');
  });

  it('refuses a file of 1 GB by its size, and a file that is not there', async () => {
    const zeros = join(folder, 'zeros.m');
    writeFileSync(zeros, '');
    truncateSync(zeros, 1024 ** 3);
    for (const [file, reason] of [
      [zeros, /zeros\.m is too large\. It has 1024 MB/],
      [join(folder, 'missing.m'), /missing\.m does not exist/],
    ] as const) {
      const child = launch(['--store', join(folder, 'refused.phaselock'), file]);
      expect(await exitCode(child)).toBe(2);
      expect(child.errors()).toMatch(reason);
      expect(child.output()).toBe('');
    }
  });

  it('says which option was meant', async () => {
    const child = launch(['--prot', '80']);
    expect(await exitCode(child)).toBe(2);
    expect(child.errors()).toContain('Did you mean --port?');
  });
});
