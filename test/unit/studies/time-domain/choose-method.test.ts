import { describe, expect, it } from 'vitest';
import { chooseMethod } from '../../../../src-main/studies/time-domain/choose-method.ts';
import { swingNetwork } from '../../equations/machines/networks.ts';

const pair = (D: number, phaseShift?: number) =>
  swingNetwork({
    omega: [0, 0],
    M: [0, 0],
    D: [D, D],
    edges: [phaseShift === undefined ? [0, 1, 1] : [0, 1, 1, phaseShift]],
  });

const busOf = (node: number): number => 100 + node;

describe('the choice of a method', () => {
  it('is dopri5 on a network that is not stiff and implicit on one that is', () => {
    const automatic = { method: 'automatic', dt: 0.001 } as const;
    expect(chooseMethod(automatic, [pair(1)], busOf).method).toBe('dopri5');
    expect(chooseMethod(automatic, [pair(1e-4)], busOf).method).toBe('implicit');
  });

  it('looks at every network of the run', () => {
    const automatic = { method: 'automatic', dt: 0.001 } as const;
    expect(chooseMethod(automatic, [pair(1), pair(1e-4)], busOf).method).toBe('implicit');
  });

  it('refuses a fixed step that is unstable, with the step that is not', () => {
    // The fastest rate of the pair is 2 / D: 200 1/s, and the step at most about 2.6 / 206.
    const at = (dt: number) => () => chooseMethod({ method: 'rk4', dt }, [pair(0.01)], busOf);
    expect(at(0.012)().method).toBe('rk4');
    expect(at(0.02)).toThrow(
      /dt is 0.02 s, but RK4 is stable on this network only up to 0.01[23] s .* near bus 100/,
    );
  });

  it('keeps dopri5 where it is asked for, and says what it costs', () => {
    const { method, warnings } = chooseMethod({ method: 'dopri5', dt: 1 }, [pair(1e-4)], busOf);
    expect(method).toBe('dopri5');
    expect(warnings).toHaveLength(1);
    expect(warnings[0]).toMatch(/stiff .* steps of about 0.0001[67] s/);
  });

  it('takes nodes without damping by the implicit method only', () => {
    const algebraic = [pair(0)];
    expect(chooseMethod({ method: 'automatic', dt: 1 }, algebraic, busOf).method).toBe('implicit');
    for (const method of ['rk4', 'dopri5'] as const) {
      expect(() => chooseMethod({ method, dt: 1 }, algebraic, busOf)).toThrow(
        /needs damping or inertia at every bus, and bus 100 has neither/,
      );
    }
  });

  it('never takes the implicit method on edges with a phase shift', () => {
    const lossy = [pair(1e-4, 0.1)];
    expect(chooseMethod({ method: 'automatic', dt: 1 }, lossy, busOf).method).toBe('dopri5');
    expect(() => chooseMethod({ method: 'implicit', dt: 1 }, lossy, busOf)).toThrow(
      /needs edges without phi/,
    );
  });
});
