import { describe, expect, it } from 'vitest';

import { runSyncCondition } from '../../../../src-main/studies/sync-condition/run.ts';
import { loadSample } from '../../../../src-main/samples/samples.ts';
import type { GridCase } from '../../../../src-shared/grid/grid-case.ts';
import type { StudyNetwork } from '../../../../src-shared/studies/catalogue.ts';
import { syncConditionSpecSchema } from '../../../../src-shared/studies/sync-condition.ts';
import { anOscillatorDocument } from '../../../fixtures/oscillators.ts';
import { aBranch, aBus, aGenerator, aLoad, triangle } from '../../../fixtures/small-grid.ts';
import { quietContext } from '../../../fixtures/study-context.ts';

const run = (grid: GridCase, spec: object = {}) => runNetwork({ kind: 'grid', grid }, spec);
const runNetwork = (network: StudyNetwork, spec: object = {}) =>
  runSyncCondition(network, syncConditionSpecSchema.parse(spec), {}, quietContext());

/** The triangle, beside it a pair 4–5 with a machine, bus 6 with a load, and 7–8 with a load only. */
const fourIslands = (): GridCase => {
  const three = triangle();
  return {
    ...three,
    buses: [...three.buses, ...[4, 5, 6, 7, 8].map((number) => aBus(number))],
    branches: [...three.branches, aBranch(4, 5), aBranch(7, 8)],
    generators: [...three.generators, aGenerator(4, 50)],
    loads: [...three.loads, aLoad(5, 20), aLoad(6, 7), aLoad(8, 9)],
  };
};

describe('the condition in every island', () => {
  const { islands } = run(fourIslands());

  it('is that of each island taken alone', () => {
    expect(islands.map(({ buses, firstBus }) => [firstBus, buses])).toEqual([
      [1, 3],
      [4, 2],
      [7, 2],
      [6, 1],
    ]);
    expect(islands[0]).toMatchObject({ norm: run(triangle()).norm, message: null });
    // 50 MW against 20 MW over a = 10: the surplus of 30 MW is shared by both, 0.35 p.u. flow.
    expect(islands[1]!.norm).toBeCloseTo(0.035, 12);
    expect(islands[1]!.message).toMatch(/exceeds load by 30.0 MW.*not balanced/);
  });

  it('says of an island without supply what it leaves dark', () => {
    expect(islands[2]).toMatchObject({ norm: null, status: null });
    expect(islands[2]!.message).toBe(
      'These 2 buses stand alone: nothing feeds the load of 9.0 MW.',
    );
    expect(islands[3]!.message).toBe('Bus 6 stands alone: nothing feeds the load of 7.0 MW.');
  });

  it('of bare oscillators is that of each part, in a frame of its own', () => {
    const document = anOscillatorDocument(
      [7, 1, -1, 3, 1, -1],
      [
        [1, 2, 2],
        [3, 4, 4],
        [4, 5, 4],
      ],
    );
    // The path 3-4-5 turns with 1: its ends give and take 2, over couplings of 4.
    expect(runNetwork({ kind: 'oscillators', document }).islands).toMatchObject([
      { buses: 3, firstBus: 3, norm: 0.5, message: null },
      { buses: 2, firstBus: 1, norm: 0.5, status: 'converged', message: null },
      {
        buses: 1,
        firstBus: 0,
        norm: null,
        message: 'Oscillator 0 stands alone and turns at its own frequency.',
      },
    ]);
  });
});

describe('the complete condition', () => {
  it('names what limits each edge', () => {
    const limited = triangle({
      branches: [
        aBranch(1, 2, { angleMaxDegrees: 20 }),
        aBranch(2, 3, { ratingAMva: 100 }),
        aBranch(1, 3),
      ],
    });
    expect(run(limited).perEdge.map(({ limitCause }) => limitCause)).toEqual([
      'angle-limit',
      'right-angle',
      'rating',
    ]);
  });

  it('draws the energy along the edge that is asked for, the worst one otherwise', () => {
    const result = run(triangle());
    expect(result.energy).toMatchObject({ from: 1, to: 2 });
    const other = run(triangle(), { energyEdge: { from: 3, to: 2 } }).energy!;
    expect([other.from, other.to]).toEqual([2, 3]);
    const edge = result.perEdge[2]!;
    expect(other.stableAngle).toBeCloseTo(edge.exactAngle!, 14);
    expect(other.quadraticAngle).toBeCloseTo(edge.dcDifference, 14);
    const least = other.energy.indexOf(Math.min(...other.energy));
    expect(Math.abs(other.angle[least]! - other.stableAngle!)).toBeLessThan(Math.PI / 90);
  });

  it('refuses an edge that is not there', () => {
    expect(() => run(triangle(), { energyEdge: { from: 1, to: 9 } })).toThrow(
      /energyEdge: no branch in service joins 1 and 9/,
    );
  });

  it('gives the angle of every node, centred, whose differences are those of the edges', () => {
    const { perNode, perEdge } = run(loadSample('ieee39'));
    const angle = new Map(perNode.map(({ node, exactAngle }) => [node, exactAngle!]));
    expect(perNode.reduce((sum, { exactAngle }) => sum + exactAngle!, 0)).toBeCloseTo(0, 10);
    for (const { from, to, exactAngle } of perEdge) {
      expect(angle.get(from)! - angle.get(to)!).toBeCloseTo(exactAngle!, 12);
    }
  });

  it('has effective resistances that sum, times couplings, to buses less one (Foster)', () => {
    const { perEdge, nodes } = run(loadSample('ieee118'));
    const sum = perEdge.reduce(
      (total, edge) => total + edge.effectiveResistance! * couplingOf(edge),
      0,
    );
    expect(sum).toBeCloseTo(nodes - 1, 8);
  });
});

const sample = loadSample('ieee118');
const voltage = new Map(sample.buses.map(({ number, vmPu }) => [number, vmPu]));
const couplingOf = ({ from, to }: { from: number; to: number }): number =>
  sample.branches
    .filter(
      (branch) =>
        branch.inService &&
        [branch.from, branch.to].includes(from) &&
        [branch.from, branch.to].includes(to),
    )
    .reduce(
      (sum, branch) =>
        sum +
        (voltage.get(from)! * voltage.get(to)!) / (branch.reactancePu * (branch.tapRatio || 1)),
      0,
    );
