import type { Branch, Bus } from '../../../src-shared/grid/grid-case.ts';
import { degreesFromRadians, radiansFromDegrees } from '../../../src-shared/units/quantities.ts';
import type { MessageList } from '../message-list.ts';
import type { DataFrame } from './data-frame.ts';
import type { PandapowerNetwork } from './pandapower-network.ts';
import type { PlacedBuses } from './place-buses.ts';

/** What is left of a branch when its ends are known; powers and impedances in per unit. */
type BranchData = Pick<
  Branch,
  | 'resistancePu'
  | 'reactancePu'
  | 'chargingPu'
  | 'isTransformer'
  | 'tapRatio'
  | 'shiftDegrees'
  | 'ratingAMva'
>;

/** A limit current above this is how files write “no limit”. */
const UNLIMITED_KA = 1000;

/**
 * Lines, transformers and impedances as branches. Impedances are converted as in pandapower's
 * documentation of the elements (“Electric model” of line, trafo and impedance); the magnetizing
 * branch of a transformer counts as (negative) charging, its losses are left out.
 */
export function buildBranches(
  network: PandapowerNetwork,
  buses: PlacedBuses,
  messages: MessageList,
): Branch[] {
  const open = openedBySwitches(network.tables.switch);
  const circuits = new Map<string, number>();
  const branches: Branch[] = [];
  const add = (table: DataFrame, ends: [string, string], et: string, dataOf: RowReader): void => {
    table.index.forEach((index, row) => {
      const place = endsOf(table, row, ends, buses, messages);
      if (!place) return;
      const data = dataOf(table, row, place, network, messages);
      if (table.lacks(row, ASSUMED_IF_EMPTY[et] ?? [])) messages.count('defaulted', 'branch');
      const inService = table.flag(row, 'in_service', true) && !open.has(`${et}/${index}`);
      branches.push({ ...UNLIMITED, ...data, ...numbered(place, circuits), inService });
    });
  };
  add(network.tables.line, ['from_bus', 'to_bus'], 'l', lineData);
  add(network.tables.trafo, ['hv_bus', 'lv_bus'], 't', transformerData);
  add(network.tables.impedance, ['from_bus', 'to_bus'], 'i', impedanceData);
  return branches;
}

/** What has a value of its own where the file gives none: no charging, no shift, no magnetizing. */
const ASSUMED_IF_EMPTY: Readonly<Record<string, readonly string[]>> = {
  l: ['c_nf_per_km'],
  t: ['shift_degree', 'i0_percent', 'pfe_kw'],
};

interface Ends {
  readonly from: Bus;
  readonly to: Bus;
}

type RowReader = (
  table: DataFrame,
  row: number,
  ends: Ends,
  network: PandapowerNetwork,
  messages: MessageList,
) => BranchData;

const UNLIMITED = {
  ratingBMva: null,
  ratingCMva: null,
  angleMinDegrees: null,
  angleMaxDegrees: null,
} as const;

function endsOf(
  table: DataFrame,
  row: number,
  [fromColumn, toColumn]: [string, string],
  buses: PlacedBuses,
  messages: MessageList,
): Ends | null {
  const [a, b] = [table.number(row, fromColumn), table.number(row, toColumn)];
  const [from, to] = [buses.of(a), buses.of(b)];
  const what = `Row ${table.index[row] ?? row} of “${table.name}”`;
  if (!from || !to) {
    const text = `${what} names bus index ${from ? b : a}, which does not exist`;
    if (table.flag(row, 'in_service', true)) {
      messages.error(`${text}: add the bus or correct the index.`);
    } else messages.note(`${text}; it is out of service and left out.`);
    messages.count('dropped', 'branch');
    return null;
  }
  if (from !== to) return { from, to };
  messages.note(`${what} begins and ends at the same bus: it is left out.`);
  messages.count('dropped', 'branch');
  return null;
}

function numbered(
  { from, to }: Ends,
  circuits: Map<string, number>,
): Pick<Branch, 'from' | 'to' | 'circuit'> {
  const pair = `${Math.min(from.number, to.number)}-${Math.max(from.number, to.number)}`;
  const ordinal = (circuits.get(pair) ?? 0) + 1;
  circuits.set(pair, ordinal);
  return { from: from.number, to: to.number, circuit: String(ordinal) };
}

/** `l/7` for line 7: an open switch at either end takes the branch out. */
function openedBySwitches(switches: DataFrame): ReadonlySet<string> {
  const open = switches.index.flatMap((_, row) =>
    switches.flag(row, 'closed', true)
      ? []
      : [`${switches.text(row, 'et')}/${switches.number(row, 'element')}`],
  );
  return new Set(open);
}

const lineData: RowReader = (table, row, { from }, { baseMva, frequencyHz }, messages) => {
  const lengthKm = needed(table, row, 'length_km', messages);
  const parallel = table.number(row, 'parallel', 1);
  const baseOhm = from.baseKv ** 2 / baseMva;
  const ohm = (column: string): number =>
    (needed(table, row, column, messages) * lengthKm) / parallel / baseOhm;
  const farad = table.number(row, 'c_nf_per_km', 0) * 1e-9 * lengthKm * parallel;
  const limitKa = table.number(row, 'max_i_ka', Infinity) * table.number(row, 'df', 1) * parallel;
  return {
    resistancePu: ohm('r_ohm_per_km'),
    reactancePu: ohm('x_ohm_per_km'),
    chargingPu: 2 * Math.PI * frequencyHz * farad * baseOhm,
    isTransformer: false,
    tapRatio: 1,
    shiftDegrees: 0,
    ratingAMva: rating(Math.sqrt(3) * from.baseKv * limitKa, UNLIMITED_KA * from.baseKv),
  };
};

const impedanceData: RowReader = (table, row, _, { baseMva }, messages) => {
  const ratedMva = needed(table, row, 'sn_mva', messages);
  const [r, x] = [needed(table, row, 'rft_pu', messages), needed(table, row, 'xft_pu', messages)];
  if (table.number(row, 'rtf_pu', r) !== r || table.number(row, 'xtf_pu', x) !== x) {
    messages.warning(
      `Row ${table.index[row] ?? row} of “impedance” differs between its two directions: the one from “from_bus” counts.`,
    );
  }
  return {
    resistancePu: (r * baseMva) / ratedMva,
    reactancePu: (x * baseMva) / ratedMva,
    chargingPu: 0,
    isTransformer: false,
    tapRatio: 1,
    shiftDegrees: 0,
    ratingAMva: null,
  };
};

/**
 * Series impedance from the short-circuit voltages, on the low-voltage side as pandapower has it:
 * `z = vk/100 · sn_net/sn · (vn_lv/base_lv)²`, with taps; the ratio stands at the high-voltage side.
 */
const transformerData: RowReader = (table, row, { from, to }, { baseMva }, messages) => {
  const ratedMva = needed(table, row, 'sn_mva', messages);
  const parallel = table.number(row, 'parallel', 1);
  const tap = tapOf(table, row, messages);
  const ownLvKv = needed(table, row, 'vn_lv_kv', messages);
  const hvKv = needed(table, row, 'vn_hv_kv', messages) * tap.hv;
  const lvKv = ownLvKv * tap.lv;
  const toNetwork = ((lvKv / to.baseKv) ** 2 * baseMva) / ratedMva / parallel;
  const z = (needed(table, row, 'vk_percent', messages) / 100) * toNetwork;
  const r = (needed(table, row, 'vkr_percent', messages) / 100) * toNetwork;
  return {
    resistancePu: r,
    reactancePu: Math.sign(z) * Math.sqrt(Math.max(0, z ** 2 - r ** 2)),
    chargingPu: -(magnetizingMvar(table, row) * parallel * (to.baseKv / lvKv) ** 2) / baseMva,
    isTransformer: true,
    tapRatio: hvKv / lvKv / (from.baseKv / to.baseKv),
    shiftDegrees: table.number(row, 'shift_degree', 0) + tap.shiftDegrees,
    ratingAMva: rating(ratedMva * table.number(row, 'df', 1) * parallel, Infinity),
  };
};

/** Reactive power that one transformer draws without load at its rated voltage. */
function magnetizingMvar(table: DataFrame, row: number): number {
  const apparent = (table.number(row, 'i0_percent', 0) / 100) * table.number(row, 'sn_mva', 0);
  const lossMw = table.number(row, 'pfe_kw', 0) / 1000;
  return Math.sign(apparent) * Math.sqrt(Math.max(0, apparent ** 2 - lossMw ** 2));
}

interface Tap {
  /** Factors of the rated voltages. */
  readonly hv: number;
  readonly lv: number;
  readonly shiftDegrees: number;
}

function tapOf(table: DataFrame, row: number, messages: MessageList): Tap {
  const steps = table.number(row, 'tap_pos', 0) - table.number(row, 'tap_neutral', 0);
  const side = table.text(row, 'tap_side');
  const kind = table.text(row, 'tap_changer_type');
  if (steps === 0 || (side !== 'hv' && side !== 'lv')) return { hv: 1, lv: 1, shiftDegrees: 0 };
  if (kind === 'Tabular') {
    messages.warning(
      `Row ${table.index[row] ?? row} of “trafo” has its taps in a table, which is not read: its tap_step_percent counts.`,
    );
  }
  const direction = side === 'hv' ? 1 : -1;
  const step = table.number(row, 'tap_step_percent', 0) / 100;
  const stepDegrees = table.number(row, 'tap_step_degree', 0);
  if (kind === 'Ideal' || table.flag(row, 'tap_phase_shifter', false)) {
    const degrees =
      stepDegrees === 0
        ? 2 * degreesFromRadians(Math.asin((steps * step) / 2))
        : steps * stepDegrees;
    return { hv: 1, lv: 1, shiftDegrees: direction * degrees };
  }
  const angle = radiansFromDegrees(stepDegrees);
  const along = 1 + steps * step * Math.cos(angle);
  const across = steps * step * Math.sin(angle);
  const factor = Math.hypot(along, across);
  const shiftDegrees = degreesFromRadians(Math.atan((direction * across) / along));
  return { hv: side === 'hv' ? factor : 1, lv: side === 'lv' ? factor : 1, shiftDegrees };
}

const rating = (mva: number, unlimited: number): number | null =>
  Number.isFinite(mva) && mva > 0 && mva < unlimited ? mva : null;

/** A figure that the conversion cannot do without. */
function needed(table: DataFrame, row: number, column: string, messages: MessageList): number {
  const value = table.number(row, column);
  if (Number.isNaN(value)) {
    messages.error(
      `Row ${table.index[row] ?? row} of “${table.name}” has no ${column}: fill it in.`,
    );
  }
  return value;
}
