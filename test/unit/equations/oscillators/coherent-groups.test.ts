import { describe, expect, it } from 'vitest';
import {
  type AngleHistory,
  coherentGroups,
} from '../../../../src-main/equations/oscillators/coherent-groups.ts';
import { swingNetwork } from '../machines/networks.ts';

/** A path of four nodes; the weight of its middle line is given. */
const path = (middle = 1) =>
  swingNetwork({
    omega: [0, 0, 0, 0],
    M: [1, 1, 1, 1],
    D: [1, 1, 1, 1],
    edges: [
      [0, 1, 1],
      [1, 2, middle],
      [2, 3, 1],
    ],
  });

/** 101 samples over the unit interval. */
function history(angles: (s: number) => readonly number[]): AngleHistory {
  const rows = Array.from({ length: 101 }, (_, k) => angles(k / 100));
  return { samples: rows.length, theta: Float64Array.from(rows.flat()) };
}

describe('coherent groups', () => {
  it('are one group with no cut while all angles stay together', () => {
    const swinging = history((s) => [0, 1.2 * Math.sin(20 * s), 0.3, -0.4]);
    expect(coherentGroups(path(), swinging)).toEqual({ groups: [[0, 1, 2, 3]], cut: [] });
  });

  it('part along the line whose ends run away from each other', () => {
    const running = history((s) => [0, 0.1, 40 * s * s, 40 * s * s + 0.2]);
    expect(coherentGroups(path(), running)).toEqual({
      groups: [
        [0, 1],
        [2, 3],
      ],
      cut: [1],
    });
  });

  it('are one group again after a pole slip that has come to rest', () => {
    const slipped = history((s) => [0, 0, 2 * Math.PI * Math.min(1, 3 * s), 2 * Math.PI + 0.1]);
    expect(coherentGroups(path(), slipped).groups).toHaveLength(1);
  });

  it('part where a short run ends in the middle of the first slip', () => {
    const slipping = history((s) => [0, 0, 3.9 * s * s, 3.9 * s * s]);
    expect(coherentGroups(path(), slipping).cut).toEqual([1]);
  });

  it('part where the line between them is out of service, however close they stay', () => {
    const still = history(() => [0, 0, 0, 0]);
    expect(coherentGroups(path(0), still)).toEqual({
      groups: [
        [0, 1],
        [2, 3],
      ],
      cut: [1],
    });
  });

  it('come with the largest first', () => {
    const alone = history((s) => [50 * s, 0, 0, 0]);
    expect(coherentGroups(path(), alone).groups).toEqual([[1, 2, 3], [0]]);
  });
});
