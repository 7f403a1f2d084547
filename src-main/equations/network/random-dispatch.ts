import type { StudyNetwork } from '../../../src-shared/studies/catalogue.ts';
import { normalFrom } from '../../numerics/random/random-stream.ts';
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
  private readonly order: Int32Array;

  constructor(subject: StudyNetwork, model: NetworkModel, law: DispatchLaw) {
    const { loads, units } = poweredRows(subject, model);
    this.loads = loads;
    this.units = units;
    this.loadPower = loads.power.slice();
    this.unitPower = units.power.slice();
    this.omega = new Float64Array(model.network.n);
    this.order = new Int32Array(Math.max(loads.row.length, units.row.length));
    this.law = law;
  }

  /**
   * Draws: loads, then units, picked and moved by standardDeviation |power| normal; then the picked
   * units and loads share what is missing for balance, one that is picked twice twice.
   *
   * @param uniform numbers in [0, 1), of which every draw uses as many
   */
  draw(uniform: () => number): void {
    const { loads, units, loadPower, unitPower, law } = this;
    loadPower.set(loads.power);
    unitPower.set(units.power);
    this.disturb(loadPower, law.loadFraction, uniform);
    this.disturb(unitPower, law.unitFraction, uniform);
    this.addUp();
    const missing = -this.omega.reduce((sum, power) => sum + power, 0);
    const adjustingUnits = this.pick(units.row.length, law.adjusterFraction, uniform).slice();
    const adjustingLoads = this.pick(loads.row.length, law.adjusterFraction, uniform);
    const share = missing / (adjustingUnits.length + adjustingLoads.length);
    for (const k of adjustingUnits) {
      unitPower[k]! += share;
      this.omega[units.node[k]!]! += share;
    }
    for (const k of adjustingLoads) {
      loadPower[k]! -= share;
      this.omega[loads.node[k]!]! += share;
    }
  }

  private disturb(power: Float64Array, fraction: number, uniform: () => number): void {
    const { standardDeviation } = this.law;
    for (const k of this.pick(power.length, fraction, uniform)) {
      power[k]! += standardDeviation * normalFrom(uniform) * Math.abs(power[k]!);
    }
  }

  /** The first of a shuffle of 0 … count - 1: the share of them, at least one. */
  private pick(count: number, fraction: number, uniform: () => number): Int32Array {
    const { order } = this;
    for (let i = 0; i < count; i++) order[i] = i;
    for (let i = count - 1; i > 0; i--) {
      const j = Math.floor(uniform() * (i + 1));
      const last = order[i]!;
      order[i] = order[j]!;
      order[j] = last;
    }
    const share = fraction === 0 ? 0 : Math.max(1, Math.floor(fraction * count + 0.5));
    return order.subarray(0, Math.min(count, share));
  }

  private addUp(): void {
    const { loads, units, loadPower, unitPower, omega } = this;
    omega.fill(0);
    for (let k = 0; k < unitPower.length; k++) omega[units.node[k]!]! += unitPower[k]!;
    for (let k = 0; k < loadPower.length; k++) omega[loads.node[k]!]! -= loadPower[k]!;
  }
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
