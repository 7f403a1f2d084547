import type { Generator, Load, Shunt } from '../../../src-shared/grid/grid-case.ts';
import type { MessageList } from '../message-list.ts';
import type { DataFrame } from './data-frame.ts';
import type { PandapowerNetwork } from './pandapower-network.ts';
import type { PlacedBuses } from './place-buses.ts';

/** What a row should give; an external grid takes its power from the solution. */
const FIGURES: Readonly<Record<string, readonly string[]>> = {
  ext_grid: ['vm_pu'],
  gen: ['p_mw', 'vm_pu', 'min_p_mw', 'max_p_mw', 'min_q_mvar', 'max_q_mvar', 'sn_mva'],
  sgen: ['p_mw', 'q_mvar', 'min_p_mw', 'max_p_mw', 'min_q_mvar', 'max_q_mvar', 'sn_mva'],
  load: ['p_mw', 'q_mvar'],
  shunt: ['p_mw', 'q_mvar'],
};

const kindOf = ({ name }: DataFrame): 'load' | 'shunt' | 'generator' =>
  name === 'load' || name === 'shunt' ? name : 'generator';

/** Calls `make` for each row whose bus exists, with an identifier that is free at its bus. */
function atBuses<Device>(
  table: DataFrame,
  buses: PlacedBuses,
  ordinals: Map<number, number>,
  messages: MessageList,
  make: (row: number, bus: number, id: string) => Device,
): Device[] {
  return table.index.flatMap((index, row) => {
    const place = buses.of(table.number(row, 'bus'));
    if (!place) {
      const text = `Row ${index} of “${table.name}” stands at a bus that does not exist`;
      if (table.flag(row, 'in_service', true)) {
        messages.error(`${text}: add the bus or correct the index.`);
      } else messages.note(`${text}; it is out of service and left out.`);
      messages.count('dropped', kindOf(table));
      return [];
    }
    if (table.lacks(row, FIGURES[table.name] ?? [])) messages.count('defaulted', kindOf(table));
    const ordinal = (ordinals.get(place.number) ?? 0) + 1;
    ordinals.set(place.number, ordinal);
    return [make(row, place.number, String(ordinal))];
  });
}

/** External grids, machines and static generators; of several at one bus, in this order. */
export function buildGenerators(
  { tables }: PandapowerNetwork,
  buses: PlacedBuses,
  messages: MessageList,
): Generator[] {
  const ordinals = new Map<number, number>();
  const { ext_grid: grids, gen, sgen } = tables;
  return [
    ...atBuses(grids, buses, ordinals, messages, (row, bus, id) => ({
      ...machine(grids, row, bus, id, tables.res_ext_grid),
      pMw: resultOf(grids, row, tables.res_ext_grid, 'p_mw'),
      ratingMva: 0,
    })),
    ...atBuses(gen, buses, ordinals, messages, (row, bus, id) =>
      machine(gen, row, bus, id, tables.res_gen),
    ),
    ...atBuses(sgen, buses, ordinals, messages, (row, bus, id) => ({
      ...machine(sgen, row, bus, id, sgen),
      qMvar: sgen.number(row, 'q_mvar', 0) * sgen.number(row, 'scaling', 1),
    })),
  ];
}

function machine(
  table: DataFrame,
  row: number,
  bus: number,
  id: string,
  results: DataFrame,
): Generator {
  return {
    bus,
    id,
    pMw: table.number(row, 'p_mw', 0) * table.number(row, 'scaling', 1),
    qMvar: resultOf(table, row, results, 'q_mvar'),
    pMinMw: table.number(row, 'min_p_mw', -Infinity),
    pMaxMw: table.number(row, 'max_p_mw', Infinity),
    qMinMvar: table.number(row, 'min_q_mvar', -Infinity),
    qMaxMvar: table.number(row, 'max_q_mvar', Infinity),
    vSetPu: table.number(row, 'vm_pu', 1),
    ratingMva: Math.max(0, table.number(row, 'sn_mva', 0)),
    inService: table.flag(row, 'in_service', true),
    dynamics: null,
  };
}

/** What the last power flow that the file holds gave; 0 where it holds none. */
function resultOf(table: DataFrame, row: number, results: DataFrame, column: string): number {
  return results.number(results.index.indexOf(table.index[row] ?? -1), column, 0);
}

export function buildLoads(
  { tables: { load } }: PandapowerNetwork,
  buses: PlacedBuses,
  messages: MessageList,
): Load[] {
  const shares = ['const_z_percent', 'const_i_percent', 'const_z_p_percent', 'const_i_p_percent'];
  const dependent = load.index.filter((_, row) =>
    shares.some((column) => load.number(row, column, 0) !== 0),
  ).length;
  if (dependent > 0) {
    messages.warning(
      `${dependent} load${dependent === 1 ? ' depends' : 's depend'} on the voltage: the power at nominal voltage is taken, at any voltage.`,
    );
  }
  return atBuses(load, buses, new Map(), messages, (row, bus, id) => {
    const scaling = load.number(row, 'scaling', 1);
    return {
      bus,
      id,
      pMw: load.number(row, 'p_mw', 0) * scaling,
      qMvar: load.number(row, 'q_mvar', 0) * scaling,
      inService: load.flag(row, 'in_service', true),
    };
  });
}

/** pandapower counts reactive power as drawn, at the shunt's own voltage and for each step. */
export function buildShunts(
  { tables: { shunt } }: PandapowerNetwork,
  buses: PlacedBuses,
  messages: MessageList,
): Shunt[] {
  return atBuses(shunt, buses, new Map(), messages, (row, bus, id) => {
    const baseKv = buses.of(shunt.number(row, 'bus'))?.baseKv ?? 0;
    const ownKv = shunt.number(row, 'vn_kv', baseKv);
    const factor = shunt.number(row, 'step', 1) * (ownKv > 0 ? (baseKv / ownKv) ** 2 : 1);
    return {
      bus,
      id,
      gMw: shunt.number(row, 'p_mw', 0) * factor,
      bMvar: -shunt.number(row, 'q_mvar', 0) * factor,
      inService: shunt.flag(row, 'in_service', true),
    };
  });
}
