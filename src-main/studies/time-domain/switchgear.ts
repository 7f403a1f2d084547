import { busRef, elementKey, elementLabel, refOf } from '../../../src-shared/grid/element-ref.ts';
import type { ElementRef } from '../../../src-shared/grid/element-ref.ts';
import type { OscillatorDocument } from '../../../src-shared/grid/oscillator-document.ts';
import type { StudyNetwork } from '../../../src-shared/studies/catalogue.ts';
import { StudyRefusal } from '../../../src-shared/studies/study-room.ts';
import { faultPlaceLabel } from '../../../src-shared/studies/time-domain.ts';
import type { FaultEvent, TimeDomainSpec } from '../../../src-shared/studies/time-domain.ts';
import { busDynamics } from '../../equations/network/bus-dynamics.ts';
import type { NetworkModel } from '../../equations/network/network-model.ts';
import type { OscillatorNetwork } from '../../equations/oscillators/oscillator-network.ts';
import { sinkingFault, voltagesLeft } from './sinking-fault.ts';
import type { SinkingFault } from './sinking-fault.ts';

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
 *
 * A bolted three-phase fault holds the voltage of its bus at zero. With a_ij = |V_i||V_j||Im Y_ij|
 * (paper B, 5) all couplings of the bus are zero while it lasts, and so is what its loads draw: its
 * machines are accelerated by their whole mechanical power, and the angle of a bus without machines,
 * which has no voltage to point anywhere, is held where the fault has met it.
 *
 * Where the other voltages sink with it to u_i |V_i|, a_ij becomes u_i u_j a_ij and a load draws
 * u_i² of its power; a branch with the fault inside it carries nothing. At u_i = 0 that is the same.
 */
export class Switchgear {
  private readonly open = new Set<string>();
  /** Nodes of the buses at which a fault lasts. */
  private readonly faulted = new Set<number>();
  private sinking: SinkingFault | null = null;
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

  fault(event: FaultEvent): void {
    const { subject, model } = this;
    const place = event.kind === 'fault' ? `at bus ${event.bus}` : `on ${faultPlaceLabel(event)}`;
    const why = this.whyNoFault(event);
    if (why !== '') {
      throw new StudyRefusal(
        `events: a fault ${place} begins at ${event.time} s, but ${why}; leave one of the two out or change its time.`,
      );
    }
    if (event.kind === 'fault' && event.voltages !== 'sinking') {
      this.faulted.add(this.nodeOf(event.bus));
    } else if (subject.kind === 'grid') {
      this.sinking = sinkingFault(event, subject.grid, model, (bus) => this.nodeOf(bus));
      const { place: where } = this.sinking;
      if ('node' in where) this.faulted.add(where.node);
    }
  }

  private whyNoFault(event: FaultEvent): string {
    const sinks = event.kind === 'line-fault' || event.voltages === 'sinking';
    if (this.sinking || (sinks && this.faulted.size > 0)) {
      const isSame = event.kind === 'fault' && this.faulted.has(this.nodeOf(event.bus));
      return isSame
        ? 'the bus has a fault that is not cleared yet'
        : 'another one is not cleared yet, and voltages sink under one fault at a time';
    }
    if (event.kind === 'line-fault') {
      return this.isOut(event.branch) ? 'the branch is out' : '';
    }
    if (this.open.has(elementKey(busRef(event.bus)))) return 'the bus is out';
    const isFaulted = this.faulted.has(this.nodeOf(event.bus));
    return isFaulted ? 'the bus has a fault that is not cleared yet' : '';
  }

  private isOut(branch: ElementRef): boolean {
    const key = elementKey(branch);
    const found = this.branches.find((one) => one.key === key);
    return found !== undefined && !this.isClosed(found);
  }

  clear(event: FaultEvent): void {
    const { sinking } = this;
    if (sinking?.event === event) {
      if ('node' in sinking.place) this.faulted.delete(sinking.place.node);
      this.sinking = null;
    } else if (event.kind === 'fault') {
      this.faulted.delete(this.nodeOf(event.bus));
    }
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
    const { edgeFrom, edgeTo, n } = network;
    const weight = this.weights(this.sinkingNow()?.row);
    const omega = this.injections();
    const { M, D } = this.dynamics();
    const left = this.voltagesLeft();
    for (let node = 0; node < n; node++) {
      if (left[node] === 1) continue;
      if (this.isDead(node)) holdAngle(node, omega, D);
      else omega[node]! += (1 - left[node]! ** 2) * this.demandAt(node);
    }
    weight.forEach((a, e) => {
      weight[e] = a * left[edgeFrom[e]!]! * left[edgeTo[e]!]!;
    });
    return { ...network, weight, omega, M, D };
  }

  /** The fault under which voltages sink; an open branch keeps one inside it to itself. */
  private sinkingNow(): SinkingFault | null {
    const branch = this.sinking && this.branches[this.sinking.row];
    return branch && !this.isClosed(branch) ? null : this.sinking;
  }

  /** By node: what faults leave of its voltage, 1 where nothing is missing. */
  private voltagesLeft(): Float64Array {
    const { subject, model } = this;
    const sinking = this.sinkingNow();
    const left =
      sinking && subject.kind === 'grid'
        ? voltagesLeft(sinking, subject.grid, model, this.weights(), this.machinesInService())
        : new Float64Array(model.network.n).fill(1);
    for (const node of this.faulted) left[node] = 0;
    return left;
  }

  /** Whether the bus has neither voltage nor machine: nothing acts on its angle. */
  isDead(node: number): boolean {
    return this.faulted.has(node) && !this.hasMachine(node);
  }

  /**
   * By edge: 1 where a fault alone has taken the coupling, and the rotors at both ends (or the live
   * bus at one) keep an angle that means something.
   */
  faultedEdges(): Uint8Array | null {
    if (this.faulted.size === 0 && !this.sinkingNow()) return null;
    const { edgeFrom, edgeTo } = this.model.network;
    const without = this.weights(this.sinkingNow()?.row);
    return Uint8Array.from(this.weights(), (a, e) => {
      const ends = [edgeFrom[e]!, edgeTo[e]!];
      const lost = a !== 0 && (without[e] === 0 || ends.some((node) => this.faulted.has(node)));
      return lost && !ends.some((node) => this.isDead(node)) ? 1 : 0;
    });
  }

  private hasMachine(node: number): boolean {
    const { machineNode, network } = this.model;
    if (this.subject.kind === 'oscillators') return network.M[node]! > 0;
    return this.machines.some(
      (machine, index) => machineNode[index] === node && this.isClosed(machine),
    );
  }

  /** What the loads in service at a node draw, p.u. */
  private demandAt(node: number): number {
    const { loadNode, loadPower } = this.model;
    return this.loads.reduce(
      (sum, load, index) =>
        loadNode[index] === node && this.isClosed(load) ? sum + loadPower[index]! : sum,
      0,
    );
  }

  private isClosed({ key, buses }: Row): boolean {
    return !this.open.has(key) && !buses.some((bus) => this.open.has(bus));
  }

  /** @param faulted row of a branch that carries nothing for a while */
  private weights(faulted = -1): Float64Array {
    const { branchEdge, branchCoupling, carrier, network } = this.model;
    const opened = new Uint8Array(carrier.length);
    this.branches.forEach((branch, index) => {
      if (index === faulted || !this.isClosed(branch)) opened[carrier[index]!] = 1;
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

  /** Node of each row of the generator table; -1 where it is out. */
  private machinesInService(): Int32Array {
    return this.model.machineNode.map((node, index) =>
      this.isClosed(this.machines[index]!) ? node : -1,
    );
  }

  private dynamics(): Pick<OscillatorNetwork, 'M' | 'D'> {
    const { subject, spec, model } = this;
    const { n, M, D } = model.network;
    const dynamics =
      subject.kind === 'grid'
        ? busDynamics(subject.grid, this.machinesInService(), n, spec.loadDamping)
        : { M: M.slice(), D: D.slice() };
    if (spec.model === 'first-order') dynamics.M.fill(0);
    return dynamics;
  }
}

/** D theta' = 0; an algebraic node (D = 0) would have any angle. */
function holdAngle(node: number, omega: Float64Array, D: Float64Array): void {
  omega[node] = 0;
  D[node] ||= 1;
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
