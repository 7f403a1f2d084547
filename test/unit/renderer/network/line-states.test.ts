import { describe, expect, it } from 'vitest';

import {
  branchNumbers,
  voltagesOf,
} from '../../../../src-renderer/components/network/computed-values.ts';
import {
  branchCoupling,
  branchFlowMw,
  lineStates,
} from '../../../../src-renderer/network/line-states.ts';
import { branch, bus, margin, network } from './networks.ts';

const halfPi = Math.PI / 2;

import { defaultModelOptions } from '../../../../src-shared/studies/model-options.ts';

describe('how far a line is from its limit', () => {
  it('turns the sign with the direction in which a branch was entered', () => {
    const states = lineStates(margin([{ from: 3, to: 7, dc: 0.2, exact: 0.25, limit: 0.5 }]));
    expect(states.of({ from: 3, to: 7 })).toEqual({
      ...{ angle: 0.25, origin: 'exact', limit: 0.5, ratio: 0.5 },
      voltageProduct: 1,
    });
    expect(states.of({ from: 7, to: 3 })?.angle).toBe(-0.25);
    expect(states.of({ from: 3, to: 8 })).toBeNull();
  });

  it('falls back to arcsin of the DC difference where there is no equilibrium, and says so', () => {
    const states = lineStates(margin([{ from: 1, to: 2, dc: -0.5, exact: NaN, limit: halfPi }]));
    const state = states.of({ from: 1, to: 2 });
    expect(state?.origin).toBe('predicted');
    expect(state?.angle).toBeCloseTo(-Math.PI / 6, 14);
    expect(state?.ratio).toBeCloseTo(1 / 3, 14);
  });

  it('counts a line without any angle as over its limit, whatever the limit is', () => {
    for (const limit of [0.1, 1, halfPi]) {
      const states = lineStates(margin([{ from: 1, to: 2, dc: 1.0000001, exact: NaN, limit }]));
      const state = states.of({ from: 1, to: 2 });
      expect(state?.angle).toBeNull();
      expect(state?.ratio).toBeGreaterThan(1);
    }
  });

  it('knows no line while the study refuses to answer', () => {
    const refused = { ...margin([]), refusal: 'no generation' };
    expect(lineStates(refused).size).toBe(0);
    expect(lineStates(null).of({ from: 1, to: 2 })).toBeNull();
  });

  it('gives a two-bus line exactly the power that its closed form carries', () => {
    // P = a sin(angle), so 300 MW over a = 1.05 x 0.98 / (0.12 x 1.02) p.u. stand at asin(3 / a).
    const line = branch(1, 2, { reactancePu: 0.12, tapRatio: 1.02, ratingAMva: 400 });
    const grid = network({
      buses: [bus(1, null, { vmPu: 1.05 }), bus(2, null, { vmPu: 0.98 })],
      branches: [line],
    });
    const voltageProduct = 1.05 * 0.98;
    const a = branchCoupling(line, voltageProduct, defaultModelOptions);
    expect(a).toBeCloseTo((1.05 * 0.98) / (0.12 * 1.02), 13);
    const angle = Math.asin(3 / a);
    const limit = Math.asin(4 / a);
    const edge = { from: 2, to: 1, dc: -3 / a, exact: -angle, limit, voltageProduct };
    const states = lineStates(margin([edge]));
    const numbers = branchNumbers(line, voltagesOf(grid), 100, states);
    expect(numbers.flowMw).toBeCloseTo(300, 10);
    expect(numbers.loading).toBeCloseTo(0.75, 12);
    // The limit is the angle at rating A, so the power at it is rating A.
    expect(numbers.limitMw).toBeCloseTo(400, 9);
    expect(numbers.angleDegrees).toBeCloseTo((angle * 180) / Math.PI, 12);
    expect(numbers.marginDegrees).toBeCloseTo(((limit - angle) * 180) / Math.PI, 12);
    expect(branchFlowMw(a, -angle, 100)).toBeCloseTo(-300, 10);
  });

  it('takes a tap ratio of 0, as files write it, for 1', () => {
    const line = { resistancePu: 0, reactancePu: 0.1, tapRatio: 0 };
    expect(branchCoupling(line, 1, defaultModelOptions)).toBe(10);
  });

  it('follows the model that the margin was asked with', () => {
    const line = { resistancePu: 0.03, reactancePu: 0.04, tapRatio: 0.8 };
    const bare = { ...defaultModelOptions, susceptance: 'admittance', taps: false } as const;
    expect(branchCoupling(line, 1.21, bare)).toBeCloseTo(1.21 * 16, 12);
    const grid = network({ buses: [bus(1, null), bus(2, null)] });
    const edge = { from: 1, to: 2, dc: 0.1, exact: 0.1, limit: 1, voltageProduct: 1.21 };
    const states = lineStates({ ...margin([edge]), model: bare });
    const numbers = branchNumbers(branch(1, 2, line), voltagesOf(grid), 100, states);
    expect(numbers.coupling).toBeCloseTo(1.21 * 16, 12);
    expect(numbers.flowMw).toBeCloseTo(100 * 1.21 * 16 * Math.sin(0.1), 9);
  });

  it('says nothing of a branch that is out of service', () => {
    const grid = network({ buses: [bus(1, null), bus(2, null)] });
    const states = lineStates(margin([{ from: 1, to: 2, dc: 0.1, exact: 0.1, limit: 1 }]));
    const off = branchNumbers(branch(1, 2, { inService: false }), voltagesOf(grid), 100, states);
    expect(off).toMatchObject({ angleDegrees: null, ratio: null, flowMw: null });
    expect(off.coupling).toBeCloseTo(10, 12);
  });
});
