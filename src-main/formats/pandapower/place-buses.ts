import { busRef } from '../../../src-shared/grid/element-ref.ts';
import type { Bus } from '../../../src-shared/grid/grid-case.ts';
import type { MessageList } from '../message-list.ts';
import type { DataFrame } from './data-frame.ts';
import type { PandapowerNetwork } from './pandapower-network.ts';

/** The buses of the network, and which of them a bus index of the file means. */
export interface PlacedBuses {
  readonly buses: readonly Bus[];
  readonly of: (index: number) => Bus | undefined;
}

/**
 * Buses are numbered by their index; where that begins at 0, by one more. Buses that a closed
 * switch joins are one bus: the one of the smallest index stays.
 */
export function placeBuses(network: PandapowerNetwork, messages: MessageList): PlacedBuses {
  const { bus } = network.tables;
  const offset = bus.index.includes(0) ? 1 : 0;
  if (offset === 1) messages.note('Bus indices begin at 0: each bus has its index plus 1 here.');
  const joined = joinedBuses(network, messages);
  const byIndex = new Map<number, Bus>();
  bus.index.forEach((index, row) => {
    const number = index + offset;
    if (!Number.isSafeInteger(number) || number < 1) {
      messages.error(`The bus index ${index} is no whole number from 0 on: number the buses anew.`);
    } else if (!joined.has(index)) {
      byIndex.set(index, busOfRow(network, row, number, messages));
    }
  });
  return {
    buses: [...byIndex.values()],
    of: (index) => byIndex.get(joined.get(index) ?? index),
  };
}

function busOfRow(
  { tables: { bus, res_bus: results } }: PandapowerNetwork,
  row: number,
  number: number,
  messages: MessageList,
): Bus {
  const baseKv = bus.number(row, 'vn_kv');
  if (!(baseKv > 0)) {
    messages.error(
      `Bus ${number} has no vn_kv: the impedances of its lines need its base voltage.`,
      null,
      busRef(number),
    );
  }
  if (bus.lacks(row, ['min_vm_pu', 'max_vm_pu'])) messages.count('defaulted', 'bus');
  const result = results.index.indexOf(bus.index[row] ?? -1);
  return {
    number,
    name: bus.text(row, 'name').slice(0, 200),
    type: bus.flag(row, 'in_service', true) ? 'pq' : 'isolated',
    baseKv,
    vmPu: results.number(result, 'vm_pu', 1),
    vaDegrees: results.number(result, 'va_degree', 0),
    vmMinPu: bus.number(row, 'min_vm_pu', 0.9),
    vmMaxPu: bus.number(row, 'max_vm_pu', 1.1),
    area: 1,
    zone: bus.number(row, 'zone', 1),
    position: null,
  };
}

/** For each bus that a closed switch joins to one of a smaller index: that index. */
function joinedBuses(
  { tables: { bus, switch: switches } }: PandapowerNetwork,
  messages: MessageList,
): ReadonlyMap<number, number> {
  const rows = new Map(bus.index.map((index, row) => [index, row]));
  const isThere = (index: number): boolean => {
    const row = rows.get(index);
    return row !== undefined && bus.flag(row, 'in_service', true);
  };
  const parent = new Map<number, number>();
  const root = (index: number): number => {
    let current = index;
    for (let above = parent.get(current); above !== undefined; above = parent.get(current)) {
      current = above;
    }
    if (current !== index) parent.set(index, current);
    return current;
  };
  for (const [a, b] of closedTies(switches)) {
    if (!isThere(a) || !isThere(b)) continue;
    const [low, high] = [Math.min(root(a), root(b)), Math.max(root(a), root(b))];
    if (low !== high) parent.set(high, low);
  }
  if (parent.size > 0) {
    const are = parent.size === 1 ? 'bus is' : 'buses are';
    messages.note(`${parent.size} ${are} one with another bus, which a closed switch joins to it.`);
  }
  return new Map([...parent.keys()].map((index) => [index, root(index)]));
}

function closedTies(switches: DataFrame): [number, number][] {
  return switches.index.flatMap((_, row): [number, number][] =>
    switches.text(row, 'et') === 'b' && switches.flag(row, 'closed', true)
      ? [[switches.number(row, 'bus'), switches.number(row, 'element')]]
      : [],
  );
}
