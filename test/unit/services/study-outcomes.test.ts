import { describe, expect, it } from 'vitest';

import { outcomeOf } from '../../../src-main/services/study-outcomes.ts';
import type {
  ContingencyScreeningResult,
  OutageResult,
} from '../../../src-shared/studies/contingency-screening.ts';
import type { KronReductionResult } from '../../../src-shared/studies/kron-reduction.ts';
import type { PowerFlowResult } from '../../../src-shared/studies/power-flow.ts';
import type { SyncConditionResult } from '../../../src-shared/studies/sync-condition.ts';
import type { TimeDomainResult } from '../../../src-shared/studies/time-domain.ts';

const edge = { from: 25, to: 27 };

const condition = (
  status: 'converged' | 'beyond-limit' | 'no-solution',
  angle: number | null,
): SyncConditionResult =>
  ({
    norm: 0.25,
    worstEdge: edge,
    gammaPredicted: Math.asin(0.25),
    equilibrium: { status, maxAngleDifference: angle },
    criticalCoupling: { predicted: 0.25, exact: 0.2 },
    otherConditions: { algebraicConnectivity: 1.5, connectivityBound: 2, degreeBound: 0.1 },
  }) as SyncConditionResult;

const outage = (element: string, changes: Partial<OutageResult>): OutageResult =>
  ({ element, status: 'ok', norm: 0.1, islandedMw: 0, ...changes }) as OutageResult;

describe('the outcome of the condition', () => {
  it('names norm, branch and angle', () => {
    const outcome = outcomeOf('sync-condition', condition('converged', Math.PI / 6));
    expect(outcome).toMatchObject({
      status: 'finished',
      norm: 0.25,
      text: 'Norm 0.2500 on 25–27; largest angle 30.0°',
    });
    const angle = outcome.figures.find(({ quantity }) => quantity === 'Largest angle, exact');
    expect(angle?.value).toBeCloseTo(30, 12);
  });

  it('is no answer where no synchronous state was found', () => {
    expect(outcomeOf('sync-condition', condition('no-solution', null))).toMatchObject({
      status: 'no-answer',
      text: 'Norm 0.2500 on 25–27; no synchronous state found',
    });
  });

  it('says when the state lies beyond 90 degrees', () => {
    const { status, text } = outcomeOf('sync-condition', condition('beyond-limit', 1.6));
    expect([status, text]).toEqual([
      'finished',
      'Norm 0.2500 on 25–27; largest angle 91.7°, beyond 90°',
    ]);
  });
});

describe('the outcome of a screening', () => {
  it('counts by class, and finds the worst outage that does not island', () => {
    const result = {
      base: { norm: 0.2 },
      outages: [
        outage('Branch 1–2', { norm: 0.3, violationCount: 2 }),
        outage('Branch 2–3', { status: 'islanding', norm: 0.9, islandedMw: 70 }),
        outage('Branch 3–4', { status: 'no-solution', norm: 1.2 }),
        outage('Branch 4–5', { norm: null }),
      ],
    } as unknown as ContingencyScreeningResult;
    const { text, norm, figures } = outcomeOf('contingency-screening', result);
    expect(text).toBe(
      '4 outages; 1 over limit; 1 islanding; 1 without a synchronous state; worst Branch 3–4 (norm 1.2000)',
    );
    expect(norm).toBe(0.2);
    expect(figures.map(({ value }) => value)).toEqual([0.2, 1.2, 4, 1, 1, 1, 70]);
  });

  it('of nothing has no worst', () => {
    const result = { base: { norm: 0.2 }, outages: [] } as unknown as ContingencyScreeningResult;
    const { text, figures } = outcomeOf('contingency-screening', result);
    expect(text).toBe('0 outages');
    expect(figures.map(({ value }) => value)).toEqual([0.2, null, 0, 0, 0, 0, null]);
  });
});

describe('the outcome of a power flow', () => {
  const powerFlow = (changes: Partial<PowerFlowResult>): PowerFlowResult =>
    ({
      status: 'converged',
      iterations: 4,
      maxMismatch: 1e-12,
      buses: [{ vm: 1.04 }, { vm: 0.96 }],
      branches: [{ loading: null }, { loading: 0.7 }],
      lossesMw: 4.641,
      slackPgMw: 71.641,
      worstMismatches: [],
      islands: [{ status: 'converged' }],
      ...changes,
    }) as PowerFlowResult;

  it('tells losses, slack and extremes of voltage and loading', () => {
    const outcome = outcomeOf('power-flow', powerFlow({}));
    expect(outcome).toMatchObject({
      status: 'finished',
      norm: null,
      text: 'Converged in 4 iterations; losses 4.64 MW, slack 71.64 MW',
    });
    expect(outcome.figures.map(({ value }) => value)).toEqual([4, 4.641, 71.641, 0.96, 1.04, 0.7]);
  });

  it('that did not converge is no answer: it names the mismatch, and no figure of a solution', () => {
    const worstMismatches = [{ bus: 7, pMw: 12, qMvar: 3 }];
    const failed = powerFlow({ status: 'not-converged', maxMismatch: 0.12, worstMismatches });
    const outcome = outcomeOf('power-flow', failed);
    expect(outcome.status).toBe('no-answer');
    expect(outcome.text).toBe('No solution: mismatch of 1.2e-1 p.u., largest at bus 7');
    expect(outcome.figures.slice(1).every(({ value }) => value === null)).toBe(true);
  });

  it('that did not converge in one island says in how many', () => {
    const island = { buses: 3, slack: 1, slackChosen: false, iterations: 4, maxMismatch: 0.12 };
    const failed = powerFlow({
      status: 'not-converged',
      maxMismatch: 0.12,
      islands: [
        { ...island, status: 'converged' },
        { ...island, status: 'not-converged' },
      ],
    });
    expect(outcomeOf('power-flow', failed).text).toBe(
      'No solution in 1 of 2 islands: mismatch of 1.2e-1 p.u.',
    );
  });
});

describe('the outcome of a Kron reduction', () => {
  it('tells how many machines are left and how strongly they are coupled', () => {
    const result = {
      machines: [{ estimated: true }, { estimated: false }, { estimated: false }],
      coupling: [
        [0, 1, 3],
        [1, 0, 2],
        [3, 2, 0],
      ],
      phaseShift: [
        [0, 0.1, -Math.PI / 6],
        [0.1, 0, 0],
        [-Math.PI / 6, 0, 0],
      ],
    } as unknown as KronReductionResult;
    const outcome = outcomeOf('kron-reduction', result);
    expect(outcome.text).toBe('3 machines, 1 with estimated data; couplings 1.000 to 3.000 p.u.');
    expect(outcome.figures.map(({ value }) => value)).toEqual([3, 1, 3, expect.closeTo(30, 9)]);
  });
});

describe('the outcome of a simulation', () => {
  const simulation = (changes: Partial<TimeDomainResult>): TimeDomainResult =>
    ({
      status: 'finished',
      reason: null,
      synchronous: true,
      events: [],
      coherentGroups: [[1, 2, 3]],
      largestAngleDifference: { value: Math.PI / 4, edge, time: 1 },
      largestFrequencyDeviation: { value: Math.PI, bus: 3, time: 2 },
      ...changes,
    }) as TimeDomainResult;

  it('says whether synchronism is kept', () => {
    const kept = outcomeOf('time-domain', simulation({}));
    expect(kept.text).toBe('Synchronism is kept; largest angle 45.0° on 25–27');
    expect(kept.figures.map(({ value }) => value)).toEqual([1, 45, 0.5, 1]);
    const lost = simulation({ synchronous: false, coherentGroups: [[1], [2, 3]] });
    expect(outcomeOf('time-domain', lost).text).toMatch(/^Synchronism is lost: 2 groups/);
  });

  it('does not call synchronism kept where a machine has slipped on the way', () => {
    const events = [{ time: 1.4, kind: 'synchronism-lost' as const, element: 'Branch 9–10' }];
    const regained = outcomeOf('time-domain', simulation({ events }));
    expect(regained.text).toMatch(/^Synchronism is lost on the way and found again/);
    expect(regained.figures[0]?.value).toBe(0);
  });

  it.each([
    ['diverged', 'no-answer'],
    ['step-too-small', 'no-answer'],
    ['no-equilibrium', 'no-answer'],
    ['cancelled', 'cancelled'],
  ] as const)('that ended as %s is %s, with the reason', (status, expected) => {
    const result = simulation({ status, reason: 'Because.', largestAngleDifference: null });
    expect(outcomeOf('time-domain', result)).toMatchObject({ status: expected, text: 'Because.' });
  });
});
