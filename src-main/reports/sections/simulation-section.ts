import { elementLabel } from '../../../src-shared/grid/element-ref.ts';
import type { GridCase } from '../../../src-shared/grid/grid-case.ts';
import { faultPlaceLabel, synchronismOf } from '../../../src-shared/studies/time-domain.ts';
import type {
  RecordedEvent,
  TimeDomainEvent,
  TimeDomainResult,
  TimeDomainSpec,
} from '../../../src-shared/studies/time-domain.ts';
import { leastCoherenceSpan, leastSpan } from '../../../src-shared/units/axis-span.ts';
import {
  degreesFromRadians,
  hertzFromRadiansPerSecond,
} from '../../../src-shared/units/quantities.ts';
import { facts, numberColumn, tableOf, textColumn } from '../blocks.ts';
import type { Block } from '../blocks.ts';
import type { ChartCurve, LineChart } from '../line-chart.ts';
import { degrees, edgeText, fixed } from '../numbers.ts';
import type { ReportedRun } from '../report-input.ts';
import { runRemarks } from '../run-remarks.ts';
import { coherenceCharts, coherenceTable } from './simulated-coherence.ts';

const mostCurves = 12;
const markedKinds: ReadonlySet<RecordedEvent['kind']> = new Set([
  ...(['trip', 'reclose', 'fault', 'clearing', 'synchronism-lost'] as const),
]);
const printedEvents = 30;

/** The simulated disturbance: what was done, what happened, and the curves. */
export function simulationSection(
  { run, result, spec }: ReportedRun<'time-domain'>,
  grid: GridCase,
): Block[] {
  return [
    ...runRemarks(run),
    facts([
      ['Disturbance', disturbanceText(spec)],
      ['Integration', `${result.method}, ${spec.duration} s, ${result.steps} steps`],
      ['Outcome', outcomeText(result)],
      ['Largest angle across a branch', largestAngleText(result)],
      ['Largest frequency deviation', largestFrequencyText(result)],
    ]),
    ...charts(result, machineBuses(grid)).map((chart): Block => ({ kind: 'chart', chart })),
    ...coherenceTable(result),
    ...(result.events.length > 0 ? [eventTable(result)] : []),
  ];
}

const machineBuses = ({ generators }: GridCase): number[] => [
  ...new Set(generators.filter(({ inService }) => inService).map(({ bus }) => bus)),
];

function disturbanceText({ events }: TimeDomainSpec): string {
  if (events.length === 0) return 'none';
  return events.map(eventText).join('; ');
}

function eventText(event: TimeDomainEvent): string {
  const at = `at ${event.time} s`;
  switch (event.kind) {
    case 'trip':
    case 'reclose':
      return `${event.kind} ${elementLabel(event.element)} ${at}`;
    case 'step':
    case 'ramp':
      return `${event.kind} of ${event.changeMw} MW at bus ${event.bus} ${at}`;
    case 'fault':
    case 'line-fault': {
      const trip = event.trip ? ` by tripping ${elementLabel(event.trip)}` : '';
      const sinks =
        event.kind === 'fault' && event.voltages === 'sinking' ? ', voltages sinking' : '';
      const place = event.kind === 'fault' ? `at bus ${event.bus}` : `on ${faultPlaceLabel(event)}`;
      return `three-phase fault ${place} ${at}, cleared after ${event.clearedAfterSeconds} s${trip}${sinks}`;
    }
  }
}

function outcomeText(result: TimeDomainResult): string {
  if (result.status !== 'finished') {
    return `${result.status}: ${result.reason ?? 'no reason recorded'}`;
  }
  const synchronism = synchronismOf(result);
  if (synchronism === 'kept') return 'The machines stay in synchronism.';
  if (synchronism === 'regained') {
    return 'Machines fall out of step on the way; at the end all are in synchronism again.';
  }
  const cut = result.separationCut.map(edgeText).join(', ');
  return `Synchronism is lost: ${result.coherentGroups.length} groups, separated across ${cut || 'no branch in service'}.`;
}

function largestAngleText({ largestAngleDifference }: TimeDomainResult): string {
  if (!largestAngleDifference) return '–';
  const { value, edge, time } = largestAngleDifference;
  return `${degrees(value)}° on ${edgeText(edge)} at ${fixed(time, 2)} s`;
}

function largestFrequencyText({ largestFrequencyDeviation }: TimeDomainResult): string {
  if (!largestFrequencyDeviation) return '–';
  const { value, bus, time } = largestFrequencyDeviation;
  return `${fixed(hertzFromRadiansPerSecond(value), 4)} Hz at bus ${bus}, ${fixed(time, 2)} s`;
}

function charts(result: TimeDomainResult, buses: readonly number[]): LineChart[] {
  const nodeOf = new Map([...result.nodes].map((bus, node) => [bus, node]));
  const shown = buses.filter((bus) => nodeOf.has(bus)).slice(0, mostCurves);
  const marks = result.events
    .filter(({ kind }) => markedKinds.has(kind))
    .slice(0, 4)
    .map(({ time, kind }) => ({ x: time, label: kind }));
  const nodeCurves = (
    values: TimeDomainResult['theta'],
    convert: (value: number) => number,
  ): ChartCurve[] =>
    shown.map((bus) => ({
      label: `bus ${bus}`,
      x: result.time,
      y: curveOf(values, nodeOf.get(bus) ?? 0, result).map(convert),
    }));
  const chart = (
    title: string,
    yLabel: string,
    least: number,
    curves: readonly ChartCurve[],
  ): LineChart => ({ title, xLabel: 'Time / s', yLabel, leastSpan: least, curves, marks });
  const some = buses.length > shown.length ? ` (first ${shown.length} of ${buses.length})` : '';
  const angles = nodeCurves(result.theta, degreesFromRadians);
  const frequencies = nodeCurves(result.omega, hertzFromRadiansPerSecond);
  return [
    chart(`Angles at machine buses${some}`, 'Angle / °', leastSpan('°'), angles),
    chart(
      `Frequency deviation at machine buses${some}`,
      'Deviation / Hz',
      leastSpan('Hz'),
      frequencies,
    ),
    ...coherenceCharts(result).map(({ title, curves }) =>
      chart(title, 'coherence', leastCoherenceSpan, curves),
    ),
  ];
}

const curveOf = (
  values: TimeDomainResult['theta'],
  node: number,
  { nodes, time }: TimeDomainResult,
): Float64Array =>
  Float64Array.from(time, (_t, sample) => values[sample * nodes.length + node] ?? 0);

const eventTable = ({ events }: TimeDomainResult): Block =>
  tableOf(
    'Events',
    events,
    [
      numberColumn('Time', 's', 3, ({ time }) => time),
      textColumn('Event', ({ kind }) => kind),
      textColumn('Element', ({ element }) => element),
    ],
    Math.min(events.length, printedEvents),
  );
