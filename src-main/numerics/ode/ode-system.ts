/** y' = f(t, y). */
export interface OdeSystem {
  /** Length of y. */
  readonly dimension: number;
  /** out = f(t, y). `y` is only read; `out` is overwritten and is never `y`. */
  derivative(t: number, y: Float64Array, out: Float64Array): void;
}

/**
 * B y' = f(t, y) with a constant matrix B that may be singular: stiff equations, and equations
 * with algebraic rows (index 1). The caller owns the linear algebra, so that the method needs to
 * know neither the structure of the Jacobian nor how it is factorized.
 */
export interface MassSystem {
  readonly dimension: number;
  /** out = f(t, y). */
  residual(t: number, y: Float64Array, out: Float64Array): void;
  /** out = partial derivative of f with respect to t; zero for an autonomous system. */
  timeDerivative(t: number, y: Float64Array, out: Float64Array): void;
  /** out = B v; `out` is never `v`. */
  applyMass(v: Float64Array, out: Float64Array): void;
  /** Factorizes shift B - df/dy(t, y). False when that matrix is singular. */
  factorize(t: number, y: Float64Array, shift: number): boolean;
  /** Overwrites x with the solution z of (shift B - df/dy) z = x. */
  solve(x: Float64Array): void;
}
