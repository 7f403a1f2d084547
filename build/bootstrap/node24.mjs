import { existsSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { Failure, say } from './messages.mjs';
import { npmCleanInstall } from './npm.mjs';
import { manifestOf, root } from './places.mjs';

const folder = join(root, 'build', 'bootstrap');
const wantedMajor = 24;

/** @param {string} version as in process.versions.node */
export function isNewEnough(version) {
  return Number(version.split('.')[0]) >= wantedMajor;
}

/**
 * The Node that runs every step: this one if it is new enough, else one from npm, installed
 * beside this file without any script.
 * @returns {Promise<string>} its path
 */
export async function ensureNode24() {
  if (isNewEnough(process.versions.node)) return process.execPath;
  const name = `node-${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`;
  const wanted = manifestOf(folder).optionalDependencies?.[name];
  if (!wanted) {
    throw new Failure(
      `Phaselock is built with Node ${wantedMajor}; this is ${process.versions.node}, and npm has ` +
        `none for ${process.platform} ${process.arch}: install Node ${wantedMajor} from https://nodejs.org`,
    );
  }
  const node = binaryOf(name);
  if (installedVersion(name) === wanted && existsSync(node)) return node;
  say(`Node here is ${process.versions.node}: fetching Node ${wanted} for the steps (once) …`);
  await npmCleanInstall(folder, process.execPath, process.env);
  return node;
}

/** @param {string} name */
function binaryOf(name) {
  return join(
    folder,
    'node_modules',
    name,
    'bin',
    process.platform === 'win32' ? 'node.exe' : 'node',
  );
}

/** @param {string} name */
function installedVersion(name) {
  const installed = join(folder, 'node_modules', name);
  return existsSync(installed) ? manifestOf(installed).version : undefined;
}

/**
 * The environment of a step: our Node and the tools of node_modules come first.
 * @param {string} node
 * @returns {NodeJS.ProcessEnv}
 */
export function stepEnvironment(node) {
  // Windows spells it Path; a second spelling would shadow the first.
  const key = Object.keys(process.env).find((name) => name.toUpperCase() === 'PATH') ?? 'PATH';
  const folders = [dirname(node), join(root, 'node_modules', '.bin'), process.env[key] ?? ''];
  return { ...process.env, [key]: folders.join(delimiter) };
}
