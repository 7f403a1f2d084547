import type { PublishedItem } from '../published-item.ts';
import { near, within } from '../rows.ts';
import { noNetwork, oscillators, ringEdges } from '../small-networks.ts';

export const shortCycles: PublishedItem = {
  id: 'b-short-cycles',
  paper: 'B',
  title: 'Cycles of three and four nodes: necessary and sufficient?',
  place: 'analytical result (v)',
  claim: 'For cycles of length strictly less than five the condition is necessary and sufficient.',
  verdict: 'paper-wrong',
  because:
    'sufficient, yes: no random cycle violates it. Necessary only in the worst case over ω: three nodes in a ring with ω = (−1, 0, 1) synchronize at 0.8787 of the predicted coupling.',
  assumptions: ['Random cycles: couplings 0.5 to 1.5, powers uniform, γ between 0.05 and 1.5 rad.'],
  questions: 2,
  async compute(lab) {
    const samples = lab.quick ? 1000 : 4000;
    const spec = { graph: 'ring', n: [3, 4], p: 0.5, samples };
    const random = await lab.ask('statistical-correctness', noNetwork, spec);
    const triangle = oscillators({ omega: [-1, 0, 1], edges: ringEdges(3) });
    const { ratioMean } = await lab.ask('critical-coupling', triangle);
    return {
      rows: [
        within(
          { quantity: `Violations in ${random.samples} random cycles`, published: 0 },
          random.violations,
          { to: 0 },
        ),
        near(
          { quantity: 'Exact / predicted, ω = (−1, 0, 1)', published: 1 },
          ratioMean,
          3 - 1.5 * Math.SQRT2,
          1e-8,
          '3 − 3/√2',
        ),
      ],
    };
  },
};
