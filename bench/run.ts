/**
 * The workloads that speed is measured on:
 *
 *   npm run bench                 all of them
 *   npm run bench -- W2           those named
 *   npm run bench -- --json       one JSON document on standard output
 *   npm run bench -- --store      keep the figures as the new baseline
 *
 * Exit code 1 where a figure is not what it must be, 2 for a name that is none.
 */
import { cpus } from 'node:os';
import { parseArgs } from 'node:util';

import { baselineRatio, readBaseline, writeBaseline } from './baseline.ts';
import { measureAlternately } from './measure.ts';
import { paragraph, partReport } from './report.ts';
import type { MissingReport, PartReport } from './report.ts';
import { isMissing } from './workload.ts';
import type { Workload } from './workload.ts';
import { workloads } from './workloads/index.ts';

const { values: flags, positionals: names } = parseArgs({
  allowPositionals: true,
  options: { json: { type: 'boolean' }, store: { type: 'boolean' } },
});

const machine = `${cpus()[0]?.model.trim() ?? 'unknown'}, Node ${process.version}`;
const unknown = names.filter((name) => !workloads.some((workload) => workload.name === name));
if (unknown.length > 0) {
  const known = workloads.map(({ name }) => name).join(', ');
  console.error(`No workload ${unknown.join(', ')}: there are ${known}.`);
  process.exitCode = 2;
} else {
  const chosen = workloads.filter(({ name }) => names.length === 0 || names.includes(name));
  const reports: (PartReport | MissingReport)[] = [];
  for (const workload of chosen) reports.push(...(await runWorkload(workload)));
  process.exitCode = report(reports);
}

async function runWorkload({
  name,
  title,
  parts,
}: Workload): Promise<(PartReport | MissingReport)[]> {
  console.error(`${name}: ${title} …`);
  const baseline = readBaseline();
  return (await parts()).map((part) => {
    if (isMissing(part)) return { workload: name, part: part.name, missing: part.missing };
    const timings = measureAlternately(part.contestants);
    const stored = baselineRatio(baseline, name, part.name);
    return partReport(name, part.name, part.targetMilliseconds, timings, part.checks(), stored);
  });
}

function report(reports: readonly (PartReport | MissingReport)[]): number {
  const measured = reports.filter((part): part is PartReport => 'timings' in part);
  if (flags.json) {
    console.log(JSON.stringify({ schema: 'phaselock/bench/1', machine, parts: reports }, null, 2));
  } else console.log([machine, ...reports.map(paragraph)].join('\n\n'));
  if (flags.store) writeBaseline(machine, measured);
  return measured.every(({ checks }) => checks.every((check) => check.holds)) ? 0 : 1;
}
