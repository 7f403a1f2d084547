import type { OutageResult } from '../../src-shared/studies/contingency-screening.ts';
import { html, nothing } from './markup.ts';
import type { Markup } from './markup.ts';
import { count, degrees, fixed, megawatts } from './numbers.ts';
import type { ReportInput } from './report-input.ts';
import { runRemark } from './run-remark.ts';
import { numberColumn, table, textColumn } from './tables.ts';

const LISTED_OUTAGES = 25;

/** The contingency ranking: no solution first, then the largest norm; islanding outages apart. */
export function screeningSection({ screening }: ReportInput): Markup {
  if (!screening) {
    return html`<p class="remark">The contingencies have not been screened on this scenario.</p>`;
  }
  const { outages, base } = screening.result;
  const islanding = outages.filter(({ status }) => status === 'islanding');
  const ranked = rankOutages(outages.filter(({ status }) => status !== 'islanding'));
  const lost = outages.filter(({ status }) => status === 'no-solution').length;
  return html`${runRemark(screening.run)}
    <p>
      ${count(outages.length)} outages screened; norm before any outage ${fixed(base.norm, 6)}.
      ${count(lost)} leave no synchronous state, ${count(islanding.length)} cut off part of the
      network.
    </p>
    <h3>
      Ranking${ranked.length > LISTED_OUTAGES ? html` (worst ${LISTED_OUTAGES} of ${count(ranked.length)})` : null}
    </h3>
    ${table(ranked.slice(0, LISTED_OUTAGES), rankingColumns)}
    ${
      islanding.length === 0
        ? nothing
        : html`<h3>Outages that cut off buses</h3>
            ${table(byIslandedMw(islanding), islandingColumns)}`
    }`;
}

/** Outages without a synchronous state first, then by falling norm. */
export function rankOutages(outages: readonly OutageResult[]): OutageResult[] {
  const severity = ({ status, norm }: OutageResult): number =>
    status === 'no-solution' ? 1e9 + (norm ?? 0) : (norm ?? -1);
  return outages.toSorted((a, b) => severity(b) - severity(a));
}

const byIslandedMw = (outages: readonly OutageResult[]): OutageResult[] =>
  outages.toSorted((a, b) => b.islandedMw - a.islandedMw);

const rankingColumns = [
  numberColumn<OutageResult>('Rank', '', (_outage, index) => String(index + 1)),
  textColumn<OutageResult>('Outage', ({ element }) => element),
  textColumn<OutageResult>('Status', ({ status }) =>
    status === 'ok' ? 'synchronous' : 'no synchronous state',
  ),
  numberColumn<OutageResult>('Norm', '', ({ norm }) => fixed(norm, 5)),
  textColumn<OutageResult>('Worst edge', ({ worstEdge }) =>
    worstEdge ? `${worstEdge.from}–${worstEdge.to}` : '–',
  ),
  numberColumn<OutageResult>('Exact angle', '°', ({ maxAngleDifference }) =>
    degrees(maxAngleDifference),
  ),
];

const islandingColumns = [
  textColumn<OutageResult>('Outage', ({ element }) => element),
  numberColumn<OutageResult>('Load cut off', 'MW', ({ islandedMw }) => megawatts(islandedMw)),
  numberColumn<OutageResult>('Generation cut off', 'MW', ({ islandedGenerationMw }) =>
    megawatts(islandedGenerationMw),
  ),
  numberColumn<OutageResult>('Buses cut off', '', ({ islandedBuses }) => String(islandedBuses)),
  numberColumn<OutageResult>('Norm of the rest', '', ({ norm }) => fixed(norm, 5)),
];
