import type { Edit } from './edits.ts';
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

/** The rule in one sentence, for whoever sees an estimate. */
export const estimateRule =
  `H = ${estimatedInertiaSeconds} s, D = ${estimatedDampingPu}, x'd = ${estimatedTransientReactancePu} p.u. on the rating: ` +
  'mid-range of thermal units (Kundur 1994, tables 3.2 and 4.2; Anderson & Fouad 2003, section 2.10). ' +
  'Where the network gives only the system base as rating: the largest power over 0.85.';

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
    const estimated = isEstimate(generator.dynamics);
    return { ...withDroop(generator.dynamics), ratingMva, estimated };
  }
  const largestMw = Math.max(
    Number.isFinite(generator.pMaxMw) ? generator.pMaxMw : 0,
    Math.abs(generator.pMw),
  );
  const ownRating = ratingGiven && generator.ratingMva !== grid.baseMva;
  const ratingMva = ownRating ? generator.ratingMva : Math.max(largestMw / 0.85, 1);
  return { ...ESTIMATE, ratingMva, estimated: true };
}

/**
 * An inverter with droop R has no inertia and answers a frequency deviation at once: P - P* = -(1/R)
 * (omega - omega_0) / omega_0, a node of first order with D = 1 / R (paper B, section 2).
 */
function withDroop(dynamics: MachineDynamics): MachineDynamics {
  const { droopPercent } = dynamics;
  return droopPercent === undefined
    ? dynamics
    : { ...dynamics, inertiaSeconds: 0, dampingPu: 100 / droopPercent };
}

/** Whether figures are estimates that nobody has confirmed: their source says so. */
const isEstimate = ({ source }: MachineDynamics): boolean =>
  /\bestimated\b/.test(source) && !/^(?:confirmed|entered)\b/.test(source);

/**
 * Takes the estimates of machines that have no data as their own, on the rating they were made for:
 * from then on they count as given, and their source says that they were confirmed. One edit; null
 * where none of the machines is estimated.
 */
export function confirmEstimates(
  grid: Pick<GridCase, 'baseMva'>,
  machines: readonly Generator[],
): Edit | null {
  const edits = machines.flatMap((machine): Edit[] => {
    const { estimated, ratingMva, source, ...figures } = machineDynamics(grid, machine);
    if (!estimated) return [];
    const dynamics = { ...figures, source: `confirmed: ${source}` };
    const { bus, id } = machine;
    return [
      {
        kind: 'update',
        element: { kind: 'generator', bus, id },
        changes: { dynamics, ratingMva },
      },
    ];
  });
  if (edits.length === 0) return null;
  const label = `Confirm the estimates of ${edits.length} machine${edits.length === 1 ? '' : 's'}`;
  return { kind: 'batch', label, edits };
}
