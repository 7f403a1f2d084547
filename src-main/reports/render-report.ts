import type { RunSummary } from '../../src-shared/contract/documents.ts';
import { studyTitles } from '../../src-shared/studies/catalogue.ts';
import type { ContingencyScreeningResult } from '../../src-shared/studies/contingency-screening.ts';
import type { Assumption } from '../../src-shared/studies/model-options.ts';
import type { SyncConditionResult } from '../../src-shared/studies/sync-condition.ts';
import type { TimeDomainResult } from '../../src-shared/studies/time-domain.ts';
import { conditionSection } from './condition-section.ts';
import { html, nothing, trusted } from './markup.ts';
import type { Markup } from './markup.ts';
import { networkPicture } from './network-picture.ts';
import { count, degrees, fixed, instant, megawatts } from './numbers.ts';
import type { ReportedRun, ReportInput } from './report-input.ts';
import { rankOutages, screeningSection } from './screening-section.ts';
import { simulationSection } from './simulation-section.ts';
import { reportStyle } from './style.ts';
import { facts } from './tables.ts';

/** The report of a scenario as one self-contained HTML page: no script, nothing fetched. */
export function renderReport(input: ReportInput): string {
  const { scenario } = input;
  const page = html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <title>${scenario.name} – Phaselock report</title>
        <meta
          http-equiv="Content-Security-Policy"
          content="default-src 'none'; style-src 'unsafe-inline'"
        />
        <style>
          ${trusted(reportStyle)}
        </style>
      </head>
      <body>
        <h1>${scenario.name}</h1>
        <p class="lead">
          Synchronization study of ${input.grid.name} · ${instant(input.createdAt)}
        </p>
        ${scenario.notes === '' ? nothing : html`<p>${scenario.notes}</p>`}
        <p class="verdict">${verdict(input)}</p>
        <h2>1 Network</h2>
        ${networkSection(input)}
        <h2>2 Assumptions</h2>
        ${assumptionsSection(input)}
        <h2>3 Synchronization condition</h2>
        ${conditionSection(input)}
        <h2>4 Contingencies</h2>
        ${screeningSection(input)}
        <h2>5 Simulated outage</h2>
        ${simulationSection(input)}
        <h2>6 Provenance</h2>
        ${provenanceSection(input)}
        <div class="signatures">
          <div>Prepared by, date</div>
          <div>Checked by, date</div>
          <div>Approved by, date</div>
        </div>
      </body>
    </html> `;
  return page.markup;
}

/** The answer in two or three sentences, before any table; each says where its run is of the past. */
function verdict({ condition, screening, simulation }: ReportInput): string {
  const sentences = [
    ...(condition ? [dated(condition.run, conditionVerdict(condition.result))] : []),
    ...(screening ? [dated(screening.run, screeningVerdict(screening.result))] : []),
    ...(simulation?.result.status === 'finished'
      ? [dated(simulation.run, simulationVerdict(simulation.result))]
      : []),
  ].filter((sentence) => sentence !== '');
  return sentences.length > 0 ? sentences.join(' ') : 'No study has been run on this scenario yet.';
}

const dated = ({ stale }: RunSummary, sentence: string): string =>
  stale && sentence !== '' ? `On an earlier state of the network: ${sentence}` : sentence;

function conditionVerdict({ norm, worstEdge, equilibrium }: SyncConditionResult): string {
  const stands = `the condition stands at ${fixed(norm, 4)} of 1${worstEdge ? ` on ${worstEdge.from}–${worstEdge.to}` : ''}`;
  return equilibrium.status === 'converged'
    ? `The network has a synchronous state; ${stands}, and the largest angle is ${degrees(equilibrium.maxAngleDifference)}°.`
    : `No synchronous state with every angle below 90° was found; ${stands}.`;
}

function screeningVerdict({ outages }: ContingencyScreeningResult): string {
  const [worst] = rankOutages(outages.filter(({ status }) => status !== 'islanding'));
  if (!worst) return '';
  return `The worst of ${outages.length} outages is ${worst.element} (norm ${fixed(worst.norm, 4)}).`;
}

const simulationVerdict = ({ synchronous }: TimeDomainResult): string =>
  synchronous
    ? 'The simulated disturbance leaves the machines in synchronism.'
    : 'The simulated disturbance ends synchronism.';

function networkSection({ grid, condition, importReport }: ReportInput): Markup {
  const inService = <Element extends { readonly inService: boolean }>(
    elements: readonly Element[],
  ): Element[] => elements.filter((element) => element.inService);
  const total = (elements: readonly { readonly pMw: number }[]): number =>
    elements.reduce((sum, { pMw }) => sum + pMw, 0);
  const out = grid.branches.length - inService(grid.branches).length;
  return html`${networkPicture(grid, condition?.result.perEdge ?? [])}
  ${facts([
    ['Buses', count(grid.buses.length)],
    [
      'Branches',
      `${count(grid.branches.length)}${out > 0 ? `, ${count(out)} of them out of service` : ''}`,
    ],
    [
      'Machines in service',
      `${count(inService(grid.generators).length)}, ${megawatts(total(inService(grid.generators)))} MW`,
    ],
    [
      'Loads in service',
      `${count(inService(grid.loads).length)}, ${megawatts(total(inService(grid.loads)))} MW`,
    ],
    ['Base', `${grid.baseMva} MVA, ${grid.frequencyHz} Hz`],
    ...grid.sources.map((source): [string, string] => ['Source', source]),
    ...(importReport
      ? [
          [
            'Imported from',
            `${importReport.fileName} (${importReport.format}), ${importReport.messages.length} messages`,
          ] as [string, string],
        ]
      : []),
  ])}`;
}

/** What each study's model leaves out; where not all studies share it, with the names of those that do. */
function assumptionsSection({ condition, screening, simulation }: ReportInput): Markup {
  const runs = [condition, screening, simulation].flatMap((reported) => reported ?? []);
  const ignored = attributed(runs, ({ result }) => result.ignored.map(assumptionText));
  const warnings = attributed(runs, ({ result }) => result.warnings);
  const estimated = simulation?.result.estimatedMachines ?? [];
  const items = [
    ...ignored,
    ...(estimated.length > 0
      ? [
          `Machine data estimated, not given, at ${estimated.length} buses: ${estimated.slice(0, 40).join(', ')}${estimated.length > 40 ? ', …' : ''}.`,
        ]
      : []),
  ];
  if (items.length + warnings.length === 0) {
    return html`<p class="remark">
      No study has been run yet: its model's assumptions will stand here.
    </p>`;
  }
  return html`<ul>
      ${items.map((item) => html`<li>${item}</li>`)}
    </ul>
    ${warnings.map((warning) => html`<p class="warning">${warning}</p>`)}`;
}

type AnyReportedRun = ReportedRun<'sync-condition' | 'contingency-screening' | 'time-domain'>;

function attributed(
  runs: readonly AnyReportedRun[],
  textsOf: (run: AnyReportedRun) => readonly string[],
): string[] {
  const studies = new Map<string, string[]>();
  for (const reported of runs) {
    const name = `${studyTitles[reported.run.kind].toLowerCase()}${reported.run.stale ? ', of an earlier state' : ''}`;
    for (const text of textsOf(reported)) studies.set(text, [...(studies.get(text) ?? []), name]);
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

function provenanceSection(input: ReportInput): Markup {
  const runs = [input.condition, input.screening, input.simulation].flatMap((reported) =>
    reported ? [reported.run] : [],
  );
  return html`${facts([
      [
        'Scenario',
        `${input.scenario.name} (number ${input.scenario.id}, from ${input.scenario.origin})`,
      ],
      ['Phaselock', input.engineVersion],
      ['Machine', input.machine],
      ['Report made', instant(input.createdAt)],
    ])}
    <p>Network as it stands, SHA-256: <span class="hash">${input.revisionHash}</span></p>
    ${runs.map(
      (run) =>
        html`<p>
          Run ${run.id} (${run.title}): finished ${instant(run.finishedAt ?? run.createdAt)}, seed
          ${run.seed}, engine ${run.engineVersion}, network
          <span class="hash">${run.revisionHash}</span>${run.stale ? ' (stale)' : ''}.
        </p>`,
    )}
    <p class="remark">
      The same network, study and seed give the same figures to the last bit on the same engine
      version.
    </p>`;
}
