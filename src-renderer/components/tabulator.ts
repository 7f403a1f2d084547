import {
  ColumnCalcsModule,
  EditModule,
  FilterModule,
  FormatModule,
  FrozenColumnsModule,
  InteractionModule,
  ResizeColumnsModule,
  ResizeTableModule,
  SortModule,
  Tabulator,
  TooltipModule,
} from 'tabulator-tables';
import 'tabulator-tables/dist/css/tabulator.min.css';

import './data-table.css';
import { fitToContents } from './table-layout.ts';

/** The grid component with those of its modules that the tables of the application use. */
Tabulator.registerModule([
  ColumnCalcsModule,
  EditModule,
  FilterModule,
  FormatModule,
  FrozenColumnsModule,
  InteractionModule,
  ResizeColumnsModule,
  ResizeTableModule,
  SortModule,
  TooltipModule,
]);

Tabulator.extendModule('layout', 'modes', { fitDataFill: fitToContents });

export { Tabulator };
