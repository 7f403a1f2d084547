import type { StudyNetwork } from '../../../src-shared/studies/catalogue.ts';
import { normalOf } from '../../numerics/random/random-stream.ts';
import type { NetworkModel } from './network-model.ts';

/** How loads and machines are drawn (paper B, the smart-grid table). */
export interface DispatchLaw {
  /** Shares of the loads and of the units that are drawn normal about their own values. */
  readonly loadFraction: number;
  readonly unitFraction: number;
  /** Share of the units, and of the loads, that take the imbalance, alike. */
  readonly adjusterFraction: number;
  /** As a share of each one's own power. */
  readonly standardDeviation: number;
}

/** Rows of a table that are in the model, with where and how much. */
export interface PoweredRows {
  readonly row: Int32Array;
  readonly node: Int32Array;
  /** p.u. */
  readonly power: Float64Array;
}

/**
 * Random dispatches of one network. Loads that draw nothing are left alone; of bare oscillators,
 * those with a negative power are loads and the others units.
 */
export class RandomDispatch {
  readonly loads: PoweredRows;
  readonly units: PoweredRows;
  /** Powers of the newest draw, by position in `loads` and `units`, and by node. */
  readonly loadPower: Float64Array;
  readonly unitPower: Float64Array;
  readonly omega: Float64Array;

  private readonly law: DispatchLaw;
  /** Uniform numbers of the newest draw, and how many of them have been used. */
  private readonly numbers: Float64Array;
  private used = 0;
  private readonly order: Int32Array;
  private readonly inOrder: Int32Array;

  constructor(subject: StudyNetwork, model: NetworkModel, law: DispatchLaw) {
    const { loads, units } = poweredRows(subject, model);
    this.loads = loads;
    this.units = units;
    this.loadPower = loads.power.slice();
    this.unitPower = units.power.slice();
    this.omega = new Float64Array(model.network.n);
    this.order = new Int32Array(Math.max(loads.row.length, units.row.length));
    this.inOrder = this.order.map((_, k) => k);
    this.law = law;
    this.numbers = new Float64Array(numbersOfDraw(loads.row.length, units.row.length, law));
  }

  /**
   * Draws: loads, then units, picked and moved by standardDeviation |power| normal; then the picked
   * units and loads share what is missing for balance, one that is picked twice twice.
   *
   * @param fill fills with numbers in [0, 1): every draw asks once, for as many as every other
   */
  draw(fill: (out: Float64Array) => void): void {
    const { loads, units, loadPower, unitPower, omega, law } = this;
    fill(this.numbers);
    this.used = 0;
    loadPower.set(loads.power);
    unitPower.set(units.power);
    this.disturb(loadPower, law.loadFraction);
    this.disturb(unitPower, law.unitFraction);
    this.addUp();
    let missing = 0;
    for (let i = 0; i < omega.length; i++) missing -= omega[i]!;
    const adjustingUnits = this.pick(units.row.length, law.adjusterFraction).slice();
    const adjustingLoads = this.pick(loads.row.length, law.adjusterFraction);
    const share = missing / (adjustingUnits.length + adjustingLoads.length);
    for (const k of adjustingUnits) {
      unitPower[k]! += share;
      omega[units.node[k]!]! += share;
    }
    for (const k of adjustingLoads) {
      loadPower[k]! -= share;
      omega[loads.node[k]!]! += share;
    }
  }

  private disturb(power: Float64Array, fraction: number): void {
    const { numbers } = this;
    const { standardDeviation } = this.law;
    const picked = this.pick(power.length, fraction);
    let { used } = this;
    for (let m = 0; m < picked.length; m++, used += 2) {
      const k = picked[m]!;
      const normal = normalOf(numbers[used]!, numbers[used + 1]!);
      power[k]! += standardDeviation * normal * Math.abs(power[k]!);
    }
    this.used = used;
  }

  /** The first of a shuffle of 0 … count - 1: the share of them, at least one. */
  private pick(count: number, fraction: number): Int32Array {
    const { order, inOrder, numbers } = this;
    order.set(inOrder);
    let { used } = this;
    for (let i = count - 1; i > 0; i--) {
      // The whole part: no number here is negative.
      const j = (numbers[used++]! * (i + 1)) | 0;
      const last = order[i]!;
      order[i] = order[j]!;
      order[j] = last;
    }
    this.used = used;
    return order.subarray(0, pickedOf(count, fraction));
  }

  private addUp(): void {
    const { loads, units, loadPower, unitPower, omega } = this;
    omega.fill(0);
    for (let k = 0; k < unitPower.length; k++) omega[units.node[k]!]! += unitPower[k]!;
    for (let k = 0; k < loadPower.length; k++) omega[loads.node[k]!]! -= loadPower[k]!;
  }
}

/** How many of `count` a share of them is: at least one, unless it is none. */
function pickedOf(count: number, fraction: number): number {
  const share = fraction === 0 ? 0 : Math.max(1, Math.floor(fraction * count + 0.5));
  return Math.min(count, share);
}

/** Two shuffles each of loads and units, and two numbers for every one that is moved. */
function numbersOfDraw(loads: number, units: number, law: DispatchLaw): number {
  const shuffles = 2 * (Math.max(0, loads - 1) + Math.max(0, units - 1));
  return shuffles + 2 * (pickedOf(loads, law.loadFraction) + pickedOf(units, law.unitFraction));
}

function poweredRows(
  subject: StudyNetwork,
  { machineNode, machinePower, loadNode, loadPower, injection }: NetworkModel,
): { readonly loads: PoweredRows; readonly units: PoweredRows } {
  if (subject.kind === 'grid') {
    return {
      loads: rowsWhere(loadNode, loadPower, (power) => power !== 0),
      units: rowsWhere(machineNode, machinePower, () => true),
    };
  }
  const node = Int32Array.from(injection.keys());
  return {
    loads: rowsWhere(
      node,
      injection.map((power) => -power),
      (power) => power > 0,
    ),
    units: rowsWhere(node, injection, (power) => power > 0),
  };
}

function rowsWhere(
  node: Int32Array,
  power: Float64Array,
  isWanted: (power: number) => boolean,
): PoweredRows {
  const row = Int32Array.from(node.keys()).filter((k) => node[k]! >= 0 && isWanted(power[k]!));
  return {
    row,
    node: row.map((k) => node[k]!),
    power: Float64Array.from(row, (k) => power[k]!),
  };
}
