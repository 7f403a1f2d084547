import { describe, expect, it } from 'vitest';

import { comparisonSection } from '../../../src-main/reports/sections/comparison-section.ts';
import type { ScenarioComparison } from '../../../src-shared/contract/comparison-documents.ts';

const side = (norm: number, status: 'ok' | 'islanding' = 'ok') => ({ norm, status });

const comparison = {
  left: { name: 'Today' },
  right: { name: 'Reinforced' },
  network: [],
  results: [
    { quantity: 'Outages screened', unit: '', left: 56, right: 57 },
    { quantity: 'Most load cut off', unit: 'MW', left: 680, right: 680 },
    { quantity: 'Norm', unit: '', left: 0.180360123, right: null },
    { quantity: 'Drift', unit: '', left: 0.1, right: 0.1 + 1e-16 },
  ],
  contingencies: [
    { name: 'Branch 1–2', left: side(0.2), right: side(0.2 + 1e-15) },
    { name: 'Branch 2–3', left: side(0.3), right: side(0.1) },
    { name: 'Branch 1–3', left: side(0.2), right: side(0.2, 'islanding') },
  ],
  remarks: [],
} as unknown as ScenarioComparison;

const tables = comparisonSection(comparison).flatMap((block) =>
  block.kind === 'table' ? [block.rows.map((cells) => cells.map(({ text }) => text))] : [],
);

describe('the comparison in a report', () => {
  it('prints counts as counts and norms in six figures', () => {
    expect(tables[0]).toEqual([
      ['Outages screened', '56', '57', '1'],
      ['Most load cut off, MW', '680', '680', '0'],
      ['Norm', '0.18036', '–', '–'],
      ['Drift', '0.1', '0.1', '0'],
    ]);
  });

  it('lists the outages that differ, and counts those that do not', () => {
    expect(tables[1]?.map(([name]) => name)).toEqual(['Branch 1–3', 'Branch 2–3']);
    const texts = comparisonSection(comparison).flatMap((block) =>
      block.kind === 'paragraph' ? [block.text] : [],
    );
    expect(texts).toContain('1 outage has the same norm and status in both.');
  });
});
