import { loadSample } from '../../../samples/samples.ts';
import type { PublishedItem } from '../published-item.ts';
import { within } from '../rows.ts';

const model = { voltages: 'flat', taps: false };
const draws = 1000;
const settings = [
  { name: 'Chow 9', sample: 'wscc9', standardDeviation: 0.3 },
  { name: 'IEEE 57', sample: 'ieee57', standardDeviation: 0.3 },
] as const;

export const alwaysTrue: PublishedItem = {
  id: 'b-always-true',
  paper: 'B',
  title: 'Randomised power systems: always true?',
  place: 'table 3, second column',
  claim: 'In all random dispatches the angles are at most arcsin of the norm.',
  verdict: 'paper-wrong',
  because:
    'a few in a thousand are above it when powers deviate by 30 %, by less than 2e-3 rad: without consequence for a planner, but not never.',
  assumptions: ['Standard deviation 30 %; with 10 % only IEEE 57 has such draws.'],
  questions: settings.length,
  async compute(lab) {
    const rows = [];
    for (const { name, sample, standardDeviation } of settings) {
      const network = { kind: 'grid', grid: loadSample(sample) } as const;
      const spec = { draws, model, standardDeviation };
      const { violations, violating } = await lab.ask('monte-carlo', network, spec);
      const excess = violating.flatMap(({ exact, predicted }) =>
        exact === null ? [] : exact - predicted,
      );
      rows.push(
        within(
          { quantity: `${name}: condition wrong, of ${draws} draws`, published: 0 },
          violations,
          { from: 1, to: 30 },
        ),
        within(
          { quantity: `${name}: largest excess`, unit: 'rad', published: 0 },
          excess.length > 0 ? Math.max(...excess) : null,
          { from: 1e-9, to: 1e-2 },
        ),
      );
    }
    return { rows };
  },
};
