import { join } from 'node:path';
import { existsSync, statSync } from 'node:fs';

import { verdictWords } from '../../../../src-shared/contract/reproduction.ts';
import type { Reproduction } from '../../../../src-shared/contract/reproduction.ts';
import type { GridCase } from '../../../../src-shared/grid/grid-case.ts';
import { createEngine } from '../../../services/engine.ts';
import type { PublishedItem } from '../../../services/reproduction/published-item.ts';
import { reproduce } from '../../../services/reproduction/published-item.ts';
import { publishedItems } from '../../../services/reproduction/published-items.ts';
import { version } from '../../version.ts';
import { exitCodes } from '../command.ts';
import type { Command, CommandContext, GivenArguments } from '../command.ts';
import { printJson, writeJson } from '../json-document.ts';
import { suggestion } from '../nearest.ts';
import { readNetworkArgument } from '../network-argument.ts';
import { progressLine } from '../progress-line.ts';
import { reproductionLines } from '../summaries/reproduction.ts';
import { table } from '../summaries/lines.ts';
import { requireWritable } from '../write-whole-file.ts';
import { wrongUse } from '../wrong-use.ts';

const defaultSeed = 1;

export const reproduceCommand: Command = {
  name: 'reproduce',
  usage:
    '[NAME...] [--list] [--quick] [--cases FOLDER] [--seed N] [--workers N] [--out FILE] [--json]',
  summary: "Run the papers' figures, tables and statements and print ours beside theirs",
  options: {
    list: { type: 'boolean', help: 'name them, and run nothing' },
    quick: { type: 'boolean', help: 'fewer samples than the papers took: all in a few minutes' },
    cases: {
      type: 'string',
      value: 'FOLDER',
      help: 'MATPOWER cases that do not come with Phaselock (case300.m, case2383wp.m)',
    },
    seed: { type: 'string', value: 'N', help: `seed of everything random (${defaultSeed})` },
    workers: { type: 'string', value: 'N', help: 'threads; the result does not depend on it' },
    out: { type: 'string', value: 'FILE', help: 'write everything as JSON to this file' },
    json: { type: 'boolean', help: 'print everything as JSON instead of tables' },
  },
  details: () =>
    'Without a NAME everything runs. The exit code is 0 where every figure is as it should be, and 1 where\nsomething is unexplained.',
  async run(given, context) {
    const items = chosenItems(given.positionals);
    if (given.flag('list')) {
      await list(items, given);
      return exitCodes.done;
    }
    await requireWritable(given.text('out'));
    const results = await runAll(items, given, context);
    await write({ quick: given.flag('quick'), results }, given);
    const isExplained = results.every(({ verdict }) => verdict !== 'unexplained');
    return isExplained ? exitCodes.done : exitCodes.noAnswer;
  },
};

function chosenItems(names: readonly string[]): readonly PublishedItem[] {
  const ids = publishedItems.map(({ id }) => id);
  const unknown = names.find((name) => !ids.includes(name));
  if (unknown !== undefined) {
    wrongUse(
      `There is no published result ${unknown}.${suggestion(unknown, ids)} There are: ${ids.join(', ')}.`,
    );
  }
  return names.length === 0
    ? publishedItems
    : publishedItems.filter(({ id }) => names.includes(id));
}

async function list(items: readonly PublishedItem[], given: GivenArguments): Promise<void> {
  const published = items.map(({ id, paper, place, title, claim, verdict }) => ({
    id,
    paper,
    place,
    title,
    claim,
    verdict,
  }));
  if (given.flag('json')) {
    await printJson({ schema: 'phaselock/reproduce/1', items: published }, process.stdout);
    return;
  }
  const rows = published.map(({ id, paper, place, title }) => [id, `${paper}, ${place}`, title]);
  process.stdout.write(`${table(['name', 'paper', 'what'], rows).join('\n')}\n`);
}

/** One after the other: each has all threads. What is ready is printed at once. */
async function runAll(
  items: readonly PublishedItem[],
  given: GivenArguments,
  { parts, stop }: CommandContext,
): Promise<Reproduction[]> {
  const seed = given.whole('seed', 0) ?? defaultSeed;
  const workers = given.whole('workers', 1);
  const caseFile = await readCases(given.text('cases'));
  const engine = createEngine({ workerUrl: parts.workerUrl, workers });
  const results: Reproduction[] = [];
  try {
    for (const item of items) {
      const progress = progressLine(item.id, process.stderr);
      const options = { quick: given.flag('quick'), seed, caseFile, signal: stop };
      const result = await reproduce(item, engine, { ...options, onProgress: progress.show });
      progress.end();
      results.push(result);
      if (!given.flag('json')) process.stdout.write(`${reproductionLines(result).join('\n')}\n\n`);
    }
  } finally {
    await engine.close();
  }
  return results;
}

async function write(
  document: { readonly quick: boolean; readonly results: readonly Reproduction[] },
  given: GivenArguments,
): Promise<void> {
  const whole = { schema: 'phaselock/reproduce/1', engineVersion: version, ...document };
  const out = given.text('out');
  if (out !== undefined) await writeJson(whole, out);
  if (given.flag('json')) await printJson(whole, process.stdout);
  else process.stdout.write(`${closingLines(document.results).join('\n')}\n`);
}

function closingLines(results: readonly Reproduction[]): string[] {
  const rows = results.map(({ id, verdict }) => [
    id,
    verdictWords[verdict].replace(', because', ''),
  ]);
  return ['Verdicts', ...table(['name', 'verdict'], rows)];
}

/** The networks that items may ask for, where the folder has them. */
async function readCases(folder: string | undefined): Promise<(name: string) => GridCase | null> {
  const found = new Map<string, GridCase>();
  if (folder === undefined) return () => null;
  if (!existsSync(folder) || !statSync(folder).isDirectory()) {
    wrongUse(`--cases ${folder}: there is no such folder.`);
  }
  for (const name of ['case300', 'case2383wp', 'pglib_opf_case73_ieee_rts']) {
    const file = join(folder, `${name}.m`);
    if (!existsSync(file)) continue;
    const { network } = await readNetworkArgument(file);
    if (network.kind === 'grid') found.set(name, network.grid);
  }
  return (name) => found.get(name) ?? null;
}
