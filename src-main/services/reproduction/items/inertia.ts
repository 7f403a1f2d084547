import { finalAngles } from '../final-angles.ts';
import type { PublishedItem } from '../published-item.ts';
import { within } from '../rows.ts';
import { completeEdges, oscillators } from '../small-networks.ts';

const omega = [0.6, -0.5, 0.3, -0.4];
const theta0 = [0.4, -0.2, 0.7, -0.6];
const edges = completeEdges(4).map(([from, to]): [number, number, number] => [from, to, 0.5]);

export const inertiaDoesNotMatter: PublishedItem = {
  id: 'b-figure-9',
  paper: 'B',
  title: 'With and without inertia: the same states',
  place: 'figure 9, lemma 3.1',
  claim:
    'Synchronized solutions of second-order oscillators exist and are locally stable exactly where those of first-order ones are.',
  verdict: 'reproduced-under-assumptions',
  because:
    'From the same start, with light and with heavy inertia and without, all end in one state.',
  assumptions: ['Four oscillators, all joined, K/n = 0.5; the paper prints no parameters.'],
  questions: 3,
  async compute(lab) {
    const end = async (inertia: number): Promise<number[]> => {
      const network = oscillators({ omega, edges, theta0, inertia });
      const model = inertia === 0 ? 'first-order' : 'structure-preserving';
      const spec = { model, duration: 200, recordEvery: 10, tolerance: 1e-9 };
      return finalAngles(await lab.ask('time-domain', network, spec));
    };
    const first = await end(0);
    const rows = [];
    for (const inertia of [0.1, 5]) {
      const angles = await end(inertia);
      const apart = Math.max(...angles.map((angle, i) => Math.abs(angle - (first[i] ?? NaN))));
      const quantity = `Largest distance from the state without inertia, M = ${inertia}`;
      rows.push(within({ quantity, unit: 'rad', published: 0 }, apart, { to: 1e-6 }));
    }
    return { rows };
  },
};
