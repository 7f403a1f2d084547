import { describe, expect, it } from 'vitest';

import { modelOfGrid } from '../../../../src-main/equations/network/grid-model.ts';
import { readNetwork } from '../../../../src-main/formats/read-network.ts';
import { matpowerText } from '../../../../src-main/formats/matpower/write-case.ts';
import { tablesCsv } from '../../../../src-main/formats/tables/write-tables.ts';
import { runKronReduction } from '../../../../src-main/studies/kron-reduction/run.ts';
import { checkData } from '../../../../src-shared/grid/data-checks.ts';
import type { Generator, GridCase } from '../../../../src-shared/grid/grid-case.ts';
import { gridDocumentText } from '../../../../src-shared/grid/schema.ts';
import { defaultModelOptions } from '../../../../src-shared/studies/model-options.ts';
import { aGenerator, triangle } from '../../../fixtures/small-grid.ts';
import { quietContext } from '../../../fixtures/study-context.ts';

const inverter = (bus: number, changes: Partial<Generator> = {}): Generator =>
  aGenerator(bus, 20, {
    ratingMva: 50,
    dynamics: {
      ...{ inertiaSeconds: 0, dampingPu: 0, transientReactancePu: 0.2, droopPercent: 5 },
      source: 'data sheet',
    },
    ...changes,
  });

const withInverters = (...units: readonly Generator[]): GridCase =>
  triangle({ generators: [aGenerator(1, 80, { ratingMva: 100 }), ...units] });

/** 2 pi f S_base of the triangle. */
const base = 2 * Math.PI * 60 * 100;

describe('an inverter with droop', () => {
  it('is a node of first order whose damping gives back its droop', () => {
    const { network, nodes } = modelOfGrid(withInverters(inverter(2)), defaultModelOptions);
    const node = nodes.indexOf(2);
    expect(network.M[node]).toBe(0);
    // At its rating of 50 MW (0.5 p.u.) the frequency is 5 % off.
    const deviation = 0.5 / network.D[node]!;
    expect(deviation / (2 * Math.PI * 60)).toBeCloseTo(0.05, 12);
  });

  it('adds its damping to a machine at the same bus and leaves the inertia to it', () => {
    const alone = modelOfGrid(withInverters(), defaultModelOptions).network;
    const both = modelOfGrid(withInverters(inverter(1, { id: '2' })), defaultModelOptions).network;
    expect(both.M[0]).toBe(alone.M[0]);
    expect(both.D[0]! - alone.D[0]!).toBeCloseTo((20 * 50) / base, 14);
  });

  it('stands in the reduced network without inertia, with its damping and droop', () => {
    const grid = withInverters(inverter(2));
    const { machines, ignored } = runKronReduction(
      { kind: 'grid', grid },
      { voltages: 'power-flow' },
      {},
      quietContext(),
    );
    expect(machines[1]).toMatchObject({
      inertiaSeconds: 0,
      dampingPu: 20 * (50 / 100),
      droopPercent: 5,
      transientReactancePu: 0.2 / (50 / 100),
    });
    expect(machines[0]?.droopPercent).toBeNull();
    expect(ignored.find(({ topic }) => topic === 'Inverters')?.amount).toBe(1);
  });

  it('is no machine that lacks inertia', () => {
    const found = (grid: GridCase) =>
      checkData(grid)
        .find(({ check }) => check.name === 'no-inertia')!
        .findings.map(({ element }) => element);
    const plain = inverter(2, { dynamics: { ...inverter(2).dynamics!, droopPercent: undefined } });
    const of2 = { kind: 'generator', bus: 2, id: '1' };
    expect(found(withInverters(inverter(2)))).not.toContainEqual(of2);
    expect(found(withInverters(plain))).toContainEqual(of2);
  });

  it('comes back from every format that is written', () => {
    const grid = withInverters(inverter(2), inverter(3));
    const texts = {
      'a.json': gridDocumentText(grid),
      'a.m': matpowerText(grid),
      'a.csv': tablesCsv(grid),
    };
    for (const [name, text] of Object.entries(texts)) {
      const { grid: read } = readNetwork(name, new TextEncoder().encode(text));
      expect(read?.generators.map(({ dynamics }) => dynamics)).toEqual(
        grid.generators.map(({ dynamics }) => dynamics),
      );
    }
  });

  it('leaves the text of networks without one as it was', () => {
    expect(gridDocumentText(withInverters())).not.toContain('droop');
  });
});
