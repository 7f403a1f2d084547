import type { PublishedItem } from '../published-item.ts';
import { near, within } from '../rows.ts';
import { completeEdges, oscillators, pathEdges, ringEdges } from '../small-networks.ts';

/** Networks of each class, with powers for which the condition is exact. */
const classes = [
  {
    name: '(i) tree: path of 4',
    network: oscillators({
      omega: [0.3, -0.9, 0.4, 0.2],
      edges: [
        [1, 2, 1],
        [2, 3, 2],
        [3, 4, 0.5],
      ],
    }),
  },
  {
    name: '(i) tree: star of 5',
    network: oscillators({
      omega: [-0.5, 0.6, -0.4, -0.3, 0.6],
      edges: [
        [1, 2, 1],
        [1, 3, 1.5],
        [1, 4, 0.7],
        [1, 5, 2],
      ],
    }),
  },
  {
    name: '(ii) complete, bipolar powers',
    network: oscillators({ omega: [0.6, 0.6, -0.4, -0.4, -0.4], edges: completeEdges(5) }),
  },
  {
    name: '(iv) cut-set inducing',
    // omega = L x with x = (1, 1, 0, 0): differences of 0 and 1 only.
    network: oscillators({ omega: [1, 1, -1, -1], edges: ringEdges(4) }),
  },
  {
    name: '(v) cycle of 4, worst case',
    network: oscillators({ omega: [1, 0, -1, 0], edges: ringEdges(4) }),
  },
  {
    name: '(vi) symmetric cycle of 6',
    network: oscillators({ omega: [1, -1, 1, -1, 1, -1], edges: ringEdges(6) }),
  },
  {
    name: '(vii) two squares at a bridge',
    network: oscillators({
      omega: [1, 0, -1, 0.5, 0, -0.5, 0, 0],
      edges: [...ringEdges(4), [4, 5], [5, 6], [6, 7], [7, 8], [8, 5]],
    }),
  },
  {
    name: '(vii) path at a complete graph',
    network: oscillators({
      omega: [0.8, -0.4, -0.4, 0.2, -0.3, 0.1],
      edges: [...completeEdges(3), ...pathEdges(6).slice(2)],
    }),
  },
] as const;

export const exactClasses: PublishedItem = {
  id: 'b-exact-classes',
  paper: 'B',
  title: 'Networks for which the condition is exact',
  place: 'analytical result',
  claim:
    'The condition is necessary and sufficient on trees, complete graphs, for phase synchronizing and for cut-set inducing powers, on short and symmetric cycles, and on one-connected combinations.',
  verdict: 'reproduced',
  because:
    'For the powers of the worst case, exact and predicted coupling agree to eight digits in every class. (For other powers of complete graphs and short cycles see b-complete-graphs and b-short-cycles.)',
  assumptions: ['A combination is exact where the part with the largest norm is.'],
  questions: classes.length + 1,
  async compute(lab) {
    const rows = [];
    for (const { name, network } of classes) {
      const { ratioMean } = await lab.ask('critical-coupling', network);
      rows.push(near({ quantity: `Exact / predicted, ${name}`, published: 1 }, ratioMean, 1, 1e-8));
    }
    const alike = oscillators({ omega: [0.7, 0.7, 0.7, 0.7], edges: ringEdges(4) });
    const { network } = await lab.ask('critical-coupling', alike);
    const quantity = 'Larger of both couplings, (iii) phase synchronizing';
    const larger = network && Math.max(network.predicted, network.exact ?? Infinity);
    rows.push(within({ quantity, published: 0 }, larger, { to: 1e-12 }));
    return { rows };
  },
};
