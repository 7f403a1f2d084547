import type { SyncConditionResult } from '../../../../src-shared/studies/sync-condition.ts';
import type { PublishedItem } from '../published-item.ts';
import { near, states, within } from '../rows.ts';
import { oscillators, pathEdges } from '../small-networks.ts';

const n = 10;
const omega = Array.from({ length: n }, (_, i) => i - (n - 1) / 2);
/** lambda_2 of a path, in closed form. */
const lambda2 = 2 - 2 * Math.cos(Math.PI / n);
const angle = 0.1;

const path = (a: number) =>
  oscillators({ omega, edges: pathEdges(n).map(([from, to]) => [from, to, a]) });

export const connectivity: PublishedItem = {
  id: 'b-connectivity',
  paper: 'B',
  title: 'Algebraic connectivity: sufficient?',
  place: 'below equation 3',
  claim: 'λ₂ ≥ max |ω_i − ω_j| sin γ over the edges is sufficient for the condition.',
  verdict: 'paper-wrong',
  because:
    'sin γ is on the wrong side, and even λ₂ sin γ ≥ max |ω_i − ω_j| is not sufficient: on a path of ten nodes it asks for a gain of 10.2 where 12.5 is needed. What is proved is λ₂ sin γ ≥ the 2-norm of the differences of all pairs.',
  assumptions: ['Path of ten nodes, ω from −4.5 to 4.5 in steps of 1.'],
  questions: 3,
  async compute(lab) {
    const whole = await lab.ask('sync-condition', path(1));
    const asked = conditionOf(whole, 'connectivity-printed');
    const given = await lab.ask('sync-condition', path(1.05 / lambda2));
    const limited = await lab.ask('critical-coupling', path(1), { angleLimit: angle });
    return {
      rows: [
        near(
          { quantity: 'Gain that it asks for, γ = 90°', published: 'enough' },
          asked,
          1 / lambda2,
          1e-6,
        ),
        near(
          { quantity: 'Gain that is needed, γ = 90°', published: 'less' },
          whole.criticalCoupling.exact,
          12.5,
          1e-8,
        ),
        states(
          { quantity: 'State with 5 % more than it asks for', published: 'there is one' },
          given.equilibrium.status === 'converged' ? 'there is one' : 'none',
          'none',
        ),
        near(
          {
            quantity: `Gain that is needed, γ = ${angle} rad`,
            published: Number(((Math.sin(angle) * 1) / lambda2).toFixed(4)),
          },
          limited.network?.exact ?? null,
          12.5 / Math.sin(angle),
          1e-6,
        ),
        within(
          { quantity: 'Gain that the proved form asks for, γ = 90°', published: 'not printed' },
          conditionOf(whole, 'connectivity'),
          { from: 12.5 },
        ),
      ],
    };
  },
};

const conditionOf = ({ conditions }: SyncConditionResult, wanted: string): number | null =>
  conditions.find(({ id }) => id === wanted)?.criticalCoupling ?? null;
