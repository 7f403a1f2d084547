import { describe, expect, it } from 'vitest';

import { networkPicture } from '../../../src-main/reports/network-picture.ts';
import { sample } from '../renderer/network/networks.ts';

describe('the picture of the network in a report', () => {
  it('has an arrow at every bus with load, and a circle at every bus with a machine', () => {
    const grid = sample('ieee39');
    const picture = networkPicture(grid, []);
    if (picture.kind !== 'picture') throw new Error('no picture');
    const text = JSON.stringify(picture.svg);
    const count = (pattern: RegExp): number => [...text.matchAll(pattern)].length;
    expect(count(/class=\\"load\\"/g)).toBe(new Set(grid.loads.map(({ bus }) => bus)).size);
    expect(count(/class=\\"machine\\"/g)).toBe(new Set(grid.generators.map(({ bus }) => bus)).size);
  });
});
