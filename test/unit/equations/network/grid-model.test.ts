import { describe, expect, it } from 'vitest';

import { modelOf } from '../../../../src-main/equations/network/model-of.ts';
import type { GridCase } from '../../../../src-shared/grid/grid-case.ts';
import {
  defaultModelOptions,
  type ModelOptions,
} from '../../../../src-shared/studies/model-options.ts';
import { aBranch, aBus, aGenerator, aLoad, triangle } from '../../../fixtures/small-grid.ts';

const build = (grid: GridCase, options: Partial<ModelOptions> = {}) =>
  modelOf({ kind: 'grid', grid }, { ...defaultModelOptions, ...options });

describe('couplings', () => {
  const grid = triangle({
    buses: [aBus(1, { type: 'slack', vmPu: 1.05 }), aBus(2, { vmPu: 0.98 }), aBus(3, { vmPu: 1 })],
    branches: [
      aBranch(2, 1, { resistancePu: 0.03, reactancePu: 0.04, tapRatio: 0.95 }),
      aBranch(2, 3),
      aBranch(1, 3),
    ],
  });

  it.each([
    [{}, (1.05 * 0.98) / (0.04 * 0.95)],
    [{ voltages: 'flat' }, 1 / (0.04 * 0.95)],
    [{ taps: false }, (1.05 * 0.98) / 0.04],
    // x / (r² + x²) = 0.04 / 0.0025
    [{ susceptance: 'admittance', taps: false, voltages: 'flat' }, 16],
  ] as const)('with %j are |V_i| |V_j| b / tau', (options, expected) => {
    expect(build(grid, options).network.weight[0]).toBeCloseTo(expected, 12);
  });

  it('take voltages from a power flow where one is at hand, and say so where not', () => {
    const options = { ...defaultModelOptions, voltages: 'power-flow' } as const;
    const pMw = grid.generators.map(({ pMw: scheduled }) => scheduled + 7);
    const solved = { vmPu: Float64Array.of(1.1, 1, 1), pMw: Float64Array.from(pMw) };
    const model = modelOf({ kind: 'grid', grid }, options, { solved });
    expect(model.network.weight[0]).toBeCloseTo(1.1 / (0.04 * 0.95), 12);
    expect([...model.machinePower]).toEqual(pMw.map((power) => power / grid.baseMva));
    const ofCase = modelOf({ kind: 'grid', grid }, defaultModelOptions, { solved });
    expect([...ofCase.machinePower]).not.toEqual([...model.machinePower]);
    expect(() => build(grid, options)).toThrow('model.voltages');
  });

  it('refuse a branch of zero reactance by its name', () => {
    const short = triangle({ branches: [aBranch(1, 2, { reactancePu: 0 }), aBranch(2, 3)] });
    expect(() => build(short)).toThrow('Branch 1–2 has zero reactance');
  });

  it('keep a negative reactance, with a warning that names it', () => {
    const branches = [aBranch(1, 2), aBranch(2, 3), aBranch(1, 3, { reactancePu: -0.5 })];
    const model = build(triangle({ branches }));
    expect(model.network.weight[1]).toBeCloseTo(-2, 12);
    expect(model.warnings.join()).toContain('first: 1–3');
  });
});

describe('powers', () => {
  // 100 MW + 50 MW of machines, 120 MW of load: 30 MW too much.
  const grid = triangle({
    generators: [aGenerator(1, 100), aGenerator(2, 30), aGenerator(2, 20, { id: '2' })],
    loads: [aLoad(2, 70), aLoad(3, 50)],
  });

  it.each([
    ['uniform', [0.9, -0.3, -0.6]],
    ['slack', [0.7, -0.2, -0.5]],
    ['generators', [0.85, -0.35, -0.5]],
    ['proportional', [0.8, -0.3, -0.5]],
  ] as const)('share the imbalance by the rule %s', (balance, expected) => {
    const { omega } = build(grid, { balance }).network;
    expected.forEach((power, i) => expect(omega[i]).toBeCloseTo(power, 12));
    expect(build(grid, { balance }).ignored[0]).toMatchObject({ topic: 'imbalance' });
    expect(build(grid, { balance }).ignored[0]!.amount).toBeCloseTo(30, 10);
  });

  it('refuse a rule that names nobody', () => {
    const noSlack = triangle({ buses: [aBus(1), aBus(2), aBus(3)] });
    expect(() => build(noSlack, { balance: 'slack' })).toThrow('no slack bus');
    const idle = triangle({ generators: [aGenerator(1, 0)] });
    expect(() => build(idle, { balance: 'proportional' })).toThrow('no generator that gives power');
  });

  it('refuse a network that nothing feeds or nothing joins', () => {
    const off = triangle({ generators: [aGenerator(1, 100, { inService: false })] });
    expect(() => build(off)).toThrow('No generator in service');
    expect(() => build(triangle({ branches: [] }))).toThrow('No two buses are connected');
  });
});

describe('what is left out', () => {
  const grid = triangle({
    buses: [
      aBus(1, { type: 'slack' }),
      aBus(2),
      aBus(3),
      aBus(4, { type: 'isolated' }),
      aBus(5),
      aBus(6),
    ],
    branches: [
      aBranch(1, 2, { resistancePu: 0.05, chargingPu: 0.2 }),
      aBranch(1, 2, { circuit: '2', resistancePu: 0 }),
      aBranch(2, 3, { shiftDegrees: -5, isTransformer: true, resistancePu: 0 }),
      aBranch(3, 4),
      aBranch(5, 6),
      aBranch(1, 3, { inService: false }),
    ],
    loads: [aLoad(2, 60), aLoad(5, 7), aLoad(6, 3, { inService: false })],
    shunts: [{ bus: 3, id: '1', gMw: 2, bMvar: 10, inService: true }],
  });

  it('is dropped outside the largest island, and listed with its size', () => {
    const model = build(grid);
    expect([...model.nodes]).toEqual([1, 2, 3]);
    expect([...model.branchEdge]).toEqual([0, 0, 1, -1, -1, -1]);
    const amounts = Object.fromEntries(model.ignored.map(({ topic, amount }) => [topic, amount]));
    expect(amounts).toEqual({
      imbalance: 40,
      resistance: 1,
      charging: 20,
      'phase shifters': 1,
      shunts: 1,
      'buses outside': 3,
      'branches out of service': 1,
      'parallel branches': 1,
      voltages: null,
    });
    const outside = model.ignored.find(({ topic }) => topic === 'buses outside')!;
    expect(outside.text).toContain('with 7.0 MW of load');
  });
});

describe('limits', () => {
  it('are the least of pi/2, the angle limits and the rating of each branch of the edge', () => {
    const model = build(
      triangle({
        branches: [
          aBranch(1, 2, { angleMinDegrees: -30, angleMaxDegrees: 40 }),
          // Carries 10 sin(theta) p.u.: 500 MVA are reached at 30 degrees.
          aBranch(2, 3, { ratingAMva: 500 }),
          aBranch(1, 3, { ratingAMva: 5000 }),
        ],
      }),
    );
    // Edges 1–2, 1–3, 2–3.
    expect(model.angleLimit[0]).toBeCloseTo(Math.PI / 6, 12);
    expect(model.angleLimit[1]).toBeCloseTo(Math.PI / 2, 12);
    expect(model.angleLimit[2]).toBeCloseTo(Math.PI / 6, 12);
  });
});

describe('inertia', () => {
  it('is 2 H S / (omega_0 S_base) at machines, and loads are damped only', () => {
    const dynamics = {
      inertiaSeconds: 5,
      dampingPu: 2,
      transientReactancePu: 0.3,
      source: 'entered',
    };
    const generators = [aGenerator(1, 100, { ratingMva: 200, dynamics })];
    const { M, D } = modelOf(
      { kind: 'grid', grid: triangle({ generators }) },
      defaultModelOptions,
      {
        loadDamping: 0.5,
      },
    ).network;
    const omega0 = 2 * Math.PI * 60;
    expect(M[0]).toBeCloseTo((2 * 5 * 2) / omega0, 14);
    expect(D[0]).toBeCloseTo((2 * 2) / omega0, 14);
    expect([M[1], D[1]]).toEqual([0, 0.5]);
  });
});
