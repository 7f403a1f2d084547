import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { planCoherence } from '../../src-main/studies/coherence/plan.ts';
import { reduceCoherence } from '../../src-main/studies/coherence/reduce.ts';
import { runCoherence } from '../../src-main/studies/coherence/run.ts';
import { coherenceSpecSchema } from '../../src-shared/studies/coherence.ts';
import type { CoherenceAtCoupling } from '../../src-shared/studies/coherence.ts';
import { quietContext } from '../fixtures/study-context.ts';

const nothing = { kind: 'none' } as const;

function run(fields: object): CoherenceAtCoupling {
  const spec = coherenceSpecSchema.parse({ duration: 2, dt: 0.01, K: [1.5], ...fields });
  const context = quietContext();
  const parts = planCoherence(nothing, spec).chunks.map((chunk) =>
    runCoherence(nothing, spec, chunk, context),
  );
  return reduceCoherence(nothing, spec, parts).perK[0]!;
}

const start = fc.integer({ min: 2, max: 9 }).chain((n) => {
  const list = (size: number) =>
    fc.array(fc.double({ min: -size, max: size, noNaN: true }), { minLength: n, maxLength: n });
  return fc.record({ omega: list(3), theta0: list(4) });
});

const runs = { numRuns: 25 };

function expectAlike(found: readonly number[], expected: readonly number[]): void {
  expect(found).toHaveLength(expected.length);
  found.forEach((C, k) => expect(Math.abs(C - expected[k]!)).toBeLessThan(1e-9));
}

describe('the coherence does not change', () => {
  it('with a constant phase added to all', () => {
    fc.assert(
      fc.property(start, fc.double({ min: -10, max: 10, noNaN: true }), ({ omega, theta0 }, c) => {
        const turned = run({ omega, theta0: theta0.map((angle) => angle + c) });
        expectAlike(turned.coherence, run({ omega, theta0 }).coherence);
      }),
      runs,
    );
  });

  it('with a frequency added to all, which turns the frame', () => {
    fc.assert(
      fc.property(start, fc.double({ min: -5, max: 5, noNaN: true }), ({ omega, theta0 }, c) => {
        const faster = run({ omega: omega.map((frequency) => frequency + c), theta0 });
        // RK4 turns a frame with the error of its step: 1e-9 over 200 steps needs slow frames.
        const slow = run({ omega, theta0 });
        faster.coherence.forEach((C, k) => expect(C).toBeCloseTo(slow.coherence[k]!, 5));
      }),
      runs,
    );
  });

  it('with other names for the oscillators', () => {
    fc.assert(
      fc.property(start, ({ omega, theta0 }) => {
        const reversed = run({ omega: omega.toReversed(), theta0: theta0.toReversed() });
        const { coherence, thetaFinal } = run({ omega, theta0 });
        expectAlike(reversed.coherence, coherence);
        expectAlike(reversed.thetaFinal.toReversed(), thetaFinal);
      }),
      runs,
    );
  });

  it('where rates grow and time shrinks by the same factor', () => {
    fc.assert(
      fc.property(start, fc.constantFrom(2, 4, 0.5), ({ omega, theta0 }, s) => {
        const scaled = run({
          omega: omega.map((frequency) => s * frequency),
          theta0,
          K: [1.5 * s],
          duration: 2 / s,
          dt: 0.01 / s,
          window: 5 / s,
        });
        expectAlike(scaled.coherence, run({ omega, theta0 }).coherence);
      }),
      runs,
    );
  });

  it('where every oscillator is doubled, since the mean field is the same', () => {
    fc.assert(
      fc.property(start, ({ omega, theta0 }) => {
        const doubled = run({ omega: [...omega, ...omega], theta0: [...theta0, ...theta0] });
        expectAlike(doubled.coherence, run({ omega, theta0 }).coherence);
      }),
      runs,
    );
  });
});
