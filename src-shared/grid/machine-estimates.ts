import type { Generator, GridCase, MachineDynamics } from './grid-case.ts';

/**
 * The documented estimate for machines whose file gives no dynamic data. The figures are mid-range
 * values for thermal units on the machine's own rating: Kundur, Power System Stability and Control
 * (1994), table 3.2 (H of 2.5 to 6 s for two-pole and 4 to 10 s for four-pole thermal units) and
 * table 4.2 (x'd of 0.15 to 0.4); Anderson & Fouad, Power System Control and Stability (2003),
 * section 2.10 (D of 1 to 3 per unit). Every result that rests on them says so.
 */
export const estimatedInertiaSeconds = 4;
export const estimatedDampingPu = 2;
export const estimatedTransientReactancePu = 0.3;

const ESTIMATE: MachineDynamics = {
  inertiaSeconds: estimatedInertiaSeconds,
  dampingPu: estimatedDampingPu,
  transientReactancePu: estimatedTransientReactancePu,
  source: 'estimated from the rating (Kundur 1994, tables 3.2 and 4.2)',
};

export interface RatedMachine extends MachineDynamics {
  /** The rating that the per-unit figures refer to. */
  readonly ratingMva: number;
  readonly estimated: boolean;
}

/**
 * Dynamic data of a machine, measured or estimated. Where the file's rating is only the system
 * base (or absent) although the unit is larger, the rating is estimated as well, from the largest
 * power that the unit is known to give at a power factor of 0.85.
 */
export function machineDynamics(
  grid: Pick<GridCase, 'baseMva'>,
  generator: Pick<Generator, 'dynamics' | 'ratingMva' | 'pMaxMw' | 'pMw'>,
): RatedMachine {
  const ratingGiven = generator.ratingMva > 0;
  if (generator.dynamics) {
    const ratingMva = ratingGiven ? generator.ratingMva : grid.baseMva;
    return { ...generator.dynamics, ratingMva, estimated: false };
  }
  const largestMw = Math.max(
    Number.isFinite(generator.pMaxMw) ? generator.pMaxMw : 0,
    Math.abs(generator.pMw),
  );
  const ownRating = ratingGiven && generator.ratingMva !== grid.baseMva;
  const ratingMva = ownRating ? generator.ratingMva : Math.max(largestMw / 0.85, 1);
  return { ...ESTIMATE, ratingMva, estimated: true };
}
