import { describe, expect, it } from 'vitest';

import { findIslands } from '../../src-main/equations/network/islands.ts';
import { modelOf } from '../../src-main/equations/network/model-of.ts';
import { edgeRef, type NetworkModel } from '../../src-main/equations/network/network-model.ts';
import { OutageCompiler } from '../../src-main/equations/network/outage.ts';
import { Outages } from '../../src-main/equations/network/outages.ts';
import { worstDifference } from '../../src-main/equations/oscillators/cohesiveness.ts';
import { EquilibriumSolver } from '../../src-main/equations/oscillators/equilibrium.ts';
import { LaplacianSolver } from '../../src-main/equations/oscillators/laplacian-solver.ts';
import { linearPoint } from '../../src-main/studies/linear-point.ts';
import { branchesOf } from '../../src-main/equations/network/outage.ts';
import type { StudyNetwork } from '../../src-shared/studies/catalogue.ts';
import { defaultModelOptions } from '../../src-shared/studies/model-options.ts';
import { relativeError } from '../fixtures/dense.ts';
import { caseFile, hasCases } from '../fixtures/reference-files.ts';

/**
 * N-1 by branches, computed by two other programs (numpy, C) that agree to 1e-11. The norm that the
 * same table gives for the whole of case9241pegase (0.449938423697) does not fit its own sum, and
 * scipy's direct solver agrees with ours (0.449938422709): left out.
 */
const published = [
  {
    name: 'case118',
    norm: 0.229163460271056,
    cut: 9,
    kept: 177,
    sum: 41.51483006039,
    above: 23,
    row: 37,
    worst: 0.362487994556,
    edge: [25, 27],
  },
  {
    name: 'case2383wp',
    norm: 0.260642118160174,
    cut: 644,
    kept: 2252,
    sum: 587.68543736142,
    above: 46,
    row: 168,
    worst: 0.521772657753596,
    edge: [66, 152],
  },
  {
    name: 'case9241pegase',
    norm: null,
    cut: 1665,
    kept: 14384,
    sum: 6475.71054823631,
    above: 132,
    row: 3822,
    worst: 0.915209346986301,
    edge: [1943, 5387],
  },
];

interface Screened {
  readonly row: number;
  readonly norm: number;
  readonly edge: number;
  readonly cutOff: number;
}

function screenBranches(subject: StudyNetwork, model: NetworkModel): Screened[] {
  const { laplacian, theta } = linearPoint(model);
  const outages = new Outages(model, laplacian, theta);
  const compiler = new OutageCompiler(subject, model);
  return branchesOf(subject).flatMap((branch, row) => {
    if (model.branchEdge[row]! < 0) return [];
    const { worst, cutOff } = outages.state(compiler.compile('row', [branch]));
    return [{ row, norm: worst.value, edge: worst.edge, cutOff: cutOff.length }];
  });
}

function caseModel(name: string): { subject: StudyNetwork; model: NetworkModel } {
  const subject: StudyNetwork = { kind: 'grid', grid: caseFile(name) };
  return { subject, model: modelOf(subject, defaultModelOptions) };
}

describe.skipIf(!hasCases)('N-1 screening (skipped without the shared case files)', () => {
  it.each(published)('$name agrees with the published figures', (figures) => {
    const { subject, model } = caseModel(figures.name);
    const base = linearPoint(model).worst.value;
    if (figures.norm !== null) expect(relativeError(base, figures.norm)).toBeLessThan(1e-11);
    const screened = screenBranches(subject, model);
    const kept = screened.filter(({ cutOff }) => cutOff === 0);
    expect([screened.length - kept.length, kept.length]).toEqual([figures.cut, figures.kept]);
    const total = kept.reduce((sum, { norm }) => sum + norm, 0);
    expect(relativeError(total, figures.sum)).toBeLessThan(1e-12);
    expect(kept.filter(({ norm }) => norm > 1.01 * base)).toHaveLength(figures.above);
    const worst = kept.reduce((a, b) => (b.norm > a.norm ? b : a));
    expect(worst.row).toBe(figures.row);
    expect(relativeError(worst.norm, figures.worst)).toBeLessThan(1e-11);
    const ref = edgeRef(model, worst.edge)!;
    expect([ref.from, ref.to]).toEqual(figures.edge);
  });

  it.each(['case118', 'case_ieee30', 'case39', 'case300'])(
    '%s agrees with a factorization of its own for every branch',
    (name) => {
      const { subject, model } = caseModel(name);
      for (const { row, norm, edge, cutOff } of screenBranches(subject, model)) {
        if (cutOff > 0) continue;
        const again = refactorized(model, row);
        expect(relativeError(norm, again.value)).toBeLessThan(1e-9);
        expect(edge).toBe(again.edge);
      }
    },
  );

  it('finds the exact state after an outage as a start from zero does', () => {
    const { subject, model } = caseModel('case118');
    const { laplacian, theta } = linearPoint(model);
    const outages = new Outages(model, laplacian, theta);
    const compiler = new OutageCompiler(subject, model);
    const solver = new EquilibriumSolver(model.network);
    solver.solve(theta);
    for (const branch of branchesOf(subject)) {
      const remainder = outages.remainder(compiler.compile('branch', [branch]));
      const warm = solver.solve(theta.slice(), remainder);
      const cold = solver.solve(new Float64Array(model.network.n), remainder);
      expect(warm.status).toBe('converged');
      expect(Math.abs(warm.worst.value - cold.worst.value)).toBeLessThan(1e-9);
    }
  });
});

/** The network without the branch, its couplings summed and factorized anew. */
function refactorized({ network, branchEdge, branchCoupling }: NetworkModel, out: number) {
  const weight = new Float64Array(network.weight.length);
  branchEdge.forEach((edge, row) => {
    if (edge >= 0 && row !== out) weight[edge]! += branchCoupling[row]!;
  });
  const solver = new LaplacianSolver(network);
  const isOpen = (edge: number): boolean => weight[edge] === 0;
  expect(findIslands(network, isOpen).count).toBe(1);
  solver.factorize(weight);
  const theta = new Float64Array(network.n);
  solver.solve(network.omega, theta);
  return worstDifference(network, weight, theta);
}
