import { emptyGrid } from '../../../src-shared/grid/grid-case.ts';
import type { GridCase } from '../../../src-shared/grid/grid-case.ts';
import type { ElementKind } from '../../../src-shared/grid/element-ref.ts';
import { noteSlackBuses, typesChecked } from '../bus-types.ts';
import { requireFiniteGrid } from '../finite-check.ts';
import { LineIndex } from '../line-index.ts';
import type { MessageList } from '../message-list.ts';
import { buildBranches, buildSwitches } from './build-branches.ts';
import { buildBuses } from './build-buses.ts';
import { buildDcLines, buildVscLines } from './build-dc-lines.ts';
import { buildGenerators } from './build-generators.ts';
import { buildLoads } from './build-loads.ts';
import { buildFixedShunts, buildSwitchedShunts } from './build-shunts.ts';
import { buildTransformers } from './build-transformers.ts';
import { emptyDraft } from './draft.ts';
import type { Draft, MachineSource, Placed } from './draft.ts';
import { mergeBuses } from './merge-buses.ts';
import type { RawDocument } from './parse-document.ts';
import type { SectionName } from './sections.ts';

/** A machine of the file: where it is in the network, and what the network does not hold of it. */
export interface FileMachine extends MachineSource {
  readonly bus: number;
  readonly id: string;
}

export interface BuiltRaw {
  readonly grid: GridCase;
  readonly lines: LineIndex;
  /** By `bus-id` as in the file. */
  readonly machines: ReadonlyMap<string, FileMachine>;
}

/**
 * The network that a RAW file means. Null where it has errors, which are then in `messages`.
 * Linear in the size of the file.
 */
export function buildRawGrid(
  document: RawDocument,
  fileName: string,
  messages: MessageList,
): BuiltRaw | null {
  const { header, zeroImpedancePu } = document;
  const draft = emptyDraft(header, zeroImpedancePu, messages);
  for (const [section, build] of BUILDERS) build(draft, document.sections.get(section) ?? []);
  if (draft.buses.length === 0 && !messages.hasErrors) {
    messages.error('The file has no buses: a network needs them.');
  }
  noteWhatIsLeftOut(document, messages);
  if (messages.hasErrors) return null;
  const places = mergeBuses(draft);
  const generators = draft.generators.map(({ element }) => element);
  const grid: GridCase = {
    ...emptyGrid,
    name: fileName.replace(/\.[^.]*$/, '').slice(0, 200),
    description: header.title,
    sources: [`PSS/E RAW file ${fileName}, version ${header.version}`],
    baseMva: header.baseMva,
    frequencyHz: header.frequencyHz ?? emptyGrid.frequencyHz,
    buses: typesChecked(
      draft.buses.map(({ element }) => element),
      generators,
      messages,
    ),
    branches: draft.branches.map(({ element }) => element),
    generators,
    loads: draft.loads.map(({ element }) => element),
    shunts: draft.shunts.map(({ element }) => element),
  };
  requireFiniteGrid(grid, messages);
  noteSlackBuses(grid, messages);
  if (header.frequencyHz === null) {
    messages.note('The file gives no frequency: 60 Hz is assumed; change it in the properties.');
  }
  return { grid, lines: linesOf(draft), machines: machinesOf(draft, places) };
}

/** Order matters only in that buses come first: star points are numbered above all of them. */
const BUILDERS: readonly (readonly [
  SectionName,
  (draft: Draft, lines: Parameters<typeof buildBuses>[1]) => void,
])[] = [
  ['bus', buildBuses],
  ['load', buildLoads],
  ['fixed shunt', buildFixedShunts],
  ['switched shunt', buildSwitchedShunts],
  ['generator', buildGenerators],
  ['branch', buildBranches],
  ['switching device', buildSwitches],
  ['two-terminal DC line', buildDcLines],
  ['VSC DC line', buildVscLines],
  ['transformer', buildTransformers],
];

function machinesOf(
  draft: Draft,
  places: ReturnType<typeof mergeBuses>,
): ReadonlyMap<string, FileMachine> {
  const machines = new Map<string, FileMachine>();
  for (const [key, source] of draft.machines) {
    const dash = key.indexOf('-');
    const own = { bus: Number(key.slice(0, dash)), id: key.slice(dash + 1) };
    machines.set(key, { ...source, ...(places.get(key) ?? own) });
  }
  return machines;
}

function linesOf({ buses, branches, generators, loads, shunts }: Draft): LineIndex {
  const lines = new LineIndex();
  const add = (kind: ElementKind, table: readonly Placed<unknown>[]): void => {
    for (const { line } of table) lines.add(kind, line);
  };
  add('bus', buses);
  add('branch', branches);
  add('generator', generators);
  add('load', loads);
  add('shunt', shunts);
  return lines;
}

/** Equipment that is not studied, and would change the result: silence would look like it was read. */
const EQUIPMENT: readonly (readonly [SectionName, string])[] = [
  ['multi-terminal DC line', 'enter the power of its converters as loads'],
  ['FACTS device', 'enter its shunt as a shunt and its series part as a branch'],
  ['GNE device', 'enter its power as a load'],
  ['induction machine', 'enter its power as a load'],
];

/** What groups or names other data. */
const GROUPINGS: readonly SectionName[] = [
  'area',
  'impedance correction',
  'multi-section line',
  'zone',
  'inter-area transfer',
  'owner',
  'substation',
];

function noteWhatIsLeftOut({ sections }: RawDocument, messages: MessageList): void {
  for (const [name, remedy] of EQUIPMENT) {
    const lines = sections.get(name) ?? [];
    const [first] = lines;
    if (!first) continue;
    const what = lines.length === 1 ? '1 line' : `${lines.length} lines`;
    messages.warning(`The ${name} data (${what}) are left out: ${remedy}.`, first.line);
  }
  const unused = GROUPINGS.filter((name) => sections.has(name));
  if (unused.length > 0) messages.note(`Not needed here and left out: ${unused.join(', ')} data.`);
}
