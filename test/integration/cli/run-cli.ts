import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/** `npm test` names the built program, which starts in a third of the time; alone, the sources. */
const entry =
  process.env['PHASELOCK_CLI'] ??
  fileURLToPath(new URL('../../../src-main/start/cli.ts', import.meta.url));

export interface CliRun {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export function startCli(args: readonly string[]): { child: ChildProcess; done: Promise<CliRun> } {
  const child = spawn(process.execPath, [entry, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  const done = once(child, 'close').then(() => ({ code: child.exitCode, stdout, stderr }));
  return { child, done };
}

/** Runs the command line, as a user would from a shell. */
export const runCli = (...args: string[]): Promise<CliRun> => startCli(args).done;

/** The document on standard output. */
export const documentOf = (run: CliRun): Record<string, unknown> =>
  JSON.parse(run.stdout) as Record<string, unknown>;
