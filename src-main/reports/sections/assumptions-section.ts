import { studyTitles } from '../../../src-shared/studies/catalogue.ts';
import type { Assumption } from '../../../src-shared/studies/model-options.ts';
import { item, remark, warning } from '../blocks.ts';
import type { Block } from '../blocks.ts';
import type { ReportedRun, ReportInput } from '../report-input.ts';

const listedBuses = 40;

/** What each study's model leaves out; where not all studies share it, with the names of those that do. */
export function assumptionsSection({ runs }: ReportInput): Block[] {
  const reported = Object.values(runs) as ReportedRun[];
  const ignored = attributed(reported, (result) => (result.ignored ?? []).map(assumptionText));
  const warnings = attributed(reported, (result) => result.warnings ?? []);
  const estimated = runs['time-domain']?.result.estimatedMachines ?? [];
  const list = estimated.slice(0, listedBuses).join(', ');
  const blocks = [
    ...ignored.map(item),
    ...(estimated.length > 0
      ? [
          item(
            `Machine data estimated, not given, at ${estimated.length} buses: ${list}${estimated.length > listedBuses ? ', …' : ''}.`,
          ),
        ]
      : []),
    ...warnings.map(warning),
  ];
  if (blocks.length > 0) return blocks;
  return [
    remark(
      reported.length > 0
        ? 'The studies in this report name no assumption.'
        : "No study has been run yet: its model's assumptions will stand here.",
    ),
  ];
}

/** What most results carry; a study that neglects nothing has none of it. */
interface Attributable {
  readonly ignored?: readonly Assumption[];
  readonly warnings?: readonly string[];
}

function attributed(
  runs: readonly ReportedRun[],
  textsOf: (result: Attributable) => readonly string[],
): string[] {
  const studies = new Map<string, string[]>();
  for (const { run, result } of runs) {
    const name = `${studyTitles[run.kind].toLowerCase()}${run.stale ? ', of an earlier state' : ''}`;
    for (const text of textsOf(result)) {
      studies.set(text, [...(studies.get(text) ?? []), name]);
    }
  }
  return [...studies].map(([text, names]) =>
    names.length === runs.length ? text : `${text} (${names.join('; ')})`,
  );
}

/** The amount only where the text does not print it already. */
function assumptionText({ topic, text, amount, unit }: Assumption): string {
  const words = `${topic}: ${text}`;
  if (amount === null || /\d/.test(text)) return words;
  return `${words} (${Number(amount.toPrecision(5))}${unit === '' ? '' : ` ${unit}`})`;
}
