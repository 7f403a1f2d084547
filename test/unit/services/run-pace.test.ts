import { describe, expect, it } from 'vitest';

import { createRunPace } from '../../../src-main/services/run-pace.ts';

function aPace(before = 0) {
  const clock = { seconds: 0 };
  const pace = createRunPace(() => new Date(1000 * clock.seconds), before);
  return { pace, wait: (seconds: number) => void (clock.seconds += seconds) };
}

describe('the pace of a run', () => {
  it('counts the time of work, not of waiting', () => {
    const { pace, wait } = aPace();
    expect(pace.seconds()).toBeNull();
    wait(100);
    pace.work();
    wait(3);
    pace.rest();
    wait(50);
    pace.work();
    wait(4);
    expect(pace.seconds()).toBe(7);
  });

  it('adds to what an earlier process had worked', () => {
    const { pace, wait } = aPace(60);
    pace.work();
    wait(5);
    expect(pace.seconds()).toBe(65);
  });

  it('tells what remains from what was gained since it last began', () => {
    const { pace, wait } = aPace(3600);
    pace.work();
    expect(pace.remaining(0.5)).toBeNull();
    wait(10);
    // A tenth in 10 s; four tenths are left.
    expect(pace.remaining(0.6)).toBeCloseTo(40, 9);
    pace.rest();
    wait(1000);
    pace.work();
    expect(pace.remaining(0.6)).toBeNull();
    wait(10);
    expect(pace.remaining(0.8)).toBeCloseTo(10, 9);
  });

  it('says nothing of too short a stretch, and something of a slow one after a while', () => {
    const { pace, wait } = aPace();
    pace.work();
    pace.remaining(0);
    wait(0.4);
    expect(pace.remaining(0.5)).toBeNull();
    wait(1);
    expect(pace.remaining(0.001)).toBeNull();
    wait(18.6);
    expect(pace.remaining(0.001)).toBeCloseTo(20 * 999, 6);
  });
});
