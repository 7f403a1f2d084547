import { parseArgs } from 'node:util';

import type { GivenArguments, OptionDescriptions } from './command.ts';
import { suggestion } from './nearest.ts';
import { wrongUse } from './wrong-use.ts';

/**
 * The arguments behind a command's name, checked against the options that it has.
 *
 * @throws PhaselockError that names what is wrong and, for a mistyped option, the nearest one.
 */
export function parseArguments(args: string[], options: OptionDescriptions): GivenArguments {
  const { values, positionals, tokens } = parseArgs({
    args,
    options: Object.fromEntries(
      Object.entries(options).map(([name, { type, multiple = false }]) => [
        name,
        { type, multiple },
      ]),
    ),
    // Strict parsing would stop at the first unknown option without saying what was near.
    strict: false,
    allowPositionals: true,
    tokens: true,
  });
  for (const token of tokens) {
    if (token.kind === 'option') checkOption(token.rawName, token.name, token.value, options);
  }
  return givenArguments(values, positionals);
}

function checkOption(
  rawName: string,
  name: string,
  value: string | undefined,
  options: OptionDescriptions,
): void {
  const option = Object.hasOwn(options, name) ? options[name] : undefined;
  if (option === undefined) {
    const known = Object.keys(options);
    const list = known.map((each) => `--${each}`).join(', ');
    const meant = suggestion(name, known).replace('mean ', 'mean --');
    wrongUse(`There is no option ${rawName} here.${meant} There are: ${list}.`);
  }
  if (option.type === 'string' && (value === undefined || value.startsWith('--'))) {
    wrongUse(`${rawName} needs a value: ${rawName} ${option.value ?? 'VALUE'}.`);
  }
  if (option.type === 'boolean' && value !== undefined) {
    wrongUse(`${rawName} takes no value: write ${rawName} alone.`);
  }
}

type Value = string | boolean | (string | boolean)[] | undefined;

function givenArguments(
  values: Readonly<Record<string, Value>>,
  positionals: readonly string[],
): GivenArguments {
  const texts = (option: string): string[] =>
    [values[option]].flat().filter((value) => typeof value === 'string');
  const text = (option: string): string | undefined => texts(option).at(-1);
  return {
    positionals,
    texts,
    text,
    flag: (option) => values[option] === true,
    whole(option, least) {
      const given = text(option);
      if (given === undefined) return undefined;
      const number = Number(given);
      if (given.trim() !== '' && Number.isSafeInteger(number) && number >= least) return number;
      return wrongUse(`--${option} ${given}: give a whole number of at least ${least}.`);
    },
  };
}
