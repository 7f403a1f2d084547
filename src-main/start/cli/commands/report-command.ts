import { writeFile } from 'node:fs/promises';

import { exitCodes } from '../command.ts';
import type { Command } from '../command.ts';
import { findScenario, storeOption, withProject } from '../with-project.ts';
import { version } from '../../version.ts';
import { wrongUse } from '../wrong-use.ts';

export const reportCommand: Command = {
  name: 'report',
  usage: 'SCENARIO [--format html|pdf] [--out FILE] [--store FILE]',
  summary: 'Write the report of a scenario, named by its number or name',
  options: {
    format: { type: 'string', value: 'html|pdf', help: 'html unless given' },
    out: { type: 'string', value: 'FILE', help: 'where to; named after the scenario unless given' },
    store: storeOption,
  },
  async run({ positionals, text }, context) {
    const format = reportFormat(text('format') ?? 'html');
    await withProject(context, text('store'), async (services) => {
      const { id: scenarioId } = findScenario(services, positionals[0]);
      const report = await services.reports.create({ scenarioId, format });
      const target = text('out') ?? report.fileName;
      await writeFile(target, report.bytes);
      process.stdout.write(`${target}\n`);
    });
    return exitCodes.done;
  },
};

function reportFormat(given: string): 'html' | 'pdf' {
  switch (given) {
    case 'html':
    case 'pdf':
      return given;
    case 'xlsx':
      return wrongUse(`Spreadsheet reports are not part of Phaselock ${version} yet.`);
    default:
      return wrongUse(`--format ${given}: write html or pdf.`);
  }
}
