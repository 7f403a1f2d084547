import { describe, expect, it } from 'vitest';

import type { ReportTable } from '../../../src-main/reports/blocks.ts';
import { screeningSection } from '../../../src-main/reports/sections/screening-section.ts';
import type {
  ContingencyScreeningResult,
  OutageResult,
} from '../../../src-shared/studies/contingency-screening.ts';
import { contingencyScreeningSpecSchema } from '../../../src-shared/studies/contingency-screening.ts';
import { aReportedRun } from '../../fixtures/a-reported-run.ts';
import { quietOutage } from '../../fixtures/an-outage.ts';

const outage = (element: string, changes: Partial<OutageResult>): OutageResult => ({
  element,
  outage: { name: element, elements: [{ kind: 'bus', number: 1 }], enabled: true },
  ...{ status: 'ok', norm: 0.1, worstEdge: null, maxAngleDifference: null, equilibrium: null },
  ...quietOutage,
  ...changes,
});

const result: ContingencyScreeningResult = {
  base: {
    ...{ norm: 0.1, worstEdge: null, maxAngleDifference: null },
    ...{ largestLoading: 0.4, loadedEdge: null, violations: [], violationCount: 0 },
  },
  outages: [
    outage('mild', { norm: 0.2, violationCount: 0, equalTo: null }),
    outage('circuit 1', { norm: 0.5, violationCount: 1, equalTo: null }),
    outage('circuit 2', { norm: 0.5, violationCount: 1, equalTo: 1 }),
  ],
  byElement: [{ from: 1, to: 2, limit: 0.5, outages: 2, worst: 1.25, worstOutage: 1, base: null }],
  ignored: [],
  warnings: [],
};

const sectionOf = (given: ContingencyScreeningResult) =>
  screeningSection({
    ...{ run: aReportedRun, figures: [], result: given },
    spec: contingencyScreeningSpecSchema.parse({}),
  });
const tables = (given = result): ReportTable[] =>
  sectionOf(given).filter((block) => block.kind === 'table');
const texts = ({ rows }: ReportTable): string[][] =>
  rows.map((row) => row.slice(0, 3).map(({ text }) => text));

describe('the screening in a report', () => {
  it('puts equal outages in one row with the names of all, and counts each of them', () => {
    const [ranking] = tables();
    expect(texts(ranking!).map(([rank, name]) => [rank, name])).toEqual([
      ['1', 'circuit 1 = circuit 2'],
      ['3', 'mild'],
    ]);
    const words = sectionOf(result).flatMap((block) =>
      block.kind === 'paragraph' ? [block.text] : [],
    );
    expect(words.join('\n')).toMatch(/^3 outages screened; .* 2 a line over its limit/m);
  });

  it('tells of every line over its limit after how many outages it is, and after which most', () => {
    const [, lines] = tables();
    expect(lines!.title).toBe('Lines over their limits, by element');
    expect(lines!.rows[0]!.map(({ text }) => text)).toEqual([
      ...['1–2', '2', '125.0', 'circuit 1', '28.65', '–'],
    ]);
    expect(tables({ ...result, byElement: [] })).toHaveLength(1);
  });
});
