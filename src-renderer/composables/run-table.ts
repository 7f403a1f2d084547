import type { RunFigures } from '../../src-shared/contract/comparison-documents.ts';
import { signed } from './comparison-rows.ts';
import { dateTime, plain } from './format.ts';
import { runStatus } from './run-words.ts';

/** A quantity of the runs as a column: `f0`, `f1`, … in the rows. */
export interface FigureColumn {
  readonly field: `f${number}`;
  readonly title: string;
}

export interface RunTableRow {
  readonly key: number;
  readonly scenario: string;
  readonly title: string;
  readonly asked: string;
  readonly seed: number;
  readonly state: string;
  readonly [figure: `f${number}`]: number | null;
}

/** All quantities that any of the runs has, in the order in which they first come. */
export function figureColumns(runs: readonly RunFigures[]): FigureColumn[] {
  const titles = new Set(
    runs.flatMap(({ figures }) => figures.map(({ quantity, unit }) => titleOf(quantity, unit))),
  );
  return [...titles].map((title, index) => ({ field: `f${index}`, title }));
}

const titleOf = (quantity: string, unit: string): string =>
  unit === '' ? quantity : `${quantity}, ${unit}`;

/** A row for each run; less what `base` has found where one is given. */
export function runTableRows(runs: readonly RunFigures[], base: number | null): RunTableRow[] {
  const columns = figureColumns(runs);
  const reference = runs.find(({ run }) => run.id === base);
  return runs.map((each) => {
    const { run, scenario } = each;
    const values = columns.map(({ field, title }) => {
      const value = valueOf(each, title);
      if (!reference) return [field, value] as const;
      const less = valueOf(reference, title);
      return [field, value === null || less === null ? null : value - less] as const;
    });
    return {
      ...{ key: run.id, scenario, title: run.title, asked: dateTime(run.createdAt) },
      ...{ seed: run.seed, state: stateOf(run) },
      ...Object.fromEntries(values),
    };
  });
}

const stateOf = ({ status, stale }: RunFigures['run']): string =>
  `${runStatus[status].word}${stale ? ', stale' : ''}`;

const valueOf = ({ figures }: RunFigures, wanted: string): number | null =>
  figures.find(({ quantity, unit }) => titleOf(quantity, unit) === wanted)?.value ?? null;

/** As many digits as tell it; a difference with its sign. */
export const figureText = (value: number | null, isDifference: boolean): string =>
  isDifference ? signed(value === null ? null : Number(value.toPrecision(4)), 6) : plain(value, 6);
