import type { StatementOutcome, StatementShare } from '../../../../src-shared/studies/coherence.ts';
import type { PublishedItem } from '../published-item.ts';
import { near } from '../rows.ts';
import { noNetwork } from '../small-networks.ts';

/** Draws of the independent program that the expected shares are from. */
const independentDraws = 1000;

export const figure2OfPaperA: PublishedItem = {
  id: 'a-figure-2',
  paper: 'A',
  title: 'Coherence over time at three couplings',
  place: 'figure 2, section 5.2',
  claim:
    'C(t) fluctuates below 0.4 at K = 0.5, lies in 0.6 to 0.8 at K = 2, and saturates near 1 at K = 5.',
  verdict: 'paper-wrong',
  because:
    'one draw says little: over all draws C(t) stays below 0.4 the whole time in one of thirty (its time mean in nearly all), and at K = 2 not even the time mean is within 0.6 to 0.8 in most. Only the statement for K = 5 always holds.',
  assumptions: [
    'N = 20, ω ~ N(0, 1), phases uniform, RK4 with dt = 0.01 s over 50 s; means over the second half.',
  ],
  questions: 1,
  async compute(lab) {
    const samples = lab.quick ? 200 : 1000;
    const spec = { n: 20, samples, K: [0.5, 2, 5] };
    const { statements, perK, time } = await lab.ask('coherence', noNetwork, spec);
    const of = (K: number): StatementOutcome | undefined =>
      statements.find((statement) => statement.K === K);
    const share = (
      quantity: string,
      published: string,
      found: StatementShare | undefined,
      expected: number,
    ) => {
      const error = Math.sqrt(expected * (1 - expected) * (1 / samples + 1 / independentDraws));
      const tolerance = 4 * error + 0.005;
      const source = 'of an independent program, four standard errors';
      return near({ quantity, published }, found?.share ?? null, expected, tolerance, source);
    };
    return {
      rows: [
        share('Draws with C(t) < 0.4 throughout, K = 0.5', 'all', of(0.5)?.curve, 0.035),
        share('Draws with mean C < 0.4, K = 0.5', 'all', of(0.5)?.mean, 0.994),
        share('Draws with mean C in 0.6 to 0.8, K = 2', 'all', of(2)?.mean, 0.42),
        share('Draws with C(t) near 1 throughout, K = 5', 'all', of(5)?.curve, 1),
      ],
      charts: [
        {
          title: `Mean coherence of ${samples} draws`,
          x: 'Time / s',
          y: 'C',
          curves: perK.map(({ K, coherence }) => ({ label: `K = ${K}`, x: time, y: coherence })),
        },
      ],
    };
  },
};
