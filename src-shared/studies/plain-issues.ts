import { z } from 'zod';

type Issue = Parameters<z.core.$ZodErrorMap>[0];

const typeNames: Readonly<Record<string, string>> = {
  number: 'a number',
  int: 'a whole number',
  string: 'a text',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object with fields',
};

/** What a schema without words of its own finds wrong, for somebody who knows no schemas. */
export function plainIssue(issue: Issue): string | undefined {
  switch (issue.code) {
    case 'too_small':
      if (issue.origin === 'array') return `It needs at least ${issue.minimum} of them.`;
      return isNumber(issue.origin)
        ? `It must be ${issue.inclusive === false ? 'more than' : 'at least'} ${short(issue.minimum)}.`
        : undefined;
    case 'too_big':
      if (issue.origin === 'array') return `It takes at most ${issue.maximum} of them.`;
      return isNumber(issue.origin)
        ? `It must be ${issue.inclusive === false ? 'less than' : 'at most'} ${short(issue.maximum)}.`
        : undefined;
    case 'invalid_type':
      if (issue.input === undefined) return 'It is missing.';
      return `It must be ${typeNames[issue.expected] ?? issue.expected}.`;
    default:
      return undefined;
  }
}

const isNumber = (origin: string): boolean => origin === 'number' || origin === 'int';

/** As many digits as one reads: pi/2 is 1.5708. */
const short = (value: number | bigint): string => String(Number(Number(value).toPrecision(5)));
