import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { say } from './messages.mjs';
import { cacheFolder, manifestOf, root } from './places.mjs';
import { runQuietly } from './processes.mjs';
import { writeStamp } from './stamps.mjs';

/** @typedef {import('./toolchain.mjs').Toolchain} Toolchain */

const folder = join(root, 'node_modules', 'electron');
const limitSeconds = 120;

/** The folder that Electron's installer fills. */
export const electronFolder = join(folder, 'dist');

/** @returns {string | undefined} the executable, if Electron's installer has put it there */
function installedElectron() {
  const note = join(folder, 'path.txt');
  if (!existsSync(note)) return undefined;
  const program = join(electronFolder, readFileSync(note, 'utf8'));
  return existsSync(program) ? program : undefined;
}

/**
 * Electron's npm package fetches its binary on demand. Tried once per version; a failure is
 * remembered, so that a machine without that way out starts at once the next time.
 * @param {Toolchain} toolchain
 * @returns {Promise<{ program: string } | { program: undefined, reason: string }>}
 */
export async function ensureElectron(toolchain) {
  const { version } = manifestOf(folder);
  const failureNote = join(cacheFolder, `electron-${version}-not-fetched`);
  if (!installedElectron() && !existsSync(failureNote)) {
    say(`Fetching Electron ${version} (once, at most ${limitSeconds} s) …`);
    const failure = await fetchElectron(toolchain);
    if (failure) writeStamp(failureNote, failure);
  }
  const program = installedElectron();
  if (program !== undefined) return { program };
  const why = existsSync(failureNote) ? readFileSync(failureNote, 'utf8') : 'no executable';
  const reason =
    `The Electron ${version} binary is not here and could not be fetched (${why}; ` +
    '«npx install-electron» tries again)';
  return { program: undefined, reason };
}

/**
 * @param {Toolchain} toolchain
 * @returns {Promise<string | undefined>} why it failed
 */
async function fetchElectron({ node, env }) {
  const options = { cwd: root, env, limitSeconds };
  const result = await runQuietly(node, [join(folder, 'install.js')], options);
  if (result.timedOut) return `no answer within ${limitSeconds} s`;
  return result.code === 0 ? undefined : reasonIn(result.output);
}

/**
 * The line of an installer's stack trace that says what went wrong.
 * @param {string} output
 */
export function reasonIn(output) {
  const lines = output.split('\n').map((line) => line.trim());
  const telling = lines.find((line) => /\b(E[A-Z]{4,}|HTTPError|status code)\b/.test(line));
  const line = telling ?? lines.find((each) => each !== '') ?? 'no reason given';
  return line.replace(/^(\w*Error: )+/, '').slice(0, 120);
}
