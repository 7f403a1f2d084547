import type { ReproductionChart } from '../../../../src-shared/contract/reproduction.ts';
import type { CoherenceResult } from '../../../../src-shared/studies/coherence.ts';
import type { PublishedItem } from '../published-item.ts';
import { within } from '../rows.ts';
import { noNetwork } from '../small-networks.ts';

/** Quantiles of the normal law at (i - 1/2) / 20: the sample without luck. */
const half = [0.0627, 0.1891, 0.3186, 0.4538, 0.5978, 0.7554, 0.9346, 1.1503, 1.4395, 1.96];
const omega = [...half.map((value) => -value).reverse(), ...half];
/** Spread evenly around the circle, in another order than the frequencies. */
const goldenSection = (Math.sqrt(5) - 1) / 2;
const theta0 = omega.map((_, i) => 2 * Math.PI * ((i * goldenSection) % 1));

export const figure1OfPaperA: PublishedItem = {
  id: 'a-figure-1',
  paper: 'A',
  title: 'Phases at weak and at strong coupling',
  place: 'figure 1',
  claim:
    'Of 20 oscillators the phases drift apart at K = 0.5, and converge rapidly into a locked state at K = 5.',
  verdict: 'reproduced-under-assumptions',
  because: 'At K = 0.5 their mean frequencies differ; at K = 5 all are the same to nine digits.',
  assumptions: [
    "Frequencies at the normal law's quantiles and phases spread evenly: the paper's draw is not published.",
  ],
  questions: 1,
  async compute(lab) {
    const spec = { omega, theta0, K: [0.5, 5] };
    const result = await lab.ask('coherence', noNetwork, spec);
    const [weak, strong] = result.perK.map(({ meanFrequencies }) => range(meanFrequencies));
    return {
      rows: [
        within(
          { quantity: 'Range of the mean frequencies, K = 0.5', unit: 'rad/s', published: 'drift' },
          weak ?? null,
          { from: 1 },
        ),
        within(
          { quantity: 'Range of the mean frequencies, K = 5', unit: 'rad/s', published: 'locked' },
          strong ?? null,
          { to: 1e-9 },
        ),
        within(
          { quantity: 'Coherence after 5 s, K = 5', published: 'converge rapidly' },
          at(result, 1, 5),
          { from: 0.9 },
        ),
      ],
      charts: [coherenceChart(result)],
    };
  },
};

const range = (values: readonly number[]): number => Math.max(...values) - Math.min(...values);

function at({ perK, time }: CoherenceResult, k: number, seconds: number): number | null {
  const sample = time.findIndex((t) => t >= seconds);
  return perK[k]?.coherence[sample] ?? null;
}

const coherenceChart = ({ perK, time }: CoherenceResult): ReproductionChart => ({
  title: 'Coherence of these phases',
  x: 'Time / s',
  y: 'C',
  curves: perK.map(({ K, coherence }) => ({ label: `K = ${K}`, x: time, y: coherence })),
});
