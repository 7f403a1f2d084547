import { describe, expect, it } from 'vitest';

import {
  couplingStrength,
  groupCoherence,
  linkCoherence,
  unitCoherence,
  weightedCoherence,
} from '../../../../src-main/equations/oscillators/coherence.ts';
import { orderParameter } from '../../../../src-main/equations/oscillators/cohesiveness.ts';
import {
  centralDensity,
  largestCouplingEigenvalue,
  onsetOfCoherence,
} from '../../../../src-main/equations/oscillators/onset-of-coherence.ts';
import { RandomStream } from '../../../../src-main/numerics/random/random-stream.ts';
import { swingNetwork } from '../machines/networks.ts';

const random = new RandomStream(5);
const theta = Float64Array.from({ length: 9 }, () => 30 * random.uniform() - 15);

/** sum_jk s_j s_k cos(theta_j - theta_k), pair by pair: the square of the phasors' sum. */
function pairSum(weights: readonly number[], nodes: readonly number[]): number {
  let sum = 0;
  for (const j of nodes) {
    for (const k of nodes) sum += weights[j]! * weights[k]! * Math.cos(theta[j]! - theta[k]!);
  }
  return sum;
}

const all = [...theta.keys()];

describe('coherence', () => {
  it('of a group is that of the pairs in it', () => {
    const group = [1, 4, 7];
    const expected =
      Math.sqrt(
        pairSum(
          all.map(() => 1),
          group,
        ),
      ) / 3;
    expect(groupCoherence(theta, group)).toBeCloseTo(expected, 13);
    expect(groupCoherence(theta, all)).toBeCloseTo(orderParameter(theta).r, 13);
    expect(groupCoherence(theta, [3])).toBeCloseTo(1, 15);
  });

  it('weighted is that of as many oscillators as the weights say', () => {
    const weights = all.map((j) => j % 4);
    const copies = weights.flatMap((weight, j) => new Array<number>(weight).fill(j));
    const found = weightedCoherence(theta, Float64Array.from(weights));
    expect(found).toBeCloseTo(groupCoherence(theta, copies), 13);
  });

  it('weighted counts magnitudes, so that it stays within 1', () => {
    const signed = Float64Array.from(all, (j) => (j % 2 === 0 ? 1 : -0.9));
    const opposite = Float64Array.from(all, (j) => (j % 2 === 0 ? 0 : Math.PI));
    expect(weightedCoherence(opposite, signed)).toBeLessThan(1);
    expect(weightedCoherence(theta, signed)).toBe(weightedCoherence(theta, signed.map(Math.abs)));
  });

  it('of a unit averages to that of the whole', () => {
    const units = new Float64Array(9);
    unitCoherence(theta, units);
    const mean = units.reduce((sum, unit) => sum + unit, 0) / 9;
    expect(mean).toBeCloseTo(orderParameter(theta).r, 13);
  });

  it('of links is 1 in a travelling wave on a ring, as far as neighbours agree', () => {
    const n = 40;
    const edges = all.slice(0, 0) as unknown as [number, number, number][];
    for (let i = 0; i < n; i++)
      edges.push([Math.min(i, (i + 1) % n), Math.max(i, (i + 1) % n), 1 + (i % 3)]);
    const zeros = Array.from({ length: n }, () => 0);
    const ring = swingNetwork({ omega: zeros, M: zeros, D: zeros.map(() => 1), edges });
    const wave = Float64Array.from({ length: n }, (_, i) => (2 * Math.PI * i) / n);
    expect(linkCoherence(ring, ring.weight, wave)).toBeCloseTo(Math.cos((2 * Math.PI) / n), 13);
    expect(orderParameter(wave).r).toBeLessThan(1e-14);
    const total = ring.weight.reduce((sum, a) => sum + a, 0);
    const strength = couplingStrength(ring, ring.weight);
    expect(strength.reduce((sum, s) => sum + s, 0)).toBe(2 * total);
  });
});

describe('the onset of coherence', () => {
  it.each([
    ['normal', centralDensity.normal(1), 1.5957691216057306],
    ['lorentzian', centralDensity.lorentzian(1), 2],
    ['uniform', centralDensity.uniform(1), 1.2732395447351628],
  ])('of a %s law is the published one', (_law, density, expected) => {
    expect(onsetOfCoherence(density)).toBeCloseTo(expected, 14);
  });

  it('on a graph goes with the largest eigenvalue, which stars and complete graphs have in closed form', () => {
    const graph = (n: number, edges: [number, number, number][]) =>
      swingNetwork({
        omega: new Array<number>(n).fill(0),
        M: new Array<number>(n).fill(0),
        D: new Array<number>(n).fill(1),
        edges,
      });
    const star = graph(
      10,
      Array.from({ length: 9 }, (_, k) => [0, k + 1, 2]),
    );
    expect(largestCouplingEigenvalue(star)).toBeCloseTo(2 * 3, 8);
    const pairs: [number, number, number][] = [];
    for (let i = 0; i < 8; i++) for (let j = i + 1; j < 8; j++) pairs.push([i, j, 1 / 8]);
    expect(largestCouplingEigenvalue(graph(8, pairs))).toBeCloseTo(7 / 8, 8);
  });
});
