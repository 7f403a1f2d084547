import type { TimeDomainResult, TimeDomainSpec } from '../../src-shared/studies/time-domain.ts';
import { elementLabel } from '../../src-shared/grid/element-ref.ts';
import { lineChart } from './line-chart.ts';
import type { ChartCurve, LineChart } from './line-chart.ts';
import { html, nothing } from './markup.ts';
import type { Markup } from './markup.ts';
import { degrees, fixed } from './numbers.ts';
import type { ReportInput } from './report-input.ts';
import { runRemark } from './run-remark.ts';
import { facts, numberColumn, table, textColumn } from './tables.ts';

const MOST_CURVES = 12;
const MOST_EVENTS = 30;

/** The simulated outage: what was done, what happened, and the curves. */
export function simulationSection({ simulation, grid }: ReportInput): Markup {
  if (!simulation)
    return html`<p class="remark">No outage has been simulated on this scenario.</p>`;
  const { result, spec } = simulation;
  const machineBuses = grid.generators.filter(({ inService }) => inService).map(({ bus }) => bus);
  return html`${runRemark(simulation.run)}
  ${facts([
    ['Disturbance', disturbanceText(spec)],
    ['Integration', `${result.method}, ${spec.duration} s, ${result.steps} steps`],
    ['Outcome', outcomeText(result)],
    ['Largest angle across a branch', largestAngleText(result)],
    ['Largest frequency deviation', largestFrequencyText(result)],
  ])}
  ${charts(result, [...new Set(machineBuses)])}
  ${
    result.events.length === 0
      ? nothing
      : html`<h3>Events</h3>
          ${eventTable(result)}`
  }`;
}

function disturbanceText({ events }: TimeDomainSpec): string {
  if (events.length === 0) return 'none';
  return events
    .map((event) => {
      const what =
        event.kind === 'trip' || event.kind === 'reclose'
          ? `${event.kind} ${elementLabel(event.element)}`
          : `${event.kind} of ${event.changeMw} MW at bus ${event.bus}`;
      return `${what} at ${event.time} s`;
    })
    .join('; ');
}

function outcomeText(result: TimeDomainResult): string {
  if (result.status !== 'finished')
    return `${result.status}: ${result.reason ?? 'no reason recorded'}`;
  if (result.synchronous) return 'The machines stay in synchronism.';
  const cut = result.separationCut.map(({ from, to }) => `${from}–${to}`).join(', ');
  return `Synchronism is lost: ${result.coherentGroups.length} groups, separated across ${cut || 'no branch in service'}.`;
}

function largestAngleText({ largestAngleDifference }: TimeDomainResult): string {
  if (!largestAngleDifference) return '–';
  const { value, edge, time } = largestAngleDifference;
  return `${degrees(value)}° on ${edge.from}–${edge.to} at ${fixed(time, 2)} s`;
}

function largestFrequencyText({ largestFrequencyDeviation }: TimeDomainResult): string {
  if (!largestFrequencyDeviation) return '–';
  const { value, bus, time } = largestFrequencyDeviation;
  return `${fixed(value / (2 * Math.PI), 4)} Hz at bus ${bus}, ${fixed(time, 2)} s`;
}

function charts(result: TimeDomainResult, machineBuses: readonly number[]): Markup {
  const nodeOf = new Map([...result.nodes].map((bus, node) => [bus, node]));
  const shown = machineBuses.filter((bus) => nodeOf.has(bus)).slice(0, MOST_CURVES);
  const marks = result.events
    .filter(({ kind }) => kind === 'trip' || kind === 'reclose' || kind === 'synchronism-lost')
    .slice(0, 4)
    .map(({ time, kind }) => ({ x: time, label: kind }));
  const nodeCurves = (values: TimeDomainResult['theta'], factor: number): ChartCurve[] =>
    shown.map((bus) => ({
      label: `bus ${bus}`,
      x: result.time,
      y: column(values, nodeOf.get(bus) ?? 0, result, factor),
    }));
  const chart = (title: string, yLabel: string, curves: readonly ChartCurve[]): LineChart => ({
    title,
    xLabel: 'time, s',
    yLabel,
    curves,
    marks,
  });
  const some =
    machineBuses.length > shown.length ? ` (first ${shown.length} of ${machineBuses.length})` : '';
  return html`${lineChart(chart(`Angles at machine buses${some}`, 'angle, °', nodeCurves(result.theta, 180 / Math.PI)))}
  ${lineChart(chart(`Frequency deviation at machine buses${some}`, 'deviation, Hz', nodeCurves(result.omega, 1 / (2 * Math.PI))))}
  ${lineChart(chart('Order parameter', 'r', [{ label: 'r', x: result.time, y: result.orderParameter }]))}`;
}

function column(
  values: TimeDomainResult['theta'],
  node: number,
  { nodes, time }: TimeDomainResult,
  factor: number,
): Float64Array {
  return Float64Array.from(
    time,
    (_t, sample) => factor * (values[sample * nodes.length + node] ?? 0),
  );
}

function eventTable({ events }: TimeDomainResult): Markup {
  const listed = table(events.slice(0, MOST_EVENTS), [
    numberColumn('Time', 's', ({ time }) => fixed(time, 3)),
    textColumn('Event', ({ kind }) => kind),
    textColumn('Element', ({ element }) => element),
  ]);
  const more = events.length - MOST_EVENTS;
  return more > 0
    ? html`${listed}
        <p class="remark">… and ${more} more.</p>`
    : listed;
}
