import { indicatorWords } from '../../../../src-shared/studies/leading-indicator.ts';
import type {
  IndicatorKind,
  LeadingIndicatorResult,
} from '../../../../src-shared/studies/leading-indicator.ts';
import { loadSample } from '../../../samples/samples.ts';
import type { PublishedItem } from '../published-item.ts';
import { within } from '../rows.ts';

export const leadingIndicator: PublishedItem = {
  id: 'a-leading-indicator',
  paper: 'A',
  title: 'Coherence as a leading indicator',
  place: 'section 2.2',
  claim: 'Coherence acts as a leading indicator of stability.',
  verdict: 'reproduced-under-assumptions',
  because:
    'It gives notice before synchronism is lost, but no earlier than the largest angle, which is watched anyway: on this network both alarm at the same time within seconds, and the variance of the coherence alarms later.',
  assumptions: [
    'WSCC 9 buses, all powers raised slowly under 2 % of noise; thresholds from quiet runs that let 5 % alarm.',
    'The paper measures nothing here; other networks answer otherwise (see the guide to coherence).',
  ],
  questions: 1,
  async compute(lab) {
    const runs = lab.quick ? 10 : 20;
    const grid = loadSample('wscc9');
    const spec = { ramps: runs, calibrationRuns: 2 * runs, quietRuns: runs };
    const result = await lab.ask('leading-indicator', { kind: 'grid', grid }, spec);
    return {
      rows: [
        within(
          { quantity: 'Ramps in which coherence gives notice, share', published: 'it leads' },
          indicator(result, 'coherence')?.noticed.share ?? null,
          { from: 0.8 },
        ),
        within(
          { quantity: 'Notice of the coherence, median', unit: 's', published: 'it leads' },
          indicator(result, 'coherence')?.noticeSeconds?.median ?? null,
          { from: 1 },
        ),
        within(
          { quantity: 'Its lead over the angle margin, median', unit: 's', published: 'it leads' },
          indicator(result, 'coherence')?.leadOverAngle?.median ?? null,
          { from: -5, to: 5 },
        ),
        within(
          {
            quantity: `${indicatorWords['coherence-variance'].name}: lead over the angle margin`,
            unit: 's',
            published: 'not told',
          },
          indicator(result, 'coherence-variance')?.leadOverAngle?.median ?? null,
          { to: 0 },
        ),
      ],
    };
  },
};

const indicator = ({ indicators }: LeadingIndicatorResult, wanted: IndicatorKind) =>
  indicators.find(({ kind }) => kind === wanted);
