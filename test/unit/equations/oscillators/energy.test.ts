import { describe, expect, it } from 'vitest';

import {
  energy,
  energySection,
  quadraticEnergy,
} from '../../../../src-main/equations/oscillators/energy.ts';
import { EquilibriumSolver } from '../../../../src-main/equations/oscillators/equilibrium.ts';
import { linearSolution, networkOf } from '../../../fixtures/oscillator-networks.ts';

const meshed = networkOf([0.9, -0.4, 0.3, -0.8], [[0, 1, 1], [1, 2, 2], [2, 3, 1.5], [0, 3, 1], [0, 2, 0.7]]); // prettier-ignore
const at = (phi: number, curve: Float64Array, angle: Float64Array): number =>
  curve[angle.findIndex((x) => Math.abs(x - phi) < 1e-12)]!;

describe('the energy of the mechanical analogue', () => {
  it('of two particles is a (1 - cos phi) - omega phi, and its companion a parabola', () => {
    const [a, omega] = [2, 0.8];
    const pair = networkOf([omega, -omega], [[0, 1, a]]);
    const { laplacian, theta } = linearSolution(pair);
    const angle = Float64Array.from([-1.5, -0.3, 0, 0.4, 2, 3]);
    const section = energySection(pair, laplacian, theta, null, 0, angle);
    angle.forEach((phi, k) => {
      expect(section.energy[k]).toBeCloseTo(a * (1 - Math.cos(phi)) - omega * phi, 12);
      expect(section.quadratic[k]).toBeCloseTo((a * phi * phi) / 2 - omega * phi, 12);
    });
  });

  it('has its gradient in the power balance, by finite differences', () => {
    const theta = Float64Array.from([0.3, -0.2, 0.5, 0.1]);
    const h = 1e-6;
    for (let i = 0; i < 4; i++) {
      const moved = (by: number): Float64Array => theta.map((x, k) => (k === i ? x + by : x));
      const slope = (energy(meshed, moved(h)) - energy(meshed, moved(-h))) / (2 * h);
      let flow = 0;
      meshed.weight.forEach((a, e) => {
        const [from, to] = [meshed.edgeFrom[e]!, meshed.edgeTo[e]!];
        const sine = a * Math.sin(theta[from]! - theta[to]!);
        if (from === i) flow += sine;
        if (to === i) flow -= sine;
      });
      expect(slope).toBeCloseTo(flow - meshed.omega[i]!, 8);
    }
  });

  it('is least at the synchronous state along every section, its companion at the linear one', () => {
    const { laplacian, theta } = linearSolution(meshed);
    const state = theta.slice();
    new EquilibriumSolver(meshed).solve(state);
    meshed.weight.forEach((_, edge) => {
      const [i, j] = [meshed.edgeFrom[edge]!, meshed.edgeTo[edge]!];
      const [exact, linear] = [state[i]! - state[j]!, theta[i]! - theta[j]!];
      const angle = Float64Array.from([exact - 1e-3, exact, exact + 1e-3, linear - 0.1, linear, linear + 0.1]); // prettier-ignore
      const section = energySection(meshed, laplacian, theta, state, edge, angle);
      expect(section.energy[1]!).toBeLessThan(Math.min(section.energy[0]!, section.energy[2]!));
      expect(section.quadratic[4]!).toBeLessThan(
        Math.min(section.quadratic[3]!, section.quadratic[5]!),
      );
    });
  });

  it('has a parabola of curvature 1 / R as companion: the least E0 at each angle', () => {
    const { laplacian, theta } = linearSolution(meshed);
    const least = quadraticEnergy(meshed, theta);
    const x = new Float64Array([1, -1, 0, 0]);
    laplacian.solve(x, x);
    const resistance = x[0]! - x[1]!;
    const linear = theta[0]! - theta[1]!;
    const angle = Float64Array.from([linear + 0.7]);
    const { quadratic } = energySection(meshed, laplacian, theta, null, 0, angle);
    expect(at(linear + 0.7, quadratic, angle)).toBeCloseTo(least + 0.49 / (2 * resistance), 12);
  });
});
