import type { StiffSwingSystem } from './stiff-swing.ts';

/** So large a shift holds every node with inertia or damping where it is. */
const holdingShift = 1e9;
const largestResidual = 1e-10;
const mostIterations = 20;

/**
 * Moves the angles of the algebraic nodes (M = D = 0) so that their powers balance, the others
 * held: after a switching event the state of such nodes jumps. Newton's method on the rows
 * 0 = p_i of `system` at time t; `y` is overwritten. True when the largest |p_i| of these rows is
 * below 1e-10; false when no balance was found within 20 iterations (constant power demanded that
 * the lines cannot bring). At once true when no node is algebraic.
 */
export function makeConsistent(system: StiffSwingSystem, t: number, y: Float64Array): boolean {
  const { n, M, D } = system.imbalance.network;
  const isAlgebraic = D.map((damping, i) => (damping === 0 && M[i] === 0 ? 1 : 0));
  if (!isAlgebraic.includes(1)) return true;
  const step = new Float64Array(system.dimension);
  for (let iteration = 0; iteration < mostIterations; iteration++) {
    system.imbalance.evaluate(t, y, step);
    let largest = 0;
    for (let i = 0; i < n; i++) {
      step[i]! *= isAlgebraic[i]!;
      largest = Math.max(largest, Math.abs(step[i]!));
    }
    if (largest <= largestResidual) return true;
    step.fill(0, n);
    if (!system.factorize(t, y, holdingShift)) return false;
    system.solve(step);
    for (let i = 0; i < n; i++) y[i]! += isAlgebraic[i]! * step[i]!;
  }
  return false;
}
