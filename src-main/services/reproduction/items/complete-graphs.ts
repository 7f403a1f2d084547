import type { PublishedItem } from '../published-item.ts';
import { near } from '../rows.ts';
import { completeEdges, oscillators } from '../small-networks.ts';

export const completeGraphs: PublishedItem = {
  id: 'b-complete-graphs',
  paper: 'B',
  title: 'Complete graphs: necessary and sufficient?',
  place: 'analytical result (ii)',
  claim:
    'For complete and uniformly weighted networks the condition is necessary and sufficient: exact over predicted coupling is 1.',
  verdict: 'paper-wrong',
  because:
    'that holds only in the worst case over ω, such as bipolar powers. With three nodes and ω = (−1, 0, 1) the coupling 0.8787 times the predicted one is enough; with five and ω = (−1, −½, 0, ½, 1), 0.8251 times.',
  assumptions: [],
  questions: 3,
  async compute(lab) {
    const ratio = async (omega: readonly number[]): Promise<number | null> => {
      const network = oscillators({ omega, edges: completeEdges(omega.length) });
      return (await lab.ask('critical-coupling', network)).ratioMean;
    };
    const row = (omega: string) => ({ quantity: `Exact / predicted, ω = ${omega}`, published: 1 });
    return {
      rows: [
        near(
          row('(0.6, 0.6, −0.4, −0.4, −0.4)'),
          await ratio([0.6, 0.6, -0.4, -0.4, -0.4]),
          1,
          1e-8,
        ),
        near(row('(−1, 0, 1)'), await ratio([-1, 0, 1]), 3 - 1.5 * Math.SQRT2, 1e-8, '3 − 3/√2'),
        near(row('(−1, −½, 0, ½, 1)'), await ratio([-1, -0.5, 0, 0.5, 1]), 0.82508729, 1e-7),
      ],
    };
  },
};
