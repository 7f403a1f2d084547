import { describe, expect, it } from 'vitest';

import {
  countBySeverity,
  listFindings,
  repairable,
  rowsOf,
} from '../../../../src-renderer/components/network/check-rows.ts';
import { fieldChanges } from '../../../../src-renderer/components/network/field-changes.ts';
import { checkInSlices } from '../../../../src-renderer/composables/check-in-slices.ts';
import { checkData } from '../../../../src-shared/grid/data-checks.ts';
import type { CheckOutcome } from '../../../../src-shared/grid/data-checks.ts';
import { applyEdit } from '../../../../src-shared/grid/edits.ts';
import { branch, bus, network, sample } from './networks.ts';

/** A network with an error, warnings and notes. */
const troubled = network({
  buses: [bus(1, null, { type: 'slack' }), bus(2, null, { vmMinPu: 1.1, vmMaxPu: 0.9 })],
  branches: [
    branch(1, 2, { ratingAMva: 100, ratingBMva: 80 }),
    branch(1, 2, { circuit: '2', ratingAMva: 100, ratingBMva: 80, reactancePu: -0.1 }),
  ],
});

const outcomeOf = (name: string, outcomes = checkData(troubled)): CheckOutcome => {
  const outcome = outcomes.find(({ check }) => check.name === name);
  if (!outcome) throw new Error(`There is no check ${name}.`);
  return outcome;
};

describe('the findings as lines of a table', () => {
  it('are all there once, the gravest first, each under a key of its own', () => {
    const outcomes = checkData(troubled);
    const listed = listFindings(outcomes);
    const order = rowsOf(listed).map(({ severity }) =>
      ['error', 'warning', 'note'].indexOf(severity),
    );
    expect(order).toEqual([...order].sort());
    expect(order[0]).toBe(0);
    expect(listed.size).toBe(outcomes.reduce((sum, { findings }) => sum + findings.length, 0));
  });

  it('name the element once, and go on after its name', () => {
    const rows = rowsOf(listFindings([outcomeOf('ratings-crossed')]));
    expect(rows.map(({ element }) => element)).toEqual(['Branch 1–2', 'Branch 1–2 circuit 2']);
    expect(rows[0]?.text).toBe('has the ratings 100 / 80 / none MVA (long, short, emergency).');
  });

  it('keep two findings of one check at one element apart', () => {
    const outcome = outcomeOf('negative-reactance');
    const twice = { ...outcome, findings: [...outcome.findings, ...outcome.findings] };
    expect([...listFindings([twice]).keys()]).toEqual([
      'negative-reactance/branch/1-2-2',
      'negative-reactance/branch/1-2-2/2',
    ]);
  });

  it('keep their keys when another finding goes', () => {
    const all = [...listFindings(checkData(troubled)).keys()];
    const { repair } = outcomeOf('ratings-crossed').findings[0] ?? {};
    if (!repair) throw new Error('There is a repair.');
    const left = [...listFindings(checkData(applyEdit(troubled, repair.edit).grid)).keys()];
    expect(left).toEqual(all.filter((key) => key !== 'ratings-crossed/branch/1-2-1'));
  });

  it('are counted by severity', () => {
    const rows = rowsOf(listFindings(checkData(troubled)));
    const counts = countBySeverity(checkData(troubled));
    for (const severity of ['error', 'warning', 'note'] as const) {
      expect(counts[severity]).toBe(rows.filter((row) => row.severity === severity).length);
    }
    expect(countBySeverity([])).toEqual({ error: 0, warning: 0, note: 0 });
  });

  it('tell how many of a kind can be repaired', () => {
    expect(repairable(outcomeOf('ratings-crossed'))).toBe(2);
    expect(repairable(outcomeOf('no-voltage-level', checkData(sample('ieee14'))))).toBe(0);
  });
});

describe('what a repair would change', () => {
  it('is shown field by field, before and after, in the units of the inspector', () => {
    const { repair } = outcomeOf('voltage-limits-crossed').findings[0] ?? {};
    expect(repair && fieldChanges(troubled, repair.edit)).toEqual([
      { element: 'Bus 2', label: 'Least voltage', unit: 'p.u.', before: '1.1', after: '0.9' },
      { element: 'Bus 2', label: 'Largest voltage', unit: 'p.u.', before: '0.9', after: '1.1' },
    ]);
  });

  it('leaves out fields that stay as they are, and names what has no limit', () => {
    const edit = {
      kind: 'update',
      element: { kind: 'branch', from: 1, to: 2, circuit: '1' },
      changes: { ratingAMva: 100, ratingBMva: null, isTransformer: true },
    } as const;
    expect(
      fieldChanges(troubled, edit).map(({ label, before, after }) => [label, before, after]),
    ).toEqual([
      ['Transformer', 'no', 'yes'],
      ['Rating B, short term', '80', 'none'],
    ]);
  });

  it('shows machine data that come into being', () => {
    const grid = sample('ieee14');
    const { repair } = outcomeOf('no-inertia', checkData(grid)).findings[0] ?? {};
    const changes = repair ? fieldChanges(grid, repair.edit) : [];
    expect(changes.map(({ label }) => label)).toContain('Inertia constant H');
    expect(changes.find(({ label }) => label === 'Inertia constant H')).toMatchObject({
      before: '–',
      after: '4',
      unit: 's',
    });
  });

  it('has a line for every field that the edit really changes, in every sample', () => {
    for (const id of ['ieee14', 'ieee39', 'rts96']) {
      const grid = sample(id);
      for (const { findings } of checkData(grid)) {
        for (const { repair } of findings) {
          if (repair?.edit.kind === 'update') {
            expect(fieldChanges(grid, repair.edit), repair.preview).not.toEqual([]);
          }
        }
      }
    }
  });
});

describe('checking a few checks at a time', () => {
  it('finds what checking all at once finds', async () => {
    const grid = sample('rts96');
    const outcomes = await checkInSlices(grid, new Map(), () => true);
    expect(JSON.stringify(outcomes)).toBe(JSON.stringify(checkData(grid)));
  });

  it('gives up where the answer is no longer wanted', async () => {
    expect(await checkInSlices(sample('ieee14'), new Map(), () => false)).toBeNull();
  });
});
