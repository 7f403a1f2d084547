import { decimals, missing, plain } from '../../composables/format.ts';
import { columnTitle, dynamicsFields, elementFields } from './element-fields.ts';
import type { ElementField } from './element-fields.ts';
import { entryText } from './field-entry.ts';
import { isIdentity } from './field-edits.ts';
import { kindOf } from './table-kinds.ts';
import type { ElementTableId } from './table-kinds.ts';
import type { ElementRow } from './table-rows.ts';

/** Where the values of a column come from. */
export type ColumnSource = 'name' | 'entered' | 'margin' | 'power-flow' | 'estimate';

/** A column of a table of elements: what it shows, and what may be done with it. */
export interface ElementColumn {
  readonly name: string;
  readonly title: string;
  readonly help: string;
  readonly source: ColumnSource;
  /** What may be entered; null where the value follows from others. */
  readonly field: ElementField | null;
  readonly isNumber: boolean;
  /** Decimals of a computed value. */
  readonly digits: number;
  /** Values of several rows may be added: powers, never angles or voltages. */
  readonly adds: boolean;
  /** Sorts by size, whichever way the value points. */
  readonly bySize: boolean;
  /** At or beyond its limit. */
  readonly over: (row: ElementRow) => boolean;
}

/** The columns of a table; those of a power flow only where there is one. */
export function elementColumns(table: ElementTableId, hasPowerFlow: boolean): ElementColumn[] {
  const columns = [...entered(table), ...computed[table]];
  const names = columns.filter(({ source }) => source === 'name');
  // What the studies say comes right after the names: on narrow screens it is what one looks for.
  const order: readonly ColumnSource[] = ['margin', 'power-flow', 'estimate', 'entered'];
  const rest = order.flatMap((source) => columns.filter((column) => column.source === source));
  return [...names, ...rest].filter(({ source }) => hasPowerFlow || source !== 'power-flow');
}

const never = (): boolean => false;
const addable = /^(MW|Mvar|MVA|MWs)$/;

function entered(table: ElementTableId): ElementColumn[] {
  const kind = kindOf[table];
  const fields =
    table === 'dynamics'
      ? [
          ...elementFields.generator.filter(({ name }) => dynamicsNames.includes(name)),
          ...dynamicsFields,
        ]
      : elementFields[kind];
  return fields.map((field) => {
    const { name, label, unit, help, entry } = field;
    return {
      ...{ name, title: columnTitle(field), field, digits: 6 },
      help: `${label}. ${help}`,
      source: isIdentity(kind, name) ? 'name' : 'entered',
      isNumber: entry.type === 'number' || entry.type === 'limit' || entry.type === 'optional',
      adds: addable.test(unit),
      bySize: false,
      over: limits[`${kind}/${name}`] ?? never,
    };
  });
}

/** Of the machine itself, in the table of dynamic data. */
const dynamicsNames: readonly string[] = ['bus', 'id', 'inService', 'ratingMva'];

function given(
  source: ColumnSource,
  name: string,
  title: string,
  help: string,
  more: Partial<ElementColumn> = {},
): ElementColumn {
  const adds = addable.test(title.split(', ').at(-1) ?? '');
  const base = { name, title, help, source, field: null, isNumber: true, digits: 1 };
  return { ...base, adds, bySize: false, over: never, ...more };
}

const above100 =
  (name: string) =>
  (row: ElementRow): boolean =>
    numberOf(row, name) > 100;

const branchColumns: readonly ElementColumn[] = [
  given('margin', 'angleDegrees', 'Angle, °', 'Angle difference at the equilibrium', {
    ...{ digits: 2, bySize: true },
  }),
  given('margin', 'limitDegrees', 'Limit, °', 'Largest angle allowed, γ* = asin(limit / a)'),
  given('margin', 'ratioPercent', 'Angle / limit, %', 'Beyond its limit above 100 %', {
    ...{ digits: 0, over: above100('ratioPercent') },
  }),
  given('margin', 'flowMw', 'Flow, MW', 'Lossless: a sin(angle), from the from bus', {
    ...{ bySize: true, adds: false },
  }),
  given('margin', 'limitMw', 'Flow limit, MW', 'The same limit as power: a sin γ*', {
    adds: false,
  }),
  given('margin', 'loadingPercent', 'Loading, %', 'Lossless flow over rating A', {
    ...{ digits: 0, over: above100('loadingPercent') },
  }),
  ...(
    [
      ['solvedPFromMw', 'P from (PF), MW', 'Active power into the branch at its from bus'],
      ['solvedQFromMvar', 'Q from (PF), Mvar', 'Reactive power into the branch at its from bus'],
      ['solvedPToMw', 'P to (PF), MW', 'Active power into the branch at its to bus'],
      ['solvedQToMvar', 'Q to (PF), Mvar', 'Reactive power into the branch at its to bus'],
    ] as const
  ).map(([name, title, help]) =>
    given('power-flow', name, title, `${help}, by the newest power flow`, {
      ...{ bySize: true, adds: false },
    }),
  ),
  given('power-flow', 'solvedLossMw', 'Loss (PF), MW', 'By the newest power flow', { digits: 2 }),
  given(
    'power-flow',
    'solvedLoadingPercent',
    'Loading (PF), %',
    'Larger of the apparent powers of the two ends over rating A, by the newest power flow',
    { digits: 0, over: above100('solvedLoadingPercent') },
  ),
];

const computed: Readonly<Record<ElementTableId, readonly ElementColumn[]>> = {
  bus: [
    given('power-flow', 'solvedVmPu', 'Vm (PF), p.u.', 'Voltage by the newest power flow', {
      digits: 4,
      over: (row) => isOutside(row, 'solvedVmPu', 'vmMinPu', 'vmMaxPu'),
    }),
    given('power-flow', 'solvedVaDegrees', 'Va (PF), °', 'Angle by the newest power flow', {
      digits: 2,
    }),
    given(
      'power-flow',
      'solvedPMw',
      'P (PF), MW',
      'Generation less load, by the newest power flow',
    ),
    given(
      'power-flow',
      'solvedQMvar',
      'Q (PF), Mvar',
      'Generation less load, by the newest power flow',
    ),
  ],
  branch: branchColumns,
  transformer: branchColumns,
  generator: [
    given('power-flow', 'solvedPMw', 'P (PF), MW', 'Output by the newest power flow', {
      over: (row) => isOutside(row, 'solvedPMw', 'pMinMw', 'pMaxMw'),
    }),
    given('power-flow', 'solvedQMvar', 'Q (PF), Mvar', 'Output by the newest power flow', {
      over: (row) => row['solvedLimit'] === 'at Qmin' || row['solvedLimit'] === 'at Qmax',
    }),
    given(
      'power-flow',
      'solvedLimit',
      'Held at (PF)',
      'The reactive limit that the generator holds',
      {
        isNumber: false,
      },
    ),
  ],
  dynamics: [
    given('estimate', 'basis', 'Basis', 'Given with the network, or estimated by a rule', {
      isNumber: false,
    }),
    given('estimate', 'storedMws', 'H × rating, MWs', 'Energy stored at synchronous speed'),
  ],
  load: [],
  shunt: [],
};

/** Entered values that stand beyond a limit of the same element. */
const limits: Readonly<Record<string, (row: ElementRow) => boolean>> = {
  'bus/vmPu': (row) => isOutside(row, 'vmPu', 'vmMinPu', 'vmMaxPu'),
  'generator/pMw': (row) => isOutside(row, 'pMw', 'pMinMw', 'pMaxMw'),
  'generator/qMvar': (row) => isOutside(row, 'qMvar', 'qMinMvar', 'qMaxMvar'),
};

function isOutside(row: ElementRow, value: string, least: string, most: string): boolean {
  const [v, lower, upper] = [value, least, most].map((name) => numberOf(row, name));
  if (v === undefined || lower === undefined || upper === undefined) return false;
  const slack = 1e-6 * Math.max(1, Math.abs(v));
  return v < lower - slack || v > upper + slack;
}

/** NaN, which is beyond no limit, where there is none. */
function numberOf(row: ElementRow, name: string): number {
  const value = row[name];
  return typeof value === 'number' ? value : NaN;
}

/** What a cell shows, without its marks. */
export function cellText({ field, isNumber, digits }: ElementColumn, value: unknown): string {
  if (!field) {
    if (isNumber) return decimals(value as number | null, digits);
    return typeof value === 'string' ? value : missing;
  }
  if (field.entry.type === 'limit' && (value === null || Math.abs(Number(value)) === Infinity)) {
    return '∞';
  }
  return typeof value === 'number' ? plain(value, 6) : entryText(field, value);
}
