import { describe, expect, it } from 'vitest';

import { runSyntheticNetwork } from '../../../../src-main/studies/synthetic-network/run.ts';
import { modelOf } from '../../../../src-main/equations/network/model-of.ts';
import { StudyRefusal } from '../../../../src-shared/studies/study-room.ts';
import { defaultModelOptions } from '../../../../src-shared/studies/model-options.ts';
import { syntheticNetworkSpecSchema } from '../../../../src-shared/studies/synthetic-network.ts';
import { graphFamilies } from '../../../../src-shared/studies/random-law.ts';
import { validateGrid } from '../../../../src-shared/grid/validation.ts';

const draw = (given: object, seed = 1) =>
  runSyntheticNetwork({ kind: 'none' }, syntheticNetworkSpecSchema.parse(given), null, {
    seed,
    stopped: () => false,
    progress: () => undefined,
  });

describe('a synthetic network', () => {
  it('as a ring is the one of paper D: couplings K, powers +P and -P in turn', () => {
    const grid = draw({ graph: 'ring', n: 6, coupling: 8, powerMw: 100 });
    const { network } = modelOf({ kind: 'grid', grid }, defaultModelOptions);
    expect([...network.weight].map((a) => Number(a.toFixed(12)))).toEqual(Array(6).fill(8));
    expect([...network.omega]).toEqual([1, -1, 1, -1, 1, -1]);
    expect(grid.description).toMatch(/coupling 8 p\.u\., injections alternating of 100 MW\.$/);
  });

  it('says in its description all that it was drawn with', () => {
    const { description } = draw({ graph: 'ring', n: 6, deviationMw: 10, couplingSpread: 0.2 });
    expect(description).toMatch(/8 p\.u\. ± 20 %.*100 MW and a normal part of 10 MW\.$/);
  });

  it.each(graphFamilies)('of the family %s is a valid network in balance', (graph) => {
    const grid = draw({ graph, n: 12, p: 0.5, injections: 'normal', couplingSpread: 0.3 });
    expect(validateGrid(grid).filter(({ severity }) => severity === 'error')).toEqual([]);
    const generation = grid.generators.reduce((sum, { pMw }) => sum + pMw, 0);
    const demand = grid.loads.reduce((sum, { pMw }) => sum + pMw, 0);
    expect(generation).toBeGreaterThan(0);
    expect(generation).toBeCloseTo(demand, 9);
    for (const { reactancePu } of grid.branches) {
      expect(1 / reactancePu).toBeGreaterThanOrEqual(8 * 0.7);
      expect(1 / reactancePu).toBeLessThanOrEqual(8 * 1.3);
    }
  });

  it('is drawn by its seed', () => {
    const spec = { graph: 'erdos-renyi', n: 30, injections: 'uniform' };
    expect(draw(spec, 7)).toEqual(draw(spec, 7));
    expect(draw(spec, 7)).not.toEqual(draw(spec, 8));
  });

  it('that cannot hang together is refused with what to change', () => {
    expect(() => draw({ graph: 'erdos-renyi', n: 200, p: 0.001 })).toThrow(StudyRefusal);
    expect(() => draw({ graph: 'erdos-renyi', n: 200, p: 0.001 })).toThrow(/give a larger p/);
  });

  it.each([
    [{ graph: 'ring', n: 2 }, /at least 3 nodes/],
    [{ graph: 'watts-strogatz', n: 4 }, /at least 5/],
    [{ deviationMw: -1 }, /not negative/],
    [{ couplingSpread: 1 }, /below 1/],
  ])('%o is refused at its field', (given, message) => {
    expect(syntheticNetworkSpecSchema.safeParse(given).error?.issues[0]?.message).toMatch(message);
  });
});
