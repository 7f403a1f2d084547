import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { stripVTControlCharacters } from 'node:util';

/** @typedef {import('node:child_process').ChildProcess} ChildProcess */
/** @typedef {{ cwd?: string, env?: NodeJS.ProcessEnv, shell?: boolean }} Where */

/**
 * The exit code a shell would report: 128 + signal number for a child ended by a signal.
 * @param {number | null} code
 * @param {NodeJS.Signals | null} signal
 */
export function exitCodeOf(code, signal) {
  if (code !== null) return code;
  return signal ? 128 + constants.signals[signal] : 1;
}

/**
 * @param {ChildProcess} child
 * @returns {Promise<number>} 127 if the program could not be started
 */
function ended(child) {
  return new Promise((resolve) => {
    child.once('error', () => resolve(127));
    child.once('close', (code, signal) => resolve(exitCodeOf(code, signal)));
  });
}

/**
 * Runs a child in our place: its terminal is ours, it gets our signals, we end with its exit code.
 * @param {string} program
 * @param {string[]} args
 * @param {Where} [where]
 */
export async function runForeground(program, args, where = {}) {
  const child = spawn(program, args, { ...where, stdio: 'inherit' });
  const stopForwarding = forwardSignals(child);
  const code = await ended(child);
  stopForwarding();
  return code;
}

/** @param {ChildProcess} child */
function forwardSignals(child) {
  /** @type {NodeJS.Signals[]} */
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
  /** @param {NodeJS.Signals} signal */
  const forward = (signal) => {
    // A terminal sends Ctrl+C to the child as well; twice would mean "at once".
    if (signal === 'SIGINT' && process.stdin.isTTY) return;
    child.kill(signal);
  };
  for (const signal of signals) process.on(signal, forward);
  return () => {
    for (const signal of signals) process.off(signal, forward);
  };
}

/**
 * Runs a child whose output goes to standard error as it comes.
 * @param {string} program
 * @param {string[]} args
 * @param {Where} [where]
 */
export function runToStderr(program, args, where = {}) {
  return ended(spawn(program, args, { ...where, stdio: ['ignore', 2, 2] }));
}

/**
 * Runs a child and keeps what it says.
 * @param {string} program
 * @param {string[]} args
 * @param {Where & { limitSeconds?: number }} [options]
 * @returns {Promise<{ code: number, output: string, timedOut: boolean }>}
 */
export async function runQuietly(program, args, { limitSeconds, ...where } = {}) {
  const child = spawn(program, args, { ...where, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  let timedOut = false;
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text) => (output += String(text)));
  }
  const timer =
    limitSeconds === undefined
      ? undefined
      : setTimeout(() => {
          timedOut = true;
          child.kill('SIGKILL');
        }, limitSeconds * 1000);
  const code = await ended(child);
  clearTimeout(timer);
  // Some tools colour their diagnostics even where there is no terminal.
  return { code, output: stripVTControlCharacters(output), timedOut };
}
