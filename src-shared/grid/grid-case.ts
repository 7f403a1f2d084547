/**
 * A power network as the planner sees it: files, forms and the database speak these names, so
 * every field carries its unit. The engine compiles it to typed arrays in per unit and radians.
 *
 * Identity is the field's own: a bus by its number, a branch by its two bus numbers and circuit,
 * a machine, load or shunt by its bus number and an identifier (as in PSS/E).
 */

export type BusType = 'pq' | 'pv' | 'slack' | 'isolated';

export interface Position {
  readonly x: number;
  readonly y: number;
}

export interface Bus {
  readonly number: number;
  readonly name: string;
  readonly type: BusType;
  /** 0 where the file gives none. */
  readonly baseKv: number;
  readonly vmPu: number;
  readonly vaDegrees: number;
  readonly vmMinPu: number;
  readonly vmMaxPu: number;
  readonly area: number;
  readonly zone: number;
  /** On the diagram, in pixels at zoom 1; null where the bus has not been placed yet. */
  readonly position: Position | null;
}

export interface Branch {
  readonly from: number;
  readonly to: number;
  /** Tells parallel branches between the same two buses apart: '1', '2', … */
  readonly circuit: string;
  readonly resistancePu: number;
  readonly reactancePu: number;
  /** Total line charging susceptance. */
  readonly chargingPu: number;
  readonly isTransformer: boolean;
  /** Off-nominal turns ratio at the `from` end; 1 on a line. */
  readonly tapRatio: number;
  /** Phase shift at the `from` end, positive delays the `to` side. */
  readonly shiftDegrees: number;
  /** Long-term, short-term and emergency rating; null means unlimited. */
  readonly ratingAMva: number | null;
  readonly ratingBMva: number | null;
  readonly ratingCMva: number | null;
  /** Limits of the voltage angle difference; null means unconstrained. */
  readonly angleMinDegrees: number | null;
  readonly angleMaxDegrees: number | null;
  readonly inService: boolean;
}

/** Classical machine data on the machine's own rating `ratingMva`. */
export interface MachineDynamics {
  /** Inertia constant H. */
  readonly inertiaSeconds: number;
  /** Damping D: per-unit power per per-unit speed. */
  readonly dampingPu: number;
  /** Transient reactance x'd. */
  readonly transientReactancePu: number;
  /**
   * Droop of an inverter: by how many per cent its frequency falls from no load to its rating. It
   * takes the place of inertia and damping; absent on a synchronous machine.
   */
  readonly droopPercent?: number | undefined;
  /** Where the figures are from: a citation, or 'entered'. */
  readonly source: string;
}

export interface Generator {
  readonly bus: number;
  readonly id: string;
  readonly pMw: number;
  readonly qMvar: number;
  readonly pMinMw: number;
  readonly pMaxMw: number;
  readonly qMinMvar: number;
  readonly qMaxMvar: number;
  readonly vSetPu: number;
  /** Machine base; 0 or absent in a file means the system base. */
  readonly ratingMva: number;
  readonly inService: boolean;
  /** null: not known; studies then use the documented estimate and say so. */
  readonly dynamics: MachineDynamics | null;
}

export interface Load {
  readonly bus: number;
  readonly id: string;
  readonly pMw: number;
  readonly qMvar: number;
  readonly inService: boolean;
}

export interface Shunt {
  readonly bus: number;
  readonly id: string;
  /** Power drawn (G) and injected (B) at 1 p.u. voltage. */
  readonly gMw: number;
  readonly bMvar: number;
  readonly inService: boolean;
}

export interface GridCase {
  readonly name: string;
  readonly description: string;
  /** Where the figures are from: citations, one each. */
  readonly sources: readonly string[];
  readonly baseMva: number;
  readonly frequencyHz: number;
  readonly buses: readonly Bus[];
  readonly branches: readonly Branch[];
  readonly generators: readonly Generator[];
  readonly loads: readonly Load[];
  readonly shunts: readonly Shunt[];
}

export const emptyGrid: GridCase = {
  name: 'New network',
  description: '',
  sources: [],
  baseMva: 100,
  frequencyHz: 60,
  buses: [],
  branches: [],
  generators: [],
  loads: [],
  shunts: [],
};
