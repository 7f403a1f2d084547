import { extname } from 'node:path';

import type {
  BranchExtremes,
  Extreme,
  ImportReport,
} from '../../../../src-shared/contract/import-documents.ts';
import { elementLabel } from '../../../../src-shared/grid/element-ref.ts';
import type { GridCase } from '../../../../src-shared/grid/grid-case.ts';
import { gridDocumentText } from '../../../../src-shared/grid/schema.ts';
import type { Contingency } from '../../../../src-shared/studies/contingency.ts';
import { counted } from '../../../../src-shared/units/counted.ts';
import { patchCase } from '../../../formats/matpower/patch-case.ts';
import type { WrittenCase } from '../../../formats/matpower/patch-case.ts';
import { matpowerText } from '../../../formats/matpower/write-case.ts';
import { readNetwork } from '../../../formats/read-network.ts';
import type { NamedFile } from '../../../formats/read-network.ts';
import { templateXlsx } from '../../../formats/tables/template.ts';
import { tablesCsv, tablesXlsx } from '../../../formats/tables/write-tables.ts';
import { readOpenedFile } from '../../opened-file.ts';
import { exitCodes } from '../command.ts';
import type { Command } from '../command.ts';
import { printJson } from '../json-document.ts';
import { messageText } from '../network-argument.ts';
import { writeWholeFile } from '../write-whole-file.ts';
import { wrongUse } from '../wrong-use.ts';

export const importCommand: Command = {
  name: 'import',
  usage: 'FILE [FILE.dyr] [--to FILE.m|FILE.json|FILE.csv|FILE.xlsx] | --template FILE.xlsx',
  summary: 'Read a network file, say what is in it, and write it in another format',
  options: {
    dynamics: { type: 'string', value: 'FILE', help: 'dynamic data of its machines (PSS/E DYR)' },
    to: {
      type: 'string',
      value: 'FILE',
      help: 'write the network; .m for MATPOWER, .json for our own format, .csv and .xlsx for tables',
    },
    template: { type: 'string', value: 'FILE', help: 'write a workbook to fill in, and end' },
    json: { type: 'boolean', help: 'print the report as JSON' },
  },
  async run({ positionals, text, texts, flag }) {
    const template = text('template');
    if (template !== undefined) return writeTemplate(template, positionals);
    const [file, ...dynamicFiles] = networkFirst(positionals);
    const target = text('to');
    const write = target === undefined ? null : writerFor(target);

    const { fileName, bytes } = await readOpenedFile(file);
    const companions: NamedFile[] = [];
    for (const path of [...dynamicFiles, ...texts('dynamics')]) {
      companions.push(await readOpenedFile(path));
    }
    const { grid, report, contingencies } = readNetwork(fileName, bytes, companions);
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
      const written = await write({ grid, contingencies, source });
      await writeWholeFile(target, written.bytes);
      const remarks = written.messages.map((message) => `${target}: ${messageText(message)}\n`);
      process.stderr.write(remarks.join(''));
    }
    return exitCodes.done;
  },
};

const isDyr = (path: string): boolean => extname(path).toLowerCase() === '.dyr';

/** The network file, then the files of dynamic data that belong to it. */
function networkFirst(paths: readonly string[]): readonly [string, ...string[]] {
  const networks = paths.filter((path) => !isDyr(path));
  const [file = paths[0]] = networks;
  if (file === undefined || networks.length > 1) {
    return wrongUse(
      'import reads one network, with the DYR files that belong to it: phaselock import FILE [FILE.dyr] [--to FILE.m].',
    );
  }
  return [file, ...paths.filter((path) => path !== file)];
}

async function writeTemplate(target: string, positionals: readonly string[]): Promise<number> {
  if (positionals.length > 0 || extname(target).toLowerCase() !== '.xlsx') {
    return wrongUse(
      '--template writes a workbook to fill in: phaselock import --template FILE.xlsx.',
    );
  }
  await writeWholeFile(target, await templateXlsx());
  process.stderr.write(
    `${target}: replace the example rows by your own, then open it like any network.\n`,
  );
  return exitCodes.done;
}

interface WritableNetwork {
  readonly grid: GridCase;
  readonly contingencies: readonly Contingency[];
  /** The file that it came from, where that is a MATPOWER case. */
  readonly source: NamedFile | undefined;
}

type Writer = (network: WritableNetwork) => WrittenCase | Promise<WrittenCase>;

const asUtf8 = (text: string): WrittenCase => ({
  bytes: new TextEncoder().encode(text),
  messages: [],
});

/** How the network is written, by the ending of the file that shall hold it. */
function writerFor(target: string): Writer {
  switch (extname(target).toLowerCase()) {
    case '.json':
      return ({ grid }) => asUtf8(gridDocumentText(grid));
    case '.csv':
      return ({ grid, contingencies }) => asUtf8(tablesCsv(grid, contingencies));
    case '.xlsx':
      return async ({ grid, contingencies }) => ({
        bytes: await tablesXlsx(grid, contingencies),
        messages: [],
      });
    case '.m':
      // A MATPOWER case keeps its comments, order and spelling.
      return ({ grid, source }) =>
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
    `  ${counted(report.islands, 'island')}, ${counted(report.parallelGroups, 'group')} of parallel branches, ${counted(report.negativeCouplings, 'negative reactance')}`,
    `  ${report.branchesWithoutLimit} branches without a rating, ${report.machinesWithoutDynamics} generators without dynamic data, ${report.busesWithoutBaseVoltage ?? 0} buses without a base voltage`,
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
