import type { PublishedItem } from '../published-item.ts';
import { near } from '../rows.ts';
import { completeEdges, oscillators } from '../small-networks.ts';

const omega = [-0.8, -0.3, 0.1, 0.2, 0.8];

export const classicKuramoto: PublishedItem = {
  id: 'b-classic-kuramoto',
  paper: 'B',
  title: 'The condition for classic Kuramoto oscillators',
  place: 'equation 4, Kuramoto perspective',
  claim: 'With a_ij = K/n on a complete graph the condition reads K > max |ω_i − ω_j|.',
  verdict: 'reproduced',
  because: 'n times the norm on the complete graph with unit couplings is the largest difference.',
  assumptions: [],
  questions: 1,
  async compute(lab) {
    const network = oscillators({ omega, edges: completeEdges(omega.length) });
    const { norm } = await lab.ask('sync-condition', network);
    const spread = Math.max(...omega) - Math.min(...omega);
    return {
      rows: [
        near(
          { quantity: 'Critical K, ω = (−0.8, −0.3, 0.1, 0.2, 0.8)', published: spread },
          omega.length * norm,
          spread,
          1e-12,
        ),
      ],
    };
  },
};
