import type { GridCase } from '../../../src-shared/grid/grid-case.ts';
import { machineDynamics } from '../../../src-shared/grid/machine-estimates.ts';
import type { Assumption } from '../../../src-shared/studies/model-options.ts';

/**
 * D of a bus without machines where a study names none, p.u. power per rad/s. Measured loads follow
 * with 1 to 2 % of their power for 1 % of frequency (Kundur, Power System Stability and Control,
 * 1994, section 11.1), which is D = 0.003 to 0.005 for 100 MW at 60 Hz on 100 MVA. This is more, as
 * a load that is nearly algebraic makes the equations stiff and the runs long; a study names its own.
 */
const LOAD_DAMPING = 0.1;

/** What a study says of the damping that it took, beside what is known of real loads. */
export function loadDampingAssumption(loadDamping: number): Assumption {
  return {
    topic: 'load damping',
    text: `The power drawn at a bus without machines grows by ${loadDamping} p.u. per rad/s of its frequency, the same at each. Measured loads follow with 1 to 2 % of their power for 1 % of frequency (Kundur 1994, section 11.1): about 0.004 p.u. for 100 MW on 100 MVA; more damping is taken to keep the equations from being stiff.`,
    amount: loadDamping,
    unit: 'p.u. s/rad',
  };
}

/**
 * Inertia and damping of each node: M = sum 2 H S / (omega_0 S_base) and D = sum D S / (omega_0
 * S_base) over the machines at the bus, with omega_0 = 2 pi f; M = 0 and D = loadDamping elsewhere.
 * An inverter with droop R has M = 0 and D = S / (R omega_0 S_base).
 *
 * @param machineNode node of each row of the generator table, -1 where it is out
 */
export function busDynamics(
  grid: GridCase,
  machineNode: Int32Array,
  n: number,
  loadDamping = LOAD_DAMPING,
): { readonly M: Float64Array; readonly D: Float64Array } {
  const M = new Float64Array(n);
  const D = new Float64Array(n);
  const base = 2 * Math.PI * grid.frequencyHz * grid.baseMva;
  grid.generators.forEach((generator, row) => {
    const node = machineNode[row]!;
    if (node < 0) return;
    const { inertiaSeconds, dampingPu, ratingMva } = machineDynamics(grid, generator);
    M[node]! += (2 * inertiaSeconds * ratingMva) / base;
    D[node]! += (dampingPu * ratingMva) / base;
  });
  for (let i = 0; i < n; i++) if (M[i] === 0 && D[i] === 0) D[i] = loadDamping;
  return { M, D };
}
