import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';

import { PhaselockError } from '../../../src-shared/contract/errors.ts';
import type { PdfPrinter } from '../../services/reports.ts';
import { findBrowser } from './find-browser.ts';
import type { Browser } from './find-browser.ts';

const run = promisify(execFile);

const timeLimitMilliseconds = 60_000;

/** Prints by an installed browser without a window; null where none is installed. */
export function chromiumPrinter(browser: Browser | null = findBrowser()): PdfPrinter | null {
  return browser && { name: browser.name, print: (html) => print(browser, html) };
}

async function print(browser: Browser, html: string): Promise<Uint8Array> {
  // A profile of its own: the user's browser may be running, and would take the job over.
  const folder = await mkdtemp(join(tmpdir(), 'phaselock-pdf-'));
  const page = join(folder, 'report.html');
  const pdf = join(folder, 'report.pdf');
  try {
    await writeFile(page, html);
    await run(
      browser.path,
      [...switches(folder), `--print-to-pdf=${pdf}`, pathToFileURL(page).href],
      {
        timeout: timeLimitMilliseconds,
        killSignal: 'SIGKILL',
      },
    );
    return new Uint8Array(await readFile(pdf));
  } catch (cause) {
    throw printError(browser, cause);
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

function switches(folder: string): string[] {
  return [
    '--headless',
    '--disable-gpu',
    '--disable-extensions',
    '--disable-background-networking',
    '--no-first-run',
    '--no-default-browser-check',
    '--no-pdf-header-footer',
    `--user-data-dir=${join(folder, 'profile')}`,
    // Chromium refuses to run as root with its sandbox. The page is ours and holds no script.
    ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
  ];
}

function printError(browser: Browser, cause: unknown): PhaselockError {
  const killed = cause instanceof Error && 'killed' in cause && cause.killed === true;
  const why = killed
    ? `${browser.name} did not finish within ${timeLimitMilliseconds / 1000} seconds`
    : `${browser.name} (${browser.path}) failed`;
  return new PhaselockError(
    'unavailable',
    `The PDF was not made: ${why}. Try again, or take the HTML report and print it from a browser.`,
    { cause },
  );
}
