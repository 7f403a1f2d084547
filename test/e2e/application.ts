import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { chromium } from 'playwright-core';
import type { Browser, Page } from 'playwright-core';

/**
 * The built application as a user has it: a host process on a project file, and a page in a browser.
 * `restart` ends the host (killed, where asked) and starts another on the same project file.
 */
export interface RunningApplication {
  readonly page: Page;
  readonly folder: string;
  readonly complaints: readonly string[];
  readonly restart: (how: 'close' | 'kill') => Promise<void>;
  readonly close: () => Promise<void>;
}

/** Another build than the one in out/ can be named. */
const host =
  process.env['PHASELOCK_HOST'] ??
  fileURLToPath(new URL('../../out/main/host.js', import.meta.url));

/** The test command hands over the browser it found. */
const executablePath = process.env['PHASELOCK_BROWSER'] ?? '/usr/bin/chromium';

const browserArguments = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export async function startApplication(): Promise<RunningApplication> {
  const folder = mkdtempSync(join(tmpdir(), 'phaselock-e2e-'));
  const browser = await chromium.launch({ executablePath, args: browserArguments });
  const page = await newPage(browser);
  const complaints: string[] = [];
  listen(page, complaints);
  let process = await openHost(folder, page);
  return {
    page,
    folder,
    complaints,
    restart: async (how) => {
      const before = complaints.length;
      await endHost(process, how === 'kill' ? 'SIGKILL' : 'SIGTERM');
      process = await openHost(folder, page);
      // A page whose host is gone says so in the console; that is not a complaint.
      complaints.length = before;
    },
    close: async () => {
      await browser.close();
      await endHost(process, 'SIGTERM');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function newPage(browser: Browser): Promise<Page> {
  const context = await browser.newContext({
    viewport: { width: 1440, height: 900 },
    acceptDownloads: true,
    permissions: ['clipboard-read', 'clipboard-write'],
  });
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  return page;
}

/** Whatever the page complains of in its console fails the test that looks. */
function listen(page: Page, complaints: string[]): void {
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
}

async function openHost(folder: string, page: Page): Promise<ChildProcess> {
  const args = [host, '--no-open', '--store', join(folder, 'project.phaselock')];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const address = await addressOf(child);
  await page.goto(address);
  await page.getByTestId('screen-home').waitFor();
  return child;
}

async function addressOf(child: ChildProcess): Promise<string> {
  let printed = '';
  for await (const piece of child.stdout ?? []) {
    printed += String(piece);
    const [address] = /http:\/\/\S+/.exec(printed) ?? [];
    if (address !== undefined) return address;
  }
  throw new Error(`The host ended without an address: ${printed}`);
}

async function endHost(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill(signal);
  await once(child, 'exit');
}
