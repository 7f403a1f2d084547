import {
  disturbanceWord,
  worstDisturbanceFirst,
} from '../../../../src-shared/studies/disturbance-words.ts';
import type { SimulatedDisturbancesResult } from '../../../../src-shared/studies/simulated-disturbances.ts';
import { counted } from '../../../../src-shared/units/counted.ts';
import { hertzFromRadiansPerSecond } from '../../../../src-shared/units/quantities.ts';
import { edge, figure, remarks, table } from './lines.ts';

const told = 30;

export function simulatedDisturbancesSummary(
  name: string,
  result: SimulatedDisturbancesResult,
): string[] {
  const { rows } = result;
  const lost = rows.filter(({ synchronism }) => synchronism === 'lost').length;
  const worst = rows.toSorted(worstDisturbanceFirst).slice(0, told);
  const value = (found: number | undefined, digits = 4): string =>
    found === undefined ? '-' : figure(found, digits);
  return [
    `Disturbances one by one: ${name}`,
    `  ${counted(rows.length, 'disturbance')}, ${lost} lose synchronism`,
    '',
    ...table(
      ['disturbance', 'synchronism', 'lost at (s)', 'angle (rad)', 'line', 'least r', 'nadir (Hz)'],
      worst.map((row) => [
        row.name,
        disturbanceWord(row),
        row.lostAt === null ? '-' : figure(row.lostAt, 3),
        value(row.largestAngle?.value),
        edge(row.largestAngle?.edge ?? null),
        value(row.leastOrderParameter?.value),
        row.nadir ? figure(hertzFromRadiansPerSecond(row.nadir.value)) : '-',
      ]),
    ),
    ...(rows.length > worst.length ? [`  and ${rows.length - worst.length} more`] : []),
    ...remarks(result),
  ];
}
