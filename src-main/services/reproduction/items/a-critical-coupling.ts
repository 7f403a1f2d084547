import type { PublishedItem } from '../published-item.ts';
import { near } from '../rows.ts';
import { noNetwork } from '../small-networks.ts';

const laws = [
  { distribution: 'normal', spread: 1, density: '1/√(2π)', expected: 2 * Math.sqrt(2 / Math.PI) },
  { distribution: 'lorentzian', spread: 1, density: '1/π', expected: 2 },
  { distribution: 'uniform', spread: 1, density: '1/2', expected: 4 / Math.PI },
] as const;

export const criticalCouplingOfPaperA: PublishedItem = {
  id: 'a-critical-coupling',
  paper: 'A',
  title: 'The critical coupling of infinitely many oscillators',
  place: 'equation 1',
  claim: 'K_c = 2 / (π g(0)), with g the density of the natural frequencies.',
  verdict: 'reproduced',
  because:
    'With g at the mean frequency: 1.5958 σ for normal, 2 γ for Lorentzian and 4a/π for uniform frequencies.',
  assumptions: ['g(0) is the density at the mean frequency.'],
  questions: laws.length,
  async compute(lab) {
    const rows = [];
    for (const { distribution, spread, density, expected } of laws) {
      const spec = { n: 2, samples: 1, K: [1], duration: 0.1, distribution, spread };
      const { criticalCoupling } = await lab.ask('coherence', noNetwork, spec);
      const published = `2 / (π ${density})`;
      rows.push(
        near(
          { quantity: `K_c, ${distribution}, spread 1`, unit: 'rad/s', published },
          criticalCoupling.value,
          expected,
          1e-12,
        ),
      );
    }
    return { rows };
  },
};
