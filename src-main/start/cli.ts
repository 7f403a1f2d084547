import { benchCommand } from './cli/commands/bench-command.ts';

import { importCommand } from './cli/commands/import-command.ts';
import { reportCommand } from './cli/commands/report-command.ts';
import { reproduceCommand } from './cli/commands/reproduce-command.ts';
import { scenarioCommand } from './cli/commands/scenario-command.ts';
import { serveCommand } from './cli/commands/serve-command.ts';
import { studyCommand } from './cli/commands/study-command.ts';
import { exitCodes } from './cli/command.ts';
import { programHelp } from './cli/help.ts';
import { suggestion } from './cli/nearest.ts';
import { runCommand } from './cli/run-command.ts';
import { productParts } from './locations.ts';
import { version } from './version.ts';

const commands = [
  importCommand,
  studyCommand,
  scenarioCommand,
  reportCommand,
  serveCommand,
  reproduceCommand,
  benchCommand,
];

const [name = '--help', ...args] = process.argv.slice(2);
const command = commands.find((each) => each.name === name);

if (command) {
  await runCommand(command, args, productParts(import.meta.url));
} else if (['--help', '-h', 'help'].includes(name)) {
  process.stdout.write(programHelp(commands, version));
} else if (name === '--version') {
  process.stdout.write(`${version}\n`);
} else {
  const names = commands.map((each) => each.name);
  process.stderr.write(
    `There is no command ${name}.${suggestion(name, names)} There are: ${names.join(', ')}.\n`,
  );
  process.exitCode = exitCodes.wrongUse;
}
