import { elementKey, elementLabel } from '../../../src-shared/grid/element-ref.ts';
import type { ElementRef } from '../../../src-shared/grid/element-ref.ts';
import type { StudyNetwork } from '../../../src-shared/studies/catalogue.ts';
import { StudyRefusal } from '../../../src-shared/studies/study-room.ts';
import type { NetworkModel } from './network-model.ts';

/** What goes out of service together, in the terms of the model. */
export interface Outage {
  /** Coupling taken off each of these edges. */
  readonly edges: ReadonlyMap<number, number>;
  /** Machines lost: node, and power in p.u. */
  readonly machines: readonly LostPower[];
  /** Loads lost, likewise. */
  readonly loads: readonly LostPower[];
}

/**
 * The same for outages that leave the same network: identical parallel circuits, or the same elements
 * under two names. Machines and loads are told apart, since what makes up for them may differ.
 */
export function outageIdentity({ edges, machines, loads }: Outage): string {
  const couplings = [...edges].sort(([a], [b]) => a - b).map((edge) => edge.join(':'));
  const rows = (lost: readonly LostPower[]): number[] =>
    lost.map(({ row }) => row).sort((a, b) => a - b);
  return `${couplings.join()}|${rows(machines).join()}|${rows(loads).join()}`;
}

interface LostPower {
  /** Of its table. */
  readonly row: number;
  readonly node: number;
  readonly power: number;
}

/**
 * Finds elements in the tables of a network, once for many outages.
 *
 * Bare oscillators have branches only; parallel edges are their circuits 1, 2, … A bus goes out with
 * all its branches. Elements that are out of service, or outside the model, change nothing.
 */
export class OutageCompiler {
  private readonly model: NetworkModel;
  private readonly rows = new Map<string, number>();
  private readonly branchesAt = new Map<number, number[]>();

  constructor(subject: StudyNetwork, model: NetworkModel) {
    this.model = model;
    for (const bus of busesOf(subject)) this.branchesAt.set(bus, []);
    for (const [row, element] of branchesOf(subject).entries()) {
      this.rows.set(elementKey(element), row);
      this.branchesAt.get(element.from)?.push(row);
      this.branchesAt.get(element.to)?.push(row);
    }
    if (subject.kind === 'oscillators') return;
    const { generators, loads, shunts } = subject.grid;
    for (const [kind, table] of [
      ['generator', generators],
      ['load', loads],
      ['shunt', shunts],
    ] as const) {
      table.forEach(({ bus, id }, row) => this.rows.set(elementKey({ kind, bus, id }), row));
    }
  }

  /** @throws StudyRefusal where an element is not in the network. */
  compile(name: string, elements: readonly ElementRef[]): Outage {
    const { model } = this;
    const machines: LostPower[] = [];
    const loads: LostPower[] = [];
    const branches = new Set<number>();
    for (const element of elements) {
      const rows = this.rowsOf(name, element);
      switch (element.kind) {
        case 'bus':
        case 'branch':
          for (const row of rows) branches.add(row);
          break;
        case 'generator':
          addLost(machines, rows, model.machineNode, model.machinePower);
          break;
        case 'load':
          addLost(loads, rows, model.loadNode, model.loadPower);
          break;
        case 'shunt':
          break;
      }
    }
    return { edges: this.lostCouplings(branches), machines, loads };
  }

  private lostCouplings(branches: ReadonlySet<number>): Map<number, number> {
    const { branchEdge, branchCoupling, carrier } = this.model;
    const lost = new Map<number, number>();
    for (const row of new Set([...branches].map((branch) => carrier[branch]!))) {
      const edge = branchEdge[row]!;
      if (edge >= 0) lost.set(edge, (lost.get(edge) ?? 0) + branchCoupling[row]!);
    }
    return lost;
  }

  /** Rows of the element's table; those of its branches where it is a bus. */
  private rowsOf(name: string, element: ElementRef): readonly number[] {
    const row = this.rows.get(elementKey(element));
    const rows = element.kind === 'bus' ? this.branchesAt.get(element.number) : row;
    if (rows !== undefined) return typeof rows === 'number' ? [rows] : rows;
    throw new StudyRefusal(
      `Contingency "${name}" names ${elementLabel(element)}, which does not exist: take it off the list.`,
    );
  }
}

function addLost(
  lost: LostPower[],
  rows: readonly number[],
  nodeOf: Int32Array,
  power: Float64Array,
): void {
  for (const row of rows) {
    if (nodeOf[row]! >= 0) lost.push({ row, node: nodeOf[row]!, power: power[row]! });
  }
}

const busesOf = (subject: StudyNetwork): number[] =>
  subject.kind === 'grid'
    ? subject.grid.buses.map(({ number }) => number)
    : subject.document.nodes.map(({ id }) => id);

/** The branches of a network by name; the edges of bare oscillators are branches too. */
export function branchesOf(subject: StudyNetwork): Extract<ElementRef, { kind: 'branch' }>[] {
  if (subject.kind === 'grid') {
    return subject.grid.branches.map(({ from, to, circuit }) => ({
      kind: 'branch',
      from,
      to,
      circuit,
    }));
  }
  const circuits = new Map<string, number>();
  return subject.document.edges.map(({ from, to }) => {
    const pair = `${from}-${to}`;
    const circuit = (circuits.get(pair) ?? 0) + 1;
    circuits.set(pair, circuit);
    return { kind: 'branch', from, to, circuit: String(circuit) };
  });
}
