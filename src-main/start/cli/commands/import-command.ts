import { writeFile } from 'node:fs/promises';
import { extname } from 'node:path';

import type {
  BranchExtremes,
  Extreme,
  ImportReport,
} from '../../../../src-shared/contract/documents.ts';
import { elementLabel } from '../../../../src-shared/grid/element-ref.ts';
import type { GridCase } from '../../../../src-shared/grid/grid-case.ts';
import { gridDocumentText } from '../../../../src-shared/grid/schema.ts';
import { patchCase } from '../../../formats/matpower/patch-case.ts';
import type { WrittenCase } from '../../../formats/matpower/patch-case.ts';
import { matpowerText } from '../../../formats/matpower/write-case.ts';
import { readNetwork } from '../../../formats/read-network.ts';
import type { NamedFile } from '../../../formats/read-network.ts';
import { tablesCsv, tablesXlsx } from '../../../formats/tables/write-tables.ts';
import { readOpenedFile } from '../../opened-file.ts';
import { exitCodes } from '../command.ts';
import type { Command } from '../command.ts';
import { printJson } from '../json-document.ts';
import { messageText } from '../network-argument.ts';
import { wrongUse } from '../wrong-use.ts';

export const importCommand: Command = {
  name: 'import',
  usage: 'FILE [--dynamics FILE.dyr] [--to FILE.m|FILE.json|FILE.csv|FILE.xlsx]',
  summary: 'Read a network file, say what is in it, and write it in another format',
  options: {
    dynamics: { type: 'string', value: 'FILE', help: 'dynamic data of its machines (PSS/E DYR)' },
    to: {
      type: 'string',
      value: 'FILE',
      help: 'write the network; .m for MATPOWER, .json for our own format, .csv and .xlsx for tables',
    },
    json: { type: 'boolean', help: 'print the report as JSON' },
  },
  async run({ positionals, text, flag }) {
    const [file, ...more] = positionals;
    if (file === undefined || more.length > 0) {
      return wrongUse('import reads one file: phaselock import FILE [--to FILE.m|FILE.json].');
    }
    const target = text('to');
    const write = target === undefined ? null : writerFor(target);

    const { fileName, bytes } = await readOpenedFile(file);
    const dynamics = text('dynamics');
    const companions = dynamics === undefined ? [] : [await readOpenedFile(dynamics)];
    const { grid, report } = readNetwork(fileName, bytes, companions);
    if (flag('json')) await printJson({ schema: 'phaselock/import/1', ...report }, process.stdout);
    else process.stdout.write(`${importSummary(report, grid !== null).join('\n')}\n`);
    if (grid === null) {
      process.stderr.write(`${file} was not imported: correct the errors above and try again.\n`);
      return exitCodes.wrongUse;
    }
    if (target !== undefined && write) {
      const source = [{ fileName, bytes }, ...companions].find(
        (given) => given.fileName === report.fileName && report.format === 'MATPOWER',
      );
      const written = await write(grid, source);
      await writeFile(target, written.bytes);
      const remarks = written.messages.map((message) => `${target}: ${messageText(message)}\n`);
      process.stderr.write(remarks.join(''));
    }
    return exitCodes.done;
  },
};

type Writer = (grid: GridCase, source: NamedFile | undefined) => WrittenCase | Promise<WrittenCase>;

const asUtf8 = (text: string): WrittenCase => ({
  bytes: new TextEncoder().encode(text),
  messages: [],
});

/** How the network is written, by the ending of the file that shall hold it. */
function writerFor(target: string): Writer {
  switch (extname(target).toLowerCase()) {
    case '.json':
      return (grid) => asUtf8(gridDocumentText(grid));
    case '.csv':
      return (grid) => asUtf8(tablesCsv(grid));
    case '.xlsx':
      return async (grid) => ({ bytes: await tablesXlsx(grid), messages: [] });
    case '.m':
      // A MATPOWER case keeps its comments, order and spelling.
      return (grid, source) =>
        source ? patchCase(source.fileName, source.bytes, grid) : asUtf8(matpowerText(grid));
    default:
      return wrongUse(
        `--to ${target}: the format is told by the ending; write FILE.m, FILE.json, FILE.csv or FILE.xlsx.`,
      );
  }
}

function importSummary(report: ImportReport, usable: boolean): string[] {
  return [
    `${report.fileName}: ${report.format}`,
    ...(usable ? figures(report) : []),
    ...report.messages.map((message) => `${message.severity}: ${messageText(message)}`),
  ];
}

function figures(report: ImportReport): string[] {
  const { counts, totals, fileTotals, extremes } = report;
  return [
    `  ${counts.buses} buses, ${counts.branches} branches, ${counts.generators} generators, ${counts.loads} loads, ${counts.shunts} shunts; base ${report.baseMva} MVA`,
    ...changes(report),
    `  in service: ${powers(totals)}`,
    ...(fileTotals ? [`  all rows of the file: ${powers(fileTotals)}`] : []),
    `  ${report.islands} islands, ${report.parallelGroups} groups of parallel branches, ${report.negativeCouplings} negative reactances`,
    `  ${report.branchesWithoutLimit} branches without a rating, ${report.machinesWithoutDynamics} machines without dynamic data, ${report.busesWithoutBaseVoltage ?? 0} buses without a base voltage`,
    ...(extremes ? extremeLines(extremes) : []),
  ];
}

/** Kinds of which not everything was taken as it stands. */
function changes({ tallies }: ImportReport): string[] {
  if (!tallies) return [];
  return Object.entries(tallies).flatMap(([kind, tally]) => {
    const { found, kept, dropped, defaulted, repaired } = tally;
    const remarks = [
      ...(dropped > 0 ? [`${kept} of ${found} kept`] : []),
      ...(defaulted === null || defaulted === 0 ? [] : [`${defaulted} with an assumed value`]),
      ...(repaired > 0 ? [`${repaired} repaired`] : []),
    ];
    return remarks.length > 0 ? [`  ${kind}: ${remarks.join(', ')}`] : [];
  });
}

const powers = ({ pgMw, qgMvar, pdMw, qdMvar }: ImportReport['totals']): string =>
  `${mega(pgMw)} MW and ${mega(qgMvar)} Mvar generated, ${mega(pdMw)} MW and ${mega(qdMvar)} Mvar drawn`;

function extremeLines(extremes: BranchExtremes): string[] {
  const span = (name: string, least: Extreme | null, largest: Extreme | null): string[] =>
    least && largest ? [`  ${name} from ${placed(least)} to ${placed(largest)}`] : [];
  const { leastAdmittance, largestAdmittance, leastTapRatio, largestTapRatio } = extremes;
  return [
    ...span('|y| of branches', leastAdmittance, largestAdmittance),
    ...span('r/x', extremes.leastResistanceRatio, extremes.largestResistanceRatio),
    ...span('tap ratio', leastTapRatio, largestTapRatio),
  ];
}

const placed = ({ value, element }: Extreme): string =>
  `${Number(value.toPrecision(4))} (${elementLabel(element)})`;

const mega = (value: number): string => value.toFixed(1);
