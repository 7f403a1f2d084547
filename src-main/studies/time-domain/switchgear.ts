import { busRef, elementKey, elementLabel, refOf } from '../../../src-shared/grid/element-ref.ts';
import type { ElementRef } from '../../../src-shared/grid/element-ref.ts';
import type { OscillatorDocument } from '../../../src-shared/grid/oscillator-document.ts';
import type { StudyNetwork } from '../../../src-shared/studies/catalogue.ts';
import { StudyRefusal } from '../../../src-shared/studies/study-room.ts';
import type { TimeDomainSpec } from '../../../src-shared/studies/time-domain.ts';
import { busDynamics } from '../../equations/network/bus-dynamics.ts';
import type { NetworkModel } from '../../equations/network/network-model.ts';
import type { OscillatorNetwork } from '../../equations/oscillators/oscillator-network.ts';

/** A row of the branch, machine or load table: its name, and the names of its buses. */
interface Row {
  readonly key: string;
  readonly buses: readonly string[];
}

/**
 * What is in service at each moment of a run, and the oscillator network that follows from it.
 *
 * An edge keeps the couplings of those of its parallel branches that are closed. A tripped machine
 * takes its power and its inertia along: a bus that has lost its last machine is a load bus. A
 * tripped load takes its demand along. A tripped bus loses its branches and all its injection. The
 * share of the imbalance that each bus bore before stays as it was.
 */
export class Switchgear {
  private readonly open = new Set<string>();
  private readonly known = new Set<string>();
  private readonly node: ReadonlyMap<number, number>;
  private readonly branches: readonly Row[];
  private readonly machines: readonly Row[];
  private readonly loads: readonly Row[];
  private readonly subject: StudyNetwork;
  private readonly model: NetworkModel;
  private readonly spec: TimeDomainSpec;

  constructor(subject: StudyNetwork, model: NetworkModel, spec: TimeDomainSpec) {
    this.subject = subject;
    this.model = model;
    this.spec = spec;
    this.node = new Map(Array.from(model.nodes, (bus, node) => [bus, node]));
    const isGrid = subject.kind === 'grid';
    this.branches = isGrid
      ? subject.grid.branches.map((b) => row(refOf('branch', b), b.from, b.to))
      : documentBranches(subject.document);
    this.machines = isGrid
      ? subject.grid.generators.map((g) => row(refOf('generator', g), g.bus))
      : [];
    this.loads = isGrid ? subject.grid.loads.map((l) => row(refOf('load', l), l.bus)) : [];
    this.register(this.branches, model.branchEdge);
    this.register(this.machines, model.machineNode);
    this.register(this.loads, model.loadNode);
    for (const bus of model.nodes) this.known.add(elementKey(busRef(bus)));
  }

  private register(rows: readonly Row[], place: Int32Array): void {
    rows.forEach(({ key }, index) => {
      if (place[index]! >= 0) this.known.add(key);
    });
  }

  /** @throws StudyRefusal where the bus is not in the model. */
  nodeOf(bus: number): number {
    const node = this.node.get(bus);
    if (node === undefined) throw this.unknown(busRef(bus));
    return node;
  }

  trip(element: ElementRef, time: number): void {
    const key = elementKey(element);
    if (!this.known.has(key)) throw this.unknown(element);
    if (this.open.has(key)) {
      throw new StudyRefusal(
        `events: ${elementLabel(element)} trips at ${time} s, but is out already; leave one of the two out.`,
      );
    }
    this.open.add(key);
  }

  reclose(element: ElementRef, time: number): void {
    if (this.open.delete(elementKey(element))) return;
    throw new StudyRefusal(
      `events: ${elementLabel(element)} is to reclose at ${time} s, but nothing has tripped it; trip it earlier in the run.`,
    );
  }

  private unknown(element: ElementRef): StudyRefusal {
    const part =
      element.kind === 'shunt' ? 'no part of the model' : 'not in service in the island studied';
    return new StudyRefusal(
      `events: ${elementLabel(element)} is ${part}; choose an element that is.`,
    );
  }

  /** The oscillators as they are now; the arrays are the caller's. */
  network(): OscillatorNetwork {
    const { network } = this.model;
    return { ...network, weight: this.weights(), omega: this.injections(), ...this.dynamics() };
  }

  private isClosed({ key, buses }: Row): boolean {
    return !this.open.has(key) && !buses.some((bus) => this.open.has(bus));
  }

  private weights(): Float64Array {
    const { branchEdge, branchCoupling, carrier, network } = this.model;
    const opened = new Uint8Array(carrier.length);
    this.branches.forEach((branch, index) => {
      if (!this.isClosed(branch)) opened[carrier[index]!] = 1;
    });
    const weight = new Float64Array(network.weight.length);
    branchEdge.forEach((edge, index) => {
      if (edge >= 0 && opened[index] === 0) weight[edge]! += branchCoupling[index]!;
    });
    return weight;
  }

  private injections(): Float64Array {
    const { machineNode, machinePower, loadNode, loadPower } = this.model;
    const omega = initialInjection(this.subject, this.model);
    this.machines.forEach((machine, index) => {
      const node = machineNode[index]!;
      if (node >= 0 && !this.isClosed(machine)) omega[node]! -= machinePower[index]!;
    });
    this.loads.forEach((load, index) => {
      const node = loadNode[index]!;
      if (node >= 0 && !this.isClosed(load)) omega[node]! += loadPower[index]!;
    });
    for (const [bus, node] of this.node) {
      if (this.open.has(elementKey(busRef(bus)))) omega[node] = 0;
    }
    return omega;
  }

  private dynamics(): Pick<OscillatorNetwork, 'M' | 'D'> {
    const { subject, spec, model } = this;
    const { n, M, D } = model.network;
    const machineNode = model.machineNode.map((node, index) =>
      this.isClosed(this.machines[index]!) ? node : -1,
    );
    const dynamics =
      subject.kind === 'grid'
        ? busDynamics(subject.grid, machineNode, n, spec.loadDamping)
        : { M: M.slice(), D: D.slice() };
    if (spec.model === 'first-order') dynamics.M.fill(0);
    return dynamics;
  }
}

/**
 * The injections that a run starts from: those of the model, whose imbalance is shared out; for bare
 * oscillators their omega as given, not in the frame of the synchronous frequency.
 */
function initialInjection(subject: StudyNetwork, model: NetworkModel): Float64Array {
  return (subject.kind === 'grid' ? model.network.omega : model.injection).slice();
}

function row(ref: ElementRef, ...buses: number[]): Row {
  return { key: elementKey(ref), buses: buses.map((bus) => elementKey(busRef(bus))) };
}

/** The edges of bare oscillators, named like branches: parallel ones are circuits 1, 2, … */
function documentBranches({ edges }: OscillatorDocument): Row[] {
  const circuits = new Map<string, number>();
  return edges.map(({ from, to }) => {
    const pair = `${from}-${to}`;
    const circuit = (circuits.get(pair) ?? 0) + 1;
    circuits.set(pair, circuit);
    return row({ kind: 'branch', from, to, circuit: String(circuit) }, from, to);
  });
}
