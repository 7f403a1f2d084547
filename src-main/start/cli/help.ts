import type { Command, OptionDescriptions } from './command.ts';

export function programHelp(commands: readonly Command[], version: string): string {
  const rows = commands.map(({ name, summary }): [string, string] => [name, summary]);
  return `Phaselock ${version}: does this grid stay in synchronism?

phaselock COMMAND [...]

${columns(rows)}

phaselock COMMAND --help says what it takes.

Results go to standard output, progress and messages to standard error. Exit code: 0 done, 1 the
study found no answer, 2 wrong use or unreadable input, 130 cancelled.
`;
}

export function commandHelp({ name, usage, summary, options, details }: Command): string {
  const parts = [`phaselock ${name} ${usage}`.trimEnd(), `${summary}.`, optionHelp(options)];
  if (details) parts.push(details());
  return `${parts.join('\n\n')}\n`;
}

export function optionHelp(options: OptionDescriptions): string {
  return columns(
    Object.entries(options).map(([name, { value, help }]): [string, string] => [
      `--${name}${value === undefined ? '' : ` ${value}`}`,
      help,
    ]),
  );
}

function columns(rows: readonly (readonly [string, string])[]): string {
  const width = Math.max(0, ...rows.map(([left]) => left.length)) + 2;
  return rows.map(([left, right]) => `  ${left.padEnd(width)}${right}`).join('\n');
}
