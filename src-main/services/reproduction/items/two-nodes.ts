import type { ReproductionChart } from '../../../../src-shared/contract/reproduction.ts';
import type { SyncConditionResult } from '../../../../src-shared/studies/sync-condition.ts';
import type { PublishedItem } from '../published-item.ts';
import { near, states } from '../rows.ts';
import { oscillators } from '../small-networks.ts';

const cases = [
  { name: 'stable', power: 0.5 },
  { name: 'marginal', power: 1 },
  { name: 'unstable', power: 1.2 },
] as const;

export const twoNodes: PublishedItem = {
  id: 'b-figure-2',
  paper: 'B',
  title: 'The energy of two particles and its quadratic companion',
  place: 'figure 2',
  claim:
    'E has a phase cohesive minimum where the minimum of its quadratic companion E0 is no further than sin(gamma): three cases, stable, marginal and unstable.',
  verdict: 'reproduced',
  because:
    'For two nodes the minimum of E is at arcsin(ω/a) and that of E0 at ω/a; both disappear, or pass 1, together.',
  assumptions: ['a = 1 and ω = ±0.5, ±1 and ±1.2: the paper prints no figures.'],
  questions: cases.length,
  async compute(lab) {
    const found = [];
    for (const { name, power } of cases) {
      const network = oscillators({ omega: [power, -power], edges: [[1, 2]] });
      found.push({ name, power, result: await lab.ask('sync-condition', network) });
    }
    return {
      rows: found.flatMap(({ name, power, result }) => [
        near(
          { quantity: `Minimum of E0, ${name}`, unit: 'rad', published: 'ω/a' },
          result.norm,
          power,
          1e-12,
        ),
        power <= 1
          ? near(
              { quantity: `Minimum of E, ${name}`, unit: 'rad', published: 'arcsin(ω/a)' },
              result.equilibrium.maxAngleDifference,
              Math.asin(power),
              1e-9,
            )
          : states(
              { quantity: `Minimum of E, ${name}`, published: 'none' },
              result.equilibrium.status === 'no-solution' ? 'none' : 'one',
              'none',
            ),
      ]),
      charts: found.flatMap(({ name, result }) => energyChart(name, result)),
    };
  },
};

function energyChart(name: string, { energy }: SyncConditionResult): ReproductionChart[] {
  if (!energy) return [];
  const { angle: x } = energy;
  return [
    {
      title: `Energy, ${name}`,
      x: 'Angle / rad',
      y: 'Energy / p.u.',
      curves: [
        { label: 'E', x, y: energy.energy },
        { label: 'E0', x, y: energy.quadratic },
      ],
    },
  ];
}
