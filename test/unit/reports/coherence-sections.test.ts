import { describe, expect, it } from 'vitest';

import type { Block } from '../../../src-main/reports/blocks.ts';
import type { ReportedRun } from '../../../src-main/reports/report-input.ts';
import { coherenceSection } from '../../../src-main/reports/sections/coherence-section.ts';
import { leadingIndicatorSection } from '../../../src-main/reports/sections/leading-indicator-section.ts';
import { planCoherence } from '../../../src-main/studies/coherence/plan.ts';
import { reduceCoherence } from '../../../src-main/studies/coherence/reduce.ts';
import { runCoherence } from '../../../src-main/studies/coherence/run.ts';
import { planLeadingIndicator } from '../../../src-main/studies/leading-indicator/plan.ts';
import { reduceLeadingIndicator } from '../../../src-main/studies/leading-indicator/reduce.ts';
import { runLeadingIndicator } from '../../../src-main/studies/leading-indicator/run.ts';
import { coherenceSpecSchema } from '../../../src-shared/studies/coherence.ts';
import { leadingIndicatorSpecSchema } from '../../../src-shared/studies/leading-indicator.ts';
import { anOscillatorDocument } from '../../fixtures/oscillators.ts';
import { aReportedRun } from '../../fixtures/a-reported-run.ts';
import { quietContext } from '../../fixtures/study-context.ts';

const context = quietContext({ seed: 2 });

/** Everything that a section says, as one text. */
const textOf = (blocks: readonly Block[]): string => JSON.stringify(blocks);

describe('the report on coherence', () => {
  const reported = (fields: object): ReportedRun<'coherence'> => {
    const spec = coherenceSpecSchema.parse({ duration: 1, K: [0.5, 2], ...fields });
    const nothing = { kind: 'none' } as const;
    const parts = planCoherence(nothing, spec).chunks.map((chunk) =>
      runCoherence(nothing, spec, chunk, context),
    );
    return { run: aReportedRun, spec, figures: [], result: reduceCoherence(nothing, spec, parts) };
  };

  it('has a row for each coupling, the groups as columns, and a curve for each', () => {
    const given = reported({ omega: [1, 0, -1], groups: [[0, 1], [2]] });
    const blocks = coherenceSection(given);
    const table = blocks.find((block) => block.kind === 'table')!;
    expect(table.columns.map(({ title }) => title)).toEqual([
      'K',
      'Mean',
      'Weighted',
      'Links',
      'group 1',
      'group 2',
    ]);
    expect(table.rows.map((row) => row[1]!.value)).toEqual(
      given.result.perK.map(({ meanCoherence }) => meanCoherence),
    );
    const chart = blocks.find((block) => block.kind === 'chart')!.chart;
    expect(chart.curves.map(({ label }) => label)).toEqual(['K = 0.5', 'K = 2']);
  });

  it('shows the mean against the coupling, with the onset, where there are enough of them', () => {
    const { result, ...rest } = reported({ samples: 4, K: [1, 2, 3] });
    const charts = coherenceSection({ result, ...rest }).flatMap((block) =>
      block.kind === 'chart' ? [block.chart] : [],
    );
    expect(charts[0]!.marks).toEqual([{ x: result.criticalCoupling.value, label: 'onset' }]);
    expect(charts[0]!.curves[0]!.x).toEqual([1, 2, 3]);
    expect(charts).toHaveLength(2);
  });

  it('of an ensemble tells its spread and its statements, in the words of its preset', () => {
    const text = textOf(coherenceSection(reported({ samples: 6, preset: 'storage-cells' })));
    for (const words of ['cells', 'Standard error', 'impedance', 'share of the draws']) {
      expect(text).toContain(words);
    }
  });
});

it('the report on leading indicators tells the verdict, and a row for each indicator', () => {
  const subject = {
    kind: 'oscillators',
    document: anOscillatorDocument([0.5, -0.5], [[0, 1, 1]]),
  } as const;
  const spec = leadingIndicatorSpecSchema.parse({
    ...{ ramps: 4, calibrationRuns: 4, quietRuns: 4, durationSeconds: 20, windowSeconds: 5 },
  });
  const parts = planLeadingIndicator(subject, spec).chunks.map((chunk) =>
    runLeadingIndicator(subject, spec, chunk, context),
  );
  const result = reduceLeadingIndicator(subject, spec, parts);
  const blocks = leadingIndicatorSection({ run: aReportedRun, spec, figures: [], result });
  expect(textOf(blocks)).toContain(result.verdict);
  const table = blocks.find((block) => block.kind === 'table')!;
  expect(table.rows).toHaveLength(6);
  table.rows.forEach((row, k) => {
    const { count, of } = result.indicators[k]!.noticed;
    expect(row[3]!.text).toBe(`${count} of ${of}`);
  });
});
