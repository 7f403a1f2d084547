export interface LanczosOutcome {
  readonly status: 'converged' | 'not-converged';
  readonly value: number;
  readonly iterations: number;
}

/**
 * Largest eigenvalue of a symmetric operator by Lanczos with full reorthogonalization.
 *
 * @param n order
 * @param apply y = A x; may overwrite y only. A must map the space that matters into itself: an
 *   operator with a known null space returns y without it.
 * @param relativeTolerance of the change of the eigenvalue over an iteration
 *
 * The start is a fixed vector of irregular signs, so that the same operator gives the same bits.
 * Cost: one product and O(n k) at iteration k. Source: B. Parlett, The Symmetric Eigenvalue Problem
 * (1980), chapter 13.
 */
export function largestEigenvalue(
  n: number,
  apply: (x: Float64Array, y: Float64Array) => void,
  { relativeTolerance = 1e-13, maxIterations = 200 } = {},
): LanczosOutcome {
  const basis: Float64Array[] = [];
  const diagonal: number[] = [];
  const offDiagonal: number[] = [];
  let direction = new Float64Array(n);
  apply(irregularVector(n), direction);
  let value = 0;
  for (let iterations = 1; iterations <= Math.min(n, maxIterations); iterations++) {
    const size = norm(direction);
    const scale = Math.abs(value);
    if (size <= Number.EPSILON * scale || size === 0) {
      return { status: 'converged', value, iterations: iterations - 1 };
    }
    if (basis.length > 0) offDiagonal.push(size);
    const q = direction.map((entry) => entry / size);
    basis.push(q);
    direction = new Float64Array(n);
    apply(q, direction);
    diagonal.push(dot(q, direction));
    // Twice, as once loses what cancellation hides.
    for (let pass = 0; pass < 2; pass++)
      for (const v of basis) subtract(direction, dot(v, direction), v);
    const next = largestOfTridiagonal(diagonal, offDiagonal);
    if (iterations > 2 && Math.abs(next - value) <= relativeTolerance * Math.abs(next)) {
      return { status: 'converged', value: next, iterations };
    }
    value = next;
  }
  return {
    status: basis.length === n ? 'converged' : 'not-converged',
    value,
    iterations: basis.length,
  };
}

/** Numbers without pattern in [-1, 1): the fractional parts of multiples of the golden ratio. */
function irregularVector(n: number): Float64Array {
  return Float64Array.from({ length: n }, (_, i) => 2 * (((i + 1) * 0.6180339887498949) % 1) - 1);
}

/** Largest eigenvalue of a symmetric tridiagonal matrix, by bisection on Sturm counts. */
function largestOfTridiagonal(diagonal: readonly number[], offDiagonal: readonly number[]): number {
  let low = Infinity;
  let high = -Infinity;
  diagonal.forEach((d, i) => {
    const radius = Math.abs(offDiagonal[i - 1] ?? 0) + Math.abs(offDiagonal[i] ?? 0);
    low = Math.min(low, d - radius);
    high = Math.max(high, d + radius);
  });
  for (;;) {
    const middle = (low + high) / 2;
    if (middle <= low || middle >= high) return high;
    if (isAbove(middle, diagonal, offDiagonal)) high = middle;
    else low = middle;
  }
}

/** True where every eigenvalue is below x: all pivots of T - x I are negative. */
function isAbove(x: number, diagonal: readonly number[], offDiagonal: readonly number[]): boolean {
  let pivot = -1;
  for (let i = 0; i < diagonal.length; i++) {
    const coupling = i > 0 ? offDiagonal[i - 1]! : 0;
    pivot = diagonal[i]! - x - (coupling * coupling) / pivot;
    if (pivot >= 0) return false;
  }
  return true;
}

function subtract(x: Float64Array, factor: number, y: Float64Array): void {
  for (let i = 0; i < x.length; i++) x[i]! -= factor * y[i]!;
}

function dot(x: Float64Array, y: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < x.length; i++) sum += x[i]! * y[i]!;
  return sum;
}

const norm = (x: Float64Array): number => Math.sqrt(dot(x, x));
