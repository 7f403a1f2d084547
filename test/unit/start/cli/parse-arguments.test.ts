import { describe, expect, it } from 'vitest';

import { parseArguments } from '../../../../src-main/start/cli/parse-arguments.ts';

const options = {
  network: { type: 'string', value: 'FILE', help: '' },
  set: { type: 'string', multiple: true, help: '' },
  seed: { type: 'string', value: 'N', help: '' },
  'no-open': { type: 'boolean', help: '' },
} as const;

const parse = (...args: string[]) => parseArguments(args, options);

describe('arguments', () => {
  it('are options with their values in any order, and what stands alone', () => {
    const given = parse('a', '--set', 'x=1', '--network=n.m', '--no-open', '--set', 'y=-2', 'b');
    expect(given.positionals).toEqual(['a', 'b']);
    expect(given.texts('set')).toEqual(['x=1', 'y=-2']);
    expect(given.text('network')).toBe('n.m');
    expect(given.flag('no-open')).toBe(true);
    expect(given.text('seed')).toBeUndefined();
  });

  it('count the last of an option that may stand once', () => {
    expect(parse('--seed', '1', '--seed', '2').text('seed')).toBe('2');
  });

  it('leave everything behind -- alone', () => {
    expect(parse('--', '--strange').positionals).toEqual(['--strange']);
  });

  it.each([
    [['--netwrok', 'x'], /no option --netwrok here\. Did you mean --network\? There are: /],
    [['--colour'], /no option --colour here\. There are: --network, --set, --seed, --no-open\./],
    [['--__proto__'], /no option --__proto__ here/],
    [['-x'], /no option -x here/],
    [['--network'], /--network needs a value: --network FILE\./],
    [['--network', '--no-open'], /--network needs a value/],
    [['--no-open=yes'], /--no-open takes no value/],
  ])('%j are refused with what would be right', (args, message) => {
    expect(() => parse(...args)).toThrow(message);
  });
});

describe('a whole number', () => {
  it('is read, with the least that is allowed', () => {
    expect(parse('--seed', '0').whole('seed', 0)).toBe(0);
    expect(parse().whole('seed', 0)).toBeUndefined();
  });

  it.each(['-1', '1.5', 'x', '', ' ', '1e99', 'Infinity'])('%j is refused', (value) => {
    expect(() => parse(`--seed=${value}`).whole('seed', 0)).toThrow(/whole number of at least 0/);
  });
});
