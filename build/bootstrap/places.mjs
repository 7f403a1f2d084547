import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../../', import.meta.url));

/** What the steps remember between runs; goes away with node_modules. */
export const cacheFolder = join(root, 'node_modules', '.cache', 'phaselock');

/**
 * Where the user stands. npm moves to the package root and leaves the user's folder in INIT_CWD;
 * relative file arguments mean that one.
 */
export function callerFolder() {
  const here = process.cwd();
  const movedByNpm = join(here, '.') === join(root, '.') && process.env['INIT_CWD'];
  return movedByNpm ? movedByNpm : here;
}

/**
 * The fields of a package.json that are read here.
 * @typedef {{ version: string, bin: string | Record<string, string>,
 *   optionalDependencies?: Record<string, string> }} Manifest
 */

/**
 * @param {string} folder
 * @returns {Manifest}
 */
export function manifestOf(folder) {
  return /** @type {Manifest} */ (JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')));
}

/**
 * The JavaScript file behind a package's command, to be run with our Node: works on Windows too,
 * where node_modules/.bin holds shell scripts.
 * @param {string} packageName
 * @param {string} [command]
 */
export function toolPath(packageName, command = packageName) {
  const folder = join(root, 'node_modules', packageName);
  const { bin } = manifestOf(folder);
  return join(folder, typeof bin === 'string' ? bin : (bin[command] ?? command));
}
