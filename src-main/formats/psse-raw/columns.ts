/**
 * The columns of each record, by version. Only those that are read have to be right in place;
 * trailing ones that nobody reads are not listed.
 */
export type Columns<Name extends string> = ReadonlyMap<Name, number>;

const columns = <Name extends string>(...names: readonly Name[]): Columns<Name> =>
  new Map(names.map((name, index) => [name, index]));

const RATINGS_3 = ['RATE1', 'RATE2', 'RATE3'] as const;
const RATINGS_12 = [
  ...RATINGS_3,
  ...(['RATE4', 'RATE5', 'RATE6', 'RATE7', 'RATE8', 'RATE9', 'RATE10'] as const),
  ...(['RATE11', 'RATE12'] as const),
] as const;

export type BusColumn =
  | ('I' | 'NAME' | 'BASKV' | 'IDE' | 'GL' | 'BL' | 'AREA' | 'ZONE' | 'OWNER' | 'VM' | 'VA')
  | ('NVHI' | 'NVLO');
const BUS_30 = columns<BusColumn>(
  ...(['I', 'NAME', 'BASKV', 'IDE', 'GL', 'BL', 'AREA', 'ZONE', 'VM', 'VA', 'OWNER'] as const),
);
const BUS_31 = columns<BusColumn>(
  ...(['I', 'NAME', 'BASKV', 'IDE', 'AREA', 'ZONE', 'OWNER', 'VM', 'VA', 'NVHI', 'NVLO'] as const),
);
export const busColumns = (version: number): Columns<BusColumn> =>
  version <= 30 ? BUS_30 : BUS_31;

const LOAD_NAMES = [
  ...(['I', 'ID', 'STATUS', 'AREA', 'ZONE', 'PL', 'QL', 'IP', 'IQ', 'YP', 'YQ', 'OWNER'] as const),
  ...(['SCALE', 'INTRPT', 'DGENP', 'DGENQ', 'DGENM'] as const),
] as const;
export type LoadColumn = (typeof LOAD_NAMES)[number];
export const loadColumns: Columns<LoadColumn> = columns(...LOAD_NAMES);

const FIXED_SHUNT_NAMES = ['I', 'ID', 'STATUS', 'GL', 'BL'] as const;
export type FixedShuntColumn = (typeof FIXED_SHUNT_NAMES)[number];
export const fixedShuntColumns: Columns<FixedShuntColumn> = columns(...FIXED_SHUNT_NAMES);

const GENERATOR_HEAD = ['I', 'ID', 'PG', 'QG', 'QT', 'QB', 'VS', 'IREG'] as const;
const GENERATOR_TAIL = [
  ...(['MBASE', 'ZR', 'ZX', 'RT', 'XT', 'GTAP', 'STAT', 'RMPCT', 'PT', 'PB'] as const),
] as const;
export type GeneratorColumn =
  (typeof GENERATOR_HEAD)[number] | 'NREG' | (typeof GENERATOR_TAIL)[number];
const GENERATOR_30 = columns<GeneratorColumn>(...GENERATOR_HEAD, ...GENERATOR_TAIL);
const GENERATOR_35 = columns<GeneratorColumn>(...GENERATOR_HEAD, 'NREG', ...GENERATOR_TAIL);
export const generatorColumns = (version: number): Columns<GeneratorColumn> =>
  version <= 34 ? GENERATOR_30 : GENERATOR_35;

const BRANCH_HEAD = ['I', 'J', 'CKT', 'R', 'X', 'B'] as const;
const BRANCH_TAIL = ['GI', 'BI', 'GJ', 'BJ', 'ST'] as const;
export type BranchColumn =
  | (typeof BRANCH_HEAD)[number]
  | 'NAME'
  | (typeof RATINGS_12)[number]
  | (typeof BRANCH_TAIL)[number];
const BRANCH_30 = columns<BranchColumn>(...BRANCH_HEAD, ...RATINGS_3, ...BRANCH_TAIL);
const BRANCH_34 = columns<BranchColumn>(...BRANCH_HEAD, 'NAME', ...RATINGS_12, ...BRANCH_TAIL);
export const branchColumns = (version: number): Columns<BranchColumn> =>
  version <= 33 ? BRANCH_30 : BRANCH_34;

const SWITCH_NAMES = ['I', 'J', 'CKT', 'X', ...RATINGS_12, 'STAT'] as const;
export type SwitchColumn = (typeof SWITCH_NAMES)[number];
export const switchColumns: Columns<SwitchColumn> = columns(...SWITCH_NAMES);

const TRANSFORMER_NAMES = [
  ...(['I', 'J', 'K', 'CKT', 'CW', 'CZ', 'CM', 'MAG1', 'MAG2', 'NMETR', 'NAME', 'STAT'] as const),
] as const;
export type TransformerColumn = (typeof TRANSFORMER_NAMES)[number];
export const transformerColumns: Columns<TransformerColumn> = columns(...TRANSFORMER_NAMES);

const IMPEDANCE_NAMES = [
  ...(['R12', 'X12', 'SBASE12', 'R23', 'X23', 'SBASE23', 'R31', 'X31', 'SBASE31'] as const),
  ...(['VMSTAR', 'ANSTAR'] as const),
] as const;
export type ImpedanceColumn = (typeof IMPEDANCE_NAMES)[number];
export const impedanceColumns: Columns<ImpedanceColumn> = columns(...IMPEDANCE_NAMES);

const WINDING_HEAD = ['WINDV', 'NOMV', 'ANG'] as const;
export type WindingColumn =
  | (typeof WINDING_HEAD)[number]
  | (typeof RATINGS_12)[number]
  | ('COD' | 'CONT' | 'NODE' | 'RMA' | 'RMI' | 'VMA' | 'VMI' | 'NTP' | 'TAB');
const WINDING_TAIL = ['RMA', 'RMI', 'VMA', 'VMI', 'NTP', 'TAB'] as const;
const WINDING_30 = columns<WindingColumn>(
  ...WINDING_HEAD,
  ...RATINGS_3,
  'COD',
  'CONT',
  ...WINDING_TAIL,
);
const WINDING_34 = columns<WindingColumn>(
  ...WINDING_HEAD,
  ...RATINGS_12,
  ...(['COD', 'CONT', 'NODE'] as const),
  ...WINDING_TAIL,
);
export const windingColumns = (version: number): Columns<WindingColumn> =>
  version <= 33 ? WINDING_30 : WINDING_34;

const DC_LINE_NAMES = ['NAME', 'MDC', 'RDC', 'SETVL', 'VSCHD', 'VCMOD', 'RCOMP'] as const;
export type DcLineColumn = (typeof DC_LINE_NAMES)[number];
export const dcLineColumns: Columns<DcLineColumn> = columns(...DC_LINE_NAMES);

export type DcConverterColumn = 'IP';
export const dcConverterColumns: Columns<DcConverterColumn> = columns('IP');

const VSC_NAMES = ['NAME', 'MDC', 'RDC'] as const;
export type VscColumn = (typeof VSC_NAMES)[number];
export const vscColumns: Columns<VscColumn> = columns(...VSC_NAMES);

const VSC_CONVERTER_NAMES = ['IBUS', 'TYPE', 'MODE', 'DCSET', 'ACSET'] as const;
export type VscConverterColumn = (typeof VSC_CONVERTER_NAMES)[number];
export const vscConverterColumns: Columns<VscConverterColumn> = columns(...VSC_CONVERTER_NAMES);

export type SwitchedShuntColumn = 'I' | 'ID' | 'MODSW' | 'ADJM' | 'STAT';
const SWITCHED_30 = columns<SwitchedShuntColumn>('I', 'MODSW');
const SWITCHED_31 = columns<SwitchedShuntColumn>('I', 'MODSW', 'ADJM', 'STAT');
const SWITCHED_35 = columns<SwitchedShuntColumn>('I', 'ID', 'MODSW', 'ADJM', 'STAT');

/**
 * Columns of a switched shunt, whose present value BINIT stands behind the name RMIDNT: where that
 * is quoted it tells the place (writers of version 31 use the layout of 30 or of 32).
 */
export function switchedShuntColumns(
  version: number,
  quoted: readonly boolean[],
): { columns: Columns<SwitchedShuntColumn>; binit: number } {
  const shorter = version <= 30 || (version === 31 && quoted[6] === true && quoted[8] !== true);
  const longer = version >= 35 || (version === 34 && quoted[1] === true);
  const expected = shorter ? 7 : longer ? 11 : 9;
  const named = quoted.findIndex((isText, index) => isText && index > 4);
  return {
    columns: shorter ? SWITCHED_30 : longer ? SWITCHED_35 : SWITCHED_31,
    binit: named < 0 ? expected : named + 1,
  };
}
