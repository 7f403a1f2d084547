/** What the measuring below needs of the grid component's columns and cells; its typings hide them. */
interface MeasuredCell {
  readonly clearWidth: () => void;
  readonly getWidth: () => number;
}

interface MeasuredColumn {
  readonly element: HTMLElement;
  readonly visible: boolean;
  readonly cells: readonly MeasuredCell[];
  readonly definition: { readonly width?: number | string };
  readonly maxInitialWidth?: number | null;
  widthFixed: boolean;
  readonly setWidth: (width: number | string) => void;
  readonly setWidthActual: (width: number) => void;
  readonly dispatch: (event: string, column: MeasuredColumn) => void;
}

/**
 * Makes every column as wide as its widest cell. The grid component does the same column by column,
 * writing and reading in turns, and every turn lays out the whole page anew: here all widths are
 * given up first, then all are read, then all are set.
 */
export function fitToContents(columns: readonly MeasuredColumn[]): void {
  for (const column of columns) {
    const { width } = column.definition;
    column.widthFixed = false;
    if (width !== undefined) column.setWidth(width);
  }
  const measured = columns.filter(({ visible, widthFixed }) => visible && !widthFixed);
  for (const column of measured) {
    // Filters in the heads do not count.
    column.dispatch('column-width-fit-before', column);
    column.element.style.width = '';
    for (const cell of column.cells) cell.clearWidth();
  }
  const widths = measured.map(({ element, cells }) =>
    cells.reduce((widest, cell) => Math.max(widest, cell.getWidth()), element.offsetWidth),
  );
  measured.forEach((column, k) => {
    const width = widths[k] ?? 0;
    if (width > 0) column.setWidthActual(Math.min(width + 1, column.maxInitialWidth ?? Infinity));
    column.dispatch('column-width-fit-after', column);
  });
}
