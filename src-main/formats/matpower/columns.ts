/** Columns of the three tables that make a case, in the file's order and under the file's names. */
export const COLUMN_NAMES = {
  bus: 'bus_i type Pd Qd Gs Bs area Vm Va baseKV zone Vmax Vmin lam_P lam_Q mu_Vmax mu_Vmin'.split(
    ' ',
  ),
  gen: 'bus Pg Qg Qmax Qmin Vg mBase status Pmax Pmin Pc1 Pc2 Qc1min Qc1max Qc2min Qc2max ramp_agc ramp_10 ramp_30 ramp_q apf mu_Pmax mu_Pmin mu_Qmax mu_Qmin'.split(
    ' ',
  ),
  branch:
    'fbus tbus r x b rateA rateB rateC ratio angle status angmin angmax Pf Qf Pt Qt mu_Sf mu_St mu_angmin mu_angmax'.split(
      ' ',
    ),
} as const;

export type CaseTable = keyof typeof COLUMN_NAMES;

/** Fewer columns than these leave out something that cannot be defaulted. */
export const FEWEST_COLUMNS = { bus: 9, gen: 8, branch: 11 } as const satisfies Record<
  CaseTable,
  number
>;

export const isCaseTable = (name: string): name is CaseTable => Object.hasOwn(COLUMN_NAMES, name);

/** The file's own name of a column, or its number where it has none. */
export function columnName(table: string, column: number): string {
  const name = isCaseTable(table) ? COLUMN_NAMES[table][column] : undefined;
  return name ?? String(column + 1);
}

export const BUS = {
  number: 0,
  type: 1,
  pd: 2,
  qd: 3,
  gs: 4,
  bs: 5,
  area: 6,
  vm: 7,
  va: 8,
  baseKv: 9,
  zone: 10,
  vmMax: 11,
  vmMin: 12,
} as const;

export const GEN = {
  bus: 0,
  pg: 1,
  qg: 2,
  qMax: 3,
  qMin: 4,
  vg: 5,
  mBase: 6,
  status: 7,
  pMax: 8,
  pMin: 9,
} as const;

export const BRANCH = {
  from: 0,
  to: 1,
  r: 2,
  x: 3,
  b: 4,
  rateA: 5,
  rateB: 6,
  rateC: 7,
  ratio: 8,
  angle: 9,
  status: 10,
  angleMin: 11,
  angleMax: 12,
} as const;
