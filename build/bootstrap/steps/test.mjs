import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ensureBuilt, entryPath } from '../application.mjs';
import { ensureBrowser } from '../browser.mjs';
import { Failure, say } from '../messages.mjs';
import { cacheFolder, root, toolPath } from '../places.mjs';
import { runForeground } from '../processes.mjs';
import { removeStamp } from '../stamps.mjs';
import { sumOf, tallyLine, tallyOf } from '../tally.mjs';
import { ensureToolchain } from '../toolchain.mjs';
import { runChecks } from './check.mjs';

/** @typedef {import('../toolchain.mjs').Toolchain} Toolchain */
/** @typedef {import('../tally.mjs').Tally} Tally */
/** @typedef {import('../tally.mjs').VitestReport} VitestReport */

/**
 * Installs, builds, checks and tests everything; with arguments, only the tests they select
 * (they go to Vitest). The last line counts tests, and each failed gate as one failure.
 * @param {string[]} args
 */
export async function test(args) {
  /** @type {Tally[]} */
  const tallies = [];
  try {
    const toolchain = await ensureToolchain();
    tallies.push(
      ...(args.length > 0 ? await someTests(toolchain, args) : await everything(toolchain)),
    );
  } catch (error) {
    tallies.push(failedGate(error));
  }
  const sum = sumOf(tallies);
  process.stdout.write(`${tallyLine(sum)}\n`);
  return sum.failed === 0 ? 0 : 1;
}

/** @param {Toolchain} toolchain */
async function everything(toolchain) {
  const built = await gate(() => ensureBuilt(toolchain));
  const checked = { passed: 0, failed: await runChecks(toolchain) };
  const browser = await gate(() => ensureBrowser(toolchain));
  const withProgram = built.tally.failed === 0 ? { PHASELOCK_CLI: entryPath('cli') } : {};
  const unit = await vitest(toolchain, ['--project=unit'], withProgram);
  const before = [built.tally, checked, browser.tally, unit];
  if (built.tally.failed + browser.tally.failed > 0) {
    say('The browser tests did not run: see above.');
    return before;
  }
  return [...before, await vitest(toolchain, ['--project=e2e'], inBrowser(browser.value))];
}

/**
 * @param {Toolchain} toolchain
 * @param {string[]} args
 */
async function someTests(toolchain, args) {
  await ensureBuilt(toolchain);
  return [await vitest(toolchain, args, inBrowser(await ensureBrowser(toolchain)))];
}

/**
 * @param {string | undefined} browser
 * @returns {NodeJS.ProcessEnv}
 */
function inBrowser(browser) {
  return browser === undefined ? {} : { PHASELOCK_BROWSER: browser };
}

/**
 * @template T
 * @param {() => Promise<T>} run
 * @returns {Promise<{ value: T | undefined, tally: Tally }>}
 */
async function gate(run) {
  try {
    return { value: await run(), tally: { passed: 0, failed: 0 } };
  } catch (error) {
    return { value: undefined, tally: failedGate(error) };
  }
}

/**
 * @param {unknown} error
 * @returns {Tally}
 */
function failedGate(error) {
  say(
    error instanceof Failure ? error.message : String(error instanceof Error ? error.stack : error),
  );
  return { passed: 0, failed: 1 };
}

/**
 * @param {Toolchain} toolchain
 * @param {string[]} args
 * @param {NodeJS.ProcessEnv} given what the tests are told
 * @returns {Promise<Tally>}
 */
async function vitest({ node, env }, args, given) {
  const report = join(cacheFolder, 'vitest.json');
  removeStamp(report);
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const command = [toolPath('vitest'), 'run', ...reporters, ...args];
  const code = await runForeground(node, command, { cwd: root, env: { ...env, ...given } });
  return tallyOf(readReport(report), code);
}

/** @param {string} path */
function readReport(path) {
  if (!existsSync(path)) return undefined;
  return /** @type {VitestReport} */ (JSON.parse(readFileSync(path, 'utf8')));
}
