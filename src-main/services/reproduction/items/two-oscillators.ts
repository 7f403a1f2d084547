import { finalAngles } from '../final-angles.ts';
import type { PublishedItem } from '../published-item.ts';
import { near, within } from '../rows.ts';
import { oscillators } from '../small-networks.ts';

const power = 0.6;
/** Starts, as the angle of the first oscillator ahead of the second, rad; all below pi/2. */
const starts = [-1.5, -0.8, 0, 0.7, 1.5];

export const twoOscillators: PublishedItem = {
  id: 'b-figure-8',
  paper: 'B',
  title: 'The synchronization manifold of two oscillators',
  place: 'figure 8, SI section 2.4',
  claim:
    'On the torus of two oscillators the states less than π/2 apart hold one synchronous state, which can be turned as a whole.',
  verdict: 'reproduced-under-assumptions',
  because:
    'From every start in the set, and from starts turned as a whole, the two end arcsin(ω/a) apart.',
  assumptions: ['ω = 0.6 and −0.6, a = 1; the paper prints no parameters.'],
  questions: starts.length + 1,
  async compute(lab) {
    const end = async (ahead: number, turned = 0): Promise<number> => {
      const theta0 = [turned + ahead, turned];
      const network = oscillators({ omega: [power, -power], edges: [[1, 2]], theta0 });
      const spec = { model: 'first-order', duration: 40, recordEvery: 10, tolerance: 1e-10 };
      const [, behind] = finalAngles(await lab.ask('time-domain', network, spec));
      return -(behind ?? NaN);
    };
    const ends: number[] = [];
    for (const start of starts) ends.push(await end(start));
    const turned = await end(0.7, 2);
    const apart = { quantity: 'Angle between the two at the end', unit: 'rad' };
    const expected = Math.asin(power);
    const spread = Math.max(...ends) - Math.min(...ends);
    return {
      rows: [
        near({ ...apart, published: 'arcsin(ω/a)' }, ends[0] ?? null, expected, 1e-7),
        within(
          { quantity: 'Spread over all starts', unit: 'rad', published: 'one state' },
          spread,
          { to: 1e-7 },
        ),
        near(
          {
            quantity: 'The same, turned by 2 rad at the start',
            unit: 'rad',
            published: 'the same',
          },
          turned,
          expected,
          1e-7,
        ),
      ],
    };
  },
};
