import { describe, expect, it } from 'vitest';

import { applyEdit } from '../../../../src-shared/grid/edits.ts';
import type { StudyNetwork } from '../../../../src-shared/studies/catalogue.ts';
import { monteCarloSpecSchema } from '../../../../src-shared/studies/monte-carlo.ts';
import type { MonteCarloResult } from '../../../../src-shared/studies/monte-carlo.ts';
import { loadSample } from '../../../../src-main/samples/samples.ts';
import { drawOf } from '../../../../src-main/studies/monte-carlo-draw.ts';
import { planMonteCarlo } from '../../../../src-main/studies/monte-carlo/plan.ts';
import {
  partOfMonteCarlo,
  reduceMonteCarlo,
} from '../../../../src-main/studies/monte-carlo/reduce.ts';
import { runMonteCarlo } from '../../../../src-main/studies/monte-carlo/run.ts';
import { runSyncCondition } from '../../../../src-main/studies/sync-condition/run.ts';
import { anOscillatorDocument } from '../../../fixtures/oscillators.ts';
import { answerChunks } from '../../../fixtures/run-study.ts';
import { aBranch, aBus, aGenerator, triangle } from '../../../fixtures/small-grid.ts';
import { quietContext } from '../../../fixtures/study-context.ts';

const ofSample = (id: string): StudyNetwork => ({ kind: 'grid', grid: loadSample(id) });

function study(subject: StudyNetwork, given: object, seed = 1): MonteCarloResult {
  const spec = monteCarloSpecSchema.parse(given);
  const parts = answerChunks(
    planMonteCarlo(subject, spec),
    (chunk, context) => runMonteCarlo(subject, spec, chunk, context),
    seed,
  );
  return reduceMonteCarlo(subject, spec, parts);
}

describe('a randomised grid', () => {
  it('accounts for every draw', () => {
    const result = study(ofSample('ieee57'), { draws: 200, standardDeviation: 0.6 });
    const { correct, violations, noSolution, conservative, norm, exact, violating } = result;
    expect(correct + violations + noSolution + conservative).toBe(200);
    expect(noSolution).toBeGreaterThan(0);
    expect(violating).toHaveLength(violations);
    norm.forEach((value, draw) => {
      if (value < 1 && exact[draw]! > Math.asin(value) + 1e-9) {
        expect(violating.map((one) => one.draw)).toContain(draw);
      }
    });
    expect(result.worstEdges.reduce((sum, { draws }) => sum + draws, 0)).toBeLessThanOrEqual(200);
    expect(result.intervals.correct.low).toBeLessThan(correct / (correct + violations));
  });

  it('stopped on the way is what a run of so many draws gives, and says so', () => {
    const subject = ofSample('ieee14');
    const spec = monteCarloSpecSchema.parse({ draws: 60 });
    const answer = (from: number, to: number, lanes = Infinity) => {
      let polls = 0;
      const context = { ...quietContext(), stopped: () => polls++ >= lanes };
      return runMonteCarlo(subject, spec, { from, to }, context);
    };
    const stopped = answer(20, 40, 3);
    expect(stopped.norm.length).toBeGreaterThan(0);
    expect(stopped.norm.length).toBeLessThan(20);
    const draws = 20 + stopped.norm.length;
    // What comes after the gap is not counted: draws have their places.
    const part = partOfMonteCarlo(subject, spec, [answer(0, 20), stopped, answer(40, 60)]);
    const { warnings, ...found } = part!.result;
    const { warnings: others, ...expected } = study(subject, { draws });
    expect(found).toEqual(expected);
    expect(warnings).toEqual([
      `This result is of ${draws} of 60 draws: the others are not in it.`,
      ...others,
    ]);
    expect(partOfMonteCarlo(subject, spec, [undefined, stopped])).toBeNull();
  });

  it('without disturbance is one state, whose imbalance moves about', () => {
    const result = study(ofSample('ieee14'), { draws: 20, standardDeviation: 0 });
    expect(result.correct).toBe(20);
    // 13.4 MW of 259 are shared by one of 5 machines and one of 11 loads: a few answers, no more.
    expect(new Set(result.norm).size).toBeGreaterThan(1);
    expect(result.normStandardError).toBeLessThan(0.01);
  });

  it('draws bare oscillators too: negative powers are loads', () => {
    const document = anOscillatorDocument(
      [0.5, -0.2, -0.3],
      [
        [0, 1, 1],
        [1, 2, 1],
      ],
    );
    const { correct, exact, norm } = study({ kind: 'oscillators', document }, { draws: 50 });
    expect(correct).toBe(50);
    // A tree: the condition is exact.
    exact.forEach((angle, draw) => expect(angle).toBeCloseTo(Math.asin(norm[draw]!), 10));
    expect(new Set(norm).size).toBe(50);
  });

  it('does not depend on how the draws are cut into chunks', () => {
    const subject = ofSample('ieee24');
    const spec = monteCarloSpecSchema.parse({ draws: 23 });
    const cut = [
      { from: 0, to: 5 },
      { from: 5, to: 6 },
      { from: 6, to: 23 },
    ].map((chunk) => runMonteCarlo(subject, spec, chunk, quietContext()));
    expect(reduceMonteCarlo(subject, spec, cut)).toEqual(study(subject, { draws: 23 }));
    expect(study(subject, { draws: 7 }).norm).toEqual(
      study(subject, { draws: 23 }).norm.slice(0, 7),
    );
    expect(study(subject, { draws: 7 }, 2).norm).not.toEqual(study(subject, { draws: 7 }).norm);
  });
});

describe('a draw', () => {
  it('opens as the network whose condition the study has found', () => {
    const grid = loadSample('ieee57');
    const spec = monteCarloSpecSchema.parse({ draws: 9, model: { balance: 'slack' } });
    const { norm, exact } = study({ kind: 'grid', grid }, spec, 5);
    for (const index of [0, 3, 8]) {
      const edit = drawOf(grid, spec, 5, index);
      const opened = applyEdit(grid, edit).grid;
      const found = runSyncCondition(
        { kind: 'grid', grid: opened },
        { model: spec.model },
        {},
        quietContext(),
      );
      expect(found.norm).toBeCloseTo(norm[index]!, 12);
      expect(found.equilibrium.maxAngleDifference).toBeCloseTo(exact[index]!, 9);
      const total = (of: readonly { pMw: number }[]) => of.reduce((sum, { pMw }) => sum + pMw, 0);
      expect(total(opened.generators)).toBeCloseTo(total(opened.loads), 9);
    }
  });

  it('that is none is refused', () => {
    const spec = monteCarloSpecSchema.parse({ draws: 9 });
    expect(() => drawOf(loadSample('wscc9'), spec, 1, 9)).toThrow(/no draw 9.*0 to 8/);
  });
});

describe('what cannot be drawn', () => {
  it.each([
    [{ standardDeviation: -1 }, 'standardDeviation', /not negative/],
    [{ loadFraction: 1.5 }, 'loadFraction', /between 0 and 1/],
    [{ adjusterFraction: 0 }, 'adjusterFraction', /take the imbalance/],
    [{ draws: 0 }, 'draws', />=1/],
  ] as const)('is refused at its field: %j', (given, field, message) => {
    const { error } = monteCarloSpecSchema.safeParse(given);
    expect(error?.issues[0]?.path).toEqual([field]);
    expect(error?.issues[0]?.message).toMatch(message);
  });

  it('is a grid whose one machine feeds nobody, which has something to draw all the same', () => {
    const grid = triangle({
      buses: [aBus(1, { type: 'slack' }), aBus(2)],
      branches: [aBranch(1, 2)],
      generators: [aGenerator(1, 10)],
      loads: [],
    });
    // The only machine takes back what it gives.
    const { norm } = study({ kind: 'grid', grid }, { draws: 3 });
    norm.forEach((value) => expect(value).toBeCloseTo(0, 14));
  });
});
