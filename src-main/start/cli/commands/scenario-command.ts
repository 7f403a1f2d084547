import type { ScenarioSummary } from '../../../../src-shared/contract/documents.ts';
import { gridDocumentText } from '../../../../src-shared/grid/schema.ts';
import type { Services } from '../../../services/services.ts';
import { exitCodes } from '../command.ts';
import type { Command, GivenArguments } from '../command.ts';
import { printJson } from '../json-document.ts';
import { suggestion } from '../nearest.ts';
import { figure, table } from '../summaries/lines.ts';
import { findScenario, storeOption, withProject } from '../with-project.ts';
import { version } from '../../version.ts';
import { wrongUse } from '../wrong-use.ts';

const actions = { list, show } as const;

export const scenarioCommand: Command = {
  name: 'scenario',
  usage: 'list | show SCENARIO [--network] [--store FILE] [--json]',
  summary: 'Look at the scenarios of a project',
  options: {
    store: storeOption,
    network: { type: 'boolean', help: 'show: print the network itself, in our own format' },
    json: { type: 'boolean', help: 'print as JSON' },
  },
  async run(given, context) {
    const action = actionOf(given.positionals[0]);
    await withProject(context, given.text('store'), (services) => action(services, given));
    return exitCodes.done;
  },
};

function actionOf(name: string | undefined): (typeof actions)[keyof typeof actions] {
  const known = Object.keys(actions);
  if (name === 'export' || name === 'import') {
    wrongUse(
      `scenario ${name} is not part of Phaselock ${version} yet. The network of a scenario is printed by: scenario show SCENARIO --network.`,
    );
  }
  if (name !== undefined && Object.hasOwn(actions, name)) {
    return actions[name as keyof typeof actions];
  }
  const meant = name === undefined ? '' : suggestion(name, known);
  return wrongUse(
    `scenario ${name ?? ''}: say what to do.${meant} There are: ${known.join(', ')}.`,
  );
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
  if (given.flag('json')) {
    await printJson({ schema: 'phaselock/scenario/1', ...scenario, runList: runs }, process.stdout);
    return;
  }
  const rows = runs.map((run) => [
    run.kind,
    run.title,
    run.stale ? `${run.status}, stale` : run.status,
    run.outcome ?? '',
  ]);
  print([...headLines(scenario), '', ...table(['study', 'asked', 'status', 'found'], rows)]);
}

const headLines = (scenario: ScenarioSummary): string[] => [
  `${scenario.name} (number ${scenario.id})`,
  `  from ${scenario.origin}; created ${scenario.createdAt}, changed ${scenario.updatedAt}`,
  `  ${scenario.buses} buses, ${scenario.branches} branches, norm ${figure(scenario.norm)}`,
  ...(scenario.tags.length > 0 ? [`  tags: ${scenario.tags.join(', ')}`] : []),
  ...(scenario.notes === '' ? [] : [`  ${scenario.notes.replaceAll('\n', '\n  ')}`]),
];

const print = (lines: readonly string[]): void =>
  void process.stdout.write(`${lines.join('\n')}\n`);
