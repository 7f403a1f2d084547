import type { BusType } from '../../../src-shared/grid/grid-case.ts';
import type { ElementKind } from '../../../src-shared/grid/element-ref.ts';
import { valueRules } from '../../../src-shared/grid/value-rules.ts';
import type { QuantityRule } from '../../../src-shared/grid/value-rules.ts';

/** What may be entered in a field, and how it is shown. */
export type FieldEntry =
  | { readonly type: 'number'; readonly rule: QuantityRule }
  /** A number, or nothing for `open`: no limit there. */
  | { readonly type: 'limit'; readonly open: null | number }
  /** A number, or nothing at all: it does not apply. */
  | { readonly type: 'optional'; readonly rule: QuantityRule }
  | { readonly type: 'text'; readonly most: number; readonly required: boolean }
  | {
      readonly type: 'choice';
      readonly options: readonly { readonly value: string; readonly label: string }[];
    }
  | { readonly type: 'flag' };

/** One field of an element: the same in the inspector and in the tables. */
export interface ElementField {
  readonly name: string;
  readonly label: string;
  /** Heading of its column, without the unit. */
  readonly short: string;
  readonly unit: string;
  readonly help: string;
  readonly entry: FieldEntry;
}

const number = (rule: QuantityRule = {}): FieldEntry => ({ type: 'number', rule });
const text = (most: number, required = true): FieldEntry => ({ type: 'text', most, required });
const identifier = text(32);
const rating: FieldEntry = { type: 'limit', open: null };

function field(
  name: string,
  short: string,
  label: string,
  unit: string,
  entry: FieldEntry,
  help: string,
): ElementField {
  return { name, short, label, unit, entry, help };
}

const inService = field(
  'inService',
  'In service',
  'In service',
  '',
  { type: 'flag' },
  'Out of service: kept and drawn dashed, left out of every study. Space switches it.',
);

const busTypes: readonly { value: BusType; label: string }[] = [
  { value: 'pq', label: 'PQ (load)' },
  { value: 'pv', label: 'PV (voltage held)' },
  { value: 'slack', label: 'Slack' },
  { value: 'isolated', label: 'Isolated' },
];

const bus: readonly ElementField[] = [
  field(
    'number',
    'Bus',
    'Number',
    '',
    number(valueRules.bus.number),
    'Unique in the network; all that hangs on the bus follows.',
  ),
  field(
    'name',
    'Name',
    'Name',
    '',
    text(200, false),
    'As it is called in the diagram and in the report.',
  ),
  field(
    'type',
    'Type',
    'Type',
    '',
    { type: 'choice', options: busTypes },
    'What the power flow holds there. An isolated bus is left out of every study.',
  ),
  field(
    'baseKv',
    'Base',
    'Base voltage',
    'kV',
    number(valueRules.bus.baseKv),
    'Nominal line-to-line voltage; 0 where it is not known.',
  ),
  field(
    'vmPu',
    'Vm',
    'Voltage',
    'p.u.',
    number(valueRules.bus.vmPu),
    'Magnitude |V|. The coupling of a branch is proportional to |V| at both ends.',
  ),
  field(
    'vaDegrees',
    'Va',
    'Angle of the case',
    '°',
    number(),
    'Voltage angle as the file gave it; the margin computes its own.',
  ),
  field(
    'vmMinPu',
    'Vm min',
    'Least voltage',
    'p.u.',
    number(valueRules.bus.vmMinPu),
    'Lower limit of normal operation.',
  ),
  field(
    'vmMaxPu',
    'Vm max',
    'Largest voltage',
    'p.u.',
    number(valueRules.bus.vmMaxPu),
    'Upper limit of normal operation.',
  ),
  field('area', 'Area', 'Area', '', number(), 'Control area.'),
  field('zone', 'Zone', 'Zone', '', number(), 'Loss zone.'),
];

const branch: readonly ElementField[] = [
  field(
    'from',
    'From',
    'From bus',
    '',
    number(valueRules.branch.from),
    'The tap and the phase shift are at this end.',
  ),
  field('to', 'To', 'To bus', '', number(valueRules.branch.to), 'The other end.'),
  field(
    'circuit',
    'Ckt',
    'Circuit',
    '',
    identifier,
    'Tells parallel branches between the same two buses apart.',
  ),
  inService,
  field(
    'isTransformer',
    'Transf.',
    'Transformer',
    '',
    { type: 'flag' },
    'Drawn as two circles; its tap divides the coupling.',
  ),
  field(
    'resistancePu',
    'R',
    'Resistance',
    'p.u.',
    number(),
    'Series resistance on the system base. Left out of the synchronization condition.',
  ),
  field(
    'reactancePu',
    'X',
    'Reactance',
    'p.u.',
    number(),
    'Series reactance on the system base. The coupling is |Vi| |Vj| / (x tau).',
  ),
  field('chargingPu', 'B', 'Line charging', 'p.u.', number(), 'Total charging susceptance.'),
  field(
    'tapRatio',
    'Tap',
    'Tap ratio',
    '',
    number(valueRules.branch.tapRatio),
    'Off-nominal turns ratio at the from end; 1 on a line.',
  ),
  field(
    'shiftDegrees',
    'Shift',
    'Phase shift',
    '°',
    number(),
    'At the from end; positive delays the to side.',
  ),
  field(
    'ratingAMva',
    'Rate A',
    'Rating A, long term',
    'MVA',
    rating,
    'Sets the limit of the angle. Empty: unlimited.',
  ),
  field('ratingBMva', 'Rate B', 'Rating B, short term', 'MVA', rating, 'Empty: unlimited.'),
  field('ratingCMva', 'Rate C', 'Rating C, emergency', 'MVA', rating, 'Empty: unlimited.'),
  field(
    'angleMinDegrees',
    'Angle min',
    'Least angle',
    '°',
    rating,
    'Lower limit of the angle difference. Empty: none.',
  ),
  field(
    'angleMaxDegrees',
    'Angle max',
    'Largest angle',
    '°',
    rating,
    'Upper limit of the angle difference. Empty: none.',
  ),
];

const generator: readonly ElementField[] = [
  field(
    'bus',
    'Bus',
    'Bus',
    '',
    number(valueRules.generator.bus),
    'The bus that the generator feeds.',
  ),
  field('id', 'Id', 'Identifier', '', identifier, 'Tells generators at one bus apart.'),
  inService,
  field(
    'pMw',
    'P',
    'Active power',
    'MW',
    number(),
    'Dispatch. Its share in the injection drives the angles.',
  ),
  field('qMvar', 'Q', 'Reactive power', 'Mvar', number(), 'As the case gives it.'),
  field(
    'pMinMw',
    'P min',
    'Least active power',
    'MW',
    { type: 'limit', open: -Infinity },
    'Empty: no lower limit.',
  ),
  field(
    'pMaxMw',
    'P max',
    'Largest active power',
    'MW',
    { type: 'limit', open: Infinity },
    'Empty: no upper limit.',
  ),
  field(
    'qMinMvar',
    'Q min',
    'Least reactive power',
    'Mvar',
    { type: 'limit', open: -Infinity },
    'Empty: no lower limit.',
  ),
  field(
    'qMaxMvar',
    'Q max',
    'Largest reactive power',
    'Mvar',
    { type: 'limit', open: Infinity },
    'Empty: no upper limit.',
  ),
  field(
    'vSetPu',
    'V set',
    'Voltage set point',
    'p.u.',
    number(valueRules.generator.vSetPu),
    'What the generator holds at its bus.',
  ),
  field(
    'ratingMva',
    'Rating',
    'Rating',
    'MVA',
    number(valueRules.generator.ratingMva),
    'The base of its dynamic data; 0: the system base.',
  ),
];

const load: readonly ElementField[] = [
  field('bus', 'Bus', 'Bus', '', number(valueRules.load.bus), 'The bus that the load hangs on.'),
  field('id', 'Id', 'Identifier', '', identifier, 'Tells loads at one bus apart.'),
  inService,
  field('pMw', 'P', 'Active power', 'MW', number(), 'Power drawn.'),
  field(
    'qMvar',
    'Q',
    'Reactive power',
    'Mvar',
    number(),
    'Power drawn; negative for a capacitive load.',
  ),
];

const shunt: readonly ElementField[] = [
  field('bus', 'Bus', 'Bus', '', number(valueRules.shunt.bus), 'The bus that the shunt hangs on.'),
  field('id', 'Id', 'Identifier', '', identifier, 'Tells shunts at one bus apart.'),
  inService,
  field('gMw', 'G', 'Conductance G', 'MW', number(), 'Power drawn at 1 p.u. voltage.'),
  field(
    'bMvar',
    'B',
    'Susceptance B',
    'Mvar',
    number(),
    'Power injected at 1 p.u. voltage: a capacitor; negative: a reactor.',
  ),
];

/** Every field of every kind of element. */
export const elementFields: Readonly<Record<ElementKind, readonly ElementField[]>> = {
  bus,
  branch,
  generator,
  load,
  shunt,
};

/** Of the network itself. */
export const networkFields: readonly ElementField[] = [
  field('name', 'Name', 'Name', '', text(200), 'As it stands in lists and on the report.'),
  field(
    'baseMva',
    'Base',
    'System base',
    'MVA',
    number({ above: 0 }),
    'The base of every per-unit impedance. Changing it does not convert them.',
  ),
  field(
    'frequencyHz',
    'f',
    'Frequency',
    'Hz',
    number({ above: 0 }),
    'Nominal frequency; with H it gives the inertia of a machine.',
  ),
  field(
    'description',
    'Description',
    'Description',
    '',
    text(100_000, false),
    'What this network is.',
  ),
];

/** Classical machine data, on the machine's own rating. */
export const dynamicsFields: readonly ElementField[] = [
  field(
    'inertiaSeconds',
    'H',
    'Inertia constant H',
    's',
    number(valueRules.dynamics.inertiaSeconds),
    'Energy at synchronous speed over the rating.',
  ),
  field(
    'dampingPu',
    'D',
    'Damping D',
    'p.u.',
    number(valueRules.dynamics.dampingPu),
    'Per-unit power per per-unit speed.',
  ),
  field(
    'transientReactancePu',
    "x'd",
    "Transient reactance x'd",
    'p.u.',
    number(valueRules.dynamics.transientReactancePu),
    'On the rating of the machine.',
  ),
  field(
    'droopPercent',
    'Droop',
    'Droop of an inverter',
    '%',
    { type: 'optional', rule: valueRules.dynamics.droopPercent ?? {} },
    'Fall of frequency from no load to the rating; it takes the place of H and D. Empty on a machine.',
  ),
  field('source', 'Source', 'Source', '', text(500, false), 'Where the figures are from.'),
];

export const columnTitle = ({ short, unit }: ElementField): string =>
  unit === '' ? short : `${short}, ${unit}`;
