import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';

import type {
  ScenarioChange,
  ScenarioSummary,
} from '../../../../src-shared/contract/scenario-documents.ts';
import { gridDocumentText } from '../../../../src-shared/grid/schema.ts';
import { counted } from '../../../../src-shared/units/counted.ts';
import type { Services } from '../../../services/services.ts';
import { exitCodes } from '../command.ts';
import type { Command, GivenArguments } from '../command.ts';
import { printJson } from '../json-document.ts';
import { unreadable } from '../../opened-file.ts';
import { suggestion } from '../nearest.ts';
import { figure, table } from '../summaries/lines.ts';
import { findScenario, storeOption, withProject } from '../with-project.ts';
import { version } from '../../version.ts';
import { writeWholeFile } from '../write-whole-file.ts';
import { wrongUse } from '../wrong-use.ts';

const actions = { list, show, export: writeArchive, import: readArchive } as const;

export const scenarioCommand: Command = {
  name: 'scenario',
  usage:
    'list | show SCENARIO [--network] | export [SCENARIO...] [--out FILE] | import FILE [--store FILE] [--json]',
  summary: 'Look at the scenarios of a project, hand them on as one file, take such a file in',
  options: {
    store: storeOption,
    network: { type: 'boolean', help: 'show: print the network itself, in our own format' },
    out: {
      type: 'string',
      value: 'FILE',
      help: 'export: where to; named after the first scenario unless given',
    },
    json: { type: 'boolean', help: 'print as JSON' },
  },
  async run(given, context) {
    const name = given.positionals[0];
    const action = actionOf(name);
    const work = (services: Services): Promise<void> => action(services, given);
    await withProject(context, given.text('store'), work, name === 'import');
    return exitCodes.done;
  },
};

function actionOf(name: string | undefined): (typeof actions)[keyof typeof actions] {
  const known = Object.keys(actions);
  if (name !== undefined && Object.hasOwn(actions, name)) {
    return actions[name as keyof typeof actions];
  }
  const meant = name === undefined ? '' : suggestion(name, known);
  return wrongUse(
    `scenario${name === undefined ? '' : ` ${name}`}: say what to do.${meant} There are: ${known.join(', ')}.`,
  );
}

/** With the networks that they follow, their lists, runs and results; all where none is named. */
async function writeArchive(services: Services, given: GivenArguments): Promise<void> {
  const named = given.positionals.slice(1).map((name) => findScenario(services, name).id);
  const { fileName, bytes } = services.archives.export(
    named.length > 0 ? { scenarioIds: named } : {},
  );
  const target = given.text('out') ?? fileName;
  await writeWholeFile(target, bytes);
  if (given.flag('json')) {
    const file = { file: target, bytes: bytes.byteLength };
    await printJson({ schema: 'phaselock/scenario-export/1', ...file }, process.stdout);
  } else print([target]);
}

async function readArchive(services: Services, given: GivenArguments): Promise<void> {
  const path = given.positionals[1] ?? wrongUse('scenario import: name the archive to read.');
  const bytes = await readFile(path).catch((cause: unknown) => unreadable(path, cause));
  const reading = await services.archives.import({ fileName: basename(path), bytes });
  const { scenarios, runs, unknownRuns } = reading;
  if (given.flag('json')) {
    await printJson({ schema: 'phaselock/scenario-import/1', ...reading }, process.stdout);
    return;
  }
  print([
    ...scenarios.map(({ id, name }) => `${id} ${name}`),
    `${counted(scenarios.length, 'scenario')}, ${counted(runs, 'run')}; every hash was right.`,
    ...(unknownRuns > 0
      ? [`${unknownRuns} runs of studies unknown to ${version} stay behind.`]
      : []),
  ]);
}

async function list(services: Services, given: GivenArguments): Promise<void> {
  const scenarios = services.scenarios.list({});
  if (given.flag('json')) {
    await printJson({ schema: 'phaselock/scenarios/1', scenarios }, process.stdout);
    return;
  }
  const rows = scenarios.map(({ id, name, buses, branches, norm, runs, staleRuns, updatedAt }) => [
    String(id),
    name,
    String(buses),
    String(branches),
    figure(norm),
    String(runs),
    String(staleRuns),
    updatedAt,
  ]);
  const head = ['number', 'name', 'buses', 'branches', 'norm', 'runs', 'stale', 'changed'];
  print(rows.length === 0 ? ['There is no scenario in this project yet.'] : table(head, rows));
}

async function show(services: Services, given: GivenArguments): Promise<void> {
  const scenario = findScenario(services, given.positionals[1]);
  const request = { scenarioId: scenario.id };
  if (given.flag('network')) {
    process.stdout.write(gridDocumentText(services.scenarios.open(request).grid));
    return;
  }
  const runs = services.studies.list(request);
  const changeList = services.changes.list(request);
  if (given.flag('json')) {
    const lists = { changeList, runList: runs };
    await printJson({ schema: 'phaselock/scenario/1', ...scenario, ...lists }, process.stdout);
    return;
  }
  const rows = runs.map((run) => [
    run.kind,
    run.title,
    run.stale ? `${run.status}, stale` : run.status,
    run.outcome ?? '',
  ]);
  print([
    ...headLines(scenario),
    ...changeList.map(changeLine),
    '',
    ...table(['study', 'asked', 'status', 'found'], rows),
  ]);
}

const changeLine = ({ enabled, label, obstacle }: ScenarioChange): string => {
  const state = obstacle === null ? '' : ` (does not apply: ${obstacle})`;
  return `  ${enabled ? '+' : 'off'} ${label}${state}`;
};

const headLines = (scenario: ScenarioSummary): string[] => [
  `${scenario.name} (number ${scenario.id})`,
  `  from ${scenario.origin}; created ${scenario.createdAt}, changed ${scenario.updatedAt}`,
  `  ${scenario.buses} buses, ${scenario.branches} branches, norm ${figure(scenario.norm)}`,
  ...(scenario.tags.length > 0 ? [`  tags: ${scenario.tags.join(', ')}`] : []),
  ...(scenario.notes === '' ? [] : [`  ${scenario.notes.replaceAll('\n', '\n  ')}`]),
];

const print = (lines: readonly string[]): void =>
  void process.stdout.write(`${lines.join('\n')}\n`);
