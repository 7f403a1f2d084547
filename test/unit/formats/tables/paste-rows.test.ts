import { describe, expect, it } from 'vitest';

import { previewPaste } from '../../../../src-main/formats/tables/paste-rows.ts';
import { tableCsv } from '../../../../src-main/formats/tables/write-tables.ts';
import { compareGrids } from '../../../../src-shared/grid/compare.ts';
import { editSchema } from '../../../../src-shared/grid/edit-schema.ts';
import { applyEdit } from '../../../../src-shared/grid/edits.ts';
import type { GridCase } from '../../../../src-shared/grid/grid-case.ts';
import type { TablePaste } from '../../../../src-shared/contract/reading-documents.ts';
import { columnNamed } from '../../../../src-main/formats/tables/columns.ts';
import {
  columnTitle,
  dynamicsFields,
  elementFields,
} from '../../../../src-renderer/components/network/element-fields.ts';
import { aBranch, aLoad, triangle } from '../../../fixtures/small-grid.ts';

const grid = triangle();

function applied({ edit }: TablePaste): GridCase {
  if (!edit) throw new Error('There is nothing to apply.');
  return applyEdit(grid, editSchema.parse(edit)).grid;
}

describe('rows from the clipboard', () => {
  it('are matched by their key and change only the cells that they give', () => {
    const preview = previewPaste(grid, 'load', 'Bus\tId\tP, MW\r\n3\t1\t45\r\n2\t1\t60\r\n');
    expect(preview.changes).toEqual([
      { element: { kind: 'load', bus: 3, id: '1' }, field: 'pMw', before: 40, after: 45 },
    ]);
    expect(preview.unchanged).toBe(1);
    expect(applied(preview).loads).toEqual([aLoad(2, 60), aLoad(3, 45)]);
  });

  it('without headings are taken by position, of the view or of the table', () => {
    const byTable = previewPaste(grid, 'load', '2\t1\t61\t7\n');
    const byView = previewPaste(grid, 'load', '7\t61\t2\n', {
      fields: ['qMvar', 'pMw', 'bus'],
    });
    expect(applied(byTable).loads[0]).toEqual(aLoad(2, 61, { qMvar: 7 }));
    expect(applied(byView)).toEqual(applied(byTable));
  });

  it('keep the cells of unknown columns of the view in their places', () => {
    const preview = previewPaste(grid, 'load', '99\t61\t2\n', {
      fields: ['loading', 'pMw', 'bus'],
    });
    expect(applied(preview).loads[0]).toEqual(aLoad(2, 61));
  });

  it('with decimal commas are read as a spreadsheet of that language shows them', () => {
    const preview = previewPaste(grid, 'bus', 'Bus\tVm, p.u.\n2\t0,98\n3\t1,05\n');
    expect(applied(preview).buses.map(({ vmPu }) => vmPu)).toEqual([1, 0.98, 1.05]);
  });

  it('add elements whose key is new, and nothing that has no bus', () => {
    const preview = previewPaste(grid, 'branch', 'from\tto\tckt\tx\n2\t3\t2\t0.2\n');
    expect(preview.added).toEqual([{ kind: 'branch', from: 2, to: 3, circuit: '2' }]);
    expect(applied(preview).branches.at(-1)).toEqual(
      aBranch(2, 3, { circuit: '2', resistancePu: 0, reactancePu: 0.2 }),
    );
    const loose = previewPaste(grid, 'load', 'bus\tp\n9\t5\n');
    expect(loose.edit).toBeNull();
    expect(loose.messages[0]).toMatchObject({ severity: 'error', line: 2 });
  });

  it('give machines their dynamic data', () => {
    const preview = previewPaste(grid, 'dynamics', "Bus\tH\tD\tXd'\n1\t3,5\t2\t0,25\n");
    expect(applied(preview).generators[0]?.dynamics).toEqual({
      inertiaSeconds: 3.5,
      dampingPu: 2,
      transientReactancePu: 0.25,
      source: 'entered',
    });
  });

  it('that say nothing new change nothing', () => {
    for (const kind of ['bus', 'branch', 'generator', 'load'] as const) {
      const preview = previewPaste(grid, kind, tableCsv(kind, grid));
      expect(preview).toMatchObject({ edit: null, changes: [], added: [], messages: [] });
    }
  });

  it('do what the comparison of the two networks says they did', () => {
    const text = tableCsv('branch', grid).replaceAll('0.1', '0.125').replace('2,3,1', '3,2,1');
    const preview = previewPaste(grid, 'branch', text);
    const differences = compareGrids(grid, applied(preview));
    const changed = differences.filter(({ change }) => change === 'changed');
    expect(changed.flatMap(({ fields }) => fields.map(({ field }) => field))).toEqual(
      preview.changes.map(({ field }) => field),
    );
    expect(preview.changes).not.toEqual([]);
  });

  it.each([
    ['the same key twice', 'bus\tp\n2\t1\n2\t2\n', 'Two rows are about the same element'],
    ['a cell that is no number', 'bus\tp\n2\tmuch\n', '“much” is no number'],
    ['nothing at all', '\r\n', 'nothing to paste'],
  ])('are refused as a whole for %s', (_, text, message) => {
    const preview = previewPaste(grid, 'load', text);
    expect(preview.edit).toBeNull();
    expect(preview.messages[0]?.text).toContain(message);
  });

  it('are known by every heading that the tables of the application show', () => {
    for (const [kind, fields] of Object.entries({ ...elementFields, dynamics: dynamicsFields })) {
      const understood = fields.map(
        (field) => columnNamed(kind as 'bus', columnTitle(field))?.field,
      );
      expect(understood).toEqual(fields.map(({ name }) => name));
    }
  });

  it('with another unit are no column: a percent or an ohm is never read as p.u.', () => {
    const dynamics = previewPaste(
      grid,
      'dynamics',
      'Bus\tH, s\tD, %\tx\u2032d, %\n1\t5\t200\t31\n',
    );
    expect(dynamics.unmatched).toEqual(['D, %', 'x\u2032d, %']);
    expect(dynamics.changes.map(({ field }) => field)).not.toContain('dampingPu');
    const branch = previewPaste(grid, 'branch', 'from\tto\tr, \u03a9\tb, \u00b5S\n1\t2\t17\t40\n');
    expect(branch.unmatched).toEqual(['r, \u03a9', 'b, \u00b5S']);
    expect(branch.edit).toBeNull();
    expect(columnNamed('dynamics', 'H (MWs/MVA)')?.field).toBe('inertiaSeconds');
  });

  it('stand in a message as the spreadsheet has them', () => {
    const { messages } = previewPaste(grid, 'dynamics', 'Bus\tH [s]\n1\t4,2 s\n');
    expect(messages[0]?.text).toBe(
      'Table dynamics, column H [s]: “4,2 s” is no number. Correct the cell.',
    );
  });

  it('need their key columns only, and say which headings name nothing', () => {
    const text = 'From\tTo\tRate A, MVA\tOwner\n1\t2\t250\tNorth\n2\t3\t\tSouth\n';
    const preview = previewPaste(grid, 'branch', text);
    expect(preview.unmatched).toEqual(['Owner']);
    expect(preview.unchanged).toBe(1);
    expect(applied(preview).branches).toEqual([
      aBranch(1, 2, { ratingAMva: 250 }),
      ...grid.branches.slice(1),
    ]);
  });

  it('that name no element go onto the shown rows, an empty line onto none', () => {
    const onto = [3, 2].map((bus) => ({ kind: 'load', bus, id: '1' }) as const);
    const target = { fields: ['pMw', 'qMvar'], onto };
    const figures = previewPaste(grid, 'load', '0,5\r\n61,25\r\n', target);
    expect(applied(figures).loads).toEqual([aLoad(2, 61.25), aLoad(3, 0.5)]);
    const headed = previewPaste(grid, 'load', 'Q, Mvar\n\n9\n', target);
    expect(applied(headed).loads).toEqual([aLoad(2, 60, { qMvar: 9 }), aLoad(3, 40)]);
    const faulty = previewPaste(grid, 'load', '0,5\nmuch\n', target);
    expect(faulty.changes).toEqual([{ element: onto[0], field: 'pMw', before: 40, after: 0.5 }]);
    expect(faulty.messages[0]).toMatchObject({ line: 2, severity: 'error' });
    const many = previewPaste(grid, 'load', '1\n2\n3\n', target);
    expect(many.messages[0]).toMatchObject({ line: 3, severity: 'error' });
    const lost = previewPaste(grid, 'load', 'P\tQ\n1\t2\n');
    expect(lost.messages[0]?.text).toMatch(
      /do not say which element.*\(from, to\)|do not say which element.*\(bus\)|do not say which element.*\(number\)/,
    );
  });

  it('names the column of a figure that no machine can have', () => {
    const { edit, messages } = previewPaste(grid, 'dynamics', 'Bus\tH, s\n1\t-2\n');
    expect(edit).toBeNull();
    expect(messages.map(({ text }) => text).join()).toMatch(
      /^Table dynamics, column inertia_seconds: [^.]*\. Correct the cell\.$/,
    );
  });

  it('leave the figures of a machine that they do not give as they are: own or estimated', () => {
    const estimated = previewPaste(grid, 'dynamics', 'Bus\tH, s\n1\t3.5\n');
    const [machine] = applied(estimated).generators;
    expect(machine?.dynamics).toMatchObject({ inertiaSeconds: 3.5, dampingPu: 2 });
    // pMax / 0.85: the rating of the estimate, which the figures were shown on.
    expect(machine?.ratingMva).toBeCloseTo(200 / 0.85, 12);
    expect(estimated.changes.map(({ field }) => field)).toEqual([
      ...['inertiaSeconds', 'source', 'ratingMva'],
    ]);
  });

  it.each([
    ['bus', 'Bus\tType\n1\tpv\n', /last slack bus/],
    ['bus', 'Bus\tVm\n2\t0\n', /number above 0/],
    ['branch', 'From\tTo\tX\n1\t2\t0\n', /Zero reactance/],
    ['branch', 'From\tTo\tX\n2\t2\t0.1\n', /two different buses/],
    ['branch', 'From\tTo\tRate A\n2\t9\t100\n', /no such branch.*reactance_pu/],
  ] as const)('are refused where they make no network: %s %s', (table, text, why) => {
    const preview = previewPaste(grid, table, text);
    expect(preview.edit).toBeNull();
    expect(preview.messages[0]?.text).toMatch(why);
  });

  it('may make another bus the slack in the same paste', () => {
    const preview = previewPaste(grid, 'bus', 'Bus\tType\n1\tpv\n2\tslack\n');
    expect(applied(preview).buses.map(({ type }) => type)).toEqual(['pv', 'slack', 'pq']);
  });
});
