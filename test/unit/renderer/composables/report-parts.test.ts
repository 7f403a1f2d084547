import { describe, expect, it } from 'vitest';

import {
  movedSection,
  reportParts,
  toggledSection,
} from '../../../../src-renderer/composables/report-parts.ts';
import type { RunSummary } from '../../../../src-shared/contract/run-documents.ts';
import type { ReportSectionId } from '../../../../src-shared/contract/report-options.ts';

const run = (
  id: number,
  kind: RunSummary['kind'],
  changes: Partial<RunSummary> = {},
): RunSummary => ({
  id,
  scenarioId: 1,
  revisionId: 1,
  revisionHash: 'a'.repeat(64),
  kind,
  title: '',
  status: 'finished',
  outcome: null,
  seed: 1,
  engineVersion: '1',
  createdAt: '2026-11-21T08:00:00Z',
  finishedAt: null,
  durationSeconds: null,
  queue: null,
  stale: false,
  ...changes,
});

const chosen: ReportSectionId[] = ['network', 'time-domain', 'assumptions', 'provenance'];

const options = { sections: chosen, compareWith: null };

describe('the parts of a report', () => {
  it('stand in the order chosen, and what is left out behind them', () => {
    const ids = reportParts([run(1, 'power-flow')], options).map(({ id }) => id);
    expect(ids.slice(0, 4)).toEqual(chosen);
    expect(ids).toContain('power-flow');
    expect(ids).toContain('contingency-screening');
  });

  it('take the newest run that has a result, and say whether it is of the present network', () => {
    const runs = [
      run(3, 'time-domain', { status: 'cancelled' }),
      run(2, 'time-domain', { stale: true }),
      run(1, 'time-domain'),
    ];
    const part = reportParts(runs, options).find(({ id }) => id === 'time-domain');
    expect(part).toMatchObject({ state: 'stale', run: { id: 2 }, screen: 'simulation' });
  });

  it('do not speak of a special study that was never run', () => {
    expect(reportParts([], options).some(({ id }) => id === 'kron-reduction')).toBe(false);
    const parts = reportParts([run(1, 'kron-reduction')], options);
    expect(parts.find(({ id }) => id === 'kron-reduction')?.state).toBe('up-to-date');
  });

  it('move by one place, and not beyond the ends', () => {
    expect(movedSection(chosen, 'time-domain', -1)[0]).toBe('time-domain');
    expect(movedSection(chosen, 'network', -1)).toEqual(chosen);
    expect(movedSection(movedSection(chosen, 'network', 1), 'network', -1)).toEqual(chosen);
  });

  it('can be left out and taken up again, but for those that every report prints', () => {
    expect(toggledSection(chosen, 'assumptions')).toEqual(chosen);
    const without = toggledSection(chosen, 'network');
    expect(without).not.toContain('network');
    expect(toggledSection(without, 'network')).toEqual([
      'time-domain',
      'assumptions',
      'network',
      'provenance',
    ]);
  });
});
