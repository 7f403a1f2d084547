import { numberColumn, plain, tableOf, textColumn } from '../blocks.ts';
import type { Block } from '../blocks.ts';
import type { ReportedFigure, ReportedRun } from '../report-input.ts';
import { runRemarks } from '../run-remarks.ts';

/** A study by what it comes to: its outcome in a line, and its scalars. */
export const figuresSection = ({ run, figures }: ReportedRun): Block[] => [
  ...runRemarks(run),
  ...(run.outcome === null ? [] : [plain(run.outcome)]),
  ...(figures.length === 0
    ? []
    : [
        tableOf('', figures, [
          textColumn<ReportedFigure>('Quantity', ({ quantity }) => quantity),
          numberColumn<ReportedFigure>('Value', '', 5, ({ value }) => value),
          textColumn<ReportedFigure>('Unit', ({ unit }) => unit),
        ]),
      ]),
];
