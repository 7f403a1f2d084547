import type { ElementDifference } from '../grid/compare.ts';
import type { RunSummary } from './run-documents.ts';
import type { ScenarioSummary } from './scenario-documents.ts';

/** Scenarios side by side. */

/** A run beside others of its kind: where it ran, and the scalars that it found. */
export interface RunFigures {
  readonly run: RunSummary;
  readonly scenario: string;
  readonly figures: readonly {
    readonly quantity: string;
    readonly unit: string;
    readonly value: number | null;
  }[];
}

export interface ResultDifference {
  readonly quantity: string;
  readonly unit: string;
  readonly left: number | null;
  readonly right: number | null;
}

export interface ScenarioComparison {
  readonly left: ScenarioSummary;
  readonly right: ScenarioSummary;
  readonly network: readonly ElementDifference[];
  /** Scalar results of the newest runs of each, side by side. */
  readonly results: readonly ResultDifference[];
  /** Per contingency, where both have been screened. */
  readonly contingencies: readonly {
    readonly name: string;
    readonly left: { readonly status: string; readonly norm: number | null } | null;
    readonly right: { readonly status: string; readonly norm: number | null } | null;
  }[];
  /** What cannot be compared and why (never run, stale, …). */
  readonly remarks: readonly string[];
}

/** Several scenarios side by side; the first is what the others are compared with. */
export interface SideBySide {
  readonly scenarios: readonly ScenarioSummary[];
  /** Scalar results of the newest run of each study, one value for each scenario. */
  readonly quantities: readonly {
    readonly study: string;
    readonly quantity: string;
    readonly unit: string;
    readonly values: readonly (number | null)[];
  }[];
  /** What is no number: where the worst edge or the worst outage is. */
  readonly places: readonly {
    readonly study: string;
    readonly quantity: string;
    readonly values: readonly (string | null)[];
  }[];
  /** Every outage that any of them was screened for. */
  readonly contingencies: readonly {
    readonly name: string;
    readonly sides: readonly ({
      /** In words: 'secure', 'over limit', 'islanding'. */
      readonly status: string;
      readonly norm: number | null;
      readonly islandedMw: number;
    } | null)[];
  }[];
  /** For each scenario, how its network differs from that of the first; nothing for the first. */
  readonly networks: readonly (readonly ElementDifference[])[];
  /** What cannot be compared and why (never run, stale, …). */
  readonly remarks: readonly string[];
}
