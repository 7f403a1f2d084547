import { describe, expect, it } from 'vitest';

import { modelOf } from '../../../../src-main/equations/network/model-of.ts';
import { findSeriesStars } from '../../../../src-main/equations/network/star-buses.ts';
import { OutageCompiler } from '../../../../src-main/equations/network/outage.ts';
import { Switchgear } from '../../../../src-main/studies/time-domain/switchgear.ts';
import { runSyncCondition } from '../../../../src-main/studies/sync-condition/run.ts';
import type { GridCase } from '../../../../src-shared/grid/grid-case.ts';
import { busRef, refOf } from '../../../../src-shared/grid/element-ref.ts';
import { defaultModelOptions } from '../../../../src-shared/studies/model-options.ts';
import { timeDomainSpecSchema } from '../../../../src-shared/studies/time-domain.ts';
import { caseFile, hasCases } from '../../../fixtures/reference-files.ts';
import { aBranch, aBus, aGenerator, aLoad, triangle } from '../../../fixtures/small-grid.ts';
import { quietContext } from '../../../fixtures/study-context.ts';

const eliminate = { ...defaultModelOptions, starBuses: 'eliminate' } as const;

/** A machine at 1 and a load at 2, joined by a line and by a transformer with its star at 3. */
const starred = (changes: Partial<GridCase> = {}): GridCase =>
  triangle({
    buses: [aBus(1, { type: 'slack', vmPu: 1.05 }), aBus(2, { vmPu: 0.98 }), aBus(3), aBus(4)],
    branches: [
      aBranch(1, 2, { reactancePu: 0.5 }),
      aBranch(1, 3, { reactancePu: 0.3, ratingAMva: 60 }),
      aBranch(3, 2, { reactancePu: -0.05, ratingAMva: 80 }),
      aBranch(3, 4, { reactancePu: 0.2 }),
    ],
    generators: [aGenerator(1, 50)],
    loads: [aLoad(2, 50)],
    ...changes,
  });

describe('a star bus beside a negative reactance', () => {
  it('becomes the series connection of its two windings that carry power', () => {
    const model = modelOf({ kind: 'grid', grid: starred() }, eliminate);
    expect([...model.nodes]).toEqual([1, 2]);
    // The line of 0.5 beside 0.3 - 0.05 = 0.25 in series.
    expect(model.network.weight[0]).toBeCloseTo(1.05 * 0.98 * (1 / 0.5 + 1 / 0.25), 12);
    expect(model.warnings).toEqual([]);
    expect(model.ignored.at(-1)).toMatchObject({ topic: 'star buses', amount: 2 });
    // The lesser of the two ratings is reached first.
    expect(model.angleLimit[0]).toBeCloseTo(Math.asin(0.6 / (1.05 * 0.98 * 4)), 12);
  });

  it('stays where nobody asks for its elimination', () => {
    const model = modelOf({ kind: 'grid', grid: starred() }, defaultModelOptions);
    expect([...model.nodes]).toEqual([1, 2, 3, 4]);
    expect(model.warnings.join(' ')).toContain('negative reactance');
  });

  it.each([
    ['it draws power', { loads: [aLoad(2, 50), aLoad(3, 1)] }],
    ['all its windings carry power', { loads: [aLoad(2, 40), aLoad(4, 10)] }],
    [
      'the series connection is negative too',
      { branches: [aBranch(1, 2), aBranch(1, 3), aBranch(3, 2, { reactancePu: -0.4 })] },
    ],
    [
      'it has nothing negative about it',
      { branches: [aBranch(1, 2), aBranch(1, 3), aBranch(3, 2)] },
    ],
  ])('stays where %s', (_why, changes) => {
    expect(findSeriesStars(starred(changes), eliminate).pairs).toEqual([]);
  });

  it('has the taps of its windings, whichever end they are at', () => {
    // One tap is at the far end of its winding, the other at the star.
    const [t1, t2, b1, b2] = [1.1, 0.9, 1 / 0.3, -1 / 0.05];
    const grid = starred({
      branches: [
        aBranch(1, 3, { reactancePu: 0.3, tapRatio: t1 }),
        aBranch(3, 2, { reactancePu: -0.05, tapRatio: t2 }),
      ],
    });
    // V_s = (V_1 b1 / t1 + V_2 b2 / t2) / (b1 + b2 / t2²); the flow is V_1 V_s b1 / t1 sin(1 - s).
    const expected = ((b1 / t1) * (b2 / t2)) / (b1 + b2 / (t2 * t2));
    expect(findSeriesStars(grid, eliminate).pairs[0]!.susceptance).toBeCloseTo(expected, 12);
  });

  it('opens as one edge, whether one of its windings goes out, the other, or the bus', () => {
    const grid = starred();
    const model = modelOf({ kind: 'grid', grid }, eliminate);
    const compiler = new OutageCompiler({ kind: 'grid', grid }, model);
    const [, first, second] = grid.branches.map((branch) => refOf('branch', branch));
    const share = 1.05 * 0.98 * 4;
    for (const elements of [[first!], [second!], [first!, second!], [busRef(3)]]) {
      const { edges } = compiler.compile('outage', elements);
      expect([...edges.keys()]).toEqual([0]);
      expect(edges.get(0)).toBeCloseTo(share, 12);
    }
  });

  it('comes back in a simulation only once both of its windings are in', () => {
    const grid = starred();
    const subject = { kind: 'grid', grid } as const;
    const model = modelOf(subject, eliminate);
    const switchgear = new Switchgear(subject, model, timeDomainSpecSchema.parse({}));
    const [, first, second] = grid.branches.map((branch) => refOf('branch', branch));
    const weight = (): number => switchgear.network().weight[0]!;
    const [whole, line] = [weight(), (1.05 * 0.98) / 0.5];
    expect(whole).toBeCloseTo(line + 1.05 * 0.98 * 4, 12);
    switchgear.trip(first!, 1);
    expect(weight()).toBeCloseTo(line, 12);
    switchgear.trip(second!, 2);
    expect(weight()).toBeCloseTo(line, 12);
    switchgear.reclose(first!, 3);
    expect(weight()).toBeCloseTo(line, 12);
    switchgear.reclose(second!, 4);
    expect(weight()).toBe(whole);
  });

  it.skipIf(!hasCases)(
    'of the 300-bus case goes without changing the angles of the others (needs ../shared/cases)',
    () => {
      // With equal voltages and no taps the elimination is that of a Laplacian, which is exact.
      const grid = caseFile('case300');
      const flat = { voltages: 'flat', taps: false } as const;
      const ask = (model: typeof eliminate | typeof defaultModelOptions) =>
        runSyncCondition(
          { kind: 'grid', grid },
          { model: { ...model, ...flat, balance: 'generators' } },
          {},
          quietContext(),
        );
      const [kept, cured] = [ask(defaultModelOptions), ask(eliminate)];
      expect(kept.warnings).toHaveLength(1);
      expect(cured.warnings).toEqual([]);
      expect(cured.nodes).toBeLessThan(kept.nodes);
      const before = new Map(kept.perEdge.map((e) => [`${e.from}-${e.to}`, e.dcDifference]));
      const shared = cured.perEdge.filter(({ from, to }) => before.has(`${from}-${to}`));
      expect(shared.length).toBeGreaterThan(400);
      for (const { from, to, dcDifference } of shared) {
        expect(dcDifference).toBeCloseTo(before.get(`${from}-${to}`)!, 9);
      }
    },
  );
});
