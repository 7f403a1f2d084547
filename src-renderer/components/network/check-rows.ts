import { elementKey, elementLabel } from '../../../src-shared/grid/element-ref.ts';
import type { Finding } from '../../../src-shared/grid/checks/finding.ts';
import type { CheckOutcome } from '../../../src-shared/grid/data-checks.ts';
import type { Severity } from '../../../src-shared/grid/validation.ts';

/** A finding as a line of the table. */
export interface CheckRow {
  /** The same as long as the finding is there, whatever comes and goes around it. */
  readonly key: string;
  readonly severity: Severity;
  readonly check: string;
  readonly element: string;
  /** What is the matter with the element. */
  readonly text: string;
}

/** What a line of the table stands for. */
export interface ListedFinding {
  readonly outcome: CheckOutcome;
  readonly finding: Finding;
}

export const severities: readonly Severity[] = ['error', 'warning', 'note'];

/** All findings by key, the gravest first, then in the order of the checks. */
export function listFindings(outcomes: readonly CheckOutcome[]): Map<string, ListedFinding> {
  const listed = new Map<string, ListedFinding>();
  for (const severity of severities) {
    for (const outcome of outcomes) {
      for (const finding of outcome.findings) {
        if (finding.severity === severity) {
          listed.set(freeKey(listed, outcome.check.name, finding), { outcome, finding });
        }
      }
    }
  }
  return listed;
}

function freeKey(taken: ReadonlyMap<string, unknown>, check: string, { element }: Finding): string {
  const wanted = `${check}/${element ? elementKey(element) : 'network'}`;
  if (!taken.has(wanted)) return wanted;
  let again = 2;
  while (taken.has(`${wanted}/${again}`)) again++;
  return `${wanted}/${again}`;
}

export const rowsOf = (listed: ReadonlyMap<string, ListedFinding>): CheckRow[] =>
  [...listed].map(([key, { outcome, finding }]) => {
    const { severity, text } = finding;
    const element = finding.element ? elementLabel(finding.element) : 'Network';
    // The name need not stand in the line twice.
    const rest = text.startsWith(`${element} `) ? text.slice(element.length + 1) : text;
    return { key, severity, check: outcome.check.title, element, text: rest };
  });

export type SeverityCounts = Readonly<Record<Severity, number>>;

export function countBySeverity(outcomes: readonly CheckOutcome[]): SeverityCounts {
  const counts = { error: 0, warning: 0, note: 0 };
  for (const { findings } of outcomes) for (const { severity } of findings) counts[severity]++;
  return counts;
}

/** Of what one check found, how much its repairs would cure. */
export const repairable = ({ findings }: CheckOutcome): number =>
  findings.filter(({ repair }) => repair !== null).length;
