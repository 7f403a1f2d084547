import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/**
 * One hash over the names and contents of files and folders below `base`. Contents, not times: a
 * fresh clone or a touched file is no reason to build again. What is missing counts as missing.
 * @param {string} base
 * @param {string[]} paths relative to base
 */
export function fingerprint(base, paths) {
  const hash = createHash('sha256');
  for (const path of paths.flatMap((each) => filesBelow(base, each)).sort()) {
    hash
      .update(`${path}\0`)
      .update(readFileSync(join(base, path)))
      .update('\0');
  }
  return hash.digest('hex');
}

/**
 * @param {string} base
 * @param {string} path
 * @returns {string[]}
 */
function filesBelow(base, path) {
  const status = statSync(join(base, path), { throwIfNoEntry: false });
  if (!status) return [];
  if (!status.isDirectory()) return [path];
  return readdirSync(join(base, path)).flatMap((name) => filesBelow(base, `${path}/${name}`));
}

/**
 * A stamp is a small file that says for which input something was made.
 * @param {string} file
 * @param {string} wanted
 */
export function stampSays(file, wanted) {
  try {
    return readFileSync(file, 'utf8') === wanted;
  } catch {
    return false;
  }
}

/**
 * @param {string} file
 * @param {string} made
 */
export function writeStamp(file, made) {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, made);
}

/** @param {string} file */
export function removeStamp(file) {
  rmSync(file, { force: true });
}
