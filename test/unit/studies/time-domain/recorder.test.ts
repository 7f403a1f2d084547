import { describe, expect, it } from 'vitest';
import {
  affordableInterval,
  mostRecorded,
  Recorder,
} from '../../../../src-main/studies/time-domain/recorder.ts';

describe('the interval between recorded samples', () => {
  it('is the one asked for while the run fits into memory', () => {
    expect(affordableInterval(9241, 20, 0.01)).toBe(0.01);
    expect(affordableInterval(3, 100, 0.001)).toBe(0.001);
  });

  it('grows just so far that a long run on a large network fits', () => {
    for (const [nodes, duration] of [
      [9241, 3600],
      [13_659, 100_000],
      [39, 100_000],
    ] as const) {
      const interval = affordableInterval(nodes, duration, 0.001);
      const samples = Math.floor(duration / interval) + 2;
      expect(samples * nodes).toBeLessThanOrEqual(mostRecorded);
      expect((samples + 3) * nodes).toBeGreaterThan(mostRecorded - 4 * nodes);
    }
  });

  it('leaves small runs in 64 bits and puts large ones in 32', () => {
    expect(new Recorder(39, 20, 0.01).theta).toBeInstanceOf(Float64Array);
    expect(new Recorder(9241, 20, 0.01).theta).toBeInstanceOf(Float32Array);
  });
});
