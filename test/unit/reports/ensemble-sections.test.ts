import { describe, expect, it } from 'vitest';

import type { Block } from '../../../src-main/reports/blocks.ts';
import { criticalCouplingSection } from '../../../src-main/reports/sections/ensemble-sections.ts';
import { planCriticalCoupling } from '../../../src-main/studies/critical-coupling/plan.ts';
import { reduceCriticalCoupling } from '../../../src-main/studies/critical-coupling/reduce.ts';
import { runCriticalCoupling } from '../../../src-main/studies/critical-coupling/run.ts';
import { criticalCouplingSpecSchema } from '../../../src-shared/studies/critical-coupling.ts';
import { answerChunks } from '../../fixtures/run-study.ts';

const subject = { kind: 'none' } as const;

const run = {
  id: 4,
  scenarioId: 1,
  revisionId: 1,
  revisionHash: 'a'.repeat(64),
  kind: 'critical-coupling' as const,
  title: 'Critical coupling of random networks',
  status: 'finished' as const,
  outcome: null,
  seed: 1,
  engineVersion: '0.1.0',
  createdAt: '2026-11-21T08:00:00Z',
  finishedAt: null,
  durationSeconds: 1,
  stale: false,
};

const tables = (blocks: readonly Block[]) => blocks.filter((block) => block.kind === 'table');

describe('the section on critical coupling', () => {
  it('prints a row for each law, with the ratio 1 that complete bipolar networks have', () => {
    const spec = criticalCouplingSpecSchema.parse({
      graph: ['complete'],
      omega: ['bipolar'],
      n: [4, 6, 8],
      samples: 5,
    });
    const parts = answerChunks(planCriticalCoupling(subject, spec), (chunk, context) =>
      runCriticalCoupling(subject, spec, chunk, context),
    );
    const result = reduceCriticalCoupling(subject, spec, parts);
    const [table] = tables(criticalCouplingSection({ run, spec, result, figures: [] } as never));
    const ratio = table?.columns.findIndex(({ title }) => title === 'Ratio') ?? -1;
    expect(table?.rows).toHaveLength(3);
    for (const row of table?.rows ?? []) expect(row[ratio]?.value).toBeCloseTo(1, 8);
    expect(table?.rows.map((row) => row[2]?.text)).toEqual(['4', '6', '8']);
  });
});
