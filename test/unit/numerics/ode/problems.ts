import type { MassSystem, OdeSystem } from '../../../../src-main/numerics/ode/ode-system.ts';

/** phi'' = -sin phi as (phi, speed); energy speed²/2 + 1 - cos phi. */
export const pendulum: OdeSystem = {
  dimension: 2,
  derivative: (_t, y, out) => {
    out[0] = y[1]!;
    out[1] = -Math.sin(y[0]!);
  },
};

/** y' = -y³/2 + cos t terms chosen so that y = sin t + 2 solves it: depends on t, not linear. */
export const forced: OdeSystem = {
  dimension: 1,
  derivative: (t, y, out) => {
    const exact = Math.sin(t) + 2;
    out[0] = Math.cos(t) - (y[0]! ** 2 - exact ** 2);
  },
};
export const forcedExact = (t: number): number => Math.sin(t) + 2;

/** A mass system of any small size by dense elimination, its Jacobian by the formula given. */
export function denseMassSystem(parts: {
  mass: readonly (readonly number[])[];
  residual: (t: number, y: Float64Array) => readonly number[];
  jacobian: (t: number, y: Float64Array) => readonly (readonly number[])[];
  timeDerivative?: (t: number, y: Float64Array) => readonly number[];
}): MassSystem {
  const n = parts.mass.length;
  let matrix: number[][] = [];
  return {
    dimension: n,
    residual: (t, y, out) => out.set(parts.residual(t, y)),
    timeDerivative: (t, y, out) => {
      if (parts.timeDerivative) out.set(parts.timeDerivative(t, y));
      else out.fill(0);
    },
    applyMass: (v, out) => {
      parts.mass.forEach((row, i) => (out[i] = row.reduce((sum, m, j) => sum + m * v[j]!, 0)));
    },
    factorize: (t, y, shift) => {
      const jacobian = parts.jacobian(t, y);
      matrix = parts.mass.map((row, i) => row.map((m, j) => shift * m - jacobian[i]![j]!));
      return matrix.flat().every((value) => Number.isFinite(value));
    },
    solve: (x) => x.set(eliminate(matrix, [...x])),
  };
}

/** Gaussian elimination with partial pivoting. */
function eliminate(matrix: readonly (readonly number[])[], right: number[]): number[] {
  const n = right.length;
  const a = matrix.map((row, i) => [...row, right[i]!]);
  for (let column = 0; column < n; column++) {
    let pivot = column;
    for (let row = column + 1; row < n; row++) {
      if (Math.abs(a[row]![column]!) > Math.abs(a[pivot]![column]!)) pivot = row;
    }
    [a[column], a[pivot]] = [a[pivot]!, a[column]!];
    for (let row = column + 1; row < n; row++) {
      const factor = a[row]![column]! / a[column]![column]!;
      for (let j = column; j <= n; j++) a[row]![j]! -= factor * a[column]![j]!;
    }
  }
  const x = new Array<number>(n).fill(0);
  for (let row = n - 1; row >= 0; row--) {
    let sum = a[row]![n]!;
    for (let j = row + 1; j < n; j++) sum -= a[row]![j]! * x[j]!;
    x[row] = sum / a[row]![row]!;
  }
  return x;
}

/** Slope of log error against log h between the first and the last pair: the measured order. */
export function measuredOrder(errors: readonly { h: number; error: number }[]): number {
  const first = errors[0]!;
  const last = errors[errors.length - 1]!;
  return Math.log(first.error / last.error) / Math.log(first.h / last.h);
}
