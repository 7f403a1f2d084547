import type { PublishedItem } from '../published-item.ts';
import { near } from '../rows.ts';
import { noNetwork } from '../small-networks.ts';

const sizes = [20, 80, 320] as const;

export const incoherence: PublishedItem = {
  id: 'a-incoherence',
  paper: 'A',
  title: 'Below the critical coupling: no coherence at all?',
  place: 'section 2.3',
  claim: 'For K < K_c the state is incoherent, C ≈ 0.',
  verdict: 'paper-wrong',
  because:
    'N phases at random have a mean coherence of √(π/(4N)): 0.198 for the 20 oscillators of the paper. C goes to 0 below K_c only as N grows.',
  assumptions: ['K = 0, where nothing can synchronize, with ω ~ N(0, 1) over 50 s.'],
  questions: sizes.length,
  async compute(lab) {
    const rows = [];
    const means: number[] = [];
    for (const n of sizes) {
      const samples = lab.quick ? 100 : 400;
      const result = await lab.ask('coherence', noNetwork, { n, samples, K: [0], dt: 0.05 });
      const [free] = result.perK;
      const mean = free?.meanCoherence ?? null;
      const tolerance = 4 * (free?.spread?.standardError ?? 0);
      const source = '√(π/(4N)), four standard errors';
      const quantity = `⟨C⟩ without coupling, N = ${n}`;
      means.push(mean ?? Number.NaN);
      rows.push(near({ quantity, published: 0 }, mean, result.floor, tolerance, source));
    }
    const x = [...sizes];
    return {
      rows,
      charts: [
        {
          title: 'Coherence that chance leaves',
          x: 'N',
          y: '⟨C⟩ at K = 0',
          curves: [
            { label: 'ours', x, y: means, drawn: 'points' },
            { label: '√(π/(4N))', x, y: x.map((n) => Math.sqrt(Math.PI / (4 * n))) },
          ],
        },
      ],
    };
  },
};
