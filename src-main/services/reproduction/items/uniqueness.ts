import type { TimeDomainResult } from '../../../../src-shared/studies/time-domain.ts';
import { radiansFromDegrees } from '../../../../src-shared/units/quantities.ts';
import type { PublishedItem } from '../published-item.ts';
import { near, within } from '../rows.ts';
import { oscillators, ringEdges } from '../small-networks.ts';

const n = 6;
const power = 0.125;
const turn = (2 * Math.PI) / n;
/** Angle along a line beyond the turn, in the state that winds once: half of it goes each way. */
const tilt = Math.asin(power / (2 * Math.cos(turn)));
const lines = Array.from({ length: n }, (_, i) => turn + (i % 2 === 0 ? tilt : -tilt));
const winding = lines.map((_, i) => lines.slice(0, i + 1).reduce((sum, line) => sum + line, 0));

export const uniqueness: PublishedItem = {
  id: 'b-uniqueness',
  paper: 'B',
  title: 'The cohesive state: unique?',
  place: 'condition 2',
  claim:
    'Under the condition there is a unique stable solution whose angles along all edges are at most γ.',
  verdict: 'paper-wrong',
  because:
    'it is unique only among states of the same winding number: a ring of six with P/K = 0.125 has a second stable state, with angles that add up to 2π around the ring and are all below 68°.',
  assumptions: ['γ = 70°: the norm, 0.0625, is far below sin γ = 0.94.'],
  questions: 3,
  async compute(lab) {
    const omega = Array.from({ length: n }, (_, i) => (i % 2 === 0 ? power : -power));
    const near0 = winding.map((_, i) => 0.05 * Math.sin(3 * i));
    const ring = (theta0: readonly number[]) => oscillators({ omega, edges: ringEdges(n), theta0 });
    const { norm } = await lab.ask('sync-condition', ring([]));
    const spec = { model: 'first-order', duration: 100, recordEvery: 1, tolerance: 1e-10 };
    const flat = await lab.ask('time-domain', ring(near0), spec);
    const start = winding.map((theta, i) => theta + (near0[i] ?? 0));
    const wound = await lab.ask('time-domain', ring(start), spec);
    const angle = (state: string) => `Largest angle that the ${state} state comes back to`;
    return {
      rows: [
        near({ quantity: 'Norm', published: 'at most sin γ' }, norm, power / 2, 1e-12),
        near(
          { quantity: angle('first'), unit: 'rad', published: 'the only one' },
          largestAngle(flat),
          Math.asin(power / 2),
          1e-6,
        ),
        near(
          { quantity: angle('second'), unit: 'rad', published: 'there is none' },
          largestAngle(wound),
          turn + tilt,
          1e-6,
        ),
        within(
          { quantity: 'γ less that angle', unit: 'rad', published: 'there is none' },
          radiansFromDegrees(70) - largestAngle(wound),
          { from: 0 },
        ),
      ],
    };
  },
};

/** At the end, along the ring, wrapped. */
function largestAngle({ theta, time, nodes }: TimeDomainResult): number {
  const last = theta.subarray((time.length - 1) * nodes.length);
  return Math.max(
    ...Array.from(nodes, (_, i) => {
      const difference = (last[(i + 1) % n] ?? 0) - (last[i] ?? 0);
      return Math.abs(Math.atan2(Math.sin(difference), Math.cos(difference)));
    }),
  );
}
