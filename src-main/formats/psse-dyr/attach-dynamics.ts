import type { Generator, GridCase, MachineDynamics } from '../../../src-shared/grid/grid-case.ts';
import { refOf } from '../../../src-shared/grid/element-ref.ts';
import { estimatedTransientReactancePu } from '../../../src-shared/grid/machine-estimates.ts';
import type { MessageList } from '../message-list.ts';
import type { FileMachine } from '../psse-raw/build-grid.ts';
import { isMachineModel, machineFigures } from './machine-models.ts';
import type { MachineFigures } from './machine-models.ts';
import { parseDyr } from './parse-dyr.ts';
import type { DynamicRecord } from './parse-dyr.ts';

/** Machines by `bus-id` as the RAW file names them; empty where the network is from elsewhere. */
export type FileMachines = ReadonlyMap<string, FileMachine>;

/**
 * The network with H, D and x'd of a DYR file at its machines. Records of other models, and those
 * that match no machine, are listed in `messages` with their line in the DYR file.
 */
export function attachDynamics(
  grid: GridCase,
  machines: FileMachines,
  fileName: string,
  text: string,
  messages: MessageList,
): GridCase {
  const records = parseDyr(text);
  const found = new Map<string, MachineDynamics>();
  const generatorOf = new Map(grid.generators.map((machine) => [keyOf(machine), machine]));
  for (const record of records.filter(({ model }) => isMachineModel(model))) {
    const key = placeOf(record, machines);
    const place = `Line ${record.line} of ${fileName}`;
    const [id, bus] = [record.id.slice(0, 20), record.bus.slice(0, 20)];
    const label = `${record.model} of generator ${id} at bus ${bus}`;
    const generator = generatorOf.get(key);
    const figures = machineFigures(record);
    if (!generator) {
      messages.warning(`${place}: there is no machine for the ${label}: it is left out.`);
    } else if (found.has(key)) {
      messages.warning(`${place}: the ${label} is there twice: the first one is kept.`);
    } else if (typeof figures === 'string') {
      const element = refOf('generator', generator);
      messages.warning(`${place}: the ${label} is left out, ${figures}.`, null, element);
    } else {
      const machine = machines.get(`${record.bus}-${record.id}`);
      found.set(key, toDynamics(figures, `${fileName}, ${record.model}`, machine));
    }
  }
  noteIgnored(records, fileName, messages);
  messages.note(
    `${fileName} gives dynamic data for ${found.size} of ${generatorOf.size} machines.`,
  );
  return {
    ...grid,
    generators: grid.generators.map((machine) => {
      const dynamics = found.get(keyOf(machine));
      return dynamics ? { ...machine, dynamics } : machine;
    }),
  };
}

const keyOf = ({ bus, id }: Pick<Generator, 'bus' | 'id'>): string => `${bus}-${id}`;

/** Buses may have become one since the file was written. */
function placeOf({ bus, id }: DynamicRecord, machines: FileMachines): string {
  const key = `${Number(bus)}-${id}`;
  const place = machines.get(key);
  return place ? keyOf(place) : key;
}

/** The classical machine sees the step-up transformer that the RAW file counts to it as well. */
function toDynamics(
  figures: MachineFigures,
  source: string,
  machine: FileMachine | undefined,
): MachineDynamics {
  const { inertiaSeconds, dampingPu } = figures;
  const stepUp = Math.max(0, machine?.stepUpReactancePu ?? 0);
  const fromRaw = machine && machine.sourceReactancePu > 0 ? machine.sourceReactancePu : null;
  const reactance = figures.transientReactancePu ?? fromRaw;
  const remarks = [
    ...(figures.transientReactancePu === null && fromRaw !== null
      ? ["x'd is ZX of the RAW file"]
      : []),
    ...(reactance === null ? ["x'd estimated (Kundur 1994, table 4.2)"] : []),
    ...(stepUp > 0 ? ['with its step-up transformer XT'] : []),
  ];
  return {
    inertiaSeconds,
    dampingPu,
    transientReactancePu: (reactance ?? estimatedTransientReactancePu) + stepUp,
    source: [source, ...remarks].join('; '),
  };
}

/** One line for each model that is not read: exciters, governors, other machines. */
function noteIgnored(
  records: readonly DynamicRecord[],
  fileName: string,
  messages: MessageList,
): void {
  const ignored = new Map<string, DynamicRecord[]>();
  for (const record of records) {
    if (isMachineModel(record.model)) continue;
    const name = record.model === 'USRMDL' ? `USRMDL ${record.parameters[0] ?? ''}` : record.model;
    const list = ignored.get(name);
    if (list) list.push(record);
    else ignored.set(name, [record]);
  }
  for (const [model, list] of [...ignored].slice(0, 100)) {
    const buses = [...new Set(list.map(({ bus }) => bus))];
    const shown = buses.slice(0, 8).map((bus) => bus.slice(0, 20));
    const named = `${shown.join(', ')}${buses.length > 8 ? ', …' : ''}`;
    messages.note(
      `Model ${model.slice(0, 40)} is ignored: records ${list.length}, bus ${named}, first on line ${list[0]?.line ?? 0} of ${fileName}.`,
    );
  }
}
