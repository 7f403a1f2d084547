import { describe, expect, it } from 'vitest';

import { lineChart } from '../../../src-main/reports/line-chart.ts';
import { html } from '../../../src-main/reports/markup.ts';
import type { ReportInput } from '../../../src-main/reports/report-input.ts';
import { renderReport } from '../../../src-main/reports/render-report.ts';
import { rankOutages } from '../../../src-main/reports/sections/screening-section.ts';
import type { RunSummary } from '../../../src-shared/contract/run-documents.ts';
import type { ScenarioSummary } from '../../../src-shared/contract/scenario-documents.ts';
import { defaultReportOptions } from '../../../src-shared/contract/report-options.ts';
import { defaultModelOptions } from '../../../src-shared/studies/model-options.ts';
import type { OutageResult } from '../../../src-shared/studies/contingency-screening.ts';
import { quietOutage } from '../../fixtures/an-outage.ts';
import { triangle } from '../../fixtures/small-grid.ts';

const scenario: ScenarioSummary = {
  id: 3,
  name: 'Peak <2030> & "north"',
  notes: '',
  tags: [],
  parentId: null,
  origin: 'sample triangle',
  createdAt: '2026-11-20T10:00:00Z',
  updatedAt: '2026-11-20T10:00:00Z',
  deletedAt: null,
  buses: 3,
  branches: 3,
  norm: null,
  runs: 0,
  staleRuns: 0,
  ...{ derived: false, changes: 0, activeRuns: 0, newestRunStatus: null, staleStudies: 0 },
};

const run: RunSummary = {
  id: 7,
  scenarioId: 3,
  revisionId: 1,
  revisionHash: 'abc123'.padEnd(64, '0'),
  kind: 'sync-condition',
  title: 'Synchronization condition',
  status: 'finished',
  outcome: null,
  seed: 42,
  engineVersion: '0.1.0',
  createdAt: '2026-11-20T11:00:00Z',
  finishedAt: '2026-11-20T11:00:01Z',
  queue: null,
  durationSeconds: 1,
  stale: true,
};

const input: ReportInput = {
  scenario,
  grid: triangle(),
  revisionHash: 'f'.repeat(64),
  importReport: null,
  options: defaultReportOptions,
  comparison: null,
  runs: {
    'sync-condition': {
      run,
      figures: [],
      spec: { model: defaultModelOptions },
      result: {
        nodes: 3,
        edges: 3,
        norm: 0.123456,
        worstEdge: { from: 1, to: 2 },
        gammaPredicted: 0.12377,
        equilibrium: {
          status: 'converged',
          maxAngleDifference: 0.1237,
          worstEdge: { from: 1, to: 2 },
          residual: 1e-15,
          iterations: 3,
        },
        criticalCoupling: { predicted: 0.123456, exact: null },
        exactness: { exact: false, reason: 'a general network' },
        otherConditions: { algebraicConnectivity: 30, connectivityBound: 2, degreeBound: 0.1 },
        blocks: [],
        conditions: [],
        energy: null,
        perNode: [],
        islands: [],
        perEdge: [
          {
            from: 1,
            to: 2,
            dcDifference: 0.12,
            predictedAngle: 0.12,
            exactAngle: 0.1237,
            limit: 1,
            limitCause: 'rating',
            effectiveResistance: 0.1,
            margin: 0.8763,
          },
        ],
        ignored: [{ topic: 'Resistance', text: 'ignored', amount: 0.03, unit: 'p.u.' }],
        warnings: [],
      },
    },
  },
  createdAt: '2026-11-21T08:00:00Z',
  engineVersion: '0.1.0',
  machine: 'Linux',
};

describe('renderReport', () => {
  // Line breaks inside the markup mean nothing to a reader: fold them.
  const page = renderReport(input).replace(/\s+/g, ' ');

  it('escapes what the user wrote', () => {
    expect(page).toContain('Peak &lt;2030&gt; &amp; &quot;north&quot;');
    expect(page).not.toContain('<2030>');
  });

  it('is self-contained: no script, nothing fetched', () => {
    expect(page).not.toMatch(/<script|src=|href="[^#]|url\(|@import/);
  });

  it('prints the assumptions, the provenance and a warning that the run is stale', () => {
    expect(page).toContain('Resistance: ignored (0.03 p.u.)');
    expect(page).toContain(run.revisionHash);
    expect(page).toContain('seed 42');
    expect(page).toContain('earlier state of the network');
  });

  it('says in its first sentences that a figure is of an earlier state', () => {
    const [, verdict] = /class="verdict">\s*([^<]*)/.exec(page) ?? [];
    expect(verdict).toMatch(/^On an earlier state of the network: The network has a synchronous/);
  });

  it('says so where a study has not been run', () => {
    expect(page).toContain('Contingency screening: not run on this scenario');
    expect(page).toContain('Simulation over time: not run on this scenario');
  });

  it('draws one line per branch and one bar per bus, and the worst angle in figures', () => {
    expect(page.match(/<line [^>]*stroke-dasharray=""/g)).toHaveLength(3);
    expect(page.match(/class="bus"/g)).toHaveLength(3);
    expect(page).toContain('>7.09°<');
  });
});

describe('rankOutages', () => {
  it('puts what has no synchronous state first, then the largest norm', () => {
    const outage = (
      element: string,
      status: OutageResult['status'],
      norm: number | null,
    ): OutageResult => ({
      element,
      outage: { name: element, elements: [{ kind: 'bus', number: 1 }], enabled: true },
      status,
      norm,
      worstEdge: null,
      maxAngleDifference: null,
      equilibrium: null,
      ...quietOutage,
    });
    const ranked = rankOutages([
      outage('a', 'ok', 0.2),
      outage('b', 'ok', 0.9),
      outage('c', 'no-solution', 1.1),
      outage('d', 'ok', null),
    ]);
    expect(ranked.map(({ element }) => element)).toEqual(['c', 'b', 'a', 'd']);
  });
});

describe('lineChart', () => {
  const long = Float64Array.from({ length: 100_000 }, (_, k) => k / 1000);
  const spike = long.map((_, k) => (k === 50_001 ? 7 : Math.sin(k)));

  it('keeps a spike of one sample when it thins out a hundred thousand', () => {
    const chart = {
      title: 't',
      xLabel: 'x',
      yLabel: 'y',
      leastSpan: 1e-9,
      marks: [],
      curves: [{ label: 'c', x: long, y: spike }],
    };
    const { markup } = lineChart(chart);
    const points = /points="([^"]*)"/.exec(markup)?.[1]?.split(' ') ?? [];
    expect(points.length).toBeLessThan(4000);
    const heights = points.map((point) => Number(point.split(',')[1]));
    // 5 % padding above the largest value of 7, over a span of 8, on 188 px from y = 28.
    expect(Math.min(...heights)).toBeCloseTo(28 + (188 * 0.05) / 1.1, 0);
  });

  it('draws nothing where there is nothing to draw', () => {
    const nothing = { title: 't', xLabel: 'x', yLabel: 'y', leastSpan: 1, marks: [], curves: [] };
    expect(lineChart(nothing).markup).toBe('');
  });

  const flat = (label: string, y: readonly number[]) => ({ label, x: y.map((_, k) => k), y });
  const few = { title: 't', xLabel: 'x', yLabel: 'y', leastSpan: 0.01, marks: [] };

  it('draws rounding as the straight line that it is', () => {
    const noise = [0.3, 0.3 + 2 ** -54, 0.3 - 2 ** -53, 0.1 + 0.2];
    const { markup } = lineChart({ ...few, curves: [flat('c', noise)] });
    const points = /points="([^"]*)"/.exec(markup)?.[1]?.split(' ') ?? [];
    expect(new Set(points.map((point) => point.split(',')[1])).size).toBe(1);
  });

  it('puts the words of marks that are close below each other, and others on one line', () => {
    const marks = [
      { x: 0.1, label: 'fault' },
      { x: 0.11, label: 'clearing' },
      { x: 0.8, label: 'trip' },
    ];
    const { markup } = lineChart({ ...few, marks, curves: [flat('c', [0, 1])] });
    const notes = [...markup.matchAll(/y="(\d+)"\s+class="chart-note"/g)].map(([, y]) => Number(y));
    expect(notes[1]! - notes[0]!).toBeGreaterThan(8);
    expect(notes[2]).toBe(notes[0]);
  });

  it('tells twelve curves apart without colour, on the chart and in its legend', () => {
    const curves = Array.from({ length: 12 }, (_, k) => flat(`c${k}`, [k, k + 1]));
    const { markup } = lineChart({ ...few, curves });
    const legend = markup.split('</polyline>').join('').split('<text').slice(-13, -1);
    const looks = legend.map((entry) => [
      /stroke-dasharray="([^"]*)"/.exec(entry)?.[1],
      /<path\s+d="([^"]*)"/.exec(entry)?.[1],
    ]);
    expect(new Set(looks.map(String)).size).toBe(12);
  });
});

describe('html', () => {
  it('nests markup, joins lists and leaves out null', () => {
    const list = ['a', '<'].map((item) => html`<i>${item}</i>`);
    expect(html`<p>${list}${null}${3}</p>`.markup).toBe('<p><i>a</i><i>&lt;</i>3</p>');
  });
});
