import { html, nothing } from './markup.ts';
import type { Markup } from './markup.ts';
import { count, degrees, fixed } from './numbers.ts';
import type { ReportInput } from './report-input.ts';
import { runRemark } from './run-remark.ts';
import { facts, numberColumn, table, textColumn } from './tables.ts';

const LISTED_EDGES = 10;

/** The synchronization condition: the norm, the exact angle and the edges closest to their limits. */
export function conditionSection({ condition }: ReportInput): Markup {
  if (!condition) {
    return html`<p class="remark">
      The synchronization condition has not been run on this scenario.
    </p>`;
  }
  const { result } = condition;
  const { equilibrium, worstEdge } = result;
  const closest = result.perEdge
    .filter(({ margin }) => margin !== null)
    .toSorted((a, b) => (a.margin ?? 0) - (b.margin ?? 0))
    .slice(0, LISTED_EDGES);
  return html`${runRemark(condition.run)}
  ${facts([
    [
      'Oscillator network',
      `${count(result.nodes)} nodes, ${count(result.edges)} edges (parallel branches merged)`,
    ],
    [
      'Norm ‖BᵀL†ω‖∞ (synchronous if below 1)',
      `${fixed(result.norm, 6)}${worstEdge ? ` on ${worstEdge.from}–${worstEdge.to}` : ''}`,
    ],
    ['Predicted largest angle, arcsin of the norm', `${degrees(result.gammaPredicted)}°`],
    [
      'Exact largest angle',
      `${degrees(equilibrium.maxAngleDifference)}°${equilibrium.worstEdge ? ` on ${equilibrium.worstEdge.from}–${equilibrium.worstEdge.to}` : ''}`,
    ],
    [
      'Equilibrium',
      `${statusWords[equilibrium.status]}; residual ${equilibrium.residual.toExponential(1)} p.u. after ${equilibrium.iterations} Newton steps`,
    ],
    [
      'The condition is',
      result.exactness.exact
        ? `exact here: ${result.exactness.reason}`
        : `statistical here: ${result.exactness.reason}`,
    ],
  ])}
  ${
    closest.length === 0
      ? nothing
      : html`<h3>The ${closest.length} edges closest to their limit</h3>
          ${table(closest, [
            textColumn('Edge', ({ from, to }) => `${from}–${to}`),
            numberColumn('DC difference', '', ({ dcDifference }) => fixed(dcDifference, 5)),
            numberColumn('Predicted', '°', ({ predictedAngle }) => degrees(predictedAngle)),
            numberColumn('Exact', '°', ({ exactAngle }) => degrees(exactAngle)),
            numberColumn('Limit', '°', ({ limit }) => degrees(limit)),
            numberColumn('Margin', '°', ({ margin }) => degrees(margin)),
          ])}`
  }`;
}

const statusWords = {
  converged: 'found, every angle below 90°',
  'beyond-limit': 'found, but with an angle beyond 90°',
  'no-solution': 'none found',
} as const;
