import { reportFormats } from '../../../../src-shared/contract/report-options.ts';
import type { ReportFormat } from '../../../../src-shared/contract/report-options.ts';
import { exitCodes } from '../command.ts';
import type { Command } from '../command.ts';
import { findScenario, storeOption, withProject } from '../with-project.ts';
import { writeWholeFile } from '../write-whole-file.ts';
import { wrongUse } from '../wrong-use.ts';

export const reportCommand: Command = {
  name: 'report',
  usage: 'SCENARIO [--format html|pdf|xlsx|csv|figures] [--out FILE] [--store FILE]',
  summary: 'Write the report of a scenario, named by its number or name',
  options: {
    format: {
      type: 'string',
      value: 'FORMAT',
      help: 'html (unless given), pdf, xlsx; csv: tables and curves, zipped; figures: SVG, zipped',
    },
    out: { type: 'string', value: 'FILE', help: 'where to; named after the scenario unless given' },
    store: storeOption,
  },
  async run({ positionals, text }, context) {
    const format = reportFormat(text('format') ?? 'html');
    await withProject(context, text('store'), async (services) => {
      const { id: scenarioId } = findScenario(services, positionals[0]);
      const report = await services.reports.create({ scenarioId, format });
      const target = text('out') ?? report.fileName;
      await writeWholeFile(target, report.bytes);
      process.stdout.write(`${target}\n`);
    });
    return exitCodes.done;
  },
};

function reportFormat(given: string): ReportFormat {
  const format = reportFormats.find((known) => known === given);
  return format ?? wrongUse(`--format ${given}: write one of ${reportFormats.join(', ')}.`);
}
