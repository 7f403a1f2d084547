import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';

import {
  instantOf,
  originAngle,
  wrappedDegrees,
} from '../../../../src-renderer/composables/phasors.ts';
import { frameAt } from '../../../../src-renderer/composables/playback.ts';

vi.mock('../../../../src-renderer/api/api.ts', () => import('../../../fixtures/a-main-process.ts'));

describe('the frame at a time', () => {
  it('is the last that is not later, as a search through all of them finds it', () => {
    const times = fc
      .uniqueArray(fc.integer({ min: 0, max: 1000 }), { minLength: 1, maxLength: 40 })
      .map((values) => Float64Array.from(values).sort());
    fc.assert(
      fc.property(times, fc.integer({ min: -10, max: 1010 }), (all, at) => {
        const found = [...all].findLastIndex((time) => time <= at);
        expect(frameAt(all, at)).toBe(Math.max(0, found));
      }),
    );
  });

  it('is that of an event, although its time came through a slider', () => {
    expect(frameAt(Float64Array.of(0, 0.1 + 0.2, 1), 0.3)).toBe(1);
  });
});

describe('the phasors of an instant', () => {
  const frames = {
    time: Float64Array.of(0, 1),
    nodes: Int32Array.of(10, 20),
    theta: Float32Array.of(0, 0, Math.PI / 2, 0),
    omega: Float32Array.of(1, 2, 3, 4),
  };

  it('are those of its frame, with their mean', () => {
    const { theta, omega, r, psi } = instantOf(frames, 1);
    expect([...omega]).toEqual([3, 4]);
    expect(theta).toHaveLength(2);
    // (1 + i) / 2
    expect(r).toBeCloseTo(Math.SQRT1_2, 6);
    expect(psi).toBeCloseTo(Math.PI / 4, 6);
    expect(instantOf(frames, 0).r).toBe(1);
  });

  it('are counted from the centre, a bus or the synchronous frame', () => {
    const instant = instantOf(frames, 1);
    expect(originAngle(instant, 'centre')).toBeCloseTo(Math.PI / 4, 6);
    expect(originAngle(instant, 10)).toBeCloseTo(Math.PI / 2, 6);
    expect(originAngle(instant, 'synchronous')).toBe(0);
    expect(originAngle(instant, 99)).toBe(0);
  });

  it('have angles within half a turn that differ by whole turns', () => {
    fc.assert(
      fc.property(fc.double({ min: -100, max: 100, noNaN: true }), (angle) => {
        const degrees = wrappedDegrees(angle);
        expect(Math.abs(degrees)).toBeLessThanOrEqual(180);
        expect(Math.cos((degrees * Math.PI) / 180)).toBeCloseTo(Math.cos(angle), 9);
        expect(Math.sin((degrees * Math.PI) / 180)).toBeCloseTo(Math.sin(angle), 9);
      }),
    );
  });
});
