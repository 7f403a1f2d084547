import type { PublishedItem } from '../published-item.ts';
import { near } from '../rows.ts';
import { oscillators, pathEdges } from '../small-networks.ts';

export const largestEigenvalue: PublishedItem = {
  id: 'b-largest-eigenvalue',
  paper: 'B',
  title: 'Largest eigenvalue: necessary?',
  place: 'below equation 3',
  claim: 'λ_n ≥ max |ω_i − ω_j| sin γ over the edges is necessary for the condition.',
  verdict: 'paper-wrong',
  because:
    'a path of four nodes with ω = (1, −2, 2, −1) synchronizes at a gain of 1, and this asks for 4/(2 + √2) = 1.17.',
  assumptions: ['γ = 90°, where the place of sin γ does not matter.'],
  questions: 1,
  async compute(lab) {
    const network = oscillators({ omega: [1, -2, 2, -1], edges: pathEdges(4) });
    const { criticalCoupling, conditions } = await lab.ask('sync-condition', network);
    const printed = conditions.find(({ id }) => id === 'largest-eigenvalue');
    const expected = 4 / (2 + Math.SQRT2);
    return {
      rows: [
        near(
          { quantity: 'Gain that it asks for', published: 'at most what is needed' },
          printed?.criticalCoupling ?? null,
          expected,
          1e-6,
        ),
        near(
          { quantity: 'Gain that is needed', published: 'at least what it asks for' },
          criticalCoupling.exact,
          1,
          1e-8,
        ),
      ],
    };
  },
};
