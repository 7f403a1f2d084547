import { degreesFromRadians } from '../../src-shared/units/quantities.ts';
import type { LineChart } from './line-chart.ts';
import type { Markup } from './markup.ts';
import { fixed } from './numbers.ts';

/**
 * What a report consists of, before it is a page, a workbook or a set of files: sections of blocks.
 * A table holds every row; what is printed on paper may be its first ones.
 */
export interface ReportSection {
  readonly id: string;
  readonly title: string;
  readonly blocks: readonly Block[];
}

export type Block = Paragraph | Facts | ReportTable | ChartBlock | Picture;

export interface Paragraph {
  readonly kind: 'paragraph';
  readonly tone: 'plain' | 'remark' | 'warning' | 'item';
  readonly text: string;
}

/** A word and its value, row by row. */
export interface Facts {
  readonly kind: 'facts';
  readonly rows: readonly (readonly [string, string])[];
}

export interface Cell {
  readonly text: string;
  /** Unrounded, for workbooks. */
  readonly value: string | number | null;
}

export interface ReportTable {
  readonly kind: 'table';
  readonly title: string;
  readonly columns: readonly ColumnHead[];
  readonly rows: readonly (readonly Cell[])[];
  /** Rows on paper; the files hold all. */
  readonly printed: number;
}

export interface ColumnHead {
  readonly title: string;
  /** Under the title; '' where there is none. */
  readonly unit: string;
  readonly align: 'text' | 'number';
}

export interface ChartBlock {
  readonly kind: 'chart';
  readonly chart: LineChart;
}

export interface Picture {
  readonly kind: 'picture';
  readonly title: string;
  readonly svg: Markup;
  readonly caption: string;
}

export interface Column<Row> extends ColumnHead {
  readonly cell: (row: Row, index: number) => Cell;
}

export const textColumn = <Row>(
  title: string,
  text: (row: Row, index: number) => string,
): Column<Row> => ({
  title,
  unit: '',
  align: 'text',
  cell(row, index) {
    const value = text(row, index);
    return { text: value, value };
  },
});

export const numberColumn = <Row>(
  title: string,
  unit: string,
  digits: number,
  number: (row: Row, index: number) => number | null,
): Column<Row> => ({
  title,
  unit,
  align: 'number',
  cell(row, index) {
    const value = number(row, index);
    const known = value !== null && Number.isFinite(value) ? value : null;
    return { text: fixed(known, digits), value: known };
  },
});

/** An angle that is kept in radians and read in degrees. */
export const degreeColumn = <Row>(
  title: string,
  radians: (row: Row, index: number) => number | null,
): Column<Row> =>
  numberColumn(title, '°', 2, (row, index) => {
    const angle = radians(row, index);
    return angle === null ? null : degreesFromRadians(angle);
  });

export const tableOf = <Row>(
  title: string,
  rows: readonly Row[],
  columns: readonly Column<Row>[],
  printed = rows.length,
): ReportTable => ({
  kind: 'table',
  title,
  columns: columns.map(({ title: head, unit, align }) => ({ title: head, unit, align })),
  rows: rows.map((row, index) => columns.map(({ cell }) => cell(row, index))),
  printed,
});

const paragraph =
  (tone: Paragraph['tone']) =>
  (text: string): Paragraph => ({ kind: 'paragraph', tone, text });

export const plain = paragraph('plain');
export const remark = paragraph('remark');
export const warning = paragraph('warning');
/** One of a list. */
export const item = paragraph('item');

export const facts = (rows: Facts['rows']): Facts => ({ kind: 'facts', rows });
