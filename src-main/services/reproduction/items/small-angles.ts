import type { PublishedItem } from '../published-item.ts';
import { near } from '../rows.ts';
import { completeEdges, oscillators } from '../small-networks.ts';

const limits = [0.01, 0.1, 0.3, 0.6, 0.9, 1.2, Math.PI / 2] as const;

export const smallAngles: PublishedItem = {
  id: 'b-small-angles',
  paper: 'B',
  title: 'Exact for small angles',
  place: 'analytical and statistical results',
  claim: 'The condition is exact for sufficiently small phase cohesiveness.',
  verdict: 'reproduced',
  because: 'Exact over predicted coupling goes to 1 with the square of the angle.',
  assumptions: ['Three nodes, all joined, ω = (−1, 0, 1): a network on which it is not exact.'],
  questions: limits.length,
  async compute(lab) {
    const network = oscillators({ omega: [-1, 0, 1], edges: completeEdges(3) });
    const ratios: number[] = [];
    const rows = [];
    for (const angleLimit of limits) {
      const { ratioMean } = await lab.ask('critical-coupling', network, { angleLimit });
      const quantity = `Exact / predicted, largest angle ${angleLimit.toFixed(2)} rad`;
      ratios.push(ratioMean ?? Number.NaN);
      rows.push(
        near({ quantity, published: 1 }, ratioMean, ratioAt(angleLimit), 1e-8, 'closed form'),
      );
    }
    return {
      rows,
      charts: [
        {
          title: 'Exact over predicted coupling of three nodes',
          x: 'Largest angle / rad',
          y: 'K exact / K predicted',
          curves: [{ label: 'ours', x: [...limits], y: ratios, drawn: 'line-and-points' }],
        },
      ],
    };
  },
};

/** K (sin g + sin(g/2)) = 1 at the outer nodes, where K sin g = 2/3 is predicted. */
const ratioAt = (angle: number): number =>
  (1.5 * Math.sin(angle)) / (Math.sin(angle) + Math.sin(angle / 2));
