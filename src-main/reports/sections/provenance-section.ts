import { facts, plain, remark } from '../blocks.ts';
import type { Block } from '../blocks.ts';
import { instant } from '../numbers.ts';
import type { ReportedRun, ReportInput } from '../report-input.ts';

/** What it takes to get the same figures again. */
export function provenanceSection(input: ReportInput): Block[] {
  const runs = Object.values(input.runs) as ReportedRun[];
  return [
    facts([
      [
        'Scenario',
        `${input.scenario.name} (number ${input.scenario.id}, from ${input.scenario.origin})`,
      ],
      ['Phaselock', input.engineVersion],
      ['Computer', input.machine],
      ['Report made', instant(input.createdAt)],
      ['Network as it stands, SHA-256', input.revisionHash],
    ]),
    ...runs.map(({ run }) =>
      plain(
        `Run ${run.id} (${run.title}): finished ${instant(run.finishedAt ?? run.createdAt)}, seed ${run.seed}, engine ${run.engineVersion}, network ${run.revisionHash}${run.stale ? ' (stale)' : ''}.`,
      ),
    ),
    remark(
      'The same network, study and seed give the same figures to the last bit on the same engine version.',
    ),
  ];
}
