import { describe, expect, it } from 'vitest';

import { loadSample } from '../../../src-main/samples/samples.ts';
import { studyModel } from '../../../src-main/studies/study-model.ts';
import { runContingencyScreening } from '../../../src-main/studies/contingency-screening/run.ts';
import { runSyncCondition } from '../../../src-main/studies/sync-condition/run.ts';
import { runTimeDomain } from '../../../src-main/studies/time-domain/run.ts';
import { contingencyScreeningSpecSchema } from '../../../src-shared/studies/contingency-screening.ts';
import type { GridCase } from '../../../src-shared/grid/grid-case.ts';
import { defaultModelOptions } from '../../../src-shared/studies/model-options.ts';
import { StudyRefusal } from '../../../src-shared/studies/study-room.ts';
import { timeDomainSpecSchema } from '../../../src-shared/studies/time-domain.ts';
import { gaussSeidelPowerFlow } from '../../fixtures/gauss-seidel.ts';
import { aBranch, aBus, aGenerator, aLoad, triangle } from '../../fixtures/small-grid.ts';
import { quietContext } from '../../fixtures/study-context.ts';

const solved = { ...defaultModelOptions, voltages: 'power-flow' } as const;
const never = (): boolean => false;

const conditionOf = (grid: GridCase, model: typeof solved | typeof defaultModelOptions) =>
  runSyncCondition({ kind: 'grid', grid }, { model }, {}, quietContext());

/** The case that already holds what another method finds: |V| and the output of the slack machine. */
function withSolution(grid: GridCase, sweeps: number): GridCase {
  const { vmPu, slackMw } = gaussSeidelPowerFlow(grid, sweeps);
  const slack = grid.buses.find(({ type }) => type === 'slack')!.number;
  return {
    ...grid,
    buses: grid.buses.map((bus) => ({ ...bus, vmPu: vmPu.get(bus.number)! })),
    generators: grid.generators.map((machine) =>
      machine.bus === slack ? { ...machine, pMw: slackMw } : machine,
    ),
  };
}

describe('a model with voltages "power-flow"', () => {
  it('makes the condition of a lossless radial line exact: the norm is the sine of its angle', () => {
    // P = V1 V2 sin(delta) / x holds in the power flow and in the model alike. 50 MW over x = 0.5:
    // V_2² = (1 + sqrt(1 - 4 (P x)²)) / 2, and sin(delta) = P x / V_2.
    const grid = triangle({
      buses: [aBus(1, { type: 'slack' }), aBus(2)],
      branches: [aBranch(1, 2, { resistancePu: 0, reactancePu: 0.5 })],
      generators: [aGenerator(1, 0)],
      loads: [aLoad(2, 50)],
    });
    const v2 = Math.sqrt((1 + Math.sqrt(1 - 4 * 0.25 ** 2)) / 2);
    const { norm, ignored } = conditionOf(grid, solved);
    expect(norm).toBeCloseTo(0.25 / v2, 9);
    // The case schedules nothing at its slack; all 50 MW come from the power flow.
    expect(ignored[0]).toMatchObject({ topic: 'operating point', unit: 'MW' });
    expect(ignored[0]!.amount).toBeCloseTo(50, 6);
    expect(ignored.find(({ topic }) => topic === 'imbalance')?.amount).toBeCloseTo(0, 6);
  });

  it.each([
    ['wscc9', 400],
    ['ieee14', 600],
    ['ieee118', 6000],
  ])('is, on %s, that of a case which stores what Gauss and Seidel find', (name, sweeps) => {
    const grid = loadSample(name);
    const expected = conditionOf(withSolution(grid, sweeps), defaultModelOptions);
    const found = conditionOf(grid, solved);
    expect(Math.abs(found.norm / expected.norm - 1)).toBeLessThan(1e-7);
    expect(found.worstEdge).toEqual(expected.worstEdge);
    expect(found.norm).not.toBeCloseTo(conditionOf(grid, defaultModelOptions).norm, 6);
  });

  it('reaches the screening and the simulation by the same way', () => {
    const grid = loadSample('wscc9');
    const subject = { kind: 'grid', grid } as const;
    const { norm } = conditionOf(grid, solved);
    const screening = contingencyScreeningSpecSchema.parse({ model: solved });
    const outages = runContingencyScreening(subject, screening, { from: 0, to: 1 }, quietContext());
    expect(outages.base.norm).toBe(norm);
    expect(outages.ignored[0]?.topic).toBe('operating point');
    const spec = timeDomainSpecSchema.parse({ network: solved, duration: 0.1 });
    const run = runTimeDomain(subject, spec, {}, quietContext());
    expect(run.ignored[0]?.topic).toBe('operating point');
  });

  it('is refused where the power flow has no solution, with the way out', () => {
    const grid = triangle({ loads: [aLoad(2, 6000), aLoad(3, 4000)] });
    const model = (): unknown => studyModel({ kind: 'grid', grid }, solved, never);
    expect(model).toThrow(StudyRefusal);
    expect(model).toThrow(/run the power-flow study to see where, or choose "case"/);
  });
});
