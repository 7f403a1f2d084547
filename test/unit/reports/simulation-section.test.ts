import { describe, expect, it } from 'vitest';

import { simulationSection } from '../../../src-main/reports/sections/simulation-section.ts';
import { runTimeDomain } from '../../../src-main/studies/time-domain/run.ts';
import { timeDomainSpecSchema } from '../../../src-shared/studies/time-domain.ts';
import type { TimeDomainEvent } from '../../../src-shared/studies/time-domain.ts';
import { triangle } from '../../fixtures/small-grid.ts';
import type { ReportTable } from '../../../src-main/reports/blocks.ts';
import { aReportedRun } from '../../fixtures/a-reported-run.ts';
import { quietContext } from '../../fixtures/study-context.ts';

describe('the report on a simulation', () => {
  const blocks = (events: readonly TimeDomainEvent[]) => {
    const spec = timeDomainSpecSchema.parse({ duration: 2, events });
    const grid = triangle();
    const context = quietContext();
    const result = runTimeDomain({ kind: 'grid', grid }, spec, {}, context);
    return simulationSection({ run: aReportedRun, spec, result, figures: [] }, grid);
  };

  const fault: TimeDomainEvent = {
    ...{ kind: 'fault', time: 0.5, bus: 3, clearedAfterSeconds: 0.1 },
    trip: { kind: 'branch', from: 2, to: 3, circuit: '1' },
  };

  it('says what was done in words, of every kind of event', () => {
    const text = JSON.stringify(
      blocks([
        fault,
        { kind: 'step', time: 1, bus: 3, changeMw: 5 },
        { kind: 'ramp', time: 1, bus: 3, changeMw: -5, durationSeconds: 0.5 },
        { kind: 'reclose', time: 1.5, element: fault.trip! },
      ]),
    );
    expect(text).toContain(
      'three-phase fault at bus 3 at 0.5 s, cleared after 0.1 s by tripping Branch 2–3; ' +
        'step of 5 MW at bus 3 at 1 s; ramp of -5 MW at bus 3 at 1 s; reclose Branch 2–3 at 1.5 s',
    );
    const sinking = { ...fault, voltages: 'sinking' } as TimeDomainEvent;
    expect(JSON.stringify(blocks([sinking]))).toContain('tripping Branch 2–3, voltages sinking"');
    expect(JSON.stringify(blocks([]))).toContain('["Disturbance","none"]');
  });

  it('marks the fault and its clearing on every chart', () => {
    const charts = blocks([fault]).flatMap((block) =>
      block.kind === 'chart' ? [block.chart.marks] : [],
    );
    expect(charts).toHaveLength(3);
    for (const marks of charts) {
      expect(marks).toEqual([
        { x: 0.5, label: 'fault' },
        { x: 0.6, label: 'clearing' },
        { x: 0.6, label: 'trip' },
      ]);
    }
  });

  it('draws coherence on every scale that is known, and tells where it is least', () => {
    const spec = timeDomainSpecSchema.parse({
      ...{ duration: 2, events: [fault], coherence: ['weighted', 'unit/2', 'group/1'] },
    });
    const grid = triangle();
    const result = runTimeDomain({ kind: 'grid', grid }, spec, {}, quietContext());
    const answer = simulationSection({ run: aReportedRun, spec, result, figures: [] }, grid);
    const charts = answer.flatMap((block) =>
      block.kind === 'chart' ? [[block.chart.title, block.chart.curves.map((c) => c.label)]] : [],
    );
    expect(charts.slice(2)).toEqual([
      ['Coherence of the whole', ['r', 'by coupling']],
      ['Coherence of areas and groups', ['group 1']],
      ['Coherence of single buses with the whole: cos(θ − ψ)', ['bus 2']],
    ]);
    const table = answer.find((block) => block.kind === 'table' && block.title === 'Coherence');
    const [ofWhole] = (table as ReportTable).rows;
    expect(ofWhole?.[1]?.value).toBe(Math.min(...result.orderParameter));
  });
});
