import { basename } from 'node:path';
import { Failure } from './messages.mjs';
import { runToStderr } from './processes.mjs';

/**
 * `npm ci` by the lock file of a folder: no install script runs, all output goes to stderr.
 * @param {string} folder
 * @param {string} node the Node that runs npm
 * @param {NodeJS.ProcessEnv} env with that Node first on the PATH
 */
export async function npmCleanInstall(folder, node, env) {
  const args = ['ci', '--ignore-scripts', '--no-fund', '--no-audit', '--loglevel=error'];
  const { program, prefix, shell } = npmCommand(node, env['npm_execpath'], process.platform);
  const code = await runToStderr(program, [...prefix, ...args], { cwd: folder, env, shell });
  if (code !== 0) {
    throw new Failure(
      `npm ci failed in ${folder} (exit code ${code}): npm's own message is above; ` +
        'it needs its registry, or a filled npm cache, once',
    );
  }
}

/**
 * How to call npm. Under an npm script npm says where its own program is, which any Node can run;
 * called by hand, the command is looked up on the PATH, and on Windows that is a shell script.
 * @param {string} node
 * @param {string | undefined} execPath npm_execpath
 * @param {NodeJS.Platform} platform
 */
export function npmCommand(node, execPath, platform) {
  if (execPath && basename(execPath) === 'npm-cli.js') {
    return { program: node, prefix: [execPath], shell: false };
  }
  const windows = platform === 'win32';
  return { program: windows ? 'npm.cmd' : 'npm', prefix: [], shell: windows };
}
