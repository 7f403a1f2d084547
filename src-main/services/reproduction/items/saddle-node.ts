import { rts96Study } from '../../../../src-shared/studies/rts96-study.ts';
import { loadSample } from '../../../samples/samples.ts';
import type { PublishedItem } from '../published-item.ts';
import { states, within } from '../rows.ts';

export const saddleNode: PublishedItem = {
  id: 'b-saddle-node',
  paper: 'B',
  title: 'The RTS-96 without limits: loss of synchronism in a saddle-node',
  place: 'applications in power networks, last paragraph',
  claim:
    'If generator 323 is in service and there are no thermal limits, synchronism is lost in a saddle-node bifurcation, which the condition predicts accurately.',
  verdict: 'reproduced-under-assumptions',
  because:
    'The branch of the synchronous state ends in a saddle-node a few percent above the predicted loading.',
  assumptions: [
    "The sample's dispatch; demand of area 3 up, generation of areas 1 and 2 to match.",
  ],
  questions: 1,
  async compute(lab) {
    const network = { kind: 'grid', grid: loadSample('rts96') } as const;
    const { direction, ramp } = rts96Study('calibrated');
    const spec = { direction, limits: 'none', ramp: { ...ramp, simulate: false } };
    const { predicted, exact } = await lab.ask('loading-ramp', network, spec);
    const excess =
      predicted.loading === null || exact.loading === null
        ? null
        : 100 * (exact.loading / predicted.loading - 1);
    const unit = '%';
    return {
      rows: [
        states(
          { quantity: 'End of the branch', published: 'saddle-node' },
          exact.cause,
          'saddle-node',
        ),
        within({ quantity: 'Predicted loading', unit, published: 'not told' }, predicted.loading, {
          from: 30,
          to: 100,
        }),
        within({ quantity: 'Exact loading', unit, published: 'not told' }, exact.loading, {
          from: 30,
          to: 100,
        }),
        within({ quantity: 'Exact above predicted', unit, published: 'accurately' }, excess, {
          from: 0,
          to: 5,
        }),
      ],
    };
  },
};
