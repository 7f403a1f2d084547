import { emptyGrid } from '../../../src-shared/grid/grid-case.ts';
import type { Bus, BusType, GridCase } from '../../../src-shared/grid/grid-case.ts';
import { gridSchema } from '../../../src-shared/grid/schema.ts';
import { noteSlackBuses } from '../bus-types.ts';
import type { MessageList } from '../message-list.ts';
import { buildBranches } from './build-branches.ts';
import { buildGenerators, buildLoads, buildShunts } from './build-devices.ts';
import { readPandapowerNetwork } from './pandapower-network.ts';
import type { PandapowerNetwork } from './pandapower-network.ts';
import { placeBuses } from './place-buses.ts';
import type { PlacedBuses } from './place-buses.ts';

/**
 * The network that a pandapower file (version 2 or newer) means: buses, lines, transformers of two
 * windings, impedances, loads, machines, static generators, external grids, shunts and switches.
 * Null where it has errors, which are then in `messages`; what is not read is listed there too.
 */
export function buildPandapowerGrid(
  value: unknown,
  fileName: string,
  messages: MessageList,
): GridCase | null {
  const network = readPandapowerNetwork(value, messages);
  if (!network) return null;
  if (network.tables.bus.length === 0) {
    messages.error('The table “bus” has no rows: a network needs buses.');
    return null;
  }
  const placed = placeBuses(network, messages);
  const branches = buildBranches(network, placed, messages);
  const generators = buildGenerators(network, placed, messages);
  const grid: GridCase = {
    ...emptyGrid,
    name: (network.name.trim() || fileName.replace(/\.[^.]*$/, '')).slice(0, 200),
    sources: [`pandapower network ${fileName}`],
    baseMva: network.baseMva,
    frequencyHz: network.frequencyHz,
    buses: withTypes(network, placed),
    branches,
    generators,
    loads: buildLoads(network, placed, messages),
    shunts: buildShunts(network, placed, messages),
  };
  if (messages.hasErrors || !isFinite(grid, messages)) return null;
  noteSlackBuses(grid, messages);
  return grid;
}

/** External grids and machines marked so are slack, other machines in service hold a PV bus. */
function withTypes(
  { tables: { ext_grid: grids, gen } }: PandapowerNetwork,
  { buses, of }: PlacedBuses,
): Bus[] {
  const types = new Map<number, BusType>();
  gen.index.forEach((_, row) => {
    const bus = of(gen.number(row, 'bus'))?.number;
    if (bus === undefined || !gen.flag(row, 'in_service', true)) return;
    if (types.get(bus) !== 'slack') types.set(bus, gen.flag(row, 'slack', false) ? 'slack' : 'pv');
  });
  grids.index.forEach((_, row) => {
    const bus = of(grids.number(row, 'bus'))?.number;
    if (bus !== undefined && grids.flag(row, 'in_service', true)) types.set(bus, 'slack');
  });
  return buses.map((bus) =>
    bus.type === 'isolated' ? bus : { ...bus, type: types.get(bus.number) ?? 'pq' },
  );
}

/** A division by a rating or a number of parallels of 0 shows as a figure that is none. */
function isFinite(grid: GridCase, messages: MessageList): boolean {
  const parsed = gridSchema.safeParse(grid);
  for (const { path } of parsed.error?.issues ?? []) {
    messages.error(
      `“${path.map(String).join('.')}” comes out as no finite number: look for zeros in sn_mva, parallel, vn_kv and length_km.`,
    );
  }
  return parsed.success;
}
