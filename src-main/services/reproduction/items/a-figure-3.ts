import type { CoherenceAtCoupling } from '../../../../src-shared/studies/coherence.ts';
import type { PublishedItem } from '../published-item.ts';
import { near, within } from '../rows.ts';
import { noNetwork } from '../small-networks.ts';

const couplings = [0, 0.25, 0.5, 0.75, 1, 1.25, 1.5, 1.75, 2, 2.25, 2.5, 3, 3.5, 4, 4.5, 5];
/** Of an independent program, over 1000 draws. */
const independent = [
  [0.5, 0.254],
  [1, 0.35],
  [2, 0.733],
  [3, 0.926],
  [5, 0.979],
] as const;

export const figure3OfPaperA: PublishedItem = {
  id: 'a-figure-3',
  paper: 'A',
  title: 'Mean coherence against the coupling: the validation scheme',
  place: 'figure 3, sections 4 and 5.3',
  claim:
    'A sharp increase of ⟨C⟩ near K ≈ 2.0, consistent with the predicted threshold; beyond it ⟨C⟩ approaches 1.',
  verdict: 'reproduced-under-assumptions',
  because:
    'With N = 20 the mean rises steepest between 1 and 2 and has half of its rise behind it near 1.6, which is the predicted threshold 2/(π g(0)) = 1.596. At 2 most of it is done.',
  assumptions: [
    'Means over many draws and over t in 25 to 50 s; the paper shows one draw and does not say over which time.',
  ],
  questions: 1,
  async compute(lab) {
    const samples = lab.quick ? 50 : 1000;
    const { perK } = await lab.ask('coherence', noNetwork, { n: 20, samples, K: couplings });
    const error = (row: CoherenceAtCoupling): number => row.spread?.standardError ?? 0;
    const means = independent.map(([K, expected]) => {
      const row = perK.find((one) => one.K === K);
      const blur = row ? Math.hypot(1, Math.sqrt(samples / 1000)) * error(row) : 0;
      const source = 'of an independent program, four standard errors';
      return near(
        { quantity: `⟨C⟩ at K = ${K}`, published: 'a curve' },
        row?.meanCoherence ?? null,
        expected,
        4 * blur + 0.0005,
        source,
      );
    });
    return {
      rows: [
        ...means,
        within(
          { quantity: 'K of the steepest rise', unit: 'rad/s', published: 2 },
          steepest(perK),
          { from: 1, to: 2.25 },
        ),
        within(
          { quantity: 'K at which half of the rise is done', unit: 'rad/s', published: 2 },
          halfWay(perK),
          { from: 1.4, to: 1.8 },
        ),
      ],
      charts: [
        {
          title: `Mean coherence of 20 oscillators, ${samples} draws`,
          x: 'K / rad/s',
          y: '⟨C⟩',
          curves: [
            {
              label: 'ours',
              x: couplings,
              y: perK.map(({ meanCoherence }) => meanCoherence),
              error: perK.map((row) => 2 * error(row)),
              drawn: 'line-and-points',
            },
          ],
        },
      ],
    };
  },
};

/** Middle of the interval with the steepest rise. */
function steepest(perK: readonly CoherenceAtCoupling[]): number | null {
  let [best, most]: [number | null, number] = [null, 0];
  perK.forEach((row, k) => {
    const before = perK[k - 1];
    if (!before) return;
    const slope = (row.meanCoherence - before.meanCoherence) / (row.K - before.K);
    if (slope > most) [best, most] = [(row.K + before.K) / 2, slope];
  });
  return best;
}

/** Between the first and the last coupling, by straight lines. */
function halfWay(perK: readonly CoherenceAtCoupling[]): number | null {
  const [first, last] = [perK[0], perK[perK.length - 1]];
  if (!first || !last) return null;
  const half = (first.meanCoherence + last.meanCoherence) / 2;
  const k = perK.findIndex(({ meanCoherence }) => meanCoherence >= half);
  const [above, below] = [perK[k], perK[k - 1]];
  if (!above || !below) return null;
  const share = (half - below.meanCoherence) / (above.meanCoherence - below.meanCoherence);
  return below.K + share * (above.K - below.K);
}
