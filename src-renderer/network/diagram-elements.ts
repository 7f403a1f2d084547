import type { Bus, Position } from '../../src-shared/grid/grid-case.ts';
import { elementKey, busRef, refOf } from '../../src-shared/grid/element-ref.ts';
import type { ElementRef } from '../../src-shared/grid/element-ref.ts';
import { isGroup } from './area-groups.ts';
import { barOf, satellitePlace, sizes } from './bar-geometry.ts';
import type { Bar, Terminal } from './bar-geometry.ts';
import { branchPath } from './branch-path.ts';
import type { JoinedBranch, PositionOf, Satellite, Topology } from './topology.ts';

/**
 * One node or edge of the picture, flat so that two versions can be compared field by field. What
 * it stands for in the network is `ref`; several may stand for one element (a transformer is a
 * line and a symbol).
 */
export interface DiagramElement {
  readonly id: string;
  readonly ref: ElementRef;
  readonly classes: string;
  readonly position: Position | null;
  readonly data: Readonly<Record<string, string | number>>;
}

export interface DiagramView {
  readonly topology: Topology;
  readonly positionOf: PositionOf;
  /** Of all symbols; 1 where buses are some 130 pixels apart. */
  readonly scale: number;
  /** Buses drawn in full; the others as plain bars, joined by straight lines. null: all in full. */
  readonly detailed: ReadonlySet<number> | null;
  /** What is written at a bus; null for its number, and its name where one looks closely. */
  readonly labelOf?: ((bus: Bus) => string) | null;
  /** What is known already, to which what is worked out is added. */
  readonly memory?: DiagramMemory;
}

/** Of pictures that have shape, scale, detail and labels in common. */
export interface DiagramMemory {
  readonly bars: Map<number, Bar>;
  /** By bus, branch, machine, load or shunt of the network: an edit replaces those it changes. */
  readonly drawn: WeakMap<object, readonly DiagramElement[]>;
}

export const emptyMemory = (): DiagramMemory => ({ bars: new Map(), drawn: new WeakMap() });

/** Everything that is drawn for a network. */
export const diagramElements = (view: DiagramView): DiagramElement[] =>
  elementsOfBuses(view, [...view.topology.keys()]);

/** What is drawn for some buses: their bars, what hangs on them, and every branch that ends there. */
export function elementsOfBuses(view: DiagramView, numbers: readonly number[]): DiagramElement[] {
  const { bars, drawn } = view.memory ?? emptyMemory();
  const barAt = (number: number): Bar | null => {
    const node = view.topology.get(number);
    if (!node || !isDetailed(view, number)) return null;
    const bar = bars.get(number) ?? barOf(view.topology, node, view.positionOf, view.scale);
    bars.set(number, bar);
    return bar;
  };
  const once = (of: object, draw: () => DiagramElement[]): readonly DiagramElement[] => {
    const elements = drawn.get(of) ?? draw();
    drawn.set(of, elements);
    return elements;
  };
  const nodes = numbers.flatMap((number) => view.topology.get(number) ?? []);
  const branches = new Map<string, JoinedBranch>();
  for (const node of nodes) for (const joined of node.branches) branches.set(joined.key, joined);
  return [
    ...nodes.flatMap((node) => {
      const bar = barAt(node.bus.number);
      return [
        ...once(node.bus, () => [busElement(view, node.bus, bar)]),
        ...node.satellites.flatMap((satellite) =>
          once(satellite.element, () => satelliteElements(view, node.bus, bar, satellite)),
        ),
      ];
    }),
    ...[...branches.values()].flatMap((joined) =>
      once(joined.branch, () => branchElements(view, joined, barAt)),
    ),
  ];
}

const isDetailed = ({ detailed }: DiagramView, number: number): boolean =>
  !isGroup(number) && (detailed === null || detailed.has(number));

const classes = (...names: (string | false)[]): string => names.filter(Boolean).join(' ');

function busElement(view: DiagramView, bus: Bus, bar: Bar | null): DiagramElement {
  const position = view.positionOf(bus.number);
  const ref = busRef(bus.number);
  const thickness = sizes.barThickness * view.scale;
  const length = bar?.length ?? 2 * sizes.shortestHalf * view.scale;
  const upright = bar !== null && !bar.horizontal;
  if (isGroup(bus.number)) return groupElement(bus, position, view.scale);
  const label = view.labelOf?.(bus);
  return {
    id: elementKey(ref),
    ref,
    classes: classes(
      'bus',
      upright && 'upright',
      bus.type === 'isolated' && 'off',
      bar === null && 'plain',
      bar?.labelEnd === 1 && 'label-after',
    ),
    position,
    data: {
      width: upright ? thickness : length,
      height: upright ? length : thickness,
      number: label ?? String(bus.number),
      name: label ?? busName(bus.number, bus.name),
    },
  };
}

/** An area that is collapsed: one box with what it generates and draws. */
function groupElement({ number, name }: Bus, position: Position, scale: number): DiagramElement {
  const ref = busRef(number);
  const data = { width: 46 * scale, height: 30 * scale, number: name, name };
  return { id: elementKey(ref), ref, classes: 'bus group', position, data };
}

/** 'Number name', without repeating a name that is only the number. */
function busName(number: number, name: string): string {
  const trimmed = name.trim();
  return trimmed === '' || trimmed === String(number) ? String(number) : `${number}  ${trimmed}`;
}

function satelliteElements(
  view: DiagramView,
  bus: Bus,
  bar: Bar | null,
  satellite: Satellite,
): DiagramElement[] {
  const terminal = bar?.terminals.get(satellite.key);
  if (!terminal) return [];
  const { x, y } = view.positionOf(bus.number);
  const { kind, element, key } = satellite;
  const ref: ElementRef = { kind, bus: element.bus, id: element.id };
  const place = satellitePlace(terminal, view.scale);
  const off = !element.inService && 'off';
  return [
    {
      id: key,
      ref,
      classes: classes('satellite', symbolOf(satellite), pointing(terminal), off),
      position: { x: x + place.x, y: y + place.y },
      data: {},
    },
  ];
}

function symbolOf(satellite: Satellite): string {
  if (satellite.kind !== 'shunt') return satellite.kind;
  return satellite.element.bMvar < 0 ? 'reactor' : 'capacitor';
}

/** Which way a symbol faces, away from its bar. */
function pointing({ normalX, normalY }: Terminal): string {
  if (normalY !== 0) return normalY > 0 ? 'down' : 'up';
  return normalX > 0 ? 'right' : 'left';
}

function branchElements(
  view: DiagramView,
  { key, branch }: JoinedBranch,
  barAt: (number: number) => Bar | null,
): DiagramElement[] {
  const ref = refOf('branch', branch);
  const ends = { source: elementKey(busRef(branch.from)), target: elementKey(busRef(branch.to)) };
  const transformer = branch.isTransformer && 'transformer';
  const off = !branch.inService && 'off';
  const fromBar = barAt(branch.from);
  const toBar = barAt(branch.to);
  if (!fromBar && !toBar) {
    return [
      {
        id: key,
        ref,
        classes: classes('branch', 'straight', transformer, off),
        position: null,
        data: ends,
      },
    ];
  }
  const path = branchPath(
    view.positionOf(branch.from),
    fromBar?.terminals.get(key) ?? middleOfBar,
    view.positionOf(branch.to),
    toBar?.terminals.get(key) ?? middleOfBar,
    view.scale,
  );
  const { middle, degrees, ...bends } = path;
  const line: DiagramElement = {
    id: key,
    ref,
    classes: classes('branch', 'routed', transformer, off),
    position: null,
    data: { ...ends, ...bends },
  };
  if (!branch.isTransformer) return [line];
  const symbol: DiagramElement = {
    id: symbolId(key),
    ref,
    classes: classes('symbol', `turn-${turnStep(degrees)}`, off),
    position: middle,
    data: {},
  };
  return [line, symbol];
}

/** The circles on the line of a transformer. */
export const symbolId = (branchKey: string): string => `symbol:${branchKey}`;

const middleOfBar: Terminal = { x: 0, y: 0, normalX: 0, normalY: 0 };

/** Symbols are drawn in steps of this many degrees, so that a few pictures serve for all. */
const turnDegrees = 15;

/** Nearest step of a direction; half a turn looks the same. */
const turnStep = (degrees: number): number =>
  (Math.round(degrees / turnDegrees) % (180 / turnDegrees)) * turnDegrees;

/** Differences between what is drawn and what shall be drawn. */
export interface DiagramPatch {
  readonly removed: readonly string[];
  readonly added: readonly DiagramElement[];
  readonly changed: readonly DiagramElement[];
}

/** Compares two pictures; an edge whose ends moved to other buses is removed and added anew. */
export function diagramPatch(
  before: ReadonlyMap<string, DiagramElement>,
  after: readonly DiagramElement[],
): DiagramPatch {
  const wanted = new Set(after.map(({ id }) => id));
  const removed = [...before.keys()].filter((id) => !wanted.has(id));
  const added: DiagramElement[] = [];
  const changed: DiagramElement[] = [];
  for (const element of after) {
    const old = before.get(element.id);
    if (old === element) continue;
    if (!old) added.push(element);
    else if (
      old.data['source'] !== element.data['source'] ||
      old.data['target'] !== element.data['target']
    ) {
      removed.push(element.id);
      added.push(element);
    } else if (!sameElement(old, element)) changed.push(element);
  }
  return { removed, added, changed };
}

function sameElement(a: DiagramElement, b: DiagramElement): boolean {
  const fields = Object.keys(b.data);
  return (
    a.classes === b.classes &&
    a.position?.x === b.position?.x &&
    a.position?.y === b.position?.y &&
    fields.length === Object.keys(a.data).length &&
    fields.every((field) => a.data[field] === b.data[field])
  );
}
