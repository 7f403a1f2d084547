import { serveCommand } from './cli/commands/serve-command.ts';
import { runCommand } from './cli/run-command.ts';
import { productParts } from './locations.ts';

// The loopback host alone: what `phaselock serve` does, as an entry of its own.
await runCommand(serveCommand, process.argv.slice(2), productParts(import.meta.url));
