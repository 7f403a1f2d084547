import { elementDefaults } from '../../../src-shared/grid/element-defaults.ts';
import { emptyGrid } from '../../../src-shared/grid/grid-case.ts';
import type { GridCase } from '../../../src-shared/grid/grid-case.ts';
import type { Contingency } from '../../../src-shared/studies/contingency.ts';
import { tablesXlsx } from './write-tables.ts';

/** A machine that feeds a load over one line: every table has a row that shows how it is filled in. */
const example: GridCase = {
  ...emptyGrid,
  name: 'Example',
  description: 'Two buses that show how the tables are filled in: replace their rows by your own.',
  sources: ['where the figures are from'],
  buses: [
    {
      ...elementDefaults.bus,
      number: 1,
      name: 'Power station',
      type: 'slack',
      baseKv: 110,
      vmPu: 1.02,
      position: { x: 0, y: 0 },
    },
    { ...elementDefaults.bus, number: 2, name: 'Town', baseKv: 110, position: { x: 200, y: 0 } },
  ],
  branches: [
    {
      ...elementDefaults.branch,
      from: 1,
      to: 2,
      circuit: '1',
      resistancePu: 0.01,
      reactancePu: 0.1,
      chargingPu: 0.02,
      ratingAMva: 120,
    },
  ],
  generators: [
    {
      ...elementDefaults.generator,
      bus: 1,
      id: '1',
      pMw: 80,
      pMinMw: 0,
      pMaxMw: 100,
      qMinMvar: -40,
      qMaxMvar: 60,
      vSetPu: 1.02,
      ratingMva: 125,
      dynamics: {
        inertiaSeconds: 4,
        dampingPu: 2,
        transientReactancePu: 0.3,
        source: 'data sheet of the machine',
      },
    },
  ],
  loads: [{ ...elementDefaults.load, bus: 2, id: '1', pMw: 80, qMvar: 20 }],
  shunts: [{ ...elementDefaults.shunt, bus: 2, id: '1', bMvar: 10 }],
};

const outages: readonly Contingency[] = [
  {
    name: 'Generator of the power station',
    elements: [{ kind: 'generator', bus: 1, id: '1' }],
    enabled: true,
  },
];

/**
 * A workbook to fill in: a sheet for each table with its headings (units are part of them) and
 * example rows, and a sheet that explains every column. The reader of tables takes it as it is.
 */
export const templateXlsx = (): Promise<Uint8Array> => tablesXlsx(example, outages);
