/** What a cell may hold. */
export type CellKind =
  | 'bus'
  | 'number'
  /** A number or `Inf`. */
  | 'limit'
  /** A number, or nothing where there is no limit. */
  | 'open'
  | 'flag'
  | 'type'
  | 'text';

export interface Column {
  /** Name of the field in the network. */
  readonly field: string;
  /** Heading in the files that are written here. */
  readonly header: string;
  readonly kind: CellKind;
  /** Rows cannot do without it. */
  readonly required: boolean;
  readonly meaning: string;
  /** Other headings that are understood, small letters and figures only. */
  readonly aliases: readonly string[];
}

export const TABLE_NAMES = [
  'network',
  'bus',
  'branch',
  'generator',
  'load',
  'shunt',
  'dynamics',
  'contingency',
] as const;

export type TableName = (typeof TABLE_NAMES)[number];

function column(
  field: string,
  header: string,
  kind: CellKind,
  meaning: string,
  aliases = '',
): Column {
  return { field, header, kind, meaning, required: false, aliases: aliases.split(' ') };
}

const required = (of: Column): Column => ({ ...of, required: true });

const atBus = required(column('bus', 'bus', 'bus', 'number of its bus', 'busnumber busi i'));
const id = column('id', 'id', 'text', 'tells several at one bus apart; 1, 2, … where empty');
const inService = column(
  'inService',
  'in_service',
  'flag',
  '1 or 0; 1 where empty',
  'status active stat',
);

export const COLUMNS: Readonly<Record<TableName, readonly Column[]>> = {
  network: [
    required(
      column('property', 'property', 'text', 'name, description, source, base_mva, frequency_hz'),
    ),
    column('value', 'value', 'text', 'what it is'),
  ],
  bus: [
    required(
      column('number', 'number', 'bus', 'positive whole number, unique', 'bus busi busnumber i'),
    ),
    column('name', 'name', 'text', 'free text', 'busname'),
    column('type', 'type', 'type', 'pq, pv, slack or isolated; pq where empty', 'bustype ide'),
    column('baseKv', 'base_kv', 'number', 'base voltage in kV; 0 is unknown', 'vnkv baskv kv'),
    column('vmPu', 'vm_pu', 'number', 'voltage in p.u.; 1 where empty', 'vm'),
    column(
      'vaDegrees',
      'va_degrees',
      'number',
      'voltage angle in degrees',
      'va vadeg vadegree angle',
    ),
    column(
      'vmMinPu',
      'vm_min_pu',
      'number',
      'lower voltage limit; 0.9 where empty',
      'vmin minvmpu',
    ),
    column(
      'vmMaxPu',
      'vm_max_pu',
      'number',
      'upper voltage limit; 1.1 where empty',
      'vmax maxvmpu',
    ),
    column('area', 'area', 'number', 'number of the area; 1 where empty'),
    column('zone', 'zone', 'number', 'number of the zone; 1 where empty'),
    column('x', 'x', 'number', 'place on the diagram, to the right'),
    column('y', 'y', 'number', 'place on the diagram, downwards'),
  ],
  branch: [
    required(column('from', 'from', 'bus', 'number of the bus at its beginning', 'fbus frombus i')),
    required(column('to', 'to', 'bus', 'number of the bus at its end', 'tbus tobus j')),
    column(
      'circuit',
      'circuit',
      'text',
      'tells parallel branches apart; 1, 2, … where empty',
      'ckt id',
    ),
    column('resistancePu', 'resistance_pu', 'number', 'on the base of the network', 'r rpu'),
    required(
      column('reactancePu', 'reactance_pu', 'number', 'on the base of the network', 'x xpu'),
    ),
    column('chargingPu', 'charging_pu', 'number', 'total charging susceptance', 'b bpu'),
    column(
      'isTransformer',
      'is_transformer',
      'flag',
      '1 or 0; 0 where empty',
      'transf transformer',
    ),
    column('tapRatio', 'tap_ratio', 'number', 'at the beginning; 1 where empty', 'tap ratio'),
    column('shiftDegrees', 'shift_degrees', 'number', 'positive delays the end', 'shift shiftdeg'),
    column(
      'ratingAMva',
      'rating_a_mva',
      'open',
      'long-term rating; empty is unlimited',
      'ratea rateamva',
    ),
    column(
      'ratingBMva',
      'rating_b_mva',
      'open',
      'short-term rating; empty is unlimited',
      'rateb ratebmva',
    ),
    column(
      'ratingCMva',
      'rating_c_mva',
      'open',
      'emergency rating; empty is unlimited',
      'ratec ratecmva',
    ),
    column(
      'angleMinDegrees',
      'angle_min_degrees',
      'open',
      'empty is unconstrained',
      'anglemin angmin',
    ),
    column(
      'angleMaxDegrees',
      'angle_max_degrees',
      'open',
      'empty is unconstrained',
      'anglemax angmax',
    ),
    inService,
  ],
  generator: [
    atBus,
    id,
    column('pMw', 'p_mw', 'number', 'active power', 'p pg pgmw'),
    column('qMvar', 'q_mvar', 'number', 'reactive power', 'q qg qgmvar'),
    column('pMinMw', 'p_min_mw', 'limit', 'least output; -Inf where empty', 'pmin minpmw'),
    column('pMaxMw', 'p_max_mw', 'limit', 'largest output; Inf where empty', 'pmax maxpmw'),
    column('qMinMvar', 'q_min_mvar', 'limit', '-Inf where empty', 'qmin minqmvar'),
    column('qMaxMvar', 'q_max_mvar', 'limit', 'Inf where empty', 'qmax maxqmvar'),
    column('vSetPu', 'v_set_pu', 'number', 'voltage that it holds; 1 where empty', 'vset vg vmpu'),
    column(
      'ratingMva',
      'rating_mva',
      'number',
      'machine base; 0 is the base of the network',
      'rating mbase snmva',
    ),
    inService,
  ],
  load: [
    atBus,
    id,
    column('pMw', 'p_mw', 'number', 'active power drawn', 'p pd pdmw'),
    column('qMvar', 'q_mvar', 'number', 'reactive power drawn', 'q qd qdmvar'),
    inService,
  ],
  shunt: [
    atBus,
    id,
    column('gMw', 'g_mw', 'number', 'power drawn at 1 p.u.', 'g gs'),
    column('bMvar', 'b_mvar', 'number', 'reactive power injected at 1 p.u.', 'b bs'),
    inService,
  ],
  dynamics: [
    atBus,
    id,
    required(
      column(
        'inertiaSeconds',
        'inertia_seconds',
        'number',
        'H on the machine base',
        'h inertia hs hmwsmva',
      ),
    ),
    column('dampingPu', 'damping_pu', 'number', 'D on the machine base', 'd dpu damping'),
    column(
      'transientReactancePu',
      'transient_reactance_pu',
      'number',
      'x’d on the machine base',
      'xd xdprime xdp xdpu',
    ),
    column(
      'droopPercent',
      'droop_percent',
      'number',
      'of an inverter, which then has neither H nor D; empty on a machine',
      'droop',
    ),
    column('source', 'source', 'text', 'where the figures are from; “entered” where empty'),
  ],
  contingency: [
    required(column('name', 'name', 'text', 'rows of one name go out together', 'contingency')),
    required(
      column('element', 'element', 'text', 'branch, generator, load, shunt or bus', 'kind type'),
    ),
    required(
      column('bus', 'bus', 'bus', 'its bus; of a branch, the one at its beginning', 'from frombus'),
    ),
    column('toBus', 'to_bus', 'text', 'of a branch, the bus at its end', 'to'),
    column(
      'id',
      'id',
      'text',
      'circuit or identifier; may be empty where there is only one',
      'circuit ckt',
    ),
    column('enabled', 'enabled', 'flag', '1 or 0; 1 where empty', 'active'),
  ],
};

const TABLE_WORDS: Readonly<Record<string, TableName>> = {
  networks: 'network',
  buses: 'bus',
  branches: 'branch',
  line: 'branch',
  lines: 'branch',
  gen: 'generator',
  gens: 'generator',
  generators: 'generator',
  machines: 'generator',
  loads: 'load',
  shunts: 'shunt',
  dyn: 'dynamics',
  machinedynamics: 'dynamics',
  contingencies: 'contingency',
};

/** Which table a sheet of this name holds; null where the name says nothing. */
export function tableNamed(name: string): TableName | null {
  const word = plain(name);
  return TABLE_NAMES.find((table) => table === word) ?? TABLE_WORDS[word] ?? null;
}

/**
 * A heading without capitals, blanks, units’ punctuation: `Vm min, p.u.` is `vmminpu`. Signs of units
 * become words: a `D, %` or an `R, Ω` is no `D` or `R` in p.u.
 */
export const plain = (heading: string): string =>
  heading
    .normalize('NFKC')
    .toLowerCase()
    .replace(/°/g, 'degrees')
    .replace(/%/g, 'percent')
    .replace(/ω/g, 'ohm')
    .replace(/μ/g, 'micro')
    .replace(/[^a-z0-9]+/g, '');

/** The column of a table that a heading names. */
export function columnNamed(table: TableName, heading: string): Column | null {
  const word = plain(heading);
  if (word === '') return null;
  return (
    COLUMNS[table].find((candidate) => namesOf(candidate).includes(word)) ??
    COLUMNS[table].find(({ aliases }) => aliases.includes(word)) ??
    null
  );
}

const namesOf = ({ field, header }: Column): string[] => [plain(field), plain(header)];

/**
 * Which table a row of headings belongs to: the one that has the most of them; null where none has,
 * or two have as many (machines and loads begin alike).
 */
export function tableOfHeadings(cells: readonly string[]): TableName | null {
  const candidates = TABLE_NAMES.filter((table) => isHeading(table, cells))
    .map((table) => ({
      table,
      known: cells.filter((cell) => columnNamed(table, cell) !== null).length,
    }))
    .sort((a, b) => b.known - a.known);
  const [best, second] = candidates;
  return best && best.known !== second?.known ? best.table : null;
}

/** Whether a row holds headings: it names all columns that rows cannot do without. */
export function isHeading(table: TableName, cells: readonly string[]): boolean {
  const named = new Set(cells.map((cell) => columnNamed(table, cell)?.field));
  return COLUMNS[table].every(({ required: needed, field }) => !needed || named.has(field));
}
