import type { StudyNetwork } from '../../../../src-shared/studies/catalogue.ts';
import type { PublishedItem } from '../published-item.ts';
import { near } from '../rows.ts';
import { oscillators, ringEdges } from '../small-networks.ts';

/**
 * Around the cycle: one weak edge at the largest difference 1, `back` strong ones at -1, and
 * `forth` strong ones that share the rest. The arcs of the strong edges bend more one way than the
 * other; what is left drives a current through all, and the weak edge alone gives way.
 */
const cycles = [
  { back: 4, forth: 5 },
  { back: 7, forth: 12 },
  { back: 9, forth: 16 },
] as const;
type Cycle = (typeof cycles)[number];

const weak = 1e-6;

export const longCycles: PublishedItem = {
  id: 'b-long-cycles',
  paper: 'B',
  title: 'Degenerate cycles that break the condition',
  place: 'analytical and statistical results',
  claim:
    'There are possibly thin sets of engineered, degenerate networks for which the condition is not sufficient.',
  verdict: 'reproduced',
  because:
    'A cycle of 26 nodes with one weak edge needs 1.30 times the predicted coupling. It must be built for it: random networks exceed by far less.',
  assumptions: ['One edge a million times weaker than the others; the counterexample is our own.'],
  questions: cycles.length,
  async compute(lab) {
    const ratios: (number | null)[] = [];
    for (const cycle of cycles) {
      const { ratioMean } = await lab.ask('critical-coupling', networkOf(cycle));
      ratios.push(ratioMean);
    }
    return {
      rows: cycles.map((cycle, k) =>
        near(
          {
            quantity: `Exact / predicted, cycle of ${1 + cycle.back + cycle.forth}`,
            published: 'may exceed 1',
          },
          ratios[k] ?? null,
          ratioOf(cycle),
          1e-4,
          'closed form for an infinitely weak edge',
        ),
      ),
    };
  },
};

function networkOf({ back, forth }: Cycle): StudyNetwork {
  const difference = [
    1,
    ...new Array<number>(back).fill(-1),
    ...new Array<number>(forth).fill((back - 1) / forth),
  ];
  const n = difference.length;
  const coupling = difference.map((_, e) => (e === 0 ? weak : 1));
  const flow = difference.map((d, e) => d * (coupling[e] ?? 1));
  // Edge e goes from node e to the next one.
  const omega = flow.map((power, i) => power - (flow[(i + n - 1) % n] ?? 0));
  const edges = ringEdges(n).map(([from, to], e): [number, number, number] => [
    from,
    to,
    coupling[e] ?? 1,
  ]);
  return oscillators({ omega, edges });
}

/** 1/y where pi/2 - back arcsin(y) + forth arcsin(y (back - 1)/forth) = 0: the angles close. */
function ratioOf({ back, forth }: Cycle): number {
  const closing = (y: number): number =>
    Math.PI / 2 - back * Math.asin(y) + forth * Math.asin((y * (back - 1)) / forth);
  let [low, high] = [0, 1];
  for (let k = 0; k < 60; k++) {
    const middle = (low + high) / 2;
    if (closing(middle) > 0) low = middle;
    else high = middle;
  }
  return 1 / low;
}
