import { PhaselockError } from '../../../src-shared/contract/errors.ts';
import { commandHelp } from './help.ts';
import { exitCodes } from './command.ts';
import type { Command, CommandContext } from './command.ts';
import { parseArguments } from './parse-arguments.ts';
import type { ProductParts } from '../locations.ts';

/** Runs one command to its exit code; Ctrl+C stops it, a second one ends the process at once. */
export async function runCommand(
  command: Command,
  args: string[],
  parts: ProductParts,
): Promise<void> {
  const stop = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      if (stop.signal.aborted) process.exit(exitCodes.cancelled);
      stop.abort();
    });
  }
  endQuietlyWithoutReader();
  process.exitCode = await exitCodeOf(command, args, { parts, stop: stop.signal });
}

async function exitCodeOf(
  command: Command,
  args: string[],
  context: CommandContext,
): Promise<number> {
  if (args.includes('--help') || args.includes('-h')) {
    process.stdout.write(commandHelp(command));
    return exitCodes.done;
  }
  try {
    return await command.run(parseArguments(args, command.options), context);
  } catch (error) {
    return explain(error);
  }
}

/** Says what went wrong and gives the exit code for it. */
function explain(error: unknown): number {
  if (!(error instanceof PhaselockError)) {
    process.stderr.write(`Phaselock met a defect.\n${describeDefect(error)}\n`);
    return exitCodes.defect;
  }
  process.stderr.write(`${error.message}\n`);
  switch (error.code) {
    case 'cancelled':
      return exitCodes.cancelled;
    case 'internal':
      return exitCodes.defect;
    default:
      return exitCodes.wrongUse;
  }
}

const describeDefect = (error: unknown): string =>
  error instanceof Error ? (error.stack ?? error.message) : String(error);

/** `phaselock ... | head` is no error. */
function endQuietlyWithoutReader(): void {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit();
    throw error;
  });
}
