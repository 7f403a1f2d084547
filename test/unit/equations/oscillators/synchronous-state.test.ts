import { describe, expect, it } from 'vitest';

import { modelOfDocument } from '../../../../src-main/equations/network/document-model.ts';
import { edgeDifferences } from '../../../../src-main/equations/oscillators/cohesiveness.ts';
import { EquilibriumSolver } from '../../../../src-main/equations/oscillators/equilibrium.ts';
import { synchronousState } from '../../../../src-main/equations/oscillators/synchronous-state.ts';
import { linearPoint } from '../../../../src-main/studies/linear-point.ts';
import { anOscillatorDocument } from '../../../fixtures/oscillators.ts';

function stateOf(...network: Parameters<typeof anOscillatorDocument>) {
  const model = modelOfDocument(anOscillatorDocument(...network));
  const theta = linearPoint(model).theta.slice();
  const outcome = synchronousState(model.network, theta);
  return { model, theta, outcome };
}

describe('the synchronous state', () => {
  it('of a tree is the arcsine of every flow, to the last digits even where one is at 90 degrees', () => {
    const { model, theta, outcome } = stateOf(
      [1, -0.25, -0.5, -0.25],
      [
        [0, 1, 1],
        [1, 2, 0.8],
        [1, 3, 1],
      ],
    );
    const [first, second, third] = edgeDifferences(model.network, theta);
    expect(outcome.status).toBe('converged');
    expect(outcome.worst).toEqual({ value: Math.PI / 2, edge: 0 });
    expect(first).toBe(Math.PI / 2);
    expect(second).toBeCloseTo(Math.asin(0.5 / 0.8), 15);
    expect(third).toBeCloseTo(Math.asin(0.25), 15);
  });

  it('keeps its balance where a bridge joins two meshes', () => {
    const { model, theta } = stateOf(
      [0.9, -0.2, 0.1, 0.2, -0.4, -0.6],
      [
        [0, 1, 1],
        [1, 2, 1],
        [0, 2, 1],
        [2, 3, 0.8],
        [3, 4, 1],
        [4, 5, 1],
        [3, 5, 1],
      ],
    );
    const newton = linearPoint(model).theta.slice();
    new EquilibriumSolver(model.network).solve(newton);
    const expected = edgeDifferences(model.network, newton);
    edgeDifferences(model.network, theta).forEach((angle, e) =>
      // The bridge is at 90 degrees, where Newton has half of the digits.
      expect(angle).toBeCloseTo(model.network.weight[e] === 0.8 ? Math.PI / 2 : expected[e]!, 5),
    );
  });
});
