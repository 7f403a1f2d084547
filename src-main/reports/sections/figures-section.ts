import { numberColumn, plain, tableOf, textColumn } from '../blocks.ts';
import type { Block, Column } from '../blocks.ts';
import { count, fixed } from '../numbers.ts';
import type { ReportedFigure, ReportedRun } from '../report-input.ts';
import { runRemarks } from '../run-remarks.ts';

/** What is whole and has no unit is a count, and has no decimals. */
const valueColumn: Column<ReportedFigure> = {
  ...numberColumn<ReportedFigure>('Value', '', 5, ({ value }) => value),
  cell: ({ value, unit }) => ({
    text: value !== null && unit === '' && Number.isInteger(value) ? count(value) : fixed(value, 5),
    value,
  }),
};

/** A study by what it comes to: its outcome in a line, and its scalars. */
export const figuresSection = ({ run, figures }: ReportedRun): Block[] => [
  ...runRemarks(run),
  ...(run.outcome === null ? [] : [plain(run.outcome)]),
  ...(figures.length === 0
    ? []
    : [
        tableOf('', figures, [
          textColumn<ReportedFigure>('Quantity', ({ quantity }) => quantity),
          valueColumn,
          textColumn<ReportedFigure>('Unit', ({ unit }) => unit),
        ]),
      ]),
];
