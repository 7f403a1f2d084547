import { describe, expect, it } from 'vitest';

import {
  dampedNewton,
  type NewtonSystem,
} from '../../../../src-main/numerics/roots/damped-newton.ts';

/** One equation f(x) = 0 with derivative df. */
function scalar(f: (x: number) => number, df: (x: number) => number): NewtonSystem {
  let slope = 0;
  return {
    n: 1,
    residual: (x, out) => {
      out[0] = f(x[0]!);
    },
    factorize: (x) => (slope = df(x[0]!)) !== 0,
    newtonStep: (residual, step) => {
      step[0] = -residual[0]! / slope;
    },
  };
}

describe('damped Newton', () => {
  it('finds the square root of two to the last bit', () => {
    const x = Float64Array.of(1);
    const outcome = dampedNewton(
      scalar(
        (v) => v * v - 2,
        (v) => 2 * v,
      ),
      x,
      { tolerance: 1e-8 },
    );
    expect(outcome.status).toBe('converged');
    expect(Math.abs(x[0]! - Math.SQRT2)).toBeLessThan(3e-16);
    expect(outcome.iterations).toBeLessThan(7);
  });

  it('shortens steps where plain Newton would leap away', () => {
    // Newton for atan diverges from |x| > 1.39; the first step from 10 goes to -138.
    const x = Float64Array.of(10);
    const atan = scalar(Math.atan, (v) => 1 / (1 + v * v));
    expect(dampedNewton(atan, x, { tolerance: 1e-12 }).status).toBe('converged');
    expect(Math.abs(x[0]!)).toBeLessThan(1e-12);
  });

  it('says that it diverged where there is no root, and how small the residual got', () => {
    const x = Float64Array.of(3);
    const outcome = dampedNewton(
      scalar(
        (v) => v * v + 1,
        (v) => 2 * v,
      ),
      x,
      { tolerance: 1e-12 },
    );
    expect(outcome.status).not.toBe('converged');
    expect(outcome.residual).toBeGreaterThanOrEqual(1);
    expect(outcome.residual).toBeLessThan(10);
  });

  it('says that the Jacobian is singular', () => {
    const x = Float64Array.of(0);
    const flat = scalar(
      (v) => v * v - 1,
      (v) => 2 * v,
    );
    expect(dampedNewton(flat, x, { tolerance: 1e-12 })).toEqual({
      status: 'singular',
      residual: 1,
      iterations: 0,
    });
  });

  it('ends where the residual is not a number', () => {
    const x = Float64Array.of(-1);
    const outcome = dampedNewton(
      scalar(Math.log, (v) => 1 / v),
      x,
      { tolerance: 1e-12 },
    );
    expect(outcome).toEqual({ status: 'diverged', residual: NaN, iterations: 0 });
  });

  it('takes a start that is a root', () => {
    const x = Float64Array.of(0);
    expect(
      dampedNewton(
        scalar(
          (v) => v,
          () => 1,
        ),
        x,
        { tolerance: 1e-12 },
      ).iterations,
    ).toBe(0);
  });
});
