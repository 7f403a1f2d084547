import type { ElementRef } from '../grid/element-ref.ts';
import type { Message } from '../grid/validation.ts';

/** A network that was read from a file. */

export interface ImportReport {
  readonly fileName: string;
  /** 'MATPOWER', 'Phaselock network', … */
  readonly format: string;
  readonly counts: {
    readonly buses: number;
    readonly branches: number;
    readonly generators: number;
    readonly loads: number;
    readonly shunts: number;
  };
  readonly baseMva: number;
  /** Of what is in service. */
  readonly totals: {
    readonly pgMw: number;
    readonly pdMw: number;
    readonly qgMvar: number;
    readonly qdMvar: number;
  };
  readonly islands: number;
  readonly parallelGroups: number;
  readonly negativeCouplings: number;
  readonly branchesWithoutLimit: number;
  readonly machinesWithoutDynamics: number;
  readonly messages: readonly Message[];
  /** From here on: absent in the reports of older versions. */
  readonly tallies?: Readonly<Record<keyof ImportReport['counts'], ElementTally>>;
  /** Over all rows of the file, in service or not; null where its format has no such rows. */
  readonly fileTotals?: ImportReport['totals'] | null;
  readonly busesWithoutBaseVoltage?: number;
  readonly extremes?: BranchExtremes;
}

/** What became of the elements of one kind while a file was read. */
export interface ElementTally {
  readonly found: number;
  readonly kept: number;
  readonly dropped: number;
  /** With a value that the file leaves out; null where the file gives no network. */
  readonly defaulted: number | null;
  readonly repaired: number;
}

export interface Extreme {
  readonly value: number;
  readonly element: ElementRef;
}

/** Of the branches in service; null where there is none that has the figure. */
export interface BranchExtremes {
  /** 1 / |r + jx|, p.u. */
  readonly leastAdmittance: Extreme | null;
  readonly largestAdmittance: Extreme | null;
  readonly medianResistanceRatio: number | null;
  /** r / x. */
  readonly leastResistanceRatio: Extreme | null;
  readonly largestResistanceRatio: Extreme | null;
  /** Of transformers. */
  readonly leastTapRatio: Extreme | null;
  readonly largestTapRatio: Extreme | null;
}

/** A network of which no bus has a place yet, as far as a layout goes by it. */
export interface UnplacedNetwork {
  /** Their numbers. */
  readonly buses: Float64Array;
  /** The buses that each branch joins. */
  readonly from: Float64Array;
  readonly to: Float64Array;
}

/** A file that was read and awaits the user's yes; `importId` is null where it has errors. */
export interface ImportCandidate {
  readonly importId: string | null;
  readonly report: ImportReport;
  /** So that the window can look for places while the report is read; null where there are some. */
  readonly unplaced: UnplacedNetwork | null;
}
