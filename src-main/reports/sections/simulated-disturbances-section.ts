import {
  disturbanceWord,
  worstDisturbanceFirst,
} from '../../../src-shared/studies/disturbance-words.ts';
import type { SimulatedDisturbance } from '../../../src-shared/studies/simulated-disturbances.ts';
import { hertzFromRadiansPerSecond } from '../../../src-shared/units/quantities.ts';
import { degreeColumn, numberColumn, plain, tableOf, textColumn } from '../blocks.ts';
import type { Block } from '../blocks.ts';
import { count, edgeText } from '../numbers.ts';
import type { ReportedRun } from '../report-input.ts';
import { runRemarks } from '../run-remarks.ts';

const printedRows = 40;

/** What came of every disturbance of a list, the worst first. */
export function simulatedDisturbancesSection({
  run,
  spec,
  result,
}: ReportedRun<'simulated-disturbances'>): Block[] {
  const { rows } = result;
  const lost = rows.filter(({ synchronism }) => synchronism === 'lost').length;
  const worst = rows.toSorted(worstDisturbanceFirst);
  return [
    ...runRemarks(run),
    plain(
      `${count(rows.length)} disturbances, each simulated for ${spec.duration} s: ${count(lost)} lose synchronism.`,
    ),
    tableOf('Disturbances, the worst first', worst, columns, Math.min(worst.length, printedRows)),
  ];
}

const columns = [
  textColumn<SimulatedDisturbance>('Disturbance', ({ name }) => name),
  textColumn<SimulatedDisturbance>('Synchronism', disturbanceWord),
  numberColumn<SimulatedDisturbance>('Lost at', 's', 2, ({ lostAt }) => lostAt),
  degreeColumn<SimulatedDisturbance>('Largest angle', ({ largestAngle }) =>
    largestAngle ? largestAngle.value : null,
  ),
  textColumn<SimulatedDisturbance>('Line', ({ largestAngle }) =>
    largestAngle ? edgeText(largestAngle.edge) : '–',
  ),
  numberColumn<SimulatedDisturbance>(
    'Least order parameter',
    '',
    4,
    ({ leastOrderParameter }) => leastOrderParameter?.value ?? null,
  ),
  numberColumn<SimulatedDisturbance>('Frequency nadir, deviation', 'Hz', 4, ({ nadir }) =>
    nadir ? hertzFromRadiansPerSecond(nadir.value) : null,
  ),
];
