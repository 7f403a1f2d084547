import { describe, expect, it } from 'vitest';

import { planPowerFlow } from '../../../src-main/studies/power-flow/plan.ts';
import { runPowerFlow } from '../../../src-main/studies/power-flow/run.ts';
import type { GridCase } from '../../../src-shared/grid/grid-case.ts';
import { powerFlowSpecSchema } from '../../../src-shared/studies/power-flow.ts';
import type { PowerFlowResult, PowerFlowSpec } from '../../../src-shared/studies/power-flow.ts';
import { StudyRefusal } from '../../../src-shared/studies/study-room.ts';
import { aBranch, aBus, aGenerator, aLoad, triangle } from '../../fixtures/small-grid.ts';
import { quietContext } from '../../fixtures/study-context.ts';

const context = quietContext();

function solve(grid: GridCase, spec: Partial<PowerFlowSpec> = {}): PowerFlowResult {
  return runPowerFlow({ kind: 'grid', grid }, powerFlowSpecSchema.parse(spec), {}, context);
}

/** A lossless line of reactance 0.5 from a slack bus to a load: V_2 has a closed form. */
const twoBuses = (pMw: number, changes: Partial<GridCase> = {}): GridCase =>
  triangle({
    buses: [aBus(1, { type: 'slack' }), aBus(2)],
    branches: [aBranch(1, 2, { resistancePu: 0, reactancePu: 0.5 })],
    loads: [aLoad(2, pMw)],
    ...changes,
  });

describe('the power flow', () => {
  it('finds the closed-form voltage of a load at the end of a lossless line', () => {
    // With Q = 0: V cos(delta) ... V⁴ - V² + (P x)² = 0.
    const result = solve(twoBuses(50), { tolerance: 1e-12 });
    const px = 0.5 * 0.5;
    const expected = Math.sqrt((1 + Math.sqrt(1 - 4 * px * px)) / 2);
    expect(result.buses[1]!.vm).toBeCloseTo(expected, 11);
    expect(result.buses[1]!.vaDegrees).toBeCloseTo((-Math.asin(px / expected) * 180) / Math.PI, 9);
  });

  it('says what was tried and how far the loading goes where there is no solution', () => {
    // P x = 0.5 is the nose: 100 MW at x = 0.5. 160 MW can be carried to 62.5 %.
    const result = solve(twoBuses(160));
    expect(result.status).toBe('not-converged');
    expect(result.attempts.map(({ method }) => method)).toEqual([
      'newton',
      'newton-dc-start',
      'damped-newton',
      'continuation',
    ]);
    const { loadingReached } = result.attempts.at(-1)!;
    expect(loadingReached).toBeGreaterThan(0.6);
    expect(loadingReached).toBeLessThanOrEqual(0.625);
    expect(result.worstMismatches[0]!.bus).toBe(2);
    expect(result.islands).toMatchObject([
      { buses: 2, slack: 1, slackChosen: false, status: 'not-converged' },
    ]);
  });

  it('gives every island its slack, chosen by size where the file names none, and says so', () => {
    const grid = triangle({
      buses: [...triangle().buses, aBus(4, { type: 'pv' }), aBus(5, { type: 'pv' }), aBus(6)],
      branches: [...triangle().branches, aBranch(4, 5)],
      generators: [aGenerator(1, 100), aGenerator(4, 10), aGenerator(5, 30)],
      loads: [...triangle().loads, aLoad(4, 20), aLoad(6, 5)],
    });
    const result = solve(grid);
    expect(result.status).toBe('converged');
    expect(result.islands).toMatchObject([
      { buses: 3, slack: 1, slackChosen: false, status: 'converged' },
      { buses: 2, slack: 5, slackChosen: true, status: 'converged' },
      { buses: 1, slack: null, slackChosen: false, status: 'no-generation' },
    ]);
    expect(result.warnings.join(' ')).toContain('bus 5 was chosen');
    expect(result.buses.map(({ bus }) => bus)).toEqual([1, 2, 3, 4, 5]);
  });

  it('solves every island on its own: one without a solution leaves the others as they are alone', () => {
    const healthy = twoBuses(50);
    const overloaded = triangle({
      buses: [aBus(11, { type: 'slack' }), aBus(12)],
      branches: [aBranch(11, 12, { resistancePu: 0, reactancePu: 0.5 })],
      generators: [aGenerator(11, 100)],
      loads: [aLoad(12, 160)],
    });
    const both = triangle({
      buses: [...overloaded.buses, ...healthy.buses],
      branches: [...overloaded.branches, ...healthy.branches],
      generators: [...overloaded.generators, ...healthy.generators],
      loads: [...overloaded.loads, ...healthy.loads],
    });
    const result = solve(both);
    const alone = solve(healthy);
    const failed = solve(overloaded);
    expect(result.status).toBe('not-converged');
    expect(result.islands.map(({ status }) => status)).toEqual(['not-converged', 'converged']);
    const voltage = ({ buses }: PowerFlowResult, bus: number) =>
      buses.filter((row) => row.bus === bus).map(({ vm, vaDegrees }) => [vm, vaDegrees]);
    for (const bus of [1, 2]) expect(voltage(result, bus)).toEqual(voltage(alone, bus));
    expect(result.islands[1]).toMatchObject({
      iterations: alone.iterations,
      maxMismatch: alone.maxMismatch,
    });
    expect(result.maxMismatch).toBe(failed.maxMismatch);
    expect(result.attempts).toEqual([...failed.attempts, { ...alone.attempts[0]!, island: 1 }]);
    expect(result.lossesMw).toBe(alone.lossesMw);
    expect(result.slackPgMw).toBe(alone.slackPgMw);
    expect(result.worstMismatches.map(({ bus }) => bus)).toEqual([12, 11]);
    expect(result.warnings.join(' ')).toContain(
      'No solution for the island of 2 buses with slack 11',
    );
  });

  it('adds up several machines at a bus and shares their reactive power by their ranges', () => {
    const grid = triangle({
      generators: [
        aGenerator(1, 60, { id: '1', qMinMvar: 0, qMaxMvar: 30 }),
        aGenerator(1, 40, { id: '2', qMinMvar: 0, qMaxMvar: 10 }),
      ],
    });
    const [first, second] = solve(grid).generators;
    const one = solve(triangle()).generators[0]!;
    expect(first!.qMvar + second!.qMvar).toBeCloseTo(one.qMvar, 6);
    expect(first!.qMvar).toBeCloseTo(3 * second!.qMvar, 6);
    expect(second!.pMw).toBe(40);
  });

  it('holds a machine at its reactive limit and lets its voltage go, only where it is asked to', () => {
    const grid = triangle({
      buses: [aBus(1, { type: 'slack' }), aBus(2, { type: 'pv' }), aBus(3)],
      generators: [
        aGenerator(1, 60),
        aGenerator(2, 40, { vSetPu: 1.05, qMinMvar: -5, qMaxMvar: 5 }),
      ],
    });
    const free = solve(grid);
    const held = solve(grid, { enforceReactiveLimits: true });
    expect(free.generators[1]!.qMvar).toBeGreaterThan(5);
    expect(free.buses[1]!.vm).toBeCloseTo(1.05, 12);
    expect(held.generators[1]).toMatchObject({ bus: 2, limit: 'qMax' });
    expect(held.generators[1]!.qMvar).toBeCloseTo(5, 6);
    expect(held.buses[1]!.vm).toBeLessThan(1.05);
    expect(held.buses[1]!.type).toBe('pq');
    expect(held.warnings.join(' ')).toContain('at 1 bus: 2');
  });

  it('turns the voltage behind a phase shifter by its angle', () => {
    const shifted = twoBuses(0, {
      branches: [
        aBranch(1, 2, { resistancePu: 0, isTransformer: true, shiftDegrees: 10, reactancePu: 0.1 }),
      ],
    });
    // Positive delays the `to` side.
    expect(solve(shifted).buses[1]!.vaDegrees).toBeCloseTo(-10, 9);
  });

  it('refuses a network without machines and bare oscillators', () => {
    expect(() => solve(triangle({ generators: [] }))).toThrow(StudyRefusal);
    const document = {
      format: 'phaselock-oscillators' as const,
      version: 1 as const,
      nodes: [{ id: 1, omega: 0, M: 0, D: 1, theta0: 0 }],
      edges: [],
    };
    const spec = powerFlowSpecSchema.parse({});
    expect(() => planPowerFlow({ kind: 'oscillators', document }, spec)).toThrow(/no voltages/);
  });
});
