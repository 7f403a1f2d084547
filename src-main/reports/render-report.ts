import type { Assumption } from '../../src-shared/studies/model-options.ts';
import { conditionSection } from './condition-section.ts';
import { html, nothing, trusted } from './markup.ts';
import type { Markup } from './markup.ts';
import { networkPicture } from './network-picture.ts';
import { count, degrees, fixed, instant, megawatts } from './numbers.ts';
import type { ReportInput } from './report-input.ts';
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

/** The answer in two or three sentences, before any table. */
function verdict({ condition, screening, simulation }: ReportInput): string {
  const sentences: string[] = [];
  if (condition) {
    const { norm, worstEdge, equilibrium } = condition.result;
    const where = worstEdge ? ` on ${worstEdge.from}–${worstEdge.to}` : '';
    sentences.push(
      equilibrium.status === 'converged'
        ? `The network has a synchronous state; the condition stands at ${fixed(norm, 4)} of 1${where}, and the largest angle is ${degrees(equilibrium.maxAngleDifference)}°.`
        : `No synchronous state with every angle below 90° was found; the condition stands at ${fixed(norm, 4)} of 1${where}.`,
    );
  }
  const worst =
    screening &&
    rankOutages(screening.result.outages.filter(({ status }) => status !== 'islanding'))[0];
  if (worst)
    sentences.push(
      `The worst of ${screening.result.outages.length} outages is ${worst.element} (norm ${fixed(worst.norm, 4)}).`,
    );
  if (simulation?.result.status === 'finished') {
    sentences.push(
      simulation.result.synchronous
        ? 'The simulated disturbance leaves the machines in synchronism.'
        : 'The simulated disturbance ends synchronism.',
    );
  }
  return sentences.length > 0 ? sentences.join(' ') : 'No study has been run on this scenario yet.';
}

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

function assumptionsSection({ condition, screening, simulation }: ReportInput): Markup {
  const ignored = uniqueBy(
    [condition, screening, simulation].flatMap((run) => run?.result.ignored ?? []),
    ({ topic, text }) => `${topic} ${text}`,
  );
  const warnings = [
    ...new Set([condition, screening, simulation].flatMap((run) => run?.result.warnings ?? [])),
  ];
  const estimated = simulation?.result.estimatedMachines ?? [];
  const items = [
    ...ignored.map(assumptionText),
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

const assumptionText = ({ topic, text, amount, unit }: Assumption): string =>
  `${topic}: ${text}${amount === null ? '' : ` (${Number(amount.toPrecision(5))}${unit === '' ? '' : ` ${unit}`})`}`;

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

function uniqueBy<Item>(items: readonly Item[], key: (item: Item) => string): Item[] {
  return [...new Map(items.map((item) => [key(item), item])).values()];
}
