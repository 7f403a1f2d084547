import { synchronismOf } from '../../../../src-shared/studies/time-domain.ts';
import type { TimeDomainResult } from '../../../../src-shared/studies/time-domain.ts';
import { hertzFromRadiansPerSecond } from '../../../../src-shared/units/quantities.ts';
import { angle, edge, figure, remarks, table } from './lines.ts';

/** Curves become rows: theta[k][i] is node i at sample k. */
export function timeDomainDocument(result: TimeDomainResult): object {
  const rows = (matrix: Float32Array | Float64Array): (Float32Array | Float64Array)[] =>
    Array.from(result.time, (_time, sample) => {
      const width = result.nodes.length;
      return matrix.subarray(sample * width, (sample + 1) * width);
    });
  return { ...result, theta: rows(result.theta), omega: rows(result.omega) };
}

export function timeDomainSummary(name: string, result: TimeDomainResult): string[] {
  const { time, largestAngleDifference, largestFrequencyDeviation } = result;
  return [
    `Simulation over time: ${name}`,
    `  ${result.status}${result.reason === null ? '' : `: ${result.reason}`}`,
    `  ${figure(last(time), 3)} s, ${result.nodes.length} nodes, ${time.length} samples, ${result.steps} steps of ${result.method}`,
    ...(result.status === 'finished' || result.status === 'cancelled'
      ? [`  ${synchronism(result)}`]
      : []),
    ...(largestAngleDifference
      ? [
          `  largest angle across a branch ${angle(largestAngleDifference.value)} at ${edge(largestAngleDifference.edge)}, ${figure(largestAngleDifference.time, 3)} s`,
        ]
      : []),
    ...(largestFrequencyDeviation
      ? [
          `  largest frequency deviation ${figure(hertzFromRadiansPerSecond(largestFrequencyDeviation.value))} Hz at bus ${largestFrequencyDeviation.bus}, ${figure(largestFrequencyDeviation.time, 3)} s`,
        ]
      : []),
    `  order parameter at the end ${figure(last(result.orderParameter))}`,
    ...coherence(result),
    ...(result.events.length > 0 ? ['', 'Events', ...events(result)] : []),
    ...estimates(result),
    ...remarks(result),
  ];
}

const last = (values: Float64Array): number | null => values[values.length - 1] ?? null;

function synchronism(result: TimeDomainResult): string {
  const { coherentGroups, separationCut } = result;
  const found = synchronismOf(result);
  if (found === 'kept') return 'synchronism is kept';
  if (found === 'regained') return 'synchronism is lost on the way and found again';
  const sizes = coherentGroups.map((group) => group.length).join(', ');
  return `synchronism is lost: groups of ${sizes} buses, separated at ${separationCut.map(edge).join(', ')}`;
}

function coherence({ coherence: curves }: TimeDomainResult): string[] {
  if (curves.length === 0) return [];
  const mean = (value: Float64Array): number =>
    value.reduce((sum, each) => sum + each, 0) / value.length;
  const least = (value: Float64Array): number => value.reduce((a, b) => Math.min(a, b), Infinity);
  return [
    '',
    'Coherence',
    ...table(
      ['name', 'of', 'mean', 'least', 'at the end'],
      curves.map(({ name, label, value }) => [
        name,
        label,
        ...[mean(value), least(value), last(value)].map((each) => figure(each)),
      ]),
    ),
  ];
}

const events = (result: TimeDomainResult): string[] =>
  table(
    ['time (s)', 'event', 'element'],
    result.events.map((event) => [figure(event.time, 3), event.kind, event.element]),
  );

const estimates = ({ estimatedMachines }: TimeDomainResult): string[] =>
  estimatedMachines.length === 0
    ? []
    : [`estimated: machine data at ${estimatedMachines.length} buses, not given in the file`];
