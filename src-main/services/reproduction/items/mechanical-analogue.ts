import type { PublishedItem } from '../published-item.ts';
import { within } from '../rows.ts';
import { completeEdges, oscillators } from '../small-networks.ts';

const omega = [-1, -0.7, -0.2, 0.1, 0.3, 0.6, 0.9];

export const mechanicalAnalogue: PublishedItem = {
  id: 'b-figure-1',
  paper: 'B',
  title: 'Particles on a circle, strongly and weakly coupled',
  place: 'figures 1 and 6',
  claim:
    'With all other parameters the same, the strongly coupled particles move together and the weakly coupled ones do not.',
  verdict: 'reproduced-under-assumptions',
  because:
    'At twice the predicted critical coupling all move at one frequency; at a third of it they drift.',
  assumptions: ['Seven particles, all joined; the paper prints no parameters.'],
  questions: 2,
  async compute(lab) {
    const centred = omega.map((w) => w - omega.reduce((sum, one) => sum + one, 0) / omega.length);
    const network = oscillators({ omega: centred, edges: completeEdges(omega.length) });
    const { norm } = await lab.ask('sync-condition', network);
    const K = [2 * norm, norm / 3];
    const spec = { coupling: 'network', K, duration: 100 };
    const { perK, time } = await lab.ask('coherence', network, spec);
    const [strong, weak] = perK.map(
      ({ meanFrequencies }) => Math.max(...meanFrequencies) - Math.min(...meanFrequencies),
    );
    const quantity = (name: string) => `Range of the mean frequencies, ${name}`;
    return {
      rows: [
        within(
          { quantity: quantity('strong'), unit: 'rad/s', published: 'together' },
          strong ?? null,
          { to: 1e-6 },
        ),
        within({ quantity: quantity('weak'), unit: 'rad/s', published: 'apart' }, weak ?? null, {
          from: 0.1,
        }),
      ],
      charts: [
        {
          title: 'Coherence of the particles',
          x: 'Time / s',
          y: 'C',
          curves: perK.map(({ coherence }, k) => ({
            label: k === 0 ? 'strongly coupled' : 'weakly coupled',
            x: time,
            y: coherence,
          })),
        },
      ],
    };
  },
};
