import { describe, expect, it } from 'vitest';

import type { Block } from '../../../src-main/reports/blocks.ts';
import { conditionSection } from '../../../src-main/reports/sections/condition-section.ts';
import { loadingRampSection } from '../../../src-main/reports/sections/loading-ramp-section.ts';
import { runLoadingRamp } from '../../../src-main/studies/loading-ramp/run.ts';
import { runSyncCondition } from '../../../src-main/studies/sync-condition/run.ts';
import { loadSample } from '../../../src-main/samples/samples.ts';
import { rts96Study } from '../../../src-shared/studies/rts96-study.ts';
import type { Rts96Variant } from '../../../src-shared/studies/rts96-study.ts';
import { syncConditionSpecSchema } from '../../../src-shared/studies/sync-condition.ts';
import { anOscillatorDocument } from '../../fixtures/oscillators.ts';
import { aReportedRun } from '../../fixtures/a-reported-run.ts';
import { quietContext } from '../../fixtures/study-context.ts';

const context = quietContext();

const tables = (blocks: readonly Block[]) => blocks.filter((block) => block.kind === 'table');
const charts = (blocks: readonly Block[]) =>
  blocks.flatMap((block) => (block.kind === 'chart' ? [block.chart] : []));

describe('the report on a loading ramp', () => {
  const blocksOf = (variant: Rts96Variant) => {
    const spec = rts96Study(variant);
    const subject = { kind: 'grid' as const, grid: loadSample('rts96') };
    const result = runLoadingRamp(subject, spec, {}, context);
    return { result, blocks: loadingRampSection({ run: aReportedRun, spec, figures: [], result }) };
  };

  it('has the three answers, the cascade of figure 5, the parts and the curve to the limit', () => {
    const { result, blocks } = blocksOf('one-unit-north-west');
    const [answers, cascade] = tables(blocks);
    expect(answers?.rows.map((row) => row[1]?.value)).toEqual([
      result.predicted.loading,
      result.exact.loading,
      result.simulated?.loading,
    ]);
    expect(answers?.rows[1]?.[2]?.value).toBe(0);
    expect(cascade?.rows.map((row) => row[0]?.text)).toEqual(['121–325', '223–318']);
    const text = JSON.stringify(blocks);
    expect(text).toContain('Generator 1 at bus 323');
    expect(text).toContain('parts in 2 along 121–325, 223–318');
    const [chart] = charts(blocks);
    const margins = chart?.curves[0];
    expect(margins?.x).toHaveLength(81);
    // It crosses zero where the closed form says it does.
    const after = Array.from(margins?.y ?? []).findIndex((margin) => margin < 0);
    expect(margins?.x[after]).toBeGreaterThanOrEqual(result.predicted.loading ?? NaN);
    expect(margins?.x[after - 1]).toBeLessThanOrEqual(result.predicted.loading ?? NaN);
  });

  it('marks what is calibrated, and says so where there is no loading', () => {
    expect(JSON.stringify(blocksOf('calibrated').blocks)).toMatch(/Calibrated: .*22\.20 %/);
    const { blocks } = blocksOf('whole-plant-north-west');
    const [answers] = tables(blocks);
    expect(answers?.rows[0]?.[1]?.value).toBeNull();
    expect(answers?.rows[0]?.[4]?.text).toBe('is beyond its limit without any loading');
  });
});

it('the report on the condition says its exactness once, and draws the energy of two nodes', () => {
  const subject = {
    kind: 'oscillators' as const,
    document: anOscillatorDocument([0.5, -0.5], [[0, 1, 1]]),
  };
  const spec = syncConditionSpecSchema.parse({});
  const result = runSyncCondition(subject, spec, {}, context);
  const blocks = conditionSection({ run: aReportedRun, spec, figures: [], result });
  expect(JSON.stringify(blocks)).toContain('"Exact: the network is a tree."');
  const [chart] = charts(blocks);
  // Figure 2: the stable state of two nodes is at arcsin(omega / a), 30 degrees.
  expect(chart?.marks[0]?.x).toBeCloseTo(30, 8);
  const energy = Array.from(chart?.curves[0]?.y ?? []);
  const closed = Array.from(chart?.curves[0]?.x ?? [], (degrees) => {
    const phi = (degrees * Math.PI) / 180;
    return 1 - Math.cos(phi) - 0.5 * phi;
  });
  energy.forEach((value, k) => expect(value).toBeCloseTo(closed[k] ?? NaN, 10));
});
